"""SQL of `bots`."""

from collections.abc import Sequence
from typing import LiteralString

from mattermost_py.features.identity.bots.models import Bot
from mattermost_py.infra.db import Db

_BOT: LiteralString = """
    SELECT b.userid, u.username, coalesce(u.firstname, '') AS displayname, coalesce(b.description, '') AS description,
           coalesce(b.ownerid, '') AS ownerid, coalesce(b.lasticonupdate, 0) AS lasticonupdate,
           coalesce(b.createat, 0) AS createat, coalesce(b.updateat, 0) AS updateat, coalesce(b.deleteat, 0) AS deleteat
      FROM bots b
      JOIN users u ON u.id = b.userid
"""


async def by_id(db: Db, user_id: str) -> Bot | None:
    return await db.one(Bot, _BOT + "WHERE b.userid = %(user_id)s", user_id=user_id)


async def by_username(db: Db, username: str) -> Bot | None:
    return await db.one(Bot, _BOT + "WHERE u.username = %(username)s", username=username)


async def listed(
    db: Db, *, owner_id: str, with_deleted: bool, only_orphaned: bool, offset: int, limit: int
) -> list[Bot]:
    """The oldest first; of everybody when no owner is given. Orphaned are those whose owner was deactivated."""
    return await db.many(
        Bot,
        _BOT
        + """
         WHERE (%(owner_id)s::text = '' OR b.ownerid = %(owner_id)s)
           AND (%(with_deleted)s OR b.deleteat = 0)
           AND (NOT %(only_orphaned)s OR EXISTS (SELECT FROM users o WHERE o.id = b.ownerid AND o.deleteat <> 0))
         ORDER BY b.createat, u.username
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        owner_id=owner_id,
        with_deleted=with_deleted,
        only_orphaned=only_orphaned,
        offset=offset,
        limit=limit,
    )


async def enabled_of(db: Db, owner_id: str) -> list[Bot]:
    return await db.many(
        Bot,
        _BOT + "WHERE b.ownerid = %(owner_id)s AND b.deleteat = 0 AND u.deleteat = 0 ORDER BY b.createat, u.username",
        owner_id=owner_id,
    )


async def first_admin(db: Db) -> str | None:
    """The active system admin who has been here longest."""
    return await db.value(
        str,
        """
        SELECT id
          FROM users
         WHERE deleteat = 0 AND 'system_admin' = ANY(string_to_array(roles, ' '))
         ORDER BY createat, id
         LIMIT 1
        """,
    )


async def admins(db: Db, *, most: int) -> list[str]:
    """Active system admins, the first by name."""
    return await db.many(
        str,
        """
        SELECT id
          FROM users
         WHERE deleteat = 0 AND 'system_admin' = ANY(string_to_array(roles, ' '))
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = users.id)
         ORDER BY username
         LIMIT %(most)s
        """,
        most=most,
    )


async def insert(db: Db, bot: Bot) -> None:
    """Raises: UniqueViolation when the account is a bot already."""
    await db.run(
        """
        INSERT INTO bots (userid, description, ownerid, createat, updateat, deleteat, lasticonupdate)
        VALUES (%(user_id)s, %(description)s, %(owner_id)s, %(create_at)s, %(update_at)s, %(delete_at)s, 0)
        """,
        user_id=bot.user_id,
        description=bot.description,
        owner_id=bot.owner_id,
        create_at=bot.create_at,
        update_at=bot.update_at,
        delete_at=bot.delete_at,
    )


async def update(db: Db, bot: Bot) -> None:
    await db.run(
        """
        UPDATE bots
           SET description = %(description)s, ownerid = %(owner_id)s, updateat = %(update_at)s
         WHERE userid = %(user_id)s
        """,
        user_id=bot.user_id,
        description=bot.description,
        owner_id=bot.owner_id,
        update_at=bot.update_at,
    )


async def set_delete_at(db: Db, user_ids: Sequence[str], delete_at: int, now_ms: int) -> None:
    """Disables these bots, or with 0 enables them. Accounts of people are left alone."""
    await db.run(
        """
        UPDATE bots
           SET deleteat = CASE WHEN %(delete_at)s = 0 OR deleteat = 0 THEN %(delete_at)s ELSE deleteat END,
               updateat = %(now_ms)s
         WHERE userid = ANY(%(user_ids)s)
        """,
        user_ids=list(user_ids),
        delete_at=delete_at,
        now_ms=now_ms,
    )


async def delete(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM bots WHERE userid = %(user_id)s", user_id=user_id)
