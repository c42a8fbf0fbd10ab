"""The database behind the server: ours or another one, up, migrated, and brought back when it dies."""

import asyncio
import logging
import time
from typing import Any

import psycopg

from mattermost_py.config import Settings
from mattermost_py.infra.db.conninfo import conninfo, shown
from mattermost_py.infra.db.migrate import migrate
from mattermost_py.infra.postgres import EmbeddedPostgres, PostgresError, embedded
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.server import StartError
from mattermost_py.server.notify import Systemd

log = logging.getLogger(__name__)

_BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
_HEALTHY_S = 60.0


class Database:
    """Used by the first process's main thread only: an embedded PostgreSQL ends with the thread that started it."""

    def __init__(self, settings: Settings, systemd: Systemd) -> None:
        self._systemd = systemd
        self._cluster: EmbeddedPostgres | None = embedded(settings)
        self._start_timeout_s = settings.Embedded.StartTimeoutSeconds
        self._failures = 0
        self._not_before = 0.0
        self._up_since = 0.0
        self.restarts = 0
        self.conninfo = self._cluster.conninfo() if self._cluster else conninfo(settings.SqlSettings.DataSource)

    @property
    def pid(self) -> int | None:
        return self._cluster.pid if self._cluster else None

    @property
    def is_embedded(self) -> bool:
        return self._cluster is not None

    def open(self) -> str:
        """Starts it if it is ours, and brings its tables up to date. Returns a few words about it for people.

        Raises: StartError, PostgresError, MigrationError
        """
        started = time.monotonic()
        is_new = self._cluster is not None and not self._cluster.exists
        if self._cluster:
            self._cluster.start(timeout_s=self._start_timeout_s)
            self._up_since = time.monotonic()
        try:
            steps = asyncio.run(migrate(self.conninfo))
        except psycopg.OperationalError as exc:
            reason = _reason(exc)
            raise StartError(f"cannot reach the database {shown(self.conninfo)}: {reason}") from exc
        kind = ("new, " if is_new else "") + ("embedded" if self._cluster else shown(self.conninfo))
        changes = f", {len(steps)} schema steps applied" if steps else ""
        return f"Database ready in {time.monotonic() - started:.1f} s ({kind}{changes})"

    def close(self) -> None:
        if self._cluster:
            self._cluster.stop()

    def watch(self) -> float | None:
        """Brings an embedded database back if it died. Returns when to look again, in seconds, if that is soon."""
        if self._cluster is None or self._cluster.pid is not None:
            if self._failures and time.monotonic() - self._up_since > _HEALTHY_S:
                self._failures = 0
            return None
        now = time.monotonic()
        if now < self._not_before:
            return self._not_before - now
        log.error("PostgreSQL ended by itself, starting it again")
        try:
            with self._systemd.busy():  # replaying its log may take a while
                self._cluster.start(timeout_s=self._start_timeout_s)
        except PostgresError as exc:
            log.error("PostgreSQL does not start", extra={"reason": str(exc)})
        else:
            self.restarts += 1
            self._up_since = time.monotonic()
            log.warning("PostgreSQL is back")
        wait_s = _BACK_OFF_S[min(self._failures, len(_BACK_OFF_S) - 1)]
        self._failures += 1
        self._not_before = time.monotonic() + wait_s
        return wait_s or None


def saved_settings(conninfo: str) -> dict[str, Any]:
    """What administrators saved through the API."""
    with psycopg.connect(conninfo, autocommit=True, connect_timeout=10, application_name="mmpy start") as conn:
        row = conn.execute("SELECT value FROM configurations WHERE active LIMIT 1").fetchone()
    try:
        return loads(row[0]) if row else {}
    except JsonError as exc:
        raise StartError("the configuration saved in the database is no JSON") from exc


def _reason(exc: psycopg.Error) -> str:
    """What went wrong, in one line; the lines that start with a tab only guess why."""
    said = [line for line in str(exc).splitlines() if line.strip() and not line.startswith("\t")]
    return said[-1].strip().removeprefix("connection failed: ") if said else type(exc).__name__
