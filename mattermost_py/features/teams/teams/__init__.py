"""The team itself: its row, its settings, its privacy and its end."""
