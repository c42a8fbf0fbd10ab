"""A post's new place: a new row with the same author, time and text, told to the channel it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.posts import audience, deleting, memory, store, writing
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.features.messaging.posts.writing import Arrival
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms


async def transfer(
    tx: Tx, post: Post, new_id: str, channel: Channel, *, root_id: str, infos: Sequence[FileInfo]
) -> None:
    """Makes the row at the new place. What belongs to the post goes there before, so that it is told with it.

    root_id: the thread it comes into, '' = none.
    """
    own = [replace(info, post_id=new_id, channel_id=channel.id) for info in infos]
    root = await store.root_with_thread(tx, root_id, "") if root_id else None
    copy = replace(
        post,
        id=new_id,
        channel_id=channel.id,
        root_id=root_id,
        update_at=max(now_ms(), post.update_at),
        pending_post_id="",
        reply_count=0,
        last_reply_at=0,
        participants=None,
        is_following=None,
        priority=None if root_id else post.priority,
        persistent_notifications=None,
    )
    arrival = Arrival(copy, channel, root, await audience.circle_of(tx, channel.id), infos=own)
    await writing.arrive(tx, Actor.system(), arrival)


async def transferred(tx: Tx, new_ids: Mapping[str, str], posts: Sequence[Post]) -> None:
    """Gives the new rows what only a live post gets otherwise, and their older versions."""
    await store.complete(tx, new_ids, posts, now_ms())
    for post in posts:
        memory.forget(tx, post.channel_id, post.id, new_ids[post.id])


async def delete_for(tx: Tx, actor: Actor, post: Post) -> None:
    """Deletes a post, and with a root its thread, whose place is elsewhere now."""
    await deleting.hide(tx, actor, post)
