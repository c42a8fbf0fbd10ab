"""The configuration as administrators and clients see and change it."""
