"""What can go wrong with a PostgreSQL of our own, in words for whoever runs the server."""


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be found, prepared, started or stopped."""


class AlreadyRunning(PostgresError):
    """Another process has this cluster in its hands."""
