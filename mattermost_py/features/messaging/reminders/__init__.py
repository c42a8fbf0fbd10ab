"""Reminders of posts at a time."""
