"""SQL that reads the inbox of threads."""

from typing import Final

from mattermost_py.features.messaging.posts.store import AROUND, COLUMNS, FOLLOWED, JOINS, MEMBERSHIP
from mattermost_py.features.messaging.threads.models import ThreadRow, Totals, Wanted
from mattermost_py.infra.db import Db

# Threads of one team, and the direct ones unless they are excluded.
_FOLLOWED_IN_TEAM: Final = """
      FROM threadmemberships m
      JOIN threads t ON t.postid = m.postid
     WHERE m.userid = %(user_id)s::text AND m.following
       AND (t.threadteamid = %(team_id)s::text OR (coalesce(t.threadteamid, '') = '' AND NOT %(exclude_direct)s))
       AND (%(deleted)s::boolean OR coalesce(t.threaddeleteat, 0) = 0)
"""
_PAGE: Final = (
    """
WITH page AS (
    SELECT t.postid, coalesce(t.threaddeleteat, 0) AS threaddeleteat, coalesce(m.lastviewed, 0) AS lastviewed,
           coalesce(m.unreadmentions, 0) AS unreadmentions, t.lastreplyat
"""
    + _FOLLOWED_IN_TEAM
    + """
       AND (%(since)s::bigint = 0 OR m.lastupdated >= %(since)s::bigint OR t.lastreplyat >= %(since)s::bigint)
       AND (NOT %(unread)s OR t.lastreplyat > m.lastviewed)
"""
)
_BEFORE: Final = """
       AND (t.lastreplyat, t.postid) < (SELECT lastreplyat, postid FROM threads WHERE postid = %(anchor)s)
"""
_AFTER: Final = """
       AND (t.lastreplyat, t.postid) > (SELECT lastreplyat, postid FROM threads WHERE postid = %(anchor)s)
"""
_NEWEST: Final = " ORDER BY t.lastreplyat DESC, t.postid DESC LIMIT %(limit)s) SELECT "
_OLDEST: Final = " ORDER BY t.lastreplyat, t.postid LIMIT %(limit)s) SELECT "
_COUNTERS: Final = """
       , g.lastviewed, g.unreadmentions, g.threaddeleteat,
       (SELECT count(*) FROM posts r
         WHERE r.rootid = p.id AND r.rootid <> '' AND r.deleteat = 0 AND r.createat > g.lastviewed) AS unreadreplies
  FROM page g
  JOIN posts p ON p.id = g.postid
"""
_ROWS: Final = COLUMNS + AROUND + FOLLOWED + _COUNTERS + JOINS + MEMBERSHIP
_NEWEST_FIRST: Final = " ORDER BY g.lastreplyat DESC, g.postid DESC"
_OLDEST_FIRST: Final = " ORDER BY g.lastreplyat, g.postid"


async def page(db: Db, user_id: str, team_id: str, wanted: Wanted) -> list[ThreadRow]:
    """Latest reply first; the other way round after an anchor."""
    sql = _PAGE
    if wanted.after:
        sql += _AFTER + _OLDEST + _ROWS + _OLDEST_FIRST
    else:
        sql += (_BEFORE if wanted.before else "") + _NEWEST + _ROWS + _NEWEST_FIRST
    return await db.many(
        ThreadRow,
        sql,
        user_id=user_id,
        team_id=team_id,
        exclude_direct=wanted.exclude_direct,
        deleted=wanted.deleted,
        since=wanted.since_ms,
        unread=wanted.unread,
        anchor=wanted.after or wanted.before,
        limit=wanted.per_page,
    )


async def totals(db: Db, user_id: str, team_id: str, *, exclude_direct: bool, deleted: bool) -> Totals:
    found = await db.one(
        Totals,
        """
        SELECT count(*) AS total, count(*) FILTER (WHERE t.lastreplyat > m.lastviewed) AS totalunreadthreads,
               coalesce(sum(m.unreadmentions), 0)::bigint AS totalunreadmentions,
               coalesce(sum(m.unreadmentions) FILTER (WHERE EXISTS (
                   SELECT FROM postspriority pp WHERE pp.postid = t.postid AND pp.priority = 'urgent')), 0
               )::bigint AS totalunreadurgentmentions
        """
        + _FOLLOWED_IN_TEAM,
        user_id=user_id,
        team_id=team_id,
        exclude_direct=exclude_direct,
        deleted=deleted,
    )
    return found or Totals()


_ONE: Final = (
    """
WITH page AS (
    SELECT t.postid, coalesce(t.threaddeleteat, 0) AS threaddeleteat, coalesce(m.lastviewed, 0) AS lastviewed,
           coalesce(m.unreadmentions, 0) AS unreadmentions
      FROM threadmemberships m
      JOIN threads t ON t.postid = m.postid
     WHERE m.postid = %(root_id)s AND m.userid = %(user_id)s::text AND m.following
) SELECT
"""
    + _ROWS
)


async def one(db: Db, user_id: str, root_id: str) -> ThreadRow | None:
    """A thread the user follows."""
    return await db.one(ThreadRow, _ONE, user_id=user_id, root_id=root_id)
