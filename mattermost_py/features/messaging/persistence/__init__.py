"""Notifications that repeat until somebody answers."""
