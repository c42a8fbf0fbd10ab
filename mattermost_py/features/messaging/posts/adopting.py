"""Posts that were written elsewhere long ago: they count and have threads, but nobody is called because of them."""

from dataclasses import dataclass, replace
from typing import Any

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.models import Reply
from mattermost_py.features.messaging.posts import arriving_store, drafting, memory, props, store
from mattermost_py.features.messaging.posts.arriving_store import Effects
from mattermost_py.features.messaging.posts.models import UNCOUNTED, Post
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms


@dataclass(frozen=True, slots=True)
class Former:
    """A post as it was elsewhere. `root`: the post it answers; `edit_at`: 0 for one that was never edited."""

    user_id: str
    create_at: int
    message: str
    type: str
    props: dict[str, Any]
    file_ids: list[str]
    root: Post | None = None
    edit_at: int = 0
    is_pinned: bool = False


async def adopt(tx: Tx, channel: Channel, former: Former) -> Post | None:
    """Writes such a post; None when the channel or the root is gone. Raises: Invalid for what may not be stored."""
    root = former.root
    post = drafting.new(
        channel_id=channel.id,
        user_id=former.user_id,
        message=props.clean_message(former.message),
        create_at=former.create_at,
        type=former.type,
        props=props.with_action_ids(former.props),
        root_id=root.id if root else "",
    )
    infos = await files.attach(
        tx, post_id=post.id, channel_id=channel.id, user_id=former.user_id, file_ids=former.file_ids
    )
    post = replace(post, file_ids=sorted(each.id for each in infos))
    effects = Effects(viewer_id="", mentioned_ids=(), counts=former.type not in UNCOUNTED, now=now_ms())
    if root is None:
        saved = await arriving_store.save_root(tx, post, effects)
    else:
        saved = await _save_reply(tx, channel, post, root, effects)
    if saved and (former.edit_at or former.is_pinned):
        await store.mark(tx, post.id, edit_at=former.edit_at, is_pinned=former.is_pinned)
        post = replace(post, edit_at=former.edit_at, is_pinned=former.is_pinned)
    memory.forget(tx, channel.id, *([root.id] if root else ()))
    return post if saved else None


async def adopted(db: Db, channel_id: str, from_ms: int, until_ms: int) -> dict[tuple[str, int], str]:
    """What is there already of such a time: author and time → post id."""
    return {(post.user_id, post.create_at): post.id for post in await store.of_times(db, channel_id, from_ms, until_ms)}


async def _save_reply(tx: Tx, channel: Channel, post: Post, root: Post, effects: Effects) -> bool:
    reply = Reply(
        root_id=root.id,
        channel_id=channel.id,
        team_id=channel.team_id,
        author_id=post.user_id,
        create_at=post.create_at,
        auto_follow=tx.settings.ServiceSettings.ThreadAutoFollow,
        joining={post.user_id: False, root.user_id: False},
    )
    saved = await arriving_store.save_reply(tx, post, effects, reply, with_choices=False)
    if saved is None:
        return False
    await following.replied(tx, reply, saved.counted)
    return True
