"""What accounts do to presence."""

from mattermost_py.features.identity.statuses import service
from mattermost_py.features.identity.users.events import ActivationChanged, ProfileChanged, UserErased
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import within


async def follow_activation(tx: Tx, event: ActivationChanged) -> None:
    """Who is deactivated is offline."""
    if not event.is_active:
        await service.leave(tx, [event.user_id])


async def follow_automatic_reply(tx: Tx, event: ProfileChanged) -> None:
    """Whoever switches their automatic reply on is out of office, and back when they switch it off."""
    was_on, is_on = (each.notify_props.get("auto_responder_active") == "true" for each in (event.before, event.user))
    if is_on and not was_on:
        await service.out_of_office(tx, event.user.id)
    elif was_on and not is_on:
        await service.choose(tx, event.user.id, "online")


async def erase(tx: Tx, event: UserErased) -> None:
    await service.forget_user(tx, event.user.id)


listeners = [
    within(ActivationChanged, follow_activation),
    within(ProfileChanged, follow_automatic_reply),
    within(UserErased, erase),
]
