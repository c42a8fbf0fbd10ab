"""Work the server does by itself."""
