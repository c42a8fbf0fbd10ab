"""What files do when accounts go, and when nothing refers to their contents any more."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.files import service
from mattermost_py.features.messaging.files.events import FilesErased
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, Runtime, after, within


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.erase_loose_of(tx, erased.user.id)


async def files_erased(runtime: Runtime, erased: FilesErased) -> None:
    await runtime.blobs.delete(*erased.paths)


listeners: list[Listener] = [
    within(UserErased, user_erased),
    after(FilesErased, files_erased),
]
