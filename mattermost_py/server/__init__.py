"""Processes: the supervisor, its workers, their sockets, and how they start, reload and end."""


class StartError(Exception):
    """Why the server cannot start, in one line for whoever runs it."""
