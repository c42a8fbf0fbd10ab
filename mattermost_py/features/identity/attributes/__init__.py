"""Attributes of people that a site adds to their profiles."""
