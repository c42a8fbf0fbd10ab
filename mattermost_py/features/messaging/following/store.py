"""SQL of `threads` and `threadmemberships`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.messaging.following.models import (
    Follower,
    Following,
    FormerFollower,
    Membership,
    ReadChange,
)
from mattermost_py.infra.db import Db

_RECOUNT: Final = """
        UPDATE threads t
           SET replycount = (SELECT count(*) FROM posts r
              WHERE r.rootid = t.postid AND r.rootid <> '' AND r.deleteat = 0),
               lastreplyat = coalesce(
                   (SELECT max(r.createat) FROM posts r
                      WHERE r.rootid = t.postid AND r.rootid <> '' AND r.deleteat = 0), 0),
               participants = (
                   SELECT coalesce(jsonb_agg(each.value ORDER BY each.ordinality), '[]')
                     FROM jsonb_array_elements_text(coalesce(t.participants, '[]')) WITH ORDINALITY AS each
                    WHERE EXISTS (SELECT FROM posts r
                                   WHERE r.rootid = t.postid AND r.rootid <> ''
                                     AND r.deleteat = 0 AND r.userid = each.value))
         """


async def reply_times(db: Db, root_id: str) -> list[int]:
    """When each live reply was written, earliest first."""
    return await db.many(
        int,
        """
        SELECT createat FROM posts
         WHERE rootid = %(root_id)s::text AND rootid <> '' AND deleteat = 0
         ORDER BY createat
        """,
        root_id=root_id,
    )


async def recount(db: Db, root_id: str) -> None:
    """After replies were deleted: counts again, and drops participants who have none left."""
    await db.run(_RECOUNT + "WHERE t.postid = %(root_id)s::text", root_id=root_id)


async def recount_of(db: Db, user_id: str) -> None:
    """As `recount`, for every thread this user wrote in."""
    await db.run(_RECOUNT + "WHERE t.participants ? %(user_id)s::text", user_id=user_id)


async def set_team(db: Db, channel_id: str, team_id: str) -> None:
    """Every thread of a channel belongs to this team from now on."""
    await db.run(
        "UPDATE threads SET threadteamid = %(team_id)s WHERE channelid = %(channel_id)s",
        channel_id=channel_id,
        team_id=team_id,
    )


async def set_deleted(db: Db, root_id: str, delete_at: int) -> None:
    await db.run(
        "UPDATE threads SET threaddeleteat = %(delete_at)s::bigint WHERE postid = %(root_id)s::text",
        root_id=root_id,
        delete_at=delete_at,
    )


async def erase(db: Db, root_id: str) -> None:
    """A thread and all its memberships, for good."""
    await db.run("DELETE FROM threadmemberships WHERE postid = %(root_id)s::text", root_id=root_id)
    await db.run("DELETE FROM threads WHERE postid = %(root_id)s::text", root_id=root_id)


async def forget_mention(db: Db, root_id: str, user_ids: Sequence[str], before_ms: int, now_ms: int) -> list[Follower]:
    """One mention less for those who had not read a deleted reply of this time. Returns them."""
    return await db.many(
        Follower,
        """
        WITH changed AS (
            UPDATE threadmemberships
               SET unreadmentions = unreadmentions - 1, lastupdated = %(now_ms)s::bigint
             WHERE postid = %(root_id)s::text AND userid = ANY(%(user_ids)s) AND unreadmentions > 0
               AND lastviewed < %(before_ms)s::bigint AND following
            RETURNING userid, lastviewed, unreadmentions
        ), counted AS (
            SELECT c.userid, c.lastviewed, c.unreadmentions,
                   (SELECT count(*) FROM posts r
                     WHERE r.rootid = %(root_id)s::text AND r.rootid <> ''
                       AND r.deleteat = 0 AND r.createat > c.lastviewed
                   ) AS unreadreplies
              FROM changed c
        )
        SELECT t.replycount, t.lastreplyat, t.participants, c.userid, c.lastviewed, c.unreadmentions, c.unreadreplies,
               c.unreadmentions + 1 AS previousunreadmentions, c.unreadreplies + 1 AS previousunreadreplies,
               coalesce(p.value, '') AS crt
          FROM counted c
          JOIN threads t ON t.postid = %(root_id)s::text
          LEFT JOIN preferences p
            ON p.userid = c.userid AND p.category = 'display_settings' AND p.name = 'collapsed_reply_threads'
        """,
        root_id=root_id,
        user_ids=list(user_ids),
        before_ms=before_ms,
        now_ms=now_ms,
    )


async def membership(db: Db, root_id: str, user_id: str) -> Membership | None:
    return await db.one(
        Membership,
        """
        SELECT postid, userid, coalesce(following, false) AS following, coalesce(lastviewed, 0) AS lastviewed,
               coalesce(lastupdated, 0) AS lastupdated, coalesce(unreadmentions, 0) AS unreadmentions
          FROM threadmemberships
         WHERE postid = %(root_id)s::text AND userid = %(user_id)s::text
        """,
        root_id=root_id,
        user_id=user_id,
    )


async def of_user(db: Db, user_id: str, root_ids: Sequence[str]) -> list[Following]:
    return await db.many(
        Following,
        """
        SELECT postid, coalesce(following, false) AS following
          FROM threadmemberships
         WHERE userid = %(user_id)s::text AND postid = ANY(%(root_ids)s)
        """,
        user_id=user_id,
        root_ids=list(root_ids),
    )


async def set_following(db: Db, root_id: str, user_id: str, following: bool, now_ms: int) -> int:
    """Follows (everything read) or unfollows. Returns the thread's reply count."""
    found = await db.value(
        int,
        """
        WITH kept AS (
            INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
            VALUES (%(root_id)s::text, %(user_id)s::text, %(following)s::boolean,
                    CASE WHEN %(following)s::boolean THEN %(now_ms)s::bigint ELSE 0 END, %(now_ms)s::bigint, 0)
            ON CONFLICT (postid, userid) DO UPDATE
               SET following = excluded.following, lastupdated = excluded.lastupdated,
                   lastviewed = CASE WHEN excluded.following THEN excluded.lastviewed
                                     ELSE threadmemberships.lastviewed END,
                   unreadmentions = CASE WHEN excluded.following THEN 0 ELSE threadmemberships.unreadmentions END
        )
        SELECT coalesce((SELECT replycount FROM threads WHERE postid = %(root_id)s::text), 0)
        """,
        root_id=root_id,
        user_id=user_id,
        following=following,
        now_ms=now_ms,
    )
    return found or 0


