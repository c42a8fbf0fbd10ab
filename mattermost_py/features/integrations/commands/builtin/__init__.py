"""The commands the server itself knows."""
