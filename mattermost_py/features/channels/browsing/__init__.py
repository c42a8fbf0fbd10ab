"""Lists, search and autocomplete of channels."""
