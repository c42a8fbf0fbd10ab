"""What goes with accounts; what goes with posts is heard in `burning`, above them."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.sealed import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.reader_erased(tx, erased.user.id)


listeners: list[Listener] = [within(UserErased, user_erased)]
