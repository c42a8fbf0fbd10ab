"""PostgreSQL as a part of this program: its files, its account, its cluster, its life."""

from mattermost_py.infra.postgres.cluster import EmbeddedPostgres, is_running
from mattermost_py.infra.postgres.errors import AlreadyRunning, PostgresError
from mattermost_py.infra.postgres.options import Durability

__all__ = ["AlreadyRunning", "Durability", "EmbeddedPostgres", "PostgresError", "is_running"]
