"""SQL of `configurations`: what was saved through the API, one active row."""

from mattermost_py.infra.db import Db

LOCK = 0x636F6E66  # advisory: one change at a time


async def lock(db: Db) -> None:
    """Waits for other changes; held until the transaction ends."""
    await db.value(str, "SELECT pg_advisory_xact_lock(%(key)s::bigint)::text", key=LOCK)


async def active(db: Db) -> str | None:
    """The saved values as JSON."""
    return await db.value(str, "SELECT value FROM configurations WHERE active LIMIT 1")


async def replace(db: Db, *, id: str, value: str, sha: str, now_ms: int) -> None:
    """Saves new values; the old ones stay as history."""
    await db.run("UPDATE configurations SET active = NULL WHERE active")
    await db.run(
        """
        INSERT INTO configurations (id, value, createat, active, sha)
        VALUES (%(id)s, %(value)s, %(now_ms)s, true, %(sha)s)
        """,
        id=id,
        value=value,
        now_ms=now_ms,
        sha=sha,
    )
