"""Mail about one's own account."""
