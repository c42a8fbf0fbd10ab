"""The picture on the sign-in page."""
