"""Profile images, uploaded or drawn."""
