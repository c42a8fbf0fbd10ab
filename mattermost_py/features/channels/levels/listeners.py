"""A level goes with its channel."""

from mattermost_py.features.channels.channels.events import ChannelErased
from mattermost_py.features.channels.levels import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def _erased(tx: Tx, event: ChannelErased) -> None:
    await service.forget(tx, event.channel.id)


listeners: list[Listener] = [within(ChannelErased, _erased)]
