"""Which scheme rules a team."""
