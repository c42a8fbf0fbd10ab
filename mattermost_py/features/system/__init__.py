"""The server itself: its configuration, health, figures and looks."""
