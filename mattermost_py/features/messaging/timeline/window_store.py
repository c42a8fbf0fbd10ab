"""SQL of parts of a channel. Each is one statement, with neighbours and threads; it tells what the template shows."""

from typing import Final

from mattermost_py.features.messaging.posts import plain
from mattermost_py.features.messaging.timeline.models import ListedPost, NewestPosts, Threads
from mattermost_py.infra.db import Db

# What the template needs of a post `p`; a post that was deleted is not plain.
_OUTLINE: Final = plain.COLUMNS + ", p.deleteat = 0 AND" + plain.MAY_BE_PLAIN + "AS maybeplain"
_IN_CHANNEL: Final = (
    """
WITH chosen AS (
    SELECT """
    + _OUTLINE
    + """
      FROM posts p
     WHERE p.channelid = %(channel_id)s::text
"""
)
_LIVE: Final = "AND p.deleteat = 0 "
_ANY_STATE: Final = "AND coalesce(p.originalid, '') = '' "  # deleted ones, but no old versions
# What a channel with collapsed threads shows: roots, and replies whose authors want them there, too.
_ROOTS: Final = "AND (coalesce(p.rootid, '') = '' OR p.props->'also_in_channel' = 'true'::jsonb) "
_OLDER: Final = """
       AND p.createat <= (SELECT createat FROM posts WHERE id = %(anchor)s::text)
       AND (p.createat, p.id) < (SELECT createat, id FROM posts WHERE id = %(anchor)s::text)
"""
_NEWER: Final = """
       AND p.createat >= (SELECT createat FROM posts WHERE id = %(anchor)s::text)
       AND (p.createat, p.id) > (SELECT createat, id FROM posts WHERE id = %(anchor)s::text)
"""
_DOWN: Final = "ORDER BY p.createat DESC, p.id DESC LIMIT %(limit)s OFFSET %(offset)s), numbered AS ("
_DOWN_NUMBERED: Final = "SELECT *, row_number() OVER (ORDER BY createat DESC, id DESC)::int AS more FROM chosen)"
_UP: Final = "ORDER BY p.createat, p.id LIMIT %(limit)s OFFSET %(offset)s), numbered AS ("
_UP_NUMBERED: Final = "SELECT *, row_number() OVER (ORDER BY createat, id)::int AS more FROM chosen)"
# Posts that come along with listed replies: their roots, or their whole threads.
_ALONG: Final = (
    """
, roots AS (
    SELECT DISTINCT rootid FROM numbered WHERE rootid <> '' AND more BETWEEN %(first)s AND %(last)s
), along AS (
    SELECT p.*
      FROM roots
     CROSS JOIN LATERAL (SELECT * FROM posts WHERE id = roots.rootid AND deleteat = 0 OFFSET 0) p
    UNION ALL
    SELECT p.*
      FROM roots
     CROSS JOIN LATERAL (SELECT * FROM posts WHERE rootid = roots.rootid AND rootid <> '' AND deleteat = 0 OFFSET 0) p
     WHERE %(depth)s::text = 'whole'
), p AS (
    SELECT * FROM numbered
    UNION ALL
    SELECT """
    + _OUTLINE
    + """
           , NULL::int AS more
      FROM along p
)
"""
)
# What is around posts is looked up for all of them at once: most have nothing.
_OUTLINED: Final = """
SELECT p.id, p.createat, p.updateat, p.editat, p.ispinned, p.userid, p.channelid, p.rootid, p.message, p.type,
       p.hashtags, coalesce(t.replycount, 0) AS replycount
"""
_THREADS: Final = """
       , p.more
  FROM p
  LEFT JOIN (SELECT postid, replycount FROM threads
              WHERE postid = ANY((SELECT array_agg(id) FROM p)::text[]) OFFSET 0) t ON t.postid = p.id
"""
# Of replies, too.
_ALL_THREADS: Final = """
       , p.more
  FROM p
  LEFT JOIN (SELECT postid, replycount FROM threads
              WHERE postid = ANY((SELECT array_agg(coalesce(nullif(rootid, ''), id)) FROM p)::text[]) OFFSET 0) t
         ON t.postid = coalesce(nullif(p.rootid, ''), p.id)
"""
_LABELS: Final = """
  LEFT JOIN (SELECT postid FROM postspriority
              WHERE postid = ANY((SELECT array_agg(id) FROM p)::text[]) OFFSET 0) pp ON pp.postid = p.id
"""
_FLAT: Final = _ALONG + _OUTLINED + ", p.maybeplain AND pp.postid IS NULL AS maybeplain" + _ALL_THREADS + _LABELS
# Nothing comes along with collapsed threads, but their roots show what is in them and who follows.
_COLLAPSED: Final = (
    ", p AS (SELECT * FROM numbered)"
    + _OUTLINED
    + ", p.maybeplain AND p.rootid = '' AND pp.postid IS NULL AND t.postid IS NULL AND m.postid IS NULL AS maybeplain"
    + _THREADS
    + _LABELS
    + """
  LEFT JOIN (SELECT postid FROM threadmemberships
              WHERE userid = %(user_id)s::text AND postid = ANY((SELECT array_agg(id) FROM p)::text[]) OFFSET 0) m
         ON m.postid = p.id
"""
)


