"""Presence: who is online, away, not to be disturbed."""
