"""Emoji that people put on posts."""
