"""Giving channels a level of confidentiality."""

from mattermost_py.config.rules_service import level_names
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN
from mattermost_py.features.channels.levels import store
from mattermost_py.features.channels.levels.events import LevelChanged
from mattermost_py.features.channels.levels.models import ChannelLevel
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.permissions import Permission


async def own(db: Db, actor: Actor) -> list[ChannelLevel]:
    """Levels of the channels the actor is in."""
    return await store.of_user(db, actor.user_id)


async def set_level(tx: Tx, actor: Actor, channel_id: str, level: str) -> ChannelLevel:
    """Gives a channel a level of the site's list, or with an empty name none. Raises: Forbidden, Invalid, NotFound."""
    channel = await channels.locked(tx, channel_id)
    if channel.is_direct:
        raise Invalid("api.channel.level.type.app_error")
    public = channel.type == OPEN
    needed = Permission.MANAGE_PUBLIC_CHANNEL_BANNER if public else Permission.MANAGE_PRIVATE_CHANNEL_BANNER
    await gate.require(tx, actor, needed, channel_id=channel.id)
    given = ChannelLevel(channel.id, level)
    if not level:
        await store.delete(tx, channel.id)
    elif level in level_names(tx.settings.Classification.Levels):
        await store.upsert(tx, given)
    else:
        raise Invalid("api.channel.level.unknown.app_error")
    tx.publish(LevelChanged(given))
    return given


async def forget(tx: Tx, channel_id: str) -> None:
    await store.delete(tx, channel_id)
