"""Mail on request: confirming an address, choosing a new password."""
