"""Private channels that may be found, and asking to be let in."""
