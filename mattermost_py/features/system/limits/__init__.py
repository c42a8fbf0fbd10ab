"""How many people there are, and how many there may be: any number."""
