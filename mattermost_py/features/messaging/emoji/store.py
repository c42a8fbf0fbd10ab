"""SQL of `emoji`."""

from mattermost_py.features.messaging.emoji.models import Emoji
from mattermost_py.infra.db import Db


async def insert(db: Db, emoji: Emoji) -> None:
    await db.run(
        """
        INSERT INTO emoji (id, createat, updateat, deleteat, creatorid, name)
        VALUES (%(id)s, %(create_at)s, %(update_at)s, 0, %(creator_id)s, %(name)s)
        """,
        id=emoji.id,
        create_at=emoji.create_at,
        update_at=emoji.update_at,
        creator_id=emoji.creator_id,
        name=emoji.name,
    )


async def set_deleted(db: Db, emoji_id: str, now_ms: int) -> bool:
    """Returns: whether it was still there."""
    touched = await db.run(
        "UPDATE emoji SET deleteat = %(now)s, updateat = %(now)s WHERE id = %(id)s AND deleteat = 0",
        now=now_ms,
        id=emoji_id,
    )
    return touched > 0


async def every(db: Db) -> list[Emoji]:
    """All live ones."""
    return await db.many(
        Emoji,
        "SELECT id, createat, updateat, deleteat, creatorid, name FROM emoji WHERE deleteat = 0 ORDER BY name",
    )


async def by_id(db: Db, emoji_id: str) -> Emoji | None:
    return await db.one(
        Emoji,
        """
        SELECT id, createat, updateat, deleteat, creatorid, name
          FROM emoji
         WHERE id = %(id)s AND deleteat = 0
        """,
        id=emoji_id,
    )


async def page(db: Db, *, offset: int, limit: int, by_name: bool) -> list[Emoji]:
    """Live ones; oldest first unless sorted by name."""
    return await db.many(
        Emoji,
        """
        SELECT id, createat, updateat, deleteat, creatorid, name
          FROM emoji
         WHERE deleteat = 0
         ORDER BY CASE WHEN %(by_name)s THEN name END, createat, id
        OFFSET %(offset)s LIMIT %(limit)s
        """,
        by_name=by_name,
        offset=offset,
        limit=limit,
    )
