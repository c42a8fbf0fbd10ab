"""Moderation of a channel.

The switches are permissions of a nameless scheme with roles of its own. It is made when a switch first differs from
what the team or the system grants, and goes when none differs any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants.service import MODERATED
from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.access.roles.models import Role
from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.events import SchemeDeleted
from mattermost_py.features.access.schemes.models import CHANNEL, Scheme, SchemeChoice
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.features.channels.members import settings as member_settings
from mattermost_py.features.channels.moderations.events import ChannelSchemeUpdated
from mattermost_py.features.channels.moderations.models import (
    NAMES,
    NOT_FOR_GUESTS,
    TELLING,
    Moderation,
    ModerationPatch,
    Switch,
)
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, invalid_body
from mattermost_py.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class Pair:
    """The roles of members and of guests."""

    members: Role
    guests: Role


# --- reading ------------------------------------------------------------------------------------------------------


async def of_channel(db: Db, actor: Actor, channel_id: str) -> list[Moderation]:
    """How the switches of a channel stand. Raises: Forbidden, NotFound."""
    await gate.require(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS)
    channel = await channels.by_id(db, channel_id)
    higher = await _higher(db, channel)
    return _switches(channel, await _own(db, channel) or higher, higher)


async def _higher(db: Db, channel: Channel) -> Pair:
    """What counts where the channel has no roles of its own."""
    if not channel.team_id:
        raise NotFound("app.team.get.find.app_error")  # direct and group messages are not moderated
    team = await teams.by_id(db, channel.team_id)
    scheme = await _live(db, team.scheme_id)
    return await _pair(db, scheme, fallback=True)


async def _own(db: Db, channel: Channel) -> Pair | None:
    scheme = await _live(db, channel.scheme_id)
    return await _pair(db, scheme, fallback=False) if scheme else None


async def _live(db: Db, scheme_id: str | None) -> Scheme | None:
    scheme = await schemes.by_id(db, scheme_id) if scheme_id else None
    return None if scheme is None or scheme.delete_at else scheme


async def _pair(db: Db, scheme: Scheme | None, *, fallback: bool) -> Pair:
    members = scheme.default_channel_user_role if scheme else ""
    guests = scheme.default_channel_guest_role if scheme else ""
    if fallback:
        members, guests = members or "channel_user", guests or "channel_guest"
    return Pair(await roles.by_name(db, members), await roles.by_name(db, guests))


def _switches(channel: Channel, own: Pair, higher: Pair) -> list[Moderation]:
    members, guests = _positions(channel, own.members), _positions(channel, own.guests)
    most_members, most_guests = _positions(channel, higher.members), _positions(channel, higher.guests)
    return [
        Moderation(
            name,
            Switch(name in members, name in most_members),
            None if name in NOT_FOR_GUESTS else Switch(name in guests, name in most_guests),
        )
        for name in NAMES
    ]


def _positions(channel: Channel, role: Role) -> set[str]:
    """The switches that are on in this role."""
    granted = set(role.permissions.split())
    return {name for name in NAMES if TELLING[name][channel.type != OPEN] in granted}


# --- switching ----------------------------------------------------------------------------------------------------


async def change(tx: Tx, actor: Actor, channel_id: str, patches: Sequence[ModerationPatch]) -> list[Moderation]:
    """Sets switches. Raises: Forbidden also for switching on what the team or the system does not grant."""
    await gate.require(tx, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_CHANNELS)
    if any(each.name not in NAMES for each in patches):
        raise invalid_body("channel_moderations")
    channel = await channels.locked(tx, channel_id)
    higher = await _higher(tx, channel)
    _check_granted(channel, higher, patches)
    channel, own = await _own_roles(tx, channel)
    members = {each.name: each.roles.members for each in patches if each.roles.members is not None}
    guests = {each.name: each.roles.guests for each in patches if each.roles.guests is not None}
    own = Pair(
        await roles.set_permissions(tx, own.members, _switched(own.members, members)),
        await roles.set_permissions(tx, own.guests, _switched(own.guests, guests)),
    )
    if _moderated(own.members) == _moderated(higher.members) and _moderated(own.guests) == _moderated(higher.guests):
        await _drop_roles(tx, channel)
        own = higher
    await member_settings.announce_all(tx, channel.id)
    return _switches(channel, own, higher)


def _check_granted(channel: Channel, higher: Pair, patches: Sequence[ModerationPatch]) -> None:
    members, guests = _positions(channel, higher.members), _positions(channel, higher.guests)
    for each in patches:
        if (each.roles.members and each.name not in members) or (each.roles.guests and each.name not in guests):
            raise Forbidden("api.channel.patch_channel_moderations_for_channel.restricted_permission.app_error")


async def _own_roles(tx: Tx, channel: Channel) -> tuple[Channel, Pair]:
    """The channel with roles of its own, which are made where it has none."""
    if (own := await _own(tx, channel)) is not None:
        return channel, own
    scheme = await schemes.create_for_channel(tx)
    channel = await channels.save(tx, replace(channel, scheme_id=scheme.id))
    await roles.announce(tx, await roles.by_name(tx, scheme.default_channel_admin_role))
    tx.publish(ChannelSchemeUpdated(channel.id))
    return channel, await _pair(tx, scheme, fallback=False)


def _switched(role: Role, wanted: dict[str, bool]) -> list[str]:
    """The moderated permissions of the role with some switches set."""
    granted = _moderated(role)
    return sorted(each for each, name in MODERATED.items() if wanted.get(name, each in granted))


def _moderated(role: Role) -> set[str]:
    return {each for each in role.permissions.split() if each in MODERATED}


async def _drop_roles(tx: Tx, channel: Channel) -> None:
    """Nothing differs from above any more."""
    assert channel.scheme_id
    scheme = await schemes.by_id(tx, channel.scheme_id)
    await channels.save(tx, replace(channel, scheme_id=None))
    await schemes.retire(tx, scheme)
    tx.publish(ChannelSchemeUpdated(channel.id))


# --- schemes ------------------------------------------------------------------------------------------------------


async def choose(tx: Tx, actor: Actor, channel_id: str, choice: SchemeChoice) -> Channel:
    """Puts a channel under a scheme, or with an empty id under none. Raises: Forbidden, Invalid, NotFound."""
    await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
    wanted = await schemes.chosen(
        tx, choice, CHANNEL, wrong_scope="api.channel.update_channel_scheme.scheme_scope.error"
    )
    return await channels.save(tx, replace(await channels.locked(tx, channel_id), scheme_id=wanted))


async def of_scheme(db: Db, actor: Actor, scheme_id: str, *, limit: int, offset: int) -> list[Channel]:
    """The channels under a scheme. Raises: Forbidden, Invalid for a scheme of teams, NotFound."""
    await gate.require(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_CHANNELS)
    scheme = await schemes.by_id(db, scheme_id)
    if scheme.scope != CHANNEL:
        raise Invalid("api.scheme.get_channels_for_scheme.scope.error")
    found = await channels.of_scheme(db, scheme_id, limit=limit, offset=offset)
    return await channels.all_with_props(db, found)


async def let_go(tx: Tx, event: SchemeDeleted) -> None:
    """The channels of a scheme that is gone are under what is above it again."""
    for channel in await channels.of_scheme(tx, event.scheme.id):
        await channels.save(tx, replace(channel, scheme_id=None))
