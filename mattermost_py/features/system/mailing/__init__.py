"""Trying the settings of the mail server."""
