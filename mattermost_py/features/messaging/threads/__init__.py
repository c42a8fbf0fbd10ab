"""The inbox of threads a user follows."""
