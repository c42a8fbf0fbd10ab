"""Bookmarks of channels: links and files kept above the messages."""
