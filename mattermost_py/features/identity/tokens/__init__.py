"""Personal access tokens of people and bots."""
