"""The emoji and short text that people show beside their name."""
