"""Texts of posts that are read once: kept apart from the post, with who may still read them."""
