"""People from directories and in groups of their own."""
