"""SQL that finds custom statuses; `users` writes them."""

from mattermost_py.features.identity.custom_statuses.models import Shown
from mattermost_py.infra.db import Db


async def every(db: Db) -> list[Shown]:
    """Everybody's custom status; an index of our own holds just those who have one."""
    return await db.many(
        Shown, "SELECT id AS userid, props ->> 'customStatus' AS text FROM users WHERE props ? 'customStatus'"
    )
