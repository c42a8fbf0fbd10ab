"""SQL of lists of whole posts: those that are not plain, threads, pinned and saved ones."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.posts.store import AROUND, COLUMNS, FOLLOWED, JOINS, MEMBERSHIP, POST_FOLLOWED
from mattermost_py.features.messaging.timeline.models import ThreadCursor, Threads
from mattermost_py.infra.db import Db

_WITH_ROOTS: Final = """
  FROM (SELECT * FROM posts WHERE id = ANY(%(post_ids)s)
        UNION ALL
        SELECT r.*
          FROM unnest(%(root_ids)s::text[]) roots (id)
         CROSS JOIN LATERAL (SELECT * FROM posts WHERE id = roots.id AND deleteat = 0 OFFSET 0) r
        UNION ALL
        SELECT r.*
          FROM unnest(%(root_ids)s::text[]) roots (id)
         CROSS JOIN LATERAL (SELECT * FROM posts WHERE rootid = roots.id AND rootid <> '' AND deleteat = 0 OFFSET 0) r
         WHERE %(whole)s) p
"""


async def with_roots(
    db: Db, *, post_ids: Sequence[str], root_ids: Sequence[str], user_id: str, threads: Threads
) -> list[Post]:
    """These posts, and the roots or whole threads that come along; some may come twice."""
    return await db.many(
        Post,
        "SELECT" + COLUMNS + AROUND + FOLLOWED + _WITH_ROOTS + JOINS + MEMBERSHIP
        if threads.is_collapsed
        else "SELECT" + COLUMNS + AROUND + _WITH_ROOTS + JOINS,
        post_ids=list(post_ids),
        root_ids=list(root_ids),
        user_id=user_id,
        whole=threads.depth == "whole",
    )


# `rootid <> ''` says nothing new, but tells the planner that these are few: nearly all posts have the same empty root.
_OF_THREAD: Final = """
 WHERE (p.id = %(root_id)s::text OR (p.rootid = %(root_id)s::text AND p.rootid <> '')) AND p.deleteat = 0
"""
_CREATED_BEFORE: Final = """
   AND (p.rootid = '' OR (p.createat, p.id) < (%(create_at)s::bigint, %(from_post)s::text))
"""
_CREATED_AFTER: Final = """
   AND (p.rootid = '' OR (p.createat, p.id) > (%(create_at)s::bigint, %(from_post)s::text))
"""
_CHANGED_BEFORE: Final = """
   AND (p.rootid = '' OR (p.updateat, p.id) < (%(update_at)s::bigint, %(from_post)s::text))
"""
_CHANGED_AFTER: Final = """
   AND (p.rootid = '' OR (p.updateat, p.id) > (%(update_at)s::bigint, %(from_post)s::text))
"""
_ONLY_CHANGED: Final = " AND (p.updateat, p.id) > (%(update_at)s::bigint, %(from_post)s::text) "
# The root comes first in either direction, so that no page cuts it off.
_UPWARD: Final = " ORDER BY (p.rootid = '') DESC, p.createat DESC, p.id DESC LIMIT nullif(%(limit)s::bigint, 0)"
_DOWNWARD: Final = " ORDER BY (p.rootid = '') DESC, p.createat, p.id LIMIT nullif(%(limit)s::bigint, 0)"
_DOWNWARD_CHANGED: Final = " ORDER BY (p.rootid = '') DESC, p.updateat, p.id LIMIT nullif(%(limit)s::bigint, 0)"


async def thread(db: Db, root_id: str, user_id: str, cursor: ThreadCursor, limit: int) -> list[Post]:
    """The root and replies from the cursor on, in the cursor's direction; `limit` 0 = all of them."""
    sql = POST_FOLLOWED + _OF_THREAD
    if cursor.updates_only:
        sql += _ONLY_CHANGED
    elif cursor.from_create_at:
        sql += _CREATED_AFTER if cursor.is_downward else _CREATED_BEFORE
    elif cursor.from_update_at:
        sql += _CHANGED_AFTER if cursor.is_downward else _CHANGED_BEFORE
    if cursor.from_update_at and cursor.is_downward:
        sql += _DOWNWARD_CHANGED
    else:
        sql += _DOWNWARD if cursor.is_downward else _UPWARD
    return await db.many(
        Post,
        sql,
        root_id=root_id,
        user_id=user_id,
        create_at=cursor.from_create_at,
        update_at=cursor.from_update_at,
        from_post=cursor.from_post,
        limit=limit,
    )


async def pinned(db: Db, channel_id: str, user_id: str) -> list[Post]:
    """Newest first."""
    return await db.many(
        Post,
        POST_FOLLOWED
        + """
         WHERE p.channelid = %(channel_id)s AND p.ispinned AND p.deleteat = 0
         ORDER BY p.createat DESC, p.id DESC
        """,
        channel_id=channel_id,
        user_id=user_id,
    )


async def flagged(db: Db, *, user_id: str, team_id: str, channel_id: str, limit: int, offset: int) -> list[Post]:
    """Posts the user saved, in channels they are in, newest first; '' = any team or channel."""
    return await db.many(
        Post,
        POST_FOLLOWED
        + """
          JOIN preferences f ON f.name = p.id AND f.userid = %(user_id)s AND f.category = 'flagged_post'
                            AND f.value = 'true'
          JOIN channels c ON c.id = p.channelid
          JOIN channelmembers cm ON cm.channelid = p.channelid AND cm.userid = %(user_id)s
         WHERE p.deleteat = 0
           AND (%(team_id)s::text = '' OR coalesce(c.teamid, '') IN (%(team_id)s::text, ''))
           AND (%(channel_id)s::text = '' OR p.channelid = %(channel_id)s::text)
         ORDER BY p.createat DESC, p.id DESC
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        user_id=user_id,
        team_id=team_id,
        channel_id=channel_id,
        limit=limit,
        offset=offset,
    )
