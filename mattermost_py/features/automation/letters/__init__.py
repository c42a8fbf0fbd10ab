"""Direct messages that the server and its bots write to people."""
