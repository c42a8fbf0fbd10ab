"""Links of groups to teams and channels. What follows from them for people is `attendance`'s business."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN
from mattermost_py.features.directory.groups import links_store, service
from mattermost_py.features.directory.groups.events import LinksChanged, linked, unlinked
from mattermost_py.features.directory.groups.models import Group, Link, LinkPatch, Place
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.permissions import Permission

READ = Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS
WRITE = Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_GROUPS


# --- reading ------------------------------------------------------------------------------------------------------


async def teams_of(db: Db, actor: Actor, group_id: str) -> list[Link]:
    await gate.require(db, actor, READ)
    return await links_store.teams_of(db, group_id)


async def channels_of(db: Db, actor: Actor, group_id: str) -> list[Link]:
    await gate.require(db, actor, READ)
    return await links_store.channels_of(db, group_id)


async def one(db: Db, actor: Actor, group_id: str, place: Place) -> Link:
    """One link, a deleted one too. Raises: Forbidden, NotFound."""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    return await _found(db, group_id, place)


async def _found(db: Db, group_id: str, place: Place) -> Link:
    found = await links_store.one(db, group_id, place)
    if found is None:
        raise NotFound("app.group.no_rows")
    return found


async def team_place(db: Db, team_id: str) -> Place:
    """Raises: NotFound."""
    return Place((await teams.by_id(db, team_id)).id)


async def channel_place(db: Db, channel_id: str) -> Place:
    """Raises: NotFound, also for direct and group messages, which have no groups."""
    channel = await channels.by_id(db, channel_id)
    if not channel.team_id:
        raise NotFound("app.team.get.find.app_error")
    return Place(channel.team_id, channel.id)


# --- changing -----------------------------------------------------------------------------------------------------


async def link(tx: Tx, actor: Actor, group_id: str, place: Place, patch: LinkPatch) -> Link:
    """Links a group to a place, or writes the link anew. A channel's group is linked to its team as well.

    Raises: Forbidden, Invalid, NotFound.
    """
    await _linkable(tx, actor, group_id, place, patch)
    before = await links_store.one(tx, group_id, place)
    if place.channel_id:
        await _link_team(tx, group_id, Place(place.team_id), auto_add=bool(patch.auto_add))
    return await _save(tx, group_id, place, patch, before)


async def change(tx: Tx, actor: Actor, group_id: str, place: Place, patch: LinkPatch) -> Link:
    """Changes the settings of a link. Raises: Forbidden, Invalid, NotFound."""
    await _linkable(tx, actor, group_id, place, patch)
    return await _save(tx, group_id, place, patch, await _found(tx, group_id, place))


async def _save(tx: Tx, group_id: str, place: Place, patch: LinkPatch, before: Link | None) -> Link:
    was = None if before is None or before.delete_at else before
    auto_add = patch.auto_add if patch.auto_add is not None else was is not None and was.auto_add
    admin = patch.scheme_admin if patch.scheme_admin is not None else was is not None and was.scheme_admin
    await links_store.save(tx, group_id, place, auto_add=auto_add, scheme_admin=admin, now=now_ms())
    demotes = was is not None and was.scheme_admin and not admin
    tx.publish(linked(group_id, place), LinksChanged(place, group_id if demotes else ""))
    return await _found(tx, group_id, place)


async def _link_team(tx: Tx, group_id: str, place: Place, *, auto_add: bool) -> None:
    """A group of a channel belongs to its team. Raises: Invalid where the team is closed to the group."""
    team_link = await links_store.one(tx, group_id, place)
    if team_link is not None and not team_link.delete_at:
        return
    if (await teams.by_id(tx, place.team_id)).group_constrained:
        raise Invalid("group_not_associated_to_synced_team")
    await links_store.save(tx, group_id, place, auto_add=auto_add, scheme_admin=False, now=now_ms())
    tx.publish(linked(group_id, place), LinksChanged(place))


async def unlink(tx: Tx, actor: Actor, group_id: str, place: Place) -> None:
    """Ends a link; with a team those to its channels end, too. Raises: Forbidden, Invalid, NotFound."""
    await _linkable(tx, actor, group_id, place, LinkPatch())
    found = await _found(tx, group_id, place)
    if found.delete_at:
        raise Invalid("app.group.group_syncable_already_deleted")
    rooms = (
        []
        if place.channel_id
        else [
            Place(each.team_id, each.channel_id)
            for each in await links_store.channels_of(tx, group_id)
            if each.team_id == place.team_id
        ]
    )
    await links_store.delete(tx, group_id, place, now_ms())
    for each in (*rooms, place):
        tx.publish(unlinked(group_id, each), LinksChanged(each, group_id if found.scheme_admin else ""))


async def _linkable(tx: Tx, actor: Actor, group_id: str, place: Place, patch: LinkPatch) -> Group:
    """A group that may be linked here by this actor. Raises: Forbidden, Invalid for custom groups, NotFound."""
    group = await service.by_id(tx, group_id)
    if not group.is_syncable:
        raise Invalid("app.group.crud_permission")
    if await gate.allows(tx, actor, WRITE):
        return group
    await service.require_in_group(tx, actor, READ, group_id)
    if place.channel_id:
        channel = await channels.by_id(tx, place.channel_id)
        public = channel.type == OPEN
        needed = Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS if public else Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS
        await gate.require(tx, actor, needed, channel_id=channel.id)
    else:
        await gate.require(tx, actor, Permission.INVITE_USER, team_id=place.team_id)
    if patch.scheme_admin:  # who makes administrators must be able to do so one by one
        await gate.require(tx, actor, _administering(place), team_id=place.team_id, channel_id=place.channel_id)
    return group


def _administering(place: Place) -> Permission:
    return Permission.MANAGE_CHANNEL_ROLES if place.channel_id else Permission.MANAGE_TEAM_ROLES
