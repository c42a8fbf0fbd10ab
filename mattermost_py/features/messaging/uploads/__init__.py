"""Uploads in several parts that survive a broken connection."""
