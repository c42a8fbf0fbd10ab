"""The SQL that saves a new post with all that it changes: one statement, so that nothing is half done.

Its parts are written where their tables belong. They take their locks one after the other, each part needing rows of
the part before it: the root post, the channel, its members, the thread, its followers. Whoever edits a post or views a
channel takes them in this order too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from psycopg.types.json import Jsonb

from mattermost_py.features.channels.channels import store_pieces as channels_sql
from mattermost_py.features.channels.members import store_pieces as members_sql
from mattermost_py.features.messaging.following import store_pieces as threads_sql
from mattermost_py.features.messaging.following.models import Counted, Reply
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.db import Db
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class Effects:
    """What a post changes around it.

    viewer_id:     its author, if writing it counts as having read the channel; else ''.
    mentioned_ids: members who get one mention more.
    counts:        False for messages of coming and going.
    """

    viewer_id: str
    mentioned_ids: Sequence[str]
    counts: bool
    now: int


@dataclass(frozen=True, slots=True)
class Saved:
    """The channel's counters with the post in it."""

    total_msg_count: int
    last_post_at: int


@dataclass(frozen=True, slots=True)
class SavedReply(Saved):
    """And its thread's."""

    reply_count: int = 0
    last_reply_at: int = 0
    participants: list[str] | None = None
    followers: list[list[Any]] | None = None

    @property
    def counted(self) -> Counted:
        return Counted(self.reply_count, self.last_reply_at, self.participants or [], self.followers or [])


# The author's `pending_post_id` is claimed first; a concurrent twin waits here, and then does nothing.
_CLAIMED: Final = """
        WITH claimed AS (
            INSERT INTO mmpy.pending_posts (user_id, pending_post_id, post_id, created_at)
            SELECT %(author_id)s::text, %(pending_post_id)s::text, %(id)s::text, %(create_at)s::bigint
             WHERE %(pending_post_id)s::text <> ''
            ON CONFLICT DO NOTHING
            RETURNING post_id
        ),"""
_IS_NEW: Final = " AND (%(pending_post_id)s::text = '' OR EXISTS (SELECT FROM claimed))"
_ANSWERED: Final = """
        answered AS (
            UPDATE posts
               SET updateat = greatest(updateat, %(create_at)s::bigint)
             WHERE id = %(root_id)s::text AND deleteat = 0"""
_SAVED: Final = """
        saved AS (
            INSERT INTO posts (id, createat, updateat, editat, deleteat, ispinned, userid, channelid, rootid,
                               originalid, message, type, props, hashtags, filenames, fileids, hasreactions, remoteid)
            SELECT %(id)s::text, %(create_at)s::bigint, %(update_at)s::bigint, 0, 0, false, %(author_id)s::text,
                   counted.channelid, %(root_id)s::text, '', %(message)s::text, %(type)s::text, %(props)s::jsonb,
                   %(hashtags)s::text, '[]', %(file_ids)s::text, false, %(remote_id)s::text
              FROM counted
        )"""
_LABELLED: Final = """,
        labelled AS (
            INSERT INTO postspriority (postid, channelid, priority, requestedack, persistentnotifications)
            SELECT %(id)s::text, counted.channelid, %(priority)s::text, %(requested_ack)s::boolean,
                   %(persistent)s::boolean
              FROM counted
        )"""
_NOTED: Final = ", noted AS (" + members_sql.COUNT + ")"
_TOTALS: Final = "SELECT counted.totalmsgcount, counted.lastpostat"

_ROOT: Final = (
    _CLAIMED + " counted AS (" + channels_sql.COUNT + _IS_NEW + channels_sql.COUNTED + ")," + _SAVED + _NOTED
)  # fmt: skip
_PLAIN_ROOT: Final = _ROOT + _TOTALS + " FROM counted"
_LABELLED_ROOT: Final = _ROOT + _LABELLED + _TOTALS + " FROM counted"