async def set_read(
    db: Db, root_id: str, user_id: str, *, last_viewed: int, unread_mentions: int, now_ms: int
) -> ReadChange | None:
    """Moves what the user has read to this time. None when there is no membership."""
    return await db.one(
        ReadChange,
        """
        WITH before AS (
            SELECT userid, coalesce(lastviewed, 0) AS lastviewed, coalesce(unreadmentions, 0) AS unreadmentions
              FROM threadmemberships
             WHERE postid = %(root_id)s::text AND userid = %(user_id)s::text
        ), changed AS (
            UPDATE threadmemberships
               SET lastviewed = %(last_viewed)s::bigint, unreadmentions = %(unread_mentions)s,
                   lastupdated = %(now_ms)s::bigint
             WHERE postid = %(root_id)s::text AND userid = %(user_id)s::text
            RETURNING userid, lastviewed, unreadmentions
        )
        SELECT c.userid, c.lastviewed, c.unreadmentions,
               (SELECT count(*) FROM posts r
                 WHERE r.rootid = %(root_id)s::text AND r.rootid <> ''
                   AND r.deleteat = 0 AND r.createat > c.lastviewed) AS unreadreplies,
               b.unreadmentions AS previousunreadmentions,
               (SELECT count(*) FROM posts r
                 WHERE r.rootid = %(root_id)s::text AND r.rootid <> '' AND r.deleteat = 0 AND r.createat > b.lastviewed
               ) AS previousunreadreplies
          FROM changed c
          JOIN before b ON b.userid = c.userid
        """,
        root_id=root_id,
        user_id=user_id,
        last_viewed=last_viewed,
        unread_mentions=unread_mentions,
        now_ms=now_ms,
    )


