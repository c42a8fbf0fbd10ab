"""People: accounts, how they sign in, how they appear to others, whether they are there, and what they prefer."""
