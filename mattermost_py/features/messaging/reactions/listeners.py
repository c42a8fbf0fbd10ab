"""What reactions do when posts or emoji go."""

from mattermost_py.features.messaging.emoji.events import EmojiDeleted
from mattermost_py.features.messaging.posts.events import PostsRemoved
from mattermost_py.features.messaging.reactions import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def emoji_deleted(tx: Tx, deleted: EmojiDeleted) -> None:
    await service.emoji_deleted(tx, deleted.emoji.name)


async def posts_removed(tx: Tx, removed: PostsRemoved) -> None:
    if removed.permanently:
        await service.posts_erased(tx, removed.post_ids)


listeners: list[Listener] = [
    within(EmojiDeleted, emoji_deleted),
    within(PostsRemoved, posts_removed),
]
