"""Finding people: lists, search, autocomplete, counts."""
