"""Guests stay until a date: then their sessions end, the account rests, and whoever let them in is told."""

from collections.abc import Mapping
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.stays import store
from mattermost_py.features.identity.stays.events import StayEnded
from mattermost_py.features.identity.stays.models import Stay
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, no_permission
from mattermost_py.kernel.permissions import Permission

AT_ONCE = 100


async def of(db: Db, actor: Actor, user_id: str) -> Stay:
    """The guest's stay, for themselves, their sponsor and those who change people. Raises: Forbidden, NotFound."""
    stay = await store.by_user(db, user_id)
    is_involved = actor.user_id == user_id or (stay is not None and stay.sponsor_id == actor.user_id)
    if not is_involved:
        await gate.require(db, actor, Permission.EDIT_OTHER_USERS)
    return stay or Stay((await users.by_id(db, user_id)).id, "", 0)


async def set_end(tx: Tx, actor: Actor, user_id: str, ends_at: int) -> Stay:
    """Lets a guest stay until a time; who says so becomes the sponsor. 0 takes the end away.

    Raises: Forbidden unless the actor changes people or is the sponsor by now, Invalid, NotFound.
    """
    present = await store.by_user(tx, user_id)
    is_sponsor = present is not None and present.sponsor_id == actor.user_id
    if actor.user_id == user_id:
        raise no_permission(actor.user_id, Permission.EDIT_OTHER_USERS)
    if not is_sponsor:
        await gate.require(tx, actor, Permission.EDIT_OTHER_USERS)
    guest = await users.locked(tx, user_id)
    if not guest.is_guest:
        raise Invalid("api.user.stay.no_guest.app_error")
    if ends_at == 0:
        await store.delete(tx, user_id)
        return Stay(user_id, "", 0)
    return await begin(tx, guest, ends_at, sponsor_id=actor.user_id)


async def begin(tx: Tx, guest: User, ends_at: int, *, sponsor_id: str) -> Stay:
    """Raises: Invalid for a time that has passed."""
    check_end(ends_at)
    stay = Stay(guest.id, sponsor_id, ends_at)
    await store.upsert(tx, stay)
    return stay


async def begin_as_invited(tx: Tx, guest: User, invitation: Mapping[str, Any]) -> None:
    """Until when the invitation lets them stay, with its sender as the sponsor. Raises: Invalid when that is over."""
    ends_at = str(invitation.get("endsAt", ""))
    if ends_at.isdecimal():
        await begin(tx, guest, int(ends_at), sponsor_id=str(invitation.get("senderId", "")))


def check_end(ends_at: int) -> None:
    if ends_at <= now_ms():
        raise Invalid("api.user.stay.ends_at.app_error")


async def forget(tx: Tx, user_id: str) -> None:
    """They are no guest any more, or gone."""
    await store.delete(tx, user_id)


async def end_due(tx: Tx) -> int:
    """Deactivates guests whose time is over. Returns how many."""
    count = 0
    for stay in await store.take_ended(tx, now_ms(), limit=AT_ONCE):
        guest = await _resting(tx, stay.user_id)
        if guest is not None:
            tx.publish(StayEnded(guest, stay.sponsor_id))
            count += 1
    return count


async def _resting(tx: Tx, user_id: str) -> User | None:
    """The guest, deactivated; None when there was nothing to end."""
    try:
        user = await users.locked(tx, user_id)
    except NotFound:
        return None
    if not (user.is_guest and user.is_active):
        return None
    return await users.set_active(tx, user, is_active=False)
