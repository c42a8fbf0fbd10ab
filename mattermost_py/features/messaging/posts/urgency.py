"""What those need who call people again because of a post."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.posts import announcing, audience, store
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Told:
    """What `posted` told of a live post."""

    channel_id: str
    team_id: str
    data: dict[str, Any]


async def called_by_name(db: Db, post_id: str) -> set[str]:
    """Members whom a live post calls by name or as a group."""
    found = await store.by_ids(db, [post_id])
    if not found:
        return set()
    channel = await channels.known(db, found[0].channel_id)
    circle = await audience.circle_of(db, channel.id)
    return await audience.named(db, Actor.system(), found[0], channel, circle)


async def told_again(db: Db, post_id: str) -> Told | None:
    """None when the post is gone."""
    found = await store.by_ids(db, [post_id])
    if not found:
        return None
    channel = await channels.known(db, found[0].channel_id)
    circle = await audience.circle_of(db, channel.id)
    return Told(channel.id, channel.team_id, await announcing.again(db, found[0], channel, circle))
