"""Memberships go with the account."""

from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.teams.members import store
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _erased(tx: Tx, event: UserErased) -> None:
    await store.delete_user(tx, event.user.id)


listeners: list[Listener] = [within(UserErased, _erased)]
