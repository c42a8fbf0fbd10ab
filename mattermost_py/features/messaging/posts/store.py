"""SQL of `posts`, `postspriority` and `mmpy.pending_posts`; how new posts get in stands in `arriving_store`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from psycopg.types.json import Jsonb

from mattermost_py.features.messaging.posts.models import Place, Post, Surroundings
from mattermost_py.features.messaging.posts.store_pieces import TOUCH
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text

# Every column of a post `p`, as the model wants it.
COLUMNS: Final = """
       p.id, p.createat, p.updateat, coalesce(p.editat, 0) AS editat, coalesce(p.deleteat, 0) AS deleteat,
       coalesce(p.ispinned, false) AS ispinned, p.userid, p.channelid, coalesce(p.rootid, '') AS rootid,
       coalesce(p.originalid, '') AS originalid, coalesce(p.message, '') AS message, coalesce(p.type, '') AS type,
       coalesce(p.props, '{}') AS props, coalesce(p.hashtags, '') AS hashtags,
       coalesce(nullif(p.fileids, ''), '[]')::jsonb AS fileids, coalesce(p.hasreactions, false) AS hasreactions,
       p.remoteid
"""
# The size of the post's thread and its label; needs `JOINS`.
AROUND: Final = """
       , coalesce(t.replycount, 0) AS replycount, pp.priority, pp.requestedack, pp.persistentnotifications
"""
# What followers see of a root; needs `JOINS` and the viewer's membership `m`.
FOLLOWED: Final = """
       , coalesce(t.lastreplyat, 0) AS lastreplyat, t.participants, m.following AS isfollowing
"""
# Row by row (OFFSET 0 keeps the planner from reading whole tables when it cannot know how few posts are wanted).
JOINS: Final = """
          LEFT JOIN LATERAL (
              SELECT replycount, lastreplyat, participants
                FROM threads
               WHERE postid = CASE WHEN coalesce(p.rootid, '') = '' THEN p.id ELSE p.rootid END OFFSET 0) t ON true
          LEFT JOIN LATERAL (
              SELECT priority, requestedack, persistentnotifications
                FROM postspriority
               WHERE postid = p.id OFFSET 0) pp ON true
"""
MEMBERSHIP: Final = """
          LEFT JOIN LATERAL (
              SELECT following
                FROM threadmemberships
               WHERE postid = p.id AND userid = %(user_id)s::text OFFSET 0) m ON true
"""
POST: Final = "SELECT" + COLUMNS + AROUND + "FROM posts p" + JOINS
POST_FOLLOWED: Final = "SELECT" + COLUMNS + AROUND + FOLLOWED + "FROM posts p" + JOINS + MEMBERSHIP
_BARE: Final = "SELECT" + COLUMNS + "FROM posts p "


async def pending(db: Db, user_id: str, pending_post_id: str) -> str | None:
    """The post that was made for this `pending_post_id`."""
    return await db.value(
        str,
        """
        SELECT post_id FROM mmpy.pending_posts
         WHERE user_id = %(user_id)s::text AND pending_post_id = %(pending_post_id)s::text
        """,
        user_id=user_id,
        pending_post_id=pending_post_id,
    )


async def delete_pending(db: Db, before_ms: int) -> int:
    """Housekeeping: clients do not repeat a request this old."""
    return await db.run("DELETE FROM mmpy.pending_posts WHERE created_at < %(before_ms)s::bigint", before_ms=before_ms)


async def by_ids(db: Db, post_ids: Sequence[str], *, deleted: bool = False) -> list[Post]:
    """The posts of these ids, newest first; deleted ones only when wanted."""
    return await db.many(
        Post,
        POST
        + """
         WHERE p.id = ANY(%(post_ids)s) AND (%(deleted)s::boolean OR p.deleteat = 0)
         ORDER BY p.createat DESC, p.id DESC
        """,
        post_ids=list(post_ids),
        deleted=deleted,
    )


async def place_of(db: Db, post_id: str) -> Place | None:
    """Where a live post is, and what its kind asks of those who react to it."""
    return await db.one(
        Place,
        """
        SELECT p.channelid, p.userid, coalesce(p.type, '') AS type,
               EXISTS (SELECT FROM persistentnotifications n WHERE n.postid = p.id) AS iscalling
          FROM posts p
         WHERE p.id = %(post_id)s::text AND p.deleteat = 0
        """,
        post_id=post_id,
    )


async def for_change(db: Db, post_id: str) -> Post | None:
    """A live post, locked until the transaction ends."""
    return await db.one(
        Post,
        POST
        + """
         WHERE p.id = %(post_id)s::text AND p.deleteat = 0
           FOR UPDATE OF p
        """,
        post_id=post_id,
    )


async def root_with_thread(db: Db, root_id: str, user_id: str) -> Post | None:
    """A root post with what its followers see: participants and the user's own following."""
    return await db.one(
        Post,
        POST_FOLLOWED
        + """
         WHERE p.id = %(root_id)s::text
        """,
        root_id=root_id,
        user_id=user_id,
    )


