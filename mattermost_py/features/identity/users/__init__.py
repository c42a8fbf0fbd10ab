"""Accounts: creation, profiles and their changes, roles, activation."""
