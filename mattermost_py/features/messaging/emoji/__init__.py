"""Emoji: the system names, and those that people of this server made."""
