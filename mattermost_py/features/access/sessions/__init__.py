"""Signed-in devices: how a token becomes a caller, and how long it lasts."""