async def page(
    db: Db,
    *,
    channel_id: str,
    user_id: str,
    threads: Threads,
    limit: int,
    offset: int,
    before: str = "",
    after: str = "",
    deleted: bool = False,
) -> list[ListedPost]:
    """A page of a channel with one neighbour on each side: places 1 to `limit` + 2, from the anchor or the newest on.

    Place 1 is the neighbour nearer to the start when there is an offset, else the first post of the page.
    """
    sql = _IN_CHANNEL + (_ANY_STATE if deleted else _LIVE)
    if threads.is_collapsed:
        sql += _ROOTS
    if after:
        sql += _NEWER + _UP + _UP_NUMBERED
    elif before:
        sql += _OLDER + _DOWN + _DOWN_NUMBERED
    else:
        sql += _DOWN + _DOWN_NUMBERED
    sql += _COLLAPSED if threads.is_collapsed else _FLAT
    skipped = 1 if offset else 0
    return await db.many(
        ListedPost,
        sql,
        channel_id=channel_id,
        user_id=user_id,
        anchor=after or before,
        limit=limit + skipped + 1,
        offset=offset - skipped,
        first=skipped + 1,
        last=skipped + limit,
        depth=threads.depth,
    )


# One text instead of rows: a row costs more to send and to receive than to write.
_NEWEST: Final = (
    """
SELECT newestat, burns, posts,
       coalesce((SELECT string_agg(concat_ws(' ', postid, replycount), ' ') FROM threads
                  WHERE postid = ANY(page.ids)), '') AS replied,
       coalesce((SELECT string_agg(postid, ' ') FROM postspriority WHERE postid = ANY(page.ids)), '') AS labelled
  FROM (SELECT coalesce(max(p.createat), 0) AS newestat, coalesce(bool_or(p.type = 'burn_on_read'), false) AS burns,
               coalesce(string_agg(p.line, E'\\n' ORDER BY p.createat DESC, p.id DESC), '') AS posts,
               array_agg(p.id)::text[] AS ids
          FROM (SELECT *
                  FROM (SELECT p.id, p.createat, p.type,
                               CASE WHEN p.rootid = '' AND strpos(p.message, ':') = 0 AND"""
    + plain.MAY_BE_PLAIN
    + "THEN"
    + plain.HEAD
    + """
                               ELSE concat('-', p.id, p.rootid) END AS line
                          FROM posts p
                         WHERE p.channelid = %(channel_id)s::text AND p.deleteat = 0
"""
)
# By id, only what is as old as another needs to be sorted; it costs less afterwards.
_NEWEST_END: Final = """
                         ORDER BY p.createat DESC FETCH FIRST %(limit)s ROWS WITH TIES) p
                 ORDER BY p.createat DESC, p.id DESC LIMIT %(limit)s) p
        OFFSET 0) page
"""


async def newest(db: Db, channel_id: str, *, is_collapsed: bool, limit: int) -> NewestPosts:
    """A channel's newest posts; only roots when threads are collapsed."""
    found = await db.one(
        NewestPosts,
        _NEWEST + _ROOTS + _NEWEST_END if is_collapsed else _NEWEST + _NEWEST_END,
        channel_id=channel_id,
        limit=limit,
    )
    assert found is not None
    return found


