"""Finding channels and guarding them; counters of posts. Membership is one floor up, in `members`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants import service as grants
from mattermost_py.features.channels.channels import store
from mattermost_py.features.channels.channels.events import ChannelErased, ChannelUpdated
from mattermost_py.features.channels.channels.models import GROUP, OPEN, Channel
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

KNOWN = CacheSpec[Channel]("channels", size=20_000)  # channel id → the channel; its counters are those of long ago

_MENTION = re.compile(r"\B~([a-zA-Z0-9\-_]+)")


# --- finding ------------------------------------------------------------------------------------------------------


async def by_id(db: Db, channel_id: str) -> Channel:
    """The channel with its counters of now, archived ones too. Raises: NotFound."""
    return _found(await store.by_id(db, channel_id))


async def known(db: Db, channel_id: str) -> Channel:
    """The channel from memory: everything but the counters and times of posts can be relied on. Raises: NotFound."""
    found = db.known(KNOWN, channel_id)
    return found or _found(await db.remembered(KNOWN, channel_id, partial(store.by_id, db, channel_id)))


async def locked(tx: Tx, channel_id: str) -> Channel:
    """The channel, kept from changing until the transaction ends. Raises: NotFound."""
    return _found(await store.locked(tx, channel_id))


async def by_ids(db: Db, channel_ids: Sequence[str]) -> list[Channel]:
    """Those that exist, by display name."""
    return await store.by_ids(db, channel_ids)


async def by_name(db: Db, team_id: str, name: str, *, with_archived: bool = False) -> Channel:
    """By the name it has, or else by one it had: old links keep working. Raises: NotFound."""
    channel = await store.by_name(db, team_id, name.lower(), with_archived=with_archived)
    if channel is None and team_id:
        channel = await store.by_former_name(db, team_id, name.lower(), with_archived=with_archived)
    if channel is None:
        raise missing_name()
    return channel


async def by_names(db: Db, team_id: str, names: Sequence[str]) -> list[Channel]:
    """Live channels of a team; unknown names are left out."""
    return await store.by_names(db, team_id, names)


async def of_scheme(db: Db, scheme_id: str, *, limit: int | None = None, offset: int = 0) -> list[Channel]:
    """Channels that a scheme rules, by display name."""
    return await store.of_scheme(db, scheme_id, limit=limit, offset=offset)


async def of_team(db: Db, team_id: str) -> list[Channel]:
    """Every channel of a team, archived and private ones too."""
    return await store.of_team(db, team_id)


def missing_name() -> NotFound:
    return NotFound("app.channel.get_by_name.missing.app_error")


def _found(channel: Channel | None) -> Channel:
    if channel is None:
        raise NotFound("app.channel.get.existing.app_error")
    return channel


# --- guards -------------------------------------------------------------------------------------------------------


async def viewable(db: Db, actor: Actor, channel_id: str) -> Channel:
    """The channel's own data, for members, and public ones for everybody of the team. Raises: Forbidden, NotFound."""
    channel = await by_id(db, channel_id)
    if not await views(db, actor, channel):
        public = channel.type == OPEN
        raise no_permission(actor.user_id, Permission.READ_PUBLIC_CHANNEL if public else Permission.READ_CHANNEL)
    return channel


async def views(db: Db, actor: Actor, channel: Channel) -> bool:
    if await gate.allows(db, actor, Permission.READ_CHANNEL, channel_id=channel.id):
        return True
    if channel.type != OPEN:
        return False
    return await gate.allows(db, actor, Permission.READ_PUBLIC_CHANNEL, team_id=channel.team_id)


async def readable(db: Db, actor: Actor, channel_id: str) -> Channel:
    """The channel (from memory), for those who may read its messages. Raises: NotFound, Forbidden."""
    channel = await known(db, channel_id)
    await gate.require_reads_channel(db, actor, channel_id)
    return channel


async def writable(db: Db, actor: Actor, channel_id: str) -> Channel:
    """The channel (from memory), for those who may post in it now.

    Raises: NotFound, Forbidden (`create_post`), Invalid for archived channels and restricted direct messages.
    """
    channel = await known(db, channel_id)
    await require_post(db, actor, channel)
    if channel.is_archived:
        raise Invalid("api.post.create_post.can_not_post_to_deleted.error")
    if await is_restricted(db, channel):
        raise Invalid("api.post.create_post.can_not_post_in_restricted_dm.error")
    return channel


async def require_post(db: Db, actor: Actor, channel: Channel) -> None:
    """Raises: Forbidden unless the actor may post, apart from the channel's being open."""
    if not await may_post(db, actor, channel):
        raise no_permission(actor.user_id, Permission.CREATE_POST)


async def may_post(db: Db, actor: Actor, channel: Channel) -> bool:
    """As a member, or in public channels of their team by a role."""
    if await gate.allows(db, actor, Permission.CREATE_POST, channel_id=channel.id):
        return True
    if channel.type != OPEN:
        return False
    return await gate.allows(db, actor, Permission.CREATE_POST_PUBLIC, team_id=channel.team_id)


async def is_restricted(db: Db, channel: Channel) -> bool:
    """Whether the server wants a common team for direct and group messages, and these people have none.

    Bots talk with everybody, and people with themselves.
    """
    if not channel.is_direct or db.settings.TeamSettings.RestrictDirectMessage != "team":
        return False
    if channel.type == GROUP:
        return not await store.members_share_team(db, channel.id)
    found = await users.by_ids(db, channel.name.split("__"))
    teams = [set(await gate.teams_of(db, each.id)) for each in found if not each.is_bot]
    return len(teams) > 1 and not teams[0].intersection(*teams)


