"""What the server has written into its log."""
