"""Confirmations that a post was read, where its author asked for them."""
