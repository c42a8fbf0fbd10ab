"""What makes browsers be called, and notes go."""

from mattermost_py.features.access.sessions.events import SessionsEnded
from mattermost_py.features.channels.members.events import ChannelsViewed, Viewing
from mattermost_py.features.identity.users.events import ActivationChanged
from mattermost_py.features.messaging.following.events import ChannelThreadsRead, TeamThreadsRead, ThreadReadChanged
from mattermost_py.features.messaging.persistence.events import NotifiedAgain
from mattermost_py.features.messaging.posts.events import Posted
from mattermost_py.features.messaging.webpush import service
from mattermost_py.infra.runtime import Listener, Runtime, after


async def call(runtime: Runtime, news: Posted) -> None:
    await service.posted(runtime.db(), news)


async def call_again(runtime: Runtime, again: NotifiedAgain) -> None:
    await service.called_again(runtime.db(), again.user_id, again.post_id, again.told)


async def channels_viewed(runtime: Runtime, viewed: ChannelsViewed) -> None:
    await service.read(runtime.db(), viewed.user_id, list(viewed.times))


async def viewing(runtime: Runtime, viewed: Viewing) -> None:
    await service.read(runtime.db(), viewed.user_id, viewed.channel_ids)


async def thread_read(runtime: Runtime, changed: ThreadReadChanged) -> None:
    if changed.unread_replies == 0:
        await service.read(runtime.db(), changed.user_id, [changed.thread_id])


async def team_threads_read(runtime: Runtime, read: TeamThreadsRead) -> None:
    await service.read_threads(runtime.db(), read.user_id, team_id=read.team_id)


async def channel_threads_read(runtime: Runtime, read: ChannelThreadsRead) -> None:
    await service.read_threads(runtime.db(), read.user_id, channel_id=read.channel_id)


async def sessions_ended(runtime: Runtime, ended: SessionsEnded) -> None:
    """A browser is called as long as its session lasts."""
    if await service.anybody(runtime.db(), ended.user_ids):
        await service.sessions_ended(runtime.db())


async def deactivated(runtime: Runtime, changed: ActivationChanged) -> None:
    if not changed.is_active and await service.anybody(runtime.db(), [changed.user_id]):
        await service.sessions_ended(runtime.db())


listeners: list[Listener] = [
    after(Posted, call),
    after(NotifiedAgain, call_again),
    after(ChannelsViewed, channels_viewed),
    after(Viewing, viewing),
    after(ThreadReadChanged, thread_read),
    after(TeamThreadsRead, team_threads_read),
    after(ChannelThreadsRead, channel_threads_read),
    after(SessionsEnded, sessions_ended),
    after(ActivationChanged, deactivated),
]
