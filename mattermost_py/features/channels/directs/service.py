"""Starting direct and group messages: the same people always get the same channel."""

import hashlib
from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import DIRECT, GROUP, Channel
from mattermost_py.features.channels.directs.events import DirectAdded, GroupAdded
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.members.models import Newcomer
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Invalid, no_permission
from mattermost_py.kernel.permissions import Permission

GROUP_LEAST = 3
DISPLAY_BYTES_MOST = 64


async def direct(tx: Tx, actor: Actor, user_ids: Sequence[str]) -> Channel:
    """The channel of two people, or of one with themselves. Raises: Forbidden, Invalid."""
    if actor.user_id not in user_ids:
        await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
    await gate.require(tx, actor, Permission.CREATE_DIRECT_CHANNEL)
    one, other = user_ids[0], user_ids[-1]
    people = await team_members.people_of(tx, [one, other])
    if len(people) < len({one, other}):
        raise Invalid("api.channel.create_direct_channel.invalid_user.app_error")
    await _require_sees(tx, actor, people)

    name = "__".join(sorted((one, other)))
    creator_id = actor.user_id if actor.user_id in user_ids else one
    channel = channels.draft(team_id="", kind=DIRECT, name=name, display_name="", creator_id=creator_id)
    if await channels.is_restricted(tx, channel):
        raise Forbidden("api.channel.create_channel.direct_channel.team_restricted_error")
    made, is_new = await channels.direct(tx, channel)
    if is_new:
        await members.place(tx, [made], people)
        tx.publish(DirectAdded(made.id, creator_id, other if creator_id == one else one))
    return made


async def group(tx: Tx, actor: Actor, user_ids: Sequence[str]) -> Channel:
    """The channel of three or more people, the actor among them. Raises: Forbidden, Invalid."""
    await gate.require(tx, actor, Permission.CREATE_GROUP_CHANNEL)
    wanted = sorted({*user_ids, actor.user_id})
    most = tx.settings.Limits.GroupMessageMembers
    if not GROUP_LEAST <= len(wanted) <= most:
        raise Invalid("api.channel.create_group.bad_size.app_error", Most=most)
    people = await team_members.people_of(tx, wanted)
    if len(people) < len(wanted):
        raise Invalid("api.channel.create_group.bad_user.app_error")
    await _require_sees(tx, actor, people)

    channel = channels.draft(
        team_id="",
        kind=GROUP,
        name=hashlib.sha1("".join(wanted).encode(), usedforsecurity=False).hexdigest(),
        display_name=group_name(people),
        creator_id=actor.user_id,
    )
    made, is_new = await channels.direct(tx, channel)
    if is_new:
        await members.place(tx, [made], people)
        tx.publish(*(GroupAdded(made.id, each, tuple(wanted)) for each in wanted))
    return made


def group_name(people: Sequence[Newcomer]) -> str:
    """The usernames in order, cut to what the column holds; clients show names of their own making."""
    text = ", ".join(sorted(each.username for each in people))
    return text.encode()[:DISPLAY_BYTES_MOST].decode(errors="ignore")


async def _require_sees(tx: Tx, actor: Actor, people: Sequence[Newcomer]) -> None:
    """Guests may write only to people they share a channel with. Raises: Forbidden (`view_members`)."""
    if await gate.allows(tx, actor, Permission.VIEW_MEMBERS):
        return
    others = [each.id for each in people if each.id != actor.user_id]
    if len(await members.acquainted(tx, actor.user_id, others)) < len(others):
        raise no_permission(actor.user_id, Permission.VIEW_MEMBERS)
