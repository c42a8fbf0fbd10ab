"""Long work that administrators start, watch and stop."""
