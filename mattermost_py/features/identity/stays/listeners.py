"""A stay goes with the guest it belongs to."""

from mattermost_py.features.identity.stays import service
from mattermost_py.features.identity.users.events import GuestChanged, UserErased
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _erased(tx: Tx, event: UserErased) -> None:
    await service.forget(tx, event.user.id)


async def _promoted(tx: Tx, event: GuestChanged) -> None:
    if not event.is_guest:
        await service.forget(tx, event.user.id)


listeners: list[Listener] = [within(UserErased, _erased), within(GuestChanged, _promoted)]
