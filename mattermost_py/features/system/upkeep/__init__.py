"""What administrators do to a running server, and what they try out before they save it."""
