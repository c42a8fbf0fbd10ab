"""The channel itself: its row, its guards, its counters."""
