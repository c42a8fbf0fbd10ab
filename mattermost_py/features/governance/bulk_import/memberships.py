"""Who is in which team and channel, with roles and with what they have read."""

from collections.abc import Sequence

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members import reading, settings
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.members.models import ChannelMember, FormerRead
from mattermost_py.features.channels.members.models import SchemeRoles as ChannelSchemeRoles
from mattermost_py.features.governance.bulk_import.models import (
    MemberNotifyProps,
    ReadState,
    UserChannelData,
    UserTeamData,
)
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.teams.members import roles as team_roles
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.members.models import SchemeRoles, TeamMember
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid

_TEAM_FLAGS = {"team_guest", "team_user", "team_admin"}
_CHANNEL_FLAGS = {"channel_guest", "channel_user", "channel_admin"}


async def take(work: Work, tx: Tx, user_id: str, wanted: Sequence[UserTeamData]) -> None:
    """Puts somebody into teams and their channels. Raises: Invalid."""
    for data in wanted:
        team = await work.team(tx, data.name or "")
        member = await _join_team(tx, team, user_id)
        await _team_roles(tx, member, (data.roles or "").split())
        if data.theme is not None:
            await preferences.upsert(tx, user_id, [Preference(user_id, "theme", team.id, data.theme)], silently=True)
        for each in data.channels or ():
            channel = await work.channel(tx, team, each.name or "")
            if channel is None:
                raise Invalid(
                    "app.import.import_user_channels.channel_not_found.error", status=500, detail=each.name or ""
                )
            await _channel(tx, channel, user_id, each)


async def _join_team(tx: Tx, team: Team, user_id: str) -> TeamMember:
    try:
        return await team_members.adopt(tx, team, user_id)
    except AppError as exc:
        if exc.id != "app.team.join_user_to_team.max_accounts.app_error":
            raise
        raise Invalid("app.import.import_user_teams.save_members.max_accounts.app_error") from exc


async def _team_roles(tx: Tx, member: TeamMember, names: Sequence[str]) -> None:
    """Names of the built-in roles are flags, whatever scheme the team has."""
    if not names or set(names) == set(member.roles.split()):
        return
    if set(names) - _TEAM_FLAGS:
        await team_roles.set_roles(tx, Actor.system(), member.team_id, member.user_id, list(names))
        return
    guest, user, admin = ("team_guest" in names, "team_user" in names, "team_admin" in names)
    if (guest, user, admin) != (member.scheme_guest, member.scheme_user, member.scheme_admin):
        flags = SchemeRoles(scheme_guest=guest, scheme_user=user or not guest, scheme_admin=admin)
        await team_roles.set_scheme_roles(tx, Actor.system(), member.team_id, member.user_id, flags)


async def _channel(tx: Tx, channel: Channel, user_id: str, data: UserChannelData) -> None:
    member = await enter(tx, channel, user_id)
    names = (data.roles or "").split()
    if names and set(names) != set(member.roles.split()):
        await _channel_roles(tx, member, names)
    await take_manner(tx, member, data.notify_props, data)
    if data.favorite:
        await favor(tx, user_id, channel.id)


async def enter(tx: Tx, channel: Channel, user_id: str) -> ChannelMember:
    """Their membership; nobody is told of a new one."""
    await members.place(tx, [channel], await team_members.people_of(tx, [user_id]))
    return await members.member(tx, channel.id, user_id)


async def _channel_roles(tx: Tx, member: ChannelMember, names: Sequence[str]) -> None:
    channel_id, user_id = member.channel_id, member.user_id
    if set(names) - _CHANNEL_FLAGS:
        await settings.set_roles(tx, Actor.system(), channel_id, user_id, names)
        return
    guest, user, admin = ("channel_guest" in names, "channel_user" in names, "channel_admin" in names)
    if (guest, user, admin) != (member.scheme_guest, member.scheme_user, member.scheme_admin):
        flags = ChannelSchemeRoles(scheme_guest=guest, scheme_user=user or not guest, scheme_admin=admin)
        await settings.set_scheme_roles(tx, Actor.system(), channel_id, user_id, flags)


async def take_manner(tx: Tx, member: ChannelMember, props: MemberNotifyProps | None, read: ReadState) -> None:
    """What they want to hear of the channel, and how far they have read it."""
    wanted = props.props() if props else {}
    if changed := {name: value for name, value in wanted.items() if member.notify_props.get(name) != value}:
        await settings.merge_notify_props(tx, member.user_id, [member.channel_id], changed)
    former = FormerRead(
        read.msg_count,
        read.msg_count_root,
        read.mention_count,
        read.mention_count_root,
        read.urgend_mention_count,
        read.last_viewed_at,
    )
    # Who has looked at the channel here knows better what they have read.
    if not member.last_viewed_at and former != FormerRead(None, None, None, None, None, None):
        await reading.adopt(tx, member.user_id, member.channel_id, former)


async def favor(tx: Tx, user_id: str, channel_id: str) -> None:
    """The sidebar follows the preference."""
    wanted = Preference(user_id, preferences.FAVORITE_CHANNEL, channel_id, "true")
    if await preferences.value(tx, user_id, wanted.category, channel_id) != "true":
        await preferences.upsert(tx, user_id, [wanted])
