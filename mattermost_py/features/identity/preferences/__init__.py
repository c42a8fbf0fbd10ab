"""Settings that clients keep for their user, by category and name."""
