"""What official clients ask at start and this server has none of: truthful empty answers."""
