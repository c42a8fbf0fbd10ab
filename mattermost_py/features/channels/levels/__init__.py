"""How confidential a channel is."""
