"""SQL of `configurations`: what was saved through the API, one active row; and of who saved it."""

from mattermost_py.features.system.configuration.models import Version
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


async def note_author(db: Db, *, id: str, user_id: str, restored_id: str) -> None:
    await db.run(
        """
        INSERT INTO mmpy.configuration_authors (configuration_id, user_id, restored_id)
        VALUES (%(id)s, %(user_id)s, %(restored_id)s)
        """,
        id=id,
        user_id=user_id,
        restored_id=restored_id,
    )


async def newest(db: Db, *, offset: int, limit: int) -> list[Version]:
    """Versions, the newest first. Within one millisecond the one in use is the last."""
    return await db.many(
        Version,
        """
        SELECT c.id, c.createat, c.active IS TRUE AS is_active, coalesce(a.user_id, '') AS user_id,
               coalesce(u.username, '') AS username, coalesce(a.restored_id, '') AS restored_id,
               coalesce(r.createat, 0) AS restored_at, c.value
          FROM configurations c
          LEFT JOIN mmpy.configuration_authors a ON a.configuration_id = c.id
          LEFT JOIN users u ON u.id = a.user_id
          LEFT JOIN configurations r ON r.id = a.restored_id
         ORDER BY c.createat DESC, c.active NULLS LAST, c.id
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        offset=offset,
        limit=limit,
    )


async def count(db: Db) -> int:
    return await db.value(int, "SELECT count(*) FROM configurations") or 0


async def version(db: Db, id: str) -> Version | None:
    return await db.one(
        Version,
        """
        SELECT id, createat, active IS TRUE AS is_active, '' AS user_id, '' AS username, '' AS restored_id,
               0 AS restored_at, value
          FROM configurations
         WHERE id = %(id)s
        """,
        id=id,
    )


async def delete_old(db: Db, before_ms: int) -> int:
    """Forgets versions that are not in use and older than this. Returns how many."""
    return (
        await db.value(
            int,
            """
            WITH old AS (
                DELETE FROM configurations WHERE active IS NULL AND createat < %(before_ms)s RETURNING id
            ), authors AS (
                DELETE FROM mmpy.configuration_authors WHERE configuration_id IN (SELECT id FROM old)
            )
            SELECT count(*) FROM old
            """,
            before_ms=before_ms,
        )
        or 0
    )
