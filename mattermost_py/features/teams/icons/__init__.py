"""The picture of a team."""