async def of_others_from(db: Db, channel_id: str, user_id: str, *, from_ms: int, root_id: str) -> list[Post]:
    """What others wrote in a channel (or in one thread) from this time on."""
    return await db.many(
        Post,
        POST
        + """
         WHERE p.channelid = %(channel_id)s AND p.deleteat = 0 AND p.createat >= %(from_ms)s
           AND p.userid <> %(user_id)s AND (%(root_id)s::text = '' OR (p.rootid = %(root_id)s::text AND p.rootid <> ''))
         LIMIT 10000
        """,
        channel_id=channel_id,
        user_id=user_id,
        from_ms=from_ms,
        root_id=root_id,
    )


async def replace(db: Db, post: Post, old_version_id: str, *, keeps_history: bool) -> None:
    """Writes a changed post; the version before it stays as a deleted row of its own when `keeps_history`."""
    await db.run(
        """
        WITH kept AS (
            INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid,
                               originalid, message, type, props, hashtags, filenames, fileids, hasreactions, remoteid)
            SELECT %(old_version_id)s, createat, %(update_at)s::bigint, editat, %(update_at)s::bigint, ispinned,
                   userid, channelid, rootid, id, message, type, props, hashtags, filenames, fileids, hasreactions,
                   remoteid
              FROM posts
             WHERE id = %(id)s::text AND %(keeps_history)s::boolean
        )
        UPDATE posts
           SET message = %(message)s, props = %(props)s, hashtags = %(hashtags)s, fileids = %(file_ids)s,
               ispinned = %(is_pinned)s, hasreactions = %(has_reactions)s, updateat = %(update_at)s::bigint,
               editat = %(edit_at)s::bigint
         WHERE id = %(id)s::text
        """,
        id=post.id,
        old_version_id=old_version_id,
        keeps_history=keeps_history,
        message=post.message,
        props=Jsonb(post.props),
        hashtags=post.hashtags,
        file_ids=dumps_text(post.file_ids),
        is_pinned=post.is_pinned,
        has_reactions=post.has_reactions,
        update_at=post.update_at,
        edit_at=post.edit_at,
    )


async def complete(db: Db, new_ids: Mapping[str, str], posts: Sequence[Post], now_ms: int) -> None:
    """Gives rows that replace others what those had got since they were written, and their older versions."""
    await db.run(
        """
        WITH wanted AS (
            SELECT * FROM unnest(%(old_ids)s::text[], %(new_ids)s::text[], %(edited)s::bigint[], %(pinned)s::boolean[],
                                 %(reacted)s::boolean[]) AS w (oldid, newid, editat, ispinned, hasreactions)
        ), versions AS (
            UPDATE posts v
               SET originalid = w.newid, channelid = (SELECT n.channelid FROM posts n WHERE n.id = w.newid)
              FROM wanted w
             WHERE v.originalid = w.oldid AND v.originalid <> ''
        )
        UPDATE posts p
           SET editat = w.editat, ispinned = w.ispinned, hasreactions = w.hasreactions,
               updateat = greatest(p.updateat, %(now_ms)s::bigint)
          FROM wanted w
         WHERE p.id = w.newid
        """,
        old_ids=[post.id for post in posts],
        new_ids=[new_ids[post.id] for post in posts],
        edited=[post.edit_at for post in posts],
        pinned=[post.is_pinned for post in posts],
        reacted=[post.has_reactions for post in posts],
        now_ms=now_ms,
    )


async def history(db: Db, post_id: str) -> list[Post]:
    """Old versions, the latest first."""
    return await db.many(
        Post,
        _BARE
        + """
         WHERE p.originalid = %(post_id)s::text AND p.originalid <> ''
         ORDER BY p.editat DESC, p.updateat DESC
        """,
        post_id=post_id,
    )


async def delete(db: Db, post_id: str, delete_at: int, deleted_by: str) -> list[str]:
    """Marks a post and, if it is a root, its replies. Returns the ids."""
    return await db.many(
        str,
        """
        UPDATE posts
           SET deleteat = %(delete_at)s::bigint, updateat = %(delete_at)s::bigint,
               props = jsonb_set(coalesce(props, '{}'), '{deleteBy}', to_jsonb(%(deleted_by)s::text))
         WHERE (id = %(post_id)s::text OR (rootid = %(post_id)s::text AND rootid <> '')) AND deleteat = 0
        RETURNING id
        """,
        post_id=post_id,
        delete_at=delete_at,
        deleted_by=deleted_by,
    )


