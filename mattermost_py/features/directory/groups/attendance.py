"""Brings teams and channels in line with their groups: who is missing comes in, who is in no group of a closed place
leaves, members of administering groups administer. One person at a time, so that one failure is that one's alone."""

import logging
from collections.abc import Awaitable, Callable

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.events import ChannelUpdated
from mattermost_py.features.channels.members import service as channel_members
from mattermost_py.features.channels.members import settings as channel_settings
from mattermost_py.features.directory.groups import presence_store
from mattermost_py.features.directory.groups.events import LinksChanged
from mattermost_py.features.directory.groups.models import Place
from mattermost_py.features.directory.groups.presence_store import Somebody
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.teams.members import roles as team_roles
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.events import TeamUpdated
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.permissions import Permission

log = logging.getLogger(__name__)

EVERYWHERE = Place("")
Act = Callable[[Tx, Somebody], Awaitable[None]]


async def align(runtime: Runtime, place: Place = EVERYWHERE) -> int:
    """Does what is to be done in one team with its channels, in one channel, or everywhere. Returns how much it was."""
    db, done = runtime.db(), 0
    team_id, channel_id = "" if place.channel_id else place.team_id, place.channel_id
    if not channel_id:
        done += await _each(runtime, await presence_store.missing_in_teams(db, team_id), _into_team)
        done += await _each(runtime, await presence_store.strangers_in_teams(db, team_id), _out_of_team)
        done += await _each(runtime, await presence_store.future_admins_of_teams(db, team_id), _team_admin)
    missing = await presence_store.missing_in_channels(db, channel_id, team_id)
    done += await _each(runtime, missing, _into_channel)
    strangers = await presence_store.strangers_in_channels(db, channel_id, team_id)
    done += await _each(runtime, strangers, _out_of_channel)
    if channel_id or not team_id:
        admins = await presence_store.future_admins_of_channels(db, channel_id)
        done += await _each(runtime, admins, _channel_admin)
    return done


async def take_in(runtime: Runtime, actor: Actor, user_id: str) -> None:
    """Brings somebody of the directory into every team and channel of their groups, even where they left before.

    Raises: Forbidden, Invalid for somebody who does not come from the directory, NotFound.
    """
    db = runtime.db()
    await gate.require(db, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_GROUPS)
    user = await users.by_id(db, user_id)
    by_saml = user.auth_service == "saml" and db.settings.SamlSettings.EnableSyncWithLdap
    if user.auth_service != "ldap" and not by_saml:
        raise Invalid("api.user.add_user_to_group_syncables.not_ldap_user.app_error")
    await _each(runtime, await presence_store.missing_in_teams(db, "", user_id=user_id), _into_team)
    await _each(runtime, await presence_store.missing_in_channels(db, "", "", user_id=user_id), _into_channel)


async def _each(runtime: Runtime, people: list[Somebody], act: Act) -> int:
    done = 0
    for somebody in people:
        try:
            async with runtime.db().transaction() as tx:
                await act(tx, somebody)
            done += 1
        except AppError as error:
            log.info("a group's member was left alone", extra={"user_id": somebody.user_id, "error": error.id})
    return done


async def _into_team(tx: Tx, somebody: Somebody) -> None:
    await team_members.join(tx, await teams.by_id(tx, somebody.place_id), somebody.user_id)


async def _out_of_team(tx: Tx, somebody: Somebody) -> None:
    team = await teams.by_id(tx, somebody.place_id)
    await team_members.leave(tx, team, await team_members.person_of(tx, somebody.user_id), by_user_id="")


async def _team_admin(tx: Tx, somebody: Somebody) -> None:
    await team_roles.set_admin(tx, somebody.place_id, somebody.user_id, is_admin=True)


async def _into_channel(tx: Tx, somebody: Somebody) -> None:
    channel = await channels.known(tx, somebody.place_id)
    await channel_members.enter(tx, channel, [await team_members.person_of(tx, somebody.user_id)])


async def _out_of_channel(tx: Tx, somebody: Somebody) -> None:
    channel = await channels.known(tx, somebody.place_id)
    person = await team_members.person_of(tx, somebody.user_id)
    await channel_members.leave(tx, channel, person, by_user_id="")


async def _channel_admin(tx: Tx, somebody: Somebody) -> None:
    await channel_settings.set_admin(tx, somebody.place_id, somebody.user_id, is_admin=True)


# --- when ---------------------------------------------------------------------------------------------------------


async def links_changed(runtime: Runtime, event: LinksChanged) -> None:
    """After a group was linked, unlinked, or its link changed."""
    place = event.place
    if event.demoted_group_id:
        former = await presence_store.former_admins(
            runtime.db(), event.demoted_group_id, place.team_id, place.channel_id
        )
        await _each(runtime, [Somebody(place.id, user_id) for user_id in former], _demoting(place))
    await align(runtime, place)


def _demoting(place: Place) -> Act:
    async def act(tx: Tx, somebody: Somebody) -> None:
        set_admin = channel_settings.set_admin if place.channel_id else team_roles.set_admin
        await set_admin(tx, somebody.place_id, somebody.user_id, is_admin=False)

    return act


async def team_updated(runtime: Runtime, event: TeamUpdated) -> None:
    """A team may be kept to its groups from now on."""
    if event.team.group_constrained:
        await align(runtime, Place(event.team.id))


async def channel_updated(runtime: Runtime, event: ChannelUpdated) -> None:
    """A channel may be kept to its groups from now on."""
    if event.channel.group_constrained:
        await align(runtime, Place(event.channel.team_id, event.channel.id))
