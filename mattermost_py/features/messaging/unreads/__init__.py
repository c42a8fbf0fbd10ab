"""Marking a post as unread."""
