"""Notifications that reach a browser while no window is open."""
