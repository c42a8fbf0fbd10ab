"""Finding rows by what is written in them."""