async def newest_update(db: Db, channel_id: str) -> int:
    """When any post of the channel, deleted ones too, changed last; 0 for an empty channel."""
    found = await db.value(
        int, "SELECT max(updateat) FROM posts WHERE channelid = %(channel_id)s::text", channel_id=channel_id
    )
    return found or 0


_SINCE_CHOSEN: Final = """
       AND p.updateat > %(since)s::bigint AND coalesce(p.originalid, '') = ''
"""
_SINCE_NUMBERED: Final = """
     ORDER BY p.updateat DESC LIMIT %(limit)s
), numbered AS (SELECT *, 1 AS more FROM chosen)
"""


async def since(
    db: Db, *, channel_id: str, user_id: str, threads: Threads, since_ms: int, limit: int
) -> list[ListedPost]:
    """Posts changed after this time, deleted ones too."""
    sql = _IN_CHANNEL + _SINCE_CHOSEN
    if threads.is_collapsed:
        sql += _ROOTS
    sql += _SINCE_NUMBERED + (_COLLAPSED if threads.is_collapsed else _FLAT)
    return await db.many(
        ListedPost,
        sql,
        channel_id=channel_id,
        user_id=user_id,
        since=since_ms,
        limit=limit,
        first=1,
        last=1,
        depth=threads.depth,
    )


_ANCHORED: Final = """
WITH anchor AS MATERIALIZED (
    SELECT p.createat, p.id
      FROM posts p
     WHERE p.channelid = %(channel_id)s::text AND p.deleteat = 0
       AND p.createat > %(last_viewed)s
"""
_ANCHORED_ROOTS: Final = _ANCHORED + _ROOTS
_OLDER_SIDE: Final = (
    """
     ORDER BY p.createat, p.id
     LIMIT 1
), older AS (
    SELECT """
    + _OUTLINE
    + """
      FROM posts p
     WHERE p.channelid = %(channel_id)s::text AND p.deleteat = 0
       AND p.createat <= (SELECT createat FROM anchor)
       AND (p.createat, p.id) < (SELECT createat, id FROM anchor)
"""
)
_NEWER_SIDE: Final = (
    """
     ORDER BY p.createat DESC, p.id DESC
     LIMIT %(older)s + 1
), newer AS (
    SELECT """
    + _OUTLINE
    + """
      FROM posts p
     WHERE p.channelid = %(channel_id)s::text AND p.deleteat = 0
       AND p.createat >= (SELECT createat FROM anchor)
       AND (p.createat, p.id) >= (SELECT createat, id FROM anchor)
"""
)
_BOTH_SIDES: Final = """
     ORDER BY p.createat, p.id
     LIMIT %(newer)s + 1
), numbered AS (
    SELECT *, -row_number() OVER (ORDER BY createat DESC, id DESC)::int AS more FROM older
    UNION ALL
    SELECT *, row_number() OVER (ORDER BY createat, id)::int FROM newer
)
"""
_UNREAD_FLAT: Final = _ANCHORED + _OLDER_SIDE + _NEWER_SIDE + _BOTH_SIDES + _FLAT
_UNREAD_COLLAPSED: Final = _ANCHORED_ROOTS + _OLDER_SIDE + _ROOTS + _NEWER_SIDE + _ROOTS + _BOTH_SIDES + _COLLAPSED


async def around_unread(
    db: Db, *, channel_id: str, user_id: str, threads: Threads, last_viewed: int, older: int, newer: int
) -> list[ListedPost]:
    """The window around the first post after `last_viewed`: places -`older` to `newer`, with a neighbour on each side.

    Empty when everything was seen.
    """
    return await db.many(
        ListedPost,
        _UNREAD_COLLAPSED if threads.is_collapsed else _UNREAD_FLAT,
        channel_id=channel_id,
        user_id=user_id,
        last_viewed=last_viewed,
        older=older,
        newer=newer,
        first=-older,
        last=newer,
        depth=threads.depth,
    )


async def last_viewed(db: Db, channel_id: str, user_id: str) -> int | None:
    """When the member saw the channel last; None for somebody who is no member."""
    return await db.value(
        int,
        """
        SELECT coalesce(lastviewedat, 0) FROM channelmembers
         WHERE channelid = %(channel_id)s AND userid = %(user_id)s
        """,
        channel_id=channel_id,
        user_id=user_id,
    )
