"""Mail that follows changes of an account, in the same transaction."""

from mattermost_py.features.identity.notices import service
from mattermost_py.features.identity.users.events import ProfileChanged, VerificationWanted
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _changed(tx: Tx, event: ProfileChanged) -> None:
    user, before = event.user, event.before
    if user.email != before.email:
        await service.email_changed(tx, user, before.email)
    if user.username != before.username:
        await service.username_changed(tx, user, before.username)


async def _verification(tx: Tx, event: VerificationWanted) -> None:
    await service.verification(tx, event.user, event.email, event.token)


listeners: list[Listener] = [within(ProfileChanged, _changed), within(VerificationWanted, _verification)]
