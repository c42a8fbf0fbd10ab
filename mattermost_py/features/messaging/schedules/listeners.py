"""What scheduled posts do when accounts and channels go."""

from mattermost_py.features.channels.channels.events import ChannelErased
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.features.messaging.schedules import service
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def user_erased(tx: Tx, erased: UserErased) -> None:
    await service.user_erased(tx, erased.user.id)


async def channel_erased(tx: Tx, erased: ChannelErased) -> None:
    await service.channels_erased(tx, [erased.channel.id])


listeners: list[Listener] = [within(UserErased, user_erased), within(ChannelErased, channel_erased)]
