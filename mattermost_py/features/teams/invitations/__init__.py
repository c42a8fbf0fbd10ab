"""Inviting people to a team by mail."""
