"""What goes with posts that are removed for good."""

from mattermost_py.features.messaging.posts.events import PostsRemoved
from mattermost_py.features.messaging.sealed import service as sealed
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def posts_removed(tx: Tx, removed: PostsRemoved) -> None:
    if removed.permanently:
        await sealed.erase(tx, removed.post_ids)


listeners: list[Listener] = [within(PostsRemoved, posts_removed)]
