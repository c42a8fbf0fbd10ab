"""News of this site that everybody, or every administrator, sees once."""
