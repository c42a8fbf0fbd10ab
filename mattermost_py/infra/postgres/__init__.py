"""PostgreSQL as a part of this program: its files, its account, its cluster, its life."""

from collections.abc import Iterator
from contextlib import contextmanager

from mattermost_py.config import Settings
from mattermost_py.infra.db.conninfo import conninfo
from mattermost_py.infra.postgres.cluster import EmbeddedPostgres, is_running
from mattermost_py.infra.postgres.errors import AlreadyRunning, PostgresError
from mattermost_py.infra.postgres.options import Durability

__all__ = ["AlreadyRunning", "Durability", "EmbeddedPostgres", "PostgresError", "database", "embedded", "is_running"]


def embedded(settings: Settings) -> EmbeddedPostgres | None:
    """The cluster of this configuration, not started; None where another database is configured.

    Raises: PostgresError if there is neither.
    """
    ours = settings.Embedded
    if settings.SqlSettings.DataSource:
        return None
    if not ours.Enable:
        raise PostgresError("no database: set SqlSettings.DataSource, or Embedded.Enable = true")
    buffers = {"shared_buffers": f"{ours.SharedBuffersMB}MB"} if ours.SharedBuffersMB else {}
    return EmbeddedPostgres(
        settings.path(ours.Directory),
        settings={"max_connections": str(ours.MaxConnections), **buffers},
        sockets=settings.path(ours.SocketDirectory) if ours.SocketDirectory else None,
        programs=ours.BinariesDirectory,
    )


@contextmanager
def database(settings: Settings, *, may_create: bool = False) -> Iterator[str]:
    """The connection string of this configuration's database, which is up while the context lasts.

    For commands: an embedded database is used where a server runs it, else started for as long as needed.
    Raises: PostgresError if it cannot be started, or there is none and we may not create it.
    """
    cluster = embedded(settings)
    if cluster is None:
        yield conninfo(settings.SqlSettings.DataSource)
    elif is_running(cluster.home):
        yield cluster.conninfo()
    elif not may_create and not cluster.exists:
        raise PostgresError(f"there is no database in {cluster.home} yet: name another data directory by --data")
    else:
        with cluster:
            yield cluster.conninfo()
