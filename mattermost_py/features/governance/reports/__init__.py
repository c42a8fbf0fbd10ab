"""Reports about people and posts of the whole site."""