async def erase(db: Db, post_id: str) -> list[str]:
    """Removes a post, its replies and all their old versions for good. Returns the ids."""
    return await db.many(
        str,
        """
        WITH doomed AS (
            SELECT id FROM posts WHERE id = %(post_id)s::text OR (rootid = %(post_id)s::text AND rootid <> '')
        ), unlabelled AS (
            DELETE FROM postspriority WHERE postid IN (SELECT id FROM doomed)
        )
        DELETE FROM posts
         WHERE id IN (SELECT id FROM doomed) OR originalid IN (SELECT id FROM doomed)
        RETURNING id
        """,
        post_id=post_id,
    )


async def erase_of_channel(db: Db, channel_id: str) -> list[str]:
    """Removes everything written in a channel. Returns the ids."""
    return await db.many(
        str,
        """
        WITH unlabelled AS (DELETE FROM postspriority WHERE channelid = %(channel_id)s::text)
        DELETE FROM posts WHERE channelid = %(channel_id)s::text RETURNING id
        """,
        channel_id=channel_id,
    )


async def erase_of_user(db: Db, user_id: str) -> list[str]:
    """Removes everything a person wrote, and the threads they started. Returns the ids."""
    return await db.many(
        str,
        """
        WITH doomed AS (
            SELECT id FROM posts WHERE userid = %(user_id)s::text
             UNION
            SELECT r.id FROM posts r JOIN posts p ON p.id = r.rootid AND p.userid = %(user_id)s::text
        ), unlabelled AS (
            DELETE FROM postspriority WHERE postid IN (SELECT id FROM doomed)
        )
        DELETE FROM posts WHERE id IN (SELECT id FROM doomed) RETURNING id
        """,
        user_id=user_id,
    )


async def wrote_since(db: Db, channel_id: str, user_id: str, post_type: str, since_ms: int) -> bool:
    """Whether the user has a live post of this type in the channel since then."""
    found = await db.value(
        bool,
        """
        SELECT EXISTS (SELECT FROM posts
                        WHERE channelid = %(channel_id)s AND deleteat = 0 AND createat >= %(since_ms)s
                          AND userid = %(user_id)s AND type = %(post_type)s)
        """,
        channel_id=channel_id,
        user_id=user_id,
        post_type=post_type,
        since_ms=since_ms,
    )
    return bool(found)


async def touch(db: Db, post_id: str, update_at: int, has_reactions: bool | None) -> str | None:
    """Makes clients that ask for changes see the post; None leaves `hasreactions` as it is. Returns its channel."""
    return await db.value(
        str,
        TOUCH
        + """
         WHERE id = %(post_id)s::text
        RETURNING channelid
        """,
        post_id=post_id,
        update_at=update_at,
        has_reactions=has_reactions,
    )


async def surroundings(db: Db, channel_ids: Sequence[str]) -> list[Surroundings]:
    """Channels with their teams."""
    return await db.many(
        Surroundings,
        """
        SELECT c.id AS channelid, c.type::text AS type, c.name, c.displayname, c.deleteat,
               coalesce(c.teamid, '') AS teamid, coalesce(t.name, '') AS teamname,
               coalesce(t.type::text, '') AS teamtype, coalesce(t.displayname, '') AS teamdisplayname
          FROM channels c
          LEFT JOIN teams t ON t.id = c.teamid
         WHERE c.id = ANY(%(channel_ids)s)
        """,
        channel_ids=list(channel_ids),
    )


async def versions(db: Db, post_id: str) -> Post | None:
    """A row of any kind: live, deleted or an old version."""
    return await db.one(Post, _BARE + "WHERE p.id = %(post_id)s::text", post_id=post_id)


async def cookie_secret(db: Db) -> str | None:
    """Which the system's facts decide."""
    return await db.value(str, "SELECT value FROM systems WHERE name = 'PostActionCookieSecret'")


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a post, and when."""

    id: str
    user_id: str
    create_at: int


async def of_times(db: Db, channel_id: str, from_ms: int, until_ms: int) -> list[Written]:
    """Posts of a channel of these times, both included."""
    return await db.many(
        Written,
        """
        SELECT id, userid, createat
          FROM posts
         WHERE channelid = %(channel_id)s::text AND originalid = '' AND deleteat = 0
           AND createat BETWEEN %(from_ms)s::bigint AND %(until_ms)s::bigint
        """,
        channel_id=channel_id,
        from_ms=from_ms,
        until_ms=until_ms,
    )


async def mark(db: Db, post_id: str, *, edit_at: int, is_pinned: bool) -> None:
    """What an adopted post went through where it came from."""
    await db.run(
        """
        UPDATE posts
           SET editat = %(edit_at)s::bigint, ispinned = %(is_pinned)s::boolean,
               updateat = greatest(updateat, %(edit_at)s::bigint)
         WHERE id = %(post_id)s::text
        """,
        post_id=post_id,
        edit_at=edit_at,
        is_pinned=is_pinned,
    )
