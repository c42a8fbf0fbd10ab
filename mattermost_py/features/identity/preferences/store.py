"""SQL of `preferences`."""

from collections.abc import Sequence

from mattermost_py.features.identity.preferences.models import PostPlace, Preference
from mattermost_py.infra.db import Db


async def of_user(db: Db, user_id: str) -> list[Preference]:
    return await db.many(
        Preference,
        """
        SELECT userid, category, name, coalesce(value, '') AS value
          FROM preferences
         WHERE userid = %(user_id)s
         ORDER BY category, name
        """,
        user_id=user_id,
    )


async def in_category(db: Db, user_id: str, category: str) -> list[Preference]:
    return await db.many(
        Preference,
        """
        SELECT userid, category, name, coalesce(value, '') AS value
          FROM preferences
         WHERE userid = %(user_id)s AND category = %(category)s
         ORDER BY name
        """,
        user_id=user_id,
        category=category,
    )


async def one(db: Db, user_id: str, category: str, name: str) -> Preference | None:
    return await db.one(
        Preference,
        """
        SELECT userid, category, name, coalesce(value, '') AS value
          FROM preferences
         WHERE userid = %(user_id)s AND category = %(category)s AND name = %(name)s
        """,
        user_id=user_id,
        category=category,
        name=name,
    )


async def upsert(db: Db, preferences: Sequence[Preference]) -> None:
    """Each key may occur once."""
    if len(preferences) == 1:  # as clients send them; lists cost as much again
        await _upsert_one(db, preferences[0])
        return
    await db.run(
        """
        INSERT INTO preferences (userid, category, name, value)
        SELECT * FROM unnest(%(user_ids)s::text[], %(categories)s::text[], %(names)s::text[], %(values)s::text[])
        ON CONFLICT (userid, category, name) DO UPDATE SET value = excluded.value
        """,
        user_ids=[each.user_id for each in preferences],
        categories=[each.category for each in preferences],
        names=[each.name for each in preferences],
        values=[each.value for each in preferences],
    )


async def _upsert_one(db: Db, preference: Preference) -> None:
    await db.run(
        """
        INSERT INTO preferences (userid, category, name, value)
        VALUES (%(user_id)s, %(category)s, %(name)s, %(value)s)
        ON CONFLICT (userid, category, name) DO UPDATE SET value = excluded.value
        """,
        user_id=preference.user_id,
        category=preference.category,
        name=preference.name,
        value=preference.value,
    )


async def delete(db: Db, user_id: str, preferences: Sequence[Preference]) -> None:
    await db.run(
        """
        DELETE FROM preferences
         USING unnest(%(categories)s::text[], %(names)s::text[]) AS unwanted (category, name)
         WHERE preferences.userid = %(user_id)s AND preferences.category = unwanted.category
           AND preferences.name = unwanted.name
        """,
        user_id=user_id,
        categories=[each.category for each in preferences],
        names=[each.name for each in preferences],
    )


async def delete_everywhere(db: Db, category: str, name: str) -> list[str]:
    """Removes one setting of everybody, e.g. the flags of a deleted post. Returns whose."""
    return await db.many(
        str,
        "DELETE FROM preferences WHERE category = %(category)s AND name = %(name)s RETURNING userid",
        category=category,
        name=name,
    )


async def delete_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM preferences WHERE userid = %(user_id)s", user_id=user_id)


async def channels_of_posts(db: Db, post_ids: Sequence[str]) -> dict[str, str]:
    """Post id → channel id, for the live posts among these."""
    rows = await db.many(
        PostPlace,
        "SELECT id, channelid FROM posts WHERE id = ANY(%(post_ids)s) AND deleteat = 0",
        post_ids=list(post_ids),
    )
    return {row.id: row.channel_id for row in rows}
