"""Memberships follow the accounts behind them."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.members import service, store
from mattermost_py.features.channels.members.events import Left, MemberUpdated
from mattermost_py.features.identity.users.events import GuestChanged, UserErased, UserUpdated
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, Runtime, after, within
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.events import ChannelMembership


async def _updated(runtime: Runtime, event: UserUpdated) -> None:
    """Name, notification settings or state changed: mentions must know it. One of the event's versions is enough."""
    if event.to.user_id:
        await service.forget_user(runtime.db(), event.to.user_id)


async def _erased(tx: Tx, event: UserErased) -> None:
    await store.hold(tx, event.user.id, await service.channel_ids_of(tx, event.user.id))
    channel_ids = await store.delete_user(tx, event.user.id)
    service.forget_members(tx, *channel_ids)
    tx.publish(*(ChannelMembership(event.user.id, each, joined=False) for each in channel_ids))
    if channel_ids:
        tx.publish(Left(event.user.id, tuple(channel_ids)))


async def _guest_changed(tx: Tx, event: GuestChanged) -> None:
    user_id = event.user.id
    await store.hold(tx, user_id, await service.channel_ids_of(tx, user_id))
    found = await store.set_guest(tx, user_id, is_guest=event.is_guest, now=now_ms())
    gate.forget_users(tx, user_id)
    service.forget_members(tx, *(member.channel_id for member in found))
    tx.publish(*(MemberUpdated(member) for member in found))


listeners: list[Listener] = [
    after(UserUpdated, _updated),
    within(UserErased, _erased),
    within(GuestChanged, _guest_changed),
]
