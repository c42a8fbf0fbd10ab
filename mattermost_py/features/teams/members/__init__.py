"""Who belongs to a team, and with which roles."""