async def read_team(db: Db, user_id: str, team_id: str, now_ms: int) -> None:
    """All threads of a team and all direct ones become read."""
    await db.run(
        """
        UPDATE threadmemberships m
           SET lastviewed = %(now_ms)s::bigint, unreadmentions = 0, lastupdated = %(now_ms)s::bigint
          FROM threads t
         WHERE m.userid = %(user_id)s::text AND t.postid = m.postid AND t.threadteamid IN (%(team_id)s::text, '')
           AND (m.unreadmentions > 0 OR t.lastreplyat > m.lastviewed)
        """,
        user_id=user_id,
        team_id=team_id,
        now_ms=now_ms,
    )


async def read_channels(db: Db, user_id: str, channel_ids: Sequence[str], now_ms: int) -> list[str]:
    """Threads of these channels become read. Returns the channels where that changed something."""
    return await db.many(
        str,
        """
        WITH changed AS (
            UPDATE threadmemberships m
               SET lastviewed = %(now_ms)s::bigint, unreadmentions = 0, lastupdated = %(now_ms)s::bigint
              FROM threads t
             WHERE m.userid = %(user_id)s::text AND t.postid = m.postid AND t.channelid = ANY(%(channel_ids)s)
               AND m.following AND (m.unreadmentions > 0 OR t.lastreplyat > m.lastviewed)
            RETURNING t.channelid
        )
        SELECT DISTINCT channelid FROM changed
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
        now_ms=now_ms,
    )


async def delete_of_channel(db: Db, channel_id: str) -> None:
    """All threads of a channel that is removed for good."""
    await db.run(
        """
        WITH doomed AS (DELETE FROM threads WHERE channelid = %(channel_id)s::text RETURNING postid)
        DELETE FROM threadmemberships WHERE postid IN (SELECT postid FROM doomed)
        """,
        channel_id=channel_id,
    )


async def delete_in_channels(db: Db, user_id: str, channel_ids: Sequence[str]) -> None:
    """Who leaves channels leaves their threads, and posts they followed that may become one."""
    await db.run(
        """
        DELETE FROM threadmemberships m
         USING posts p
         WHERE m.userid = %(user_id)s::text AND p.id = m.postid AND p.channelid = ANY(%(channel_ids)s)
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def erase_of_user(db: Db, user_id: str, post_ids: Sequence[str]) -> None:
    """All memberships of a user, and threads whose roots are gone."""
    await db.run(
        """
        WITH doomed AS (DELETE FROM threads WHERE postid = ANY(%(post_ids)s) RETURNING postid)
        DELETE FROM threadmemberships WHERE userid = %(user_id)s OR postid IN (SELECT postid FROM doomed)
        """,
        user_id=user_id,
        post_ids=list(post_ids),
    )


async def adopt(db: Db, root_id: str, followers: Sequence[FormerFollower], now_ms: int) -> None:
    """Makes these follow, with what they had read."""
    await db.run(
        """
        INSERT INTO threadmemberships (postid, userid, following, lastviewed, lastupdated, unreadmentions)
        SELECT %(root_id)s::text, userid, true, lastviewed, %(now_ms)s::bigint, mentions
          FROM unnest(%(user_ids)s::text[], %(viewed)s::bigint[], %(mentions)s::bigint[])
               AS w (userid, lastviewed, mentions)
            ON CONFLICT (postid, userid) DO UPDATE
           SET following = true, lastviewed = excluded.lastviewed, lastupdated = excluded.lastupdated,
               unreadmentions = excluded.unreadmentions
        """,
        root_id=root_id,
        user_ids=[each.user_id for each in followers],
        viewed=[each.last_viewed for each in followers],
        mentions=[each.unread_mentions for each in followers],
        now_ms=now_ms,
    )
