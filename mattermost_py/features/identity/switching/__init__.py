"""Changing how an account signs in."""
