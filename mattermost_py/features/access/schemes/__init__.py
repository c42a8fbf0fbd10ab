"""Schemes: the roles of a team or of a channel that differ from the built-in ones."""