# --- life ---------------------------------------------------------------------------------------------------------


def draft(
    *,
    team_id: str,
    kind: str,
    name: str,
    display_name: str,
    creator_id: str,
    header: str = "",
    purpose: str = "",
) -> Channel:
    """A channel that is not stored yet; without a name it gets its id as one."""
    now, channel_id = now_ms(), new_id()
    return Channel(
        id=channel_id,
        create_at=now,
        update_at=now,
        delete_at=0,
        team_id=team_id,
        type=kind,
        display_name=display_name,
        name=name or channel_id,
        header=header,
        purpose=purpose,
        last_post_at=0,
        total_msg_count=0,
        extra_update_at=0,
        creator_id=creator_id,
        scheme_id=None,
        group_constrained=None,
        autotranslation=False,
        shared=None,
        total_msg_count_root=0,
        last_root_post_at=0,
        banner_info=None,
        default_category_name="",
    )


async def insert(tx: Tx, *channels: Channel) -> list[Channel]:
    """Stores new channels; those whose name is taken are left out of the answer. Raises: Invalid."""
    for each in channels:
        each.check()
    made = await store.insert(tx, *channels)
    if of_teams := [each.id for each in made if each.team_id]:
        tx.forget(KNOWN, *of_teams)  # who keeps lists of channels hears of them
    return made


async def create(tx: Tx, channel: Channel) -> Channel:
    """Stores one new channel of a team. Raises: Invalid, also for a taken name and a full team."""
    if await store.count_in_team(tx, channel.team_id) >= tx.settings.TeamSettings.MaxChannelsPerTeam:
        raise Invalid("api.channel.create_channel.max_channel_limit.app_error")
    made = await insert(tx, channel)
    if not made:
        raise Invalid("store.sql_channel.save_channel.exists.app_error")
    return made[0]


async def direct(tx: Tx, channel: Channel) -> tuple[Channel, bool]:
    """The direct or group message of these people and whether it is new: two callers at once get the same one."""
    existing = await store.by_name(tx, "", channel.name, with_archived=True)
    if existing is not None:
        return existing, False
    made = await insert(tx, channel)
    if made:
        return made[0], True
    existing = await store.by_name(tx, "", channel.name, with_archived=True)
    assert existing is not None  # the insert met it
    return existing, False


async def save(tx: Tx, channel: Channel) -> Channel:
    """Writes back a changed channel; members hear `channel_updated`. Raises: Invalid."""
    saved = await store_quietly(tx, channel)
    tx.publish(ChannelUpdated(saved))
    return saved


async def store_quietly(tx: Tx, channel: Channel) -> Channel:
    """As `save`, for changes that have an event of their own."""
    channel = replace(channel, update_at=max(now_ms(), channel.update_at + 1))  # each edit has a time of its own
    channel.check()
    try:
        saved = _found(await store.save(tx, channel))
    except UniqueViolation as exc:
        raise Invalid("store.sql_channel.save_channel.exists.app_error") from exc
    tx.forget(KNOWN, channel.id)
    gate.forget_everybody(tx)
    if saved.scheme_id:
        grants.forget(tx)  # which role bounds those of the scheme depends on the channel's team
    return saved


async def erase(tx: Tx, *channels: Channel) -> None:
    """Removes channels for good. What they hold is removed by those who listen to `ChannelErased`."""
    tx.publish(*(ChannelErased(each) for each in channels))
    await store.delete(tx, [each.id for each in channels])
    if channels:
        tx.forget(KNOWN, *(each.id for each in channels))
        gate.forget_everybody(tx)


# --- what posts need ----------------------------------------------------------------------------------------------


def forget(db: Db, channel_id: str) -> None:
    """What is remembered of the channel is too old even for those who do not need its counters of now."""
    db.forget(KNOWN, channel_id)


async def touched(db: Db, channel_id: str, at_ms: int) -> None:
    """A post of the channel was edited at this time."""
    await store.touch(db, channel_id, at_ms)


# --- how it is shown ----------------------------------------------------------------------------------------------


async def with_props(db: Db, channel: Channel) -> Channel:
    """The channel with what clients need to link the channels its header names."""
    return (await all_with_props(db, [channel]))[0]


async def all_with_props(db: Db, channels: Sequence[Channel]) -> list[Channel]:
    """As `with_props`; a query per team only where a header names a channel."""
    named: dict[str, set[str]] = {}
    for each in channels:
        if each.team_id and "~" in each.header:
            named.setdefault(each.team_id, set()).update(name.lower() for name in _MENTION.findall(each.header))
    found: dict[tuple[str, str], str] = {}
    for team_id, names in named.items():
        for mention in await store.mentioned(db, team_id, sorted(names)):
            found[team_id, mention.name] = mention.display_name
    return [_linked(each, found) for each in channels] if found else list(channels)


def _linked(channel: Channel, found: dict[tuple[str, str], str]) -> Channel:
    names = [name.lower() for name in _MENTION.findall(channel.header)] if "~" in channel.header else []
    links = {name: {"display_name": found[channel.team_id, name]} for name in names if (channel.team_id, name) in found}
    return replace(channel, props={"channel_mentions": links}) if links else channel
