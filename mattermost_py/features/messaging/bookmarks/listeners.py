"""What bookmarks do when their channel goes."""

from mattermost_py.features.channels.channels.events import ChannelErased
from mattermost_py.features.messaging.bookmarks import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def channel_erased(tx: Tx, erased: ChannelErased) -> None:
    await service.channel_erased(tx, erased.channel.id)


listeners: list[Listener] = [within(ChannelErased, channel_erased)]
