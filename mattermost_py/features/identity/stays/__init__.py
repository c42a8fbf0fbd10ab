"""Stays: guests who are there until a date."""
