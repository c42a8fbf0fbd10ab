"""Changing and recovering passwords."""
