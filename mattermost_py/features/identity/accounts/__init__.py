"""Accounts over HTTP: signing up, reading, changing, closing."""
