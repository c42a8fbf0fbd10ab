"""Channels: rooms of a team, direct and group messages, their members and how people arrange them."""
