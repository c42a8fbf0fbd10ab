"""What begins and ends repeated notifications."""

from mattermost_py.features.channels.channels.events import ChannelArchived
from mattermost_py.features.messaging.persistence import service
from mattermost_py.features.messaging.posts.events import PersistentAsked, PostsRemoved, RootAnswered
from mattermost_py.features.teams.teams.events import TeamArchived
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, within


async def begin(tx: Tx, asked: PersistentAsked) -> None:
    await service.begin(tx, asked.post_id, asked.create_at)


async def answered(tx: Tx, reply: RootAnswered) -> None:
    await service.answered(tx, reply.post_id, reply.user_id)


async def posts_removed(tx: Tx, removed: PostsRemoved) -> None:
    if removed.permanently:
        await service.erase(tx, removed.post_ids)
    else:
        await service.end(tx, removed.post_ids)


async def channel_archived(tx: Tx, archived: ChannelArchived) -> None:
    await service.end_in_channel(tx, archived.channel.id)


async def team_archived(tx: Tx, archived: TeamArchived) -> None:
    await service.end_in_team(tx, archived.team.id)


listeners: list[Listener] = [
    within(PersistentAsked, begin),
    within(RootAnswered, answered),
    within(PostsRemoved, posts_removed),
    within(ChannelArchived, channel_archived),
    within(TeamArchived, team_archived),
]
