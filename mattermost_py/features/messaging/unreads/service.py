"""Marking a post, and everything after it, as unread."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.members import reading
from mattermost_py.features.channels.members.models import ChannelUnreadAt
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.unreads.events import PostUnread
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor


async def mark(tx: Tx, actor: Actor, user_id: str, post_id: str, *, collapsed_threads: bool) -> ChannelUnreadAt:
    """Counts the channel again from this post on.

    collapsed_threads: whether the client keeps threads apart; if not, a reply's thread becomes unread as well.
    Raises:            Forbidden, NotFound.
    """
    await gate.require_user(tx, actor, user_id)
    post = await posts.readable(tx, actor, post_id, hides_missing=True)
    mentioning = await posts.mentioning(tx, user_id, post.channel_id, from_ms=post.create_at)
    roots = [each for each in mentioning if not each.root_id]
    unread = await reading.rewind(
        tx,
        user_id,
        post.channel_id,
        post_at_ms=post.create_at,
        mentions=len(mentioning),
        root_mentions=len(roots),
        urgent=sum(each.priority == "urgent" for each in roots),
    )
    if post.root_id and not (collapsed_threads and await posts.collapses_for(tx, user_id)):
        await _mark_thread(tx, user_id, post, mentioning)
    tx.publish(PostUnread(unread, post_id))
    return unread


async def _mark_thread(tx: Tx, user_id: str, post: Post, mentioning: list[Post]) -> None:
    in_thread = sum(each.root_id == post.root_id for each in mentioning)
    await following.set_read(tx, post.root_id, user_id, post.create_at - 1, in_thread)
