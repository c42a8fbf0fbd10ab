"""Whether the server works, and what clients and administrators do to it while it runs."""
