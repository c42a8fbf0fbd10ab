"""How an embedded PostgreSQL is set up: little memory, full durability, no network."""

from collections.abc import Mapping
from enum import Enum

from mattermost_py.infra.postgres.memory import megabytes

SOCKET_NAME = ".s.PGSQL.5432"
SUPERUSER = "mmpy"
DATABASE = "mattermost"
BUFFERS_MB = (64, 1024)  # an eighth of the memory, but at least and at most so much


class Durability(Enum):
    FULL = "full"
    NONE = "none"  # for tests only: a power cut may destroy the cluster


_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "cluster_name": "mmpy",
    # The default begins with the schema named like the user, which here is our own and must not hide tables.
    "search_path": "public",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "log_checkpoints": "off",
}
_DEFAULTS = {
    "max_connections": "100",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "wal_buffers": "4MB",
    "max_wal_size": "512MB",
    "min_wal_size": "48MB",
    "wal_compression": "pglz",
    "checkpoint_timeout": "15min",
    "deadlock_timeout": "200ms",  # writers of two workers that wait for each other are told apart after so long
    "random_page_cost": "1.1",
    "max_wal_senders": "3",
    "autovacuum_max_workers": "2",
    "autovacuum_naptime": "15s",  # a young database grows fast, and without statistics searches walk through all of it
    # Statements here are small: compiling them, or reading in parallel, costs more than it saves.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "io_method": "sync",
}
_NOT_DURABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


def postgres_arguments(durability: Durability, wanted: Mapping[str, str]) -> list[str]:
    """The command line of `postgres`; what is wanted wins over our defaults, not over what keeps it private."""
    memory_mb = megabytes()
    chosen = {
        **_DEFAULTS,
        "shared_buffers": f"{min(max(memory_mb // 8, BUFFERS_MB[0]), BUFFERS_MB[1])}MB",
        "effective_cache_size": f"{memory_mb // 2}MB",
    }
    if durability is Durability.NONE:
        chosen |= _NOT_DURABLE
    chosen |= {**wanted, **_ALWAYS}
    return [f"--{name}={setting}" for name, setting in chosen.items()]
