"""Memberships follow the account."""

from mattermost_py.features.identity.users.events import GuestChanged, UserErased
from mattermost_py.features.teams.members import service, store
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _erased(tx: Tx, event: UserErased) -> None:
    await store.delete_user(tx, event.user.id)


async def _guest_changed(tx: Tx, event: GuestChanged) -> None:
    await service.follow_standing(tx, event.user.id, is_guest=event.is_guest, by_user_id=event.by_user_id)


listeners: list[Listener] = [within(UserErased, _erased), within(GuestChanged, _guest_changed)]
