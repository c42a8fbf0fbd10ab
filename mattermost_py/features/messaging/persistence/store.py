"""SQL of `persistentnotifications`."""

from collections.abc import Sequence

from mattermost_py.features.messaging.persistence.models import Repeating
from mattermost_py.infra.db import Db


async def insert(db: Db, post_id: str, create_at: int) -> None:
    await db.run(
        """
        INSERT INTO persistentnotifications (postid, createat, lastsentat, deleteat, sentcount)
        VALUES (%(post_id)s::text, %(create_at)s::bigint, 0, 0, 0)
        ON CONFLICT (postid) DO NOTHING
        """,
        post_id=post_id,
        create_at=create_at,
    )


async def take_due(db: Db, *, before_ms: int, now_ms: int, most_times: int, limit: int) -> list[Repeating]:
    """Those not sent since `before_ms`, counted as sent now; the last time ends them. Taken by one worker only."""
    return await db.many(
        Repeating,
        """
        WITH due AS (
            SELECT postid FROM persistentnotifications
             WHERE deleteat = 0 AND greatest(createat, coalesce(lastsentat, 0)) <= %(before_ms)s::bigint
             ORDER BY postid
             LIMIT %(limit)s
               FOR UPDATE SKIP LOCKED
        )
        UPDATE persistentnotifications n
           SET lastsentat = %(now_ms)s::bigint, sentcount = coalesce(n.sentcount, 0) + 1,
               deleteat = CASE WHEN coalesce(n.sentcount, 0) + 1 >= %(most_times)s::int THEN %(now_ms)s::bigint
                               ELSE 0 END
          FROM due
         WHERE n.postid = due.postid
        RETURNING n.postid, n.sentcount
        """,
        before_ms=before_ms,
        now_ms=now_ms,
        most_times=most_times,
        limit=limit,
    )


async def is_live(db: Db, post_id: str) -> bool:
    found = await db.value(
        bool,
        "SELECT true FROM persistentnotifications WHERE postid = %(post_id)s::text AND deleteat = 0",
        post_id=post_id,
    )
    return bool(found)


async def end(db: Db, post_ids: Sequence[str], at: int) -> None:
    await db.run(
        "UPDATE persistentnotifications SET deleteat = %(at)s WHERE postid = ANY(%(post_ids)s) AND deleteat = 0",
        post_ids=list(post_ids),
        at=at,
    )


async def end_in_channels(db: Db, channel_ids: Sequence[str], at: int) -> None:
    await db.run(
        """
        UPDATE persistentnotifications n SET deleteat = %(at)s
          FROM postspriority p
         WHERE p.postid = n.postid AND p.channelid = ANY(%(channel_ids)s) AND n.deleteat = 0
        """,
        channel_ids=list(channel_ids),
        at=at,
    )


async def end_in_team(db: Db, team_id: str, at: int) -> None:
    await db.run(
        """
        UPDATE persistentnotifications n SET deleteat = %(at)s
          FROM postspriority p
          JOIN channels c ON c.id = p.channelid
         WHERE p.postid = n.postid AND c.teamid = %(team_id)s::text AND n.deleteat = 0
        """,
        team_id=team_id,
        at=at,
    )


async def erase(db: Db, post_ids: Sequence[str]) -> None:
    await db.run("DELETE FROM persistentnotifications WHERE postid = ANY(%(post_ids)s)", post_ids=list(post_ids))
