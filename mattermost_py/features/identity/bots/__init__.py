"""Bots: accounts of programs, each owned by somebody."""
