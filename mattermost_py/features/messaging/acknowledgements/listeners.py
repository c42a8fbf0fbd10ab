"""What confirmations do when posts go."""

from mattermost_py.features.messaging.acknowledgements import service
from mattermost_py.features.messaging.posts.events import PostsRemoved
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def posts_removed(tx: Tx, removed: PostsRemoved) -> None:
    if removed.permanently:
        await service.posts_erased(tx, removed.post_ids)


listeners: list[Listener] = [within(PostsRemoved, posts_removed)]
