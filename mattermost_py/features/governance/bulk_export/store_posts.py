"""SQL of messages and of what belongs to them."""

from collections.abc import Sequence

from mattermost_py.features.governance.bulk_export.models import FileRow, FlagRow, FollowerRow, PostRow, ReactionRow
from mattermost_py.infra.db import Db


async def page_end(db: Db, after: str, limit: int) -> str | None:
    """The last id of the next so many posts of any kind, None behind the last one."""
    return await db.value(
        str,
        """
        SELECT max(page.id)
          FROM (SELECT id FROM posts WHERE id > %(after)s ORDER BY id LIMIT %(limit)s) page
        """,
        after=after,
        limit=limit,
    )


async def roots(db: Db, after: str, *, is_direct: bool, with_archived: bool, limit: int) -> list[PostRow]:
    """Root posts among the next so many posts: of the channels of teams, or of direct and group messages.

    What burns after reading stays here. The page is taken by id before anything is asked about its posts, so that it
    costs the same in a table of any size.
    """
    return await db.many(
        PostRow,
        """
        SELECT p.id, '' AS rootid, p.channelid, coalesce(t.name, '') AS team, c.name AS channel, u.username,
               coalesce(p.type, '') AS type, coalesce(p.message, '') AS message,
               coalesce(p.props::text, '{}') AS props, p.createat, coalesce(p.editat, 0) AS editat,
               coalesce(p.ispinned, false) AS ispinned
          FROM (SELECT id, channelid, userid, rootid, deleteat, type, message, props, createat, editat, ispinned
                  FROM posts
                 WHERE id > %(after)s
                 ORDER BY id
                 LIMIT %(limit)s) p
          JOIN channels c ON c.id = p.channelid
          JOIN users u ON u.id = p.userid
          LEFT JOIN teams t ON t.id = c.teamid AND t.deleteat = 0
         WHERE p.rootid = '' AND p.deleteat = 0 AND p.type IS DISTINCT FROM 'burn_on_read'
           AND (c.type IN ('D', 'G')) = %(is_direct)s AND (%(is_direct)s OR t.id IS NOT NULL)
           AND (c.deleteat = 0 OR %(with_archived)s)
         ORDER BY p.id
        """,
        after=after,
        is_direct=is_direct,
        with_archived=with_archived,
        limit=limit,
    )


async def replies(db: Db, root_ids: Sequence[str]) -> list[PostRow]:
    """Replies, oldest first."""
    return await db.many(
        PostRow,
        """
        SELECT p.id, p.rootid, p.channelid, '' AS team, '' AS channel, u.username, coalesce(p.type, '') AS type,
               coalesce(p.message, '') AS message, coalesce(p.props::text, '{}') AS props, p.createat,
               coalesce(p.editat, 0) AS editat, coalesce(p.ispinned, false) AS ispinned
          FROM posts p JOIN users u ON u.id = p.userid
         WHERE p.rootid = ANY(%(root_ids)s) AND p.deleteat = 0 AND p.type IS DISTINCT FROM 'burn_on_read'
         ORDER BY p.createat, p.id
        """,
        root_ids=list(root_ids),
    )


async def files(db: Db, post_ids: Sequence[str]) -> list[FileRow]:
    """Attachments in the order in which their posts name them."""
    return await db.many(
        FileRow,
        """
        SELECT f.postid, f.path
          FROM fileinfo f JOIN posts p ON p.id = f.postid
         WHERE f.postid = ANY(%(post_ids)s) AND f.deleteat = 0 AND f.path <> ''
         ORDER BY strpos(p.fileids, f.id), f.createat, f.id
        """,
        post_ids=list(post_ids),
    )


async def reactions(db: Db, post_ids: Sequence[str]) -> list[ReactionRow]:
    return await db.many(
        ReactionRow,
        """
        SELECT r.postid, u.username, r.emojiname, coalesce(r.createat, 0) AS createat
          FROM reactions r JOIN users u ON u.id = r.userid
         WHERE r.postid = ANY(%(post_ids)s) AND coalesce(r.deleteat, 0) = 0
         ORDER BY r.createat, u.username, r.emojiname
        """,
        post_ids=list(post_ids),
    )


async def flags(db: Db, post_ids: Sequence[str]) -> list[FlagRow]:
    """Who keeps these posts among the saved ones."""
    return await db.many(
        FlagRow,
        """
        SELECT p.name AS postid, u.username
          FROM preferences p JOIN users u ON u.id = p.userid
         WHERE p.category = 'flagged_post' AND p.name = ANY(%(post_ids)s) AND p.value = 'true'
         ORDER BY u.username
        """,
        post_ids=list(post_ids),
    )


async def followers(db: Db, root_ids: Sequence[str]) -> list[FollowerRow]:
    return await db.many(
        FollowerRow,
        """
        SELECT m.postid, u.username, coalesce(m.lastviewed, 0) AS lastviewed,
               coalesce(m.unreadmentions, 0) AS unreadmentions
          FROM threadmemberships m JOIN users u ON u.id = m.userid
         WHERE m.postid = ANY(%(root_ids)s) AND m.following
         ORDER BY u.username
        """,
        root_ids=list(root_ids),
    )
