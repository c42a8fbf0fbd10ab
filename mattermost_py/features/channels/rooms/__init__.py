"""Channels of a team: made, described, opened and closed, archived and restored."""
