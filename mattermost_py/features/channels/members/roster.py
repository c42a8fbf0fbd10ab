"""The whole list of a channel's members, set in one call: for those who keep it elsewhere."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.features.channels.members import queries, service
from mattermost_py.features.channels.members.models import RosterChange
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.permissions import Permission


async def set_members(tx: Tx, actor: Actor, channel_id: str, user_ids: Sequence[str]) -> RosterChange:
    """Makes exactly these people the members; all of it or nothing. Events tell of it, notices would fill the channel.

    Raises: Forbidden without the right to manage members, Invalid, NotFound for people who cannot be in the channel.
    """
    channel = await channels.locked(tx, channel_id)
    if channel.is_direct:
        raise Invalid("api.channel.add_user_to_channel.type.app_error")
    public = channel.type == OPEN
    right = Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS if public else Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS
    await gate.require(tx, actor, right, channel_id=channel.id)
    if channel.is_archived:
        raise Invalid("api.channel.add_user.to.channel.failed.deleted.app_error")
    if channel.group_constrained:
        raise Invalid("api.channel.remove_member.group_constrained.app_error")
    present = set(await queries.user_ids(tx, channel.id))
    leaving = sorted(present - {*user_ids})
    added = await _let_in(tx, channel, sorted({*user_ids} - present))
    removed = await _let_go(tx, channel, leaving, by_user_id=actor.user_id) if leaving else 0
    return RosterChange(added=added, removed=removed)


async def _let_in(tx: Tx, channel: Channel, user_ids: Sequence[str]) -> int:
    people, failure = await service.fitting(tx, channel, user_ids)
    if failure:
        raise failure
    return len(await service.enter(tx, channel, people, with_notices=False)) if people else 0


async def _let_go(tx: Tx, channel: Channel, user_ids: Sequence[str], *, by_user_id: str) -> int:
    people = await team_members.people_of(tx, user_ids)
    if channel.is_default and not all(each.is_guest for each in people):
        raise Invalid("api.channel.remove.default.app_error")
    gone = await service.end(tx, [channel.id], user_ids, by_user_id=by_user_id)
    await service.see_off(tx, channel.team_id, people, by_user_id=by_user_id)
    return len(gone)
