"""A file for whoever helps with a problem: what the server is and does, without secrets."""
