"""What unfinished uploads do when their owner goes."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.uploads import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.delete_of_user(tx, erased.user.id)


listeners: list[Listener] = [within(UserErased, user_erased)]