_REPLY: Final = (
    _CLAIMED + _ANSWERED + _IS_NEW + " RETURNING id),"
    + " counted AS (" + channels_sql.COUNT + " AND EXISTS (SELECT FROM answered)" + channels_sql.COUNTED + "),"
    + _SAVED + _NOTED
    + ", before AS (" + threads_sql.BEFORE + ")"
    # Counting the rows of `noted` makes it run first.
    + ", thread AS (" + threads_sql.COUNT + " FROM counted, (SELECT count(*) FROM noted) AS first_noted"
    + threads_sql.COUNTED + ")"
    + ", touched AS (" + threads_sql.FOLLOW + ")"
    + ", followers AS (" + threads_sql.FOLLOWERS + ")"
    + _TOTALS + ", thread.replycount, thread.lastreplyat, thread.participants,"
)  # fmt: skip
_FOLLOWERS: Final = """
               (SELECT json_agg(json_build_array(f.userid, f.lastviewed, f.unreadmentions, b.lastviewed,
                                                 b.unreadmentions, ''))
                  FROM followers f
                  LEFT JOIN before b ON b.userid = f.userid) AS followers
          FROM counted, thread"""
_FOLLOWERS_WITH_CHOICE: Final = """
               (SELECT json_agg(json_build_array(f.userid, f.lastviewed, f.unreadmentions, b.lastviewed,
                                                 b.unreadmentions, coalesce(p.value, '')))
                  FROM followers f
                  LEFT JOIN before b ON b.userid = f.userid
                  LEFT JOIN preferences p
                    ON p.userid = f.userid AND p.category = 'display_settings' AND p.name = 'collapsed_reply_threads'
               ) AS followers
          FROM counted, thread"""
_PLAIN_REPLY: Final = _REPLY + _FOLLOWERS
_REPLY_WITH_CHOICE: Final = _REPLY + _FOLLOWERS_WITH_CHOICE


async def save_root(db: Db, post: Post, effects: Effects) -> Saved | None:
    """Saves a post that is no reply.

    Returns: None, having done nothing, when this author's `pending_post_id` was used before (a concurrent twin is
             waited for, so exactly one of them is saved), or when the channel is gone.
    """
    label = post.label
    if label is None:
        return await db.one(Saved, _PLAIN_ROOT, **_values(post, effects))
    return await db.one(
        Saved,
        _LABELLED_ROOT,
        **_values(post, effects),
        priority=label.priority,
        requested_ack=label.requested_ack,
        persistent=label.persistent_notifications,
    )


async def save_reply(db: Db, post: Post, effects: Effects, reply: Reply, *, with_choices: bool) -> SavedReply | None:
    """Saves a reply; see `save_root`. Nothing is saved when the root is gone, either.

    with_choices: whether to read if each follower collapses threads, since that is theirs to choose.
    """
    return await db.one(
        SavedReply,
        _REPLY_WITH_CHOICE if with_choices else _PLAIN_REPLY,
        **_values(post, effects),
        team_id=reply.team_id,
        auto_follow=reply.auto_follow,
        joining_ids=list(reply.joining),
        joining_mentioned=list(reply.joining.values()),
    )


def _values(post: Post, effects: Effects) -> dict[str, Any]:
    viewer_id = effects.viewer_id
    return {
        "id": post.id,
        "create_at": post.create_at,
        "update_at": post.update_at,
        "author_id": post.user_id,
        "channel_id": post.channel_id,
        "root_id": post.root_id,
        "message": post.message,
        "type": post.type,
        "props": Jsonb(post.props),
        "hashtags": post.hashtags,
        "file_ids": dumps_text(post.file_ids),
        "remote_id": post.remote_id,
        "pending_post_id": post.pending_post_id,
        "counts": effects.counts,
        "is_root": not post.root_id,
        "is_urgent": post.priority == "urgent",
        "viewer_id": viewer_id,
        "concerned_ids": sorted({*effects.mentioned_ids, viewer_id} - {""}),
        "now": effects.now,
    }
