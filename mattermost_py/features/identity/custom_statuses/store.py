"""SQL that finds custom statuses and their emoji; `users` writes the former, `emoji` the latter."""

from mattermost_py.features.identity.custom_statuses.models import Shown
from mattermost_py.infra.db import Db


async def every(db: Db) -> list[Shown]:
    """Everybody's custom status; an index of our own holds just those who have one."""
    return await db.many(
        Shown, "SELECT id AS userid, props ->> 'customStatus' AS text FROM users WHERE props ? 'customStatus'"
    )


async def is_custom_emoji(db: Db, name: str) -> bool:
    sql = "SELECT EXISTS (SELECT FROM emoji WHERE name = %(name)s AND deleteat = 0)"
    return bool(await db.value(bool, sql, name=name))
