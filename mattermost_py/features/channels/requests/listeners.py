"""Requests go with the channel, with the person, and with whoever is let in by another way."""

from mattermost_py.features.channels.channels.events import ChannelConverted, ChannelErased
from mattermost_py.features.channels.channels.models import OPEN, PRIVATE
from mattermost_py.features.channels.members.events import Entered
from mattermost_py.features.channels.requests import service
from mattermost_py.features.channels.rooms.events import ChannelMoved
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.teams.members.events import Leaving
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _entered(tx: Tx, event: Entered) -> None:
    if event.channel.type == PRIVATE:
        await service.entered(tx, event.channel, list(event.user_ids))


async def _erased(tx: Tx, event: ChannelErased) -> None:
    await service.forget_channel(tx, event.channel.id)


async def _converted(tx: Tx, event: ChannelConverted) -> None:
    """Everybody finds and joins a public channel; should it be closed again, it is as closed as any."""
    if event.channel.type == OPEN:
        await service.forget_channel(tx, event.channel.id)


async def _moved(tx: Tx, event: ChannelMoved) -> None:
    await service.forget_channel(tx, event.channel.id)


async def _left_team(tx: Tx, event: Leaving) -> None:
    await service.forget_user(tx, event.person.id, event.team.id)


async def _user_erased(tx: Tx, event: UserErased) -> None:
    await service.forget_user(tx, event.user.id)


listeners: list[Listener] = [
    within(Entered, _entered),
    within(ChannelErased, _erased),
    within(ChannelConverted, _converted),
    within(ChannelMoved, _moved),
    within(Leaving, _left_team),
    within(UserErased, _user_erased),
]
