"""Finding posts and files by words and operators."""
