"""Trying out whether what the server sends arrives."""
