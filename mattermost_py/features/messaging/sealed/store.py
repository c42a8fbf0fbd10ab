"""SQL of `temporaryposts` and `readreceipts`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.messaging.sealed.models import Receipt, Sealed
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text

KIND: Final = "burn_on_read"


async def insert(db: Db, *, post_id: str, message: str, file_ids: Sequence[str], expire_at: int) -> None:
    await db.run(
        """
        INSERT INTO temporaryposts (postid, type, expireat, message, fileids)
        VALUES (%(post_id)s, %(kind)s, %(expire_at)s, %(message)s, %(file_ids)s)
        """,
        post_id=post_id,
        kind=KIND,
        expire_at=expire_at,
        message=message,
        file_ids=dumps_text(list(file_ids)),
    )


async def of_posts(db: Db, user_id: str, post_ids: Sequence[str]) -> list[Sealed]:
    """What is sealed of these posts, for this viewer."""
    return await db.many(
        Sealed,
        """
        SELECT t.postid, coalesce(t.message, '') AS message, coalesce(nullif(t.fileids, ''), '[]')::jsonb AS fileids,
               t.expireat, (SELECT r.expireat FROM readreceipts r
                             WHERE r.postid = t.postid AND r.userid = %(user_id)s::text) AS openeduntil,
               ARRAY(SELECT r.userid::text FROM readreceipts r WHERE r.postid = t.postid ORDER BY r.userid) AS readerids
          FROM temporaryposts t
         WHERE t.postid = ANY(%(post_ids)s)
        """,
        user_id=user_id,
        post_ids=list(post_ids),
    )


async def save_receipt(db: Db, post_id: str, user_id: str, expire_at: int) -> Receipt:
    """The first opening counts. Returns what is kept."""
    saved = await db.one(
        Receipt,
        """
        INSERT INTO readreceipts (postid, userid, expireat)
        VALUES (%(post_id)s::text, %(user_id)s::text, %(expire_at)s::bigint)
        ON CONFLICT (postid, userid) DO UPDATE SET expireat = readreceipts.expireat
        RETURNING postid, userid, expireat
        """,
        post_id=post_id,
        user_id=user_id,
        expire_at=expire_at,
    )
    assert saved is not None
    return saved


async def open_to(db: Db, post_id: str, now_ms: int) -> list[str]:
    return await db.many(
        str,
        """
        SELECT userid FROM readreceipts
         WHERE postid = %(post_id)s::text AND expireat > %(now_ms)s::bigint
         ORDER BY userid
        """,
        post_id=post_id,
        now_ms=now_ms,
    )


async def end_receipt(db: Db, post_id: str, user_id: str, at: int) -> bool:
    """Whether the reader still had time left."""
    ended = await db.run(
        """
        UPDATE readreceipts SET expireat = %(at)s::bigint
         WHERE postid = %(post_id)s::text AND userid = %(user_id)s::text AND expireat > %(at)s::bigint
        """,
        post_id=post_id,
        user_id=user_id,
        at=at,
    )
    return ended > 0


async def count_unopened(db: Db, post_id: str, channel_id: str, author_id: str) -> int:
    """Active people of the channel who have not opened the post."""
    found = await db.value(
        int,
        """
        SELECT count(*)
          FROM channelmembers m
          JOIN users u ON u.id = m.userid AND u.deleteat = 0
         WHERE m.channelid = %(channel_id)s::text AND m.userid <> %(author_id)s::text
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = m.userid)
           AND NOT EXISTS (SELECT FROM readreceipts r WHERE r.postid = %(post_id)s::text AND r.userid = m.userid)
        """,
        post_id=post_id,
        channel_id=channel_id,
        author_id=author_id,
    )
    return found or 0


async def shorten(db: Db, post_id: str, expire_at: int) -> int:
    """The text goes earlier. Returns when."""
    found = await db.value(
        int,
        """
        UPDATE temporaryposts SET expireat = least(expireat, %(expire_at)s::bigint)
         WHERE postid = %(post_id)s::text
        RETURNING expireat
        """,
        post_id=post_id,
        expire_at=expire_at,
    )
    return found or expire_at


async def expired(db: Db, now_ms: int, most: int) -> list[str]:
    """Posts nobody may read any more, the oldest first."""
    return await db.many(
        str,
        """
        SELECT postid FROM temporaryposts
         WHERE expireat <= %(now_ms)s::bigint AND type = %(kind)s
         ORDER BY expireat
         LIMIT %(most)s
        """,
        now_ms=now_ms,
        kind=KIND,
        most=most,
    )


async def erase(db: Db, post_ids: Sequence[str]) -> None:
    await db.run(
        """
        WITH unread AS (DELETE FROM readreceipts WHERE postid = ANY(%(post_ids)s))
        DELETE FROM temporaryposts WHERE postid = ANY(%(post_ids)s)
        """,
        post_ids=list(post_ids),
    )


async def erase_reader(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM readreceipts WHERE userid = %(user_id)s::text", user_id=user_id)
