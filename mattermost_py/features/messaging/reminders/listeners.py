"""What reminders do when posts and accounts go."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.posts.events import PostsRemoved
from mattermost_py.features.messaging.reminders import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def posts_removed(tx: Tx, removed: PostsRemoved) -> None:
    await service.posts_removed(tx, removed.post_ids)


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.user_erased(tx, erased.user.id)


listeners: list[Listener] = [within(PostsRemoved, posts_removed), within(UserErased, user_erased)]
