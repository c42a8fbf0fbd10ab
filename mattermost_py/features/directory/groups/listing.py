"""Which groups a caller finds, in the whole system or linked to a team or channel."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.features.directory.groups import listing_store, service, store
from mattermost_py.features.directory.groups.models import CUSTOM, LDAP, ChannelCount, Group, Leftover, Place, Wanted
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.permissions import Permission

READ = Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS


async def page(db: Db, actor: Actor, wanted: Wanted, *, limit: int, offset: int) -> list[Group]:
    """Groups of the whole system by display name. Raises: Forbidden, Invalid, NotFound."""
    return await listing_store.page(db, await _allowed(db, actor, wanted), limit=limit, offset=offset)


async def count(db: Db, actor: Actor, wanted: Wanted) -> int:
    """How many groups the pages hold."""
    return await listing_store.count(db, await _allowed(db, actor, wanted))


async def _allowed(db: Db, actor: Actor, wanted: Wanted) -> Wanted:
    """What the caller may have of this list."""
    if wanted.source == CUSTOM:
        service.require_custom_groups(db)
    elif not db.settings.ServiceSettings.EnableCustomGroups:
        wanted = replace(wanted, source=LDAP)
    if wanted.not_in_team:
        await teams.by_id(db, wanted.not_in_team)
    if wanted.not_in_channel:
        channel = await channels.by_id(db, wanted.not_in_channel)
        await gate.require(db, actor, _managing(channel), channel_id=channel.id)
    if wanted.counted_channel:
        await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=wanted.counted_channel)
    return wanted if await service.reads_all(db, actor) else replace(wanted, only_referable=True)


def _managing(channel: Channel) -> Permission:
    if channel.type == OPEN:
        return Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS
    return Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS


async def by_names(db: Db, actor: Actor, names: Sequence[str]) -> list[Group]:
    return await store.by_names(db, names, only_referable=not await service.reads_all(db, actor))


async def of_place(
    db: Db, actor: Actor, place: Place, wanted: Wanted, *, limit: int | None, offset: int
) -> tuple[list[Group], int]:
    """Groups linked to a team or channel, and how many there are. Raises: Forbidden, NotFound."""
    if not await service.reads_all(db, actor):
        await _require_place(db, actor, place)
        wanted = replace(wanted, only_referable=True)
    found = await listing_store.of_place(db, place, wanted, limit=limit, offset=offset)
    return found, await listing_store.count_of_place(db, place, wanted)


async def _require_place(db: Db, actor: Actor, place: Place) -> None:
    """Raises: Forbidden for those who may not know which groups a place is linked to."""
    if not place.channel_id:
        await gate.require(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=place.team_id)
        return
    channel = await channels.known(db, place.channel_id)
    public = channel.type == OPEN
    needed = Permission.READ_PUBLIC_CHANNEL_GROUPS if public else Permission.READ_PRIVATE_CHANNEL_GROUPS
    await gate.require(db, actor, needed, channel_id=channel.id)


async def by_channel(
    db: Db, actor: Actor, team_id: str, wanted: Wanted, *, limit: int | None, offset: int
) -> dict[str, list[Group]]:
    """Channel id → its groups, for the channels of a team; a page counts links. Raises: Forbidden."""
    if not await service.reads_all(db, actor):
        await _require_place(db, actor, Place(team_id))
        wanted = replace(wanted, only_referable=True)
    links = await listing_store.links_of_channels(db, team_id)
    seen = await _visible_channels(db, actor, {each.channel_id for each in links})
    found = {each.id: each for each in await listing_store.of_teams_channels(db, team_id, wanted)}
    mine = [each for each in links if each.group_id in found and each.channel_id in seen]
    mine.sort(key=lambda each: (found[each.group_id].display_name, each.group_id, each.channel_id))
    result = defaultdict[str, list[Group]](list)
    for each in mine[offset : None if limit is None else offset + limit]:
        result[each.channel_id].append(replace(found[each.group_id], scheme_admin=each.scheme_admin))
    return result


async def _visible_channels(db: Db, actor: Actor, channel_ids: set[str]) -> set[str]:
    """Private channels are not told of by their groups."""
    if await service.reads_all(db, actor):
        return channel_ids
    known = await channels.by_ids(db, sorted(channel_ids))
    return {each.id for each in known if await channels.views(db, actor, each)}


async def channel_counts(db: Db, actor: Actor, channel_id: str, *, with_timezones: bool) -> list[ChannelCount]:
    """How many members of each group are in the channel. Raises: Forbidden."""
    await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    return await store.channel_counts(db, channel_id, with_timezones=with_timezones)


async def leftovers(
    db: Db, actor: Actor, place: Place, group_ids: Sequence[str], *, limit: int, offset: int
) -> tuple[list[Leftover], int, dict[str, Group]]:
    """Who would have to leave a place if it were kept to these groups: a page, the total, and the groups they are in.

    Raises: Forbidden.
    """
    of_channel = bool(place.channel_id)
    needed = Permission.SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS if of_channel else READ
    if not await gate.allows(db, actor, needed):
        raise no_permission(actor.user_id, needed)
    people = await store.leftovers(db, place, group_ids, limit=limit, offset=offset)
    total = await store.leftover_count(db, place, group_ids)
    known = await store.by_ids(db, sorted({each for person in people for each in person.group_ids}))
    return people, total, {each.id: each for each in known}
