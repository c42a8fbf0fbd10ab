"""Named values that features attach to things: groups of fields, and what each thing holds in them."""
