"""Signing a desktop app in with what its user did in the browser."""
