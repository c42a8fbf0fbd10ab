"""Guests: who becomes one, and how they come in without a password."""
