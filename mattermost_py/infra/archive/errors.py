"""Why a backup cannot be made, read or restored."""


class BackupError(Exception):
    """In words for whoever runs the command; nothing was lost or left half-done."""
