"""Lines about roles, schemes, teams and channels."""

from dataclasses import replace

from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.models import CHANNEL, TEAM, Scheme, SchemeInput, SchemePatch
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.governance.bulk_import import rules, store
from mattermost_py.features.governance.bulk_import.models import ChannelData, RoleData, SchemeData, TeamData
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import OPEN, Team, TeamInput, TeamPatch
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid


async def take_role(tx: Tx, role: RoleData) -> None:
    rules.check_role(role)
    await roles.define(
        tx,
        role.name,
        display_name=role.display_name,
        description=role.description,
        permissions=role.permissions,
    )


async def take_scheme(tx: Tx, data: SchemeData) -> None:
    rules.check_scheme(data)
    known = await store.scheme(tx, data.name)
    scheme = await _scheme(tx, data) if known is None else await schemes.by_id(tx, known)
    if scheme.scope != data.scope:
        raise Invalid("app.import.import_scheme.scope_change.error", detail=data.name)
    texts = SchemePatch(display_name=data.display_name, description=data.description)
    if scheme.display_name != data.display_name or data.description not in (None, scheme.description):
        scheme = await schemes.change(tx, Actor.system(), scheme.id, texts)
    for field, role in data.roles().items():
        if name := getattr(scheme, field):
            await roles.define(
                tx, name, display_name=role.display_name, description=role.description, permissions=role.permissions
            )


async def _scheme(tx: Tx, data: SchemeData) -> Scheme:
    wanted = SchemeInput(
        name=data.name, display_name=data.display_name, description=data.description or "", scope=data.scope or ""
    )
    return await schemes.create(tx, Actor.system(), wanted)


async def _scheme_id(tx: Tx, name: str, scope: str, area: str) -> str:
    """The id of the scheme that a team or channel names. Raises: Invalid."""
    scheme_id = await store.scheme(tx, name)
    scheme = await schemes.by_id(tx, scheme_id) if scheme_id else None
    if scheme is None or scheme.delete_at:
        raise Invalid(f"app.import.{area}.scheme_deleted.error", detail=name)
    if scheme.scope != scope:
        raise Invalid(f"app.import.{area}.scheme_wrong_scope.error", detail=name)
    return scheme.id


# --- teams ------------------------------------------------------------------------------------------------------------


async def take_team(work: Work, tx: Tx, data: TeamData) -> None:
    rules.check_team(data)
    name = (data.name or "").lower()
    team_id = await store.team(tx, name)
    team = await _new_team(tx, data, name) if team_id is None else await _changed_team(tx, data, team_id)
    if data.scheme is not None:
        scheme_id = await _scheme_id(tx, data.scheme, TEAM, "import_team")
        if team.scheme_id != scheme_id:
            await teams.set_scheme(tx, team, scheme_id)
    work.forget_places()


async def _new_team(tx: Tx, data: TeamData, name: str) -> Team:
    wanted = TeamInput(
        name=name,
        display_name=data.display_name or "",
        description=data.description or "",
        type=data.type or OPEN,
        allow_open_invite=bool(data.allow_open_invite),
    )
    return await teams.found(tx, Actor.system(), wanted)


async def _changed_team(tx: Tx, data: TeamData, team_id: str) -> Team:
    team = await teams.locked(tx, team_id)
    if data.type and data.type != team.type:
        team = await teams.set_privacy(tx, Actor.system(), team_id, data.type)
    wanted = {
        name: value
        for name in ("display_name", "description", "allow_open_invite")
        if (value := getattr(data, name)) is not None and value != getattr(team, name)
    }
    return await teams.change(tx, Actor.system(), team_id, TeamPatch(**wanted)) if wanted else team


# --- channels ---------------------------------------------------------------------------------------------------------


async def take_channel(work: Work, tx: Tx, data: ChannelData) -> None:
    rules.check_channel(data)
    team_id = await store.team(tx, (data.team or "").lower())
    if team_id is None:
        raise Invalid("app.import.import_channel.team_not_found.error", detail=data.team or "")
    name = (data.name or "").lower()
    channel_id = await store.channel(tx, team_id, name)
    if channel_id is None:
        channel = await channels.create(tx, _draft(data, team_id, name))
    else:
        channel = await channels.locked(tx, channel_id)
    wanted = await _as_told(tx, channel, data)
    if wanted != channel:
        await channels.save(tx, wanted)
    work.forget_places()


def _draft(data: ChannelData, team_id: str, name: str) -> Channel:
    return channels.draft(
        team_id=team_id,
        kind=data.type or OPEN,
        name=name,
        display_name=data.display_name or name,
        creator_id="",
        header=data.header or "",
        purpose=data.purpose or "",
    )


async def _as_told(tx: Tx, channel: Channel, data: ChannelData) -> Channel:
    """The channel with everything that the line names."""
    told = {name: getattr(data, name) for name in ("display_name", "header", "purpose", "type")}
    channel = replace(channel, **{name: value for name, value in told.items() if value is not None})
    if data.scheme is not None:
        channel = replace(channel, scheme_id=await _scheme_id(tx, data.scheme, CHANNEL, "import_channel"))
    if data.deleted_at is not None:
        channel = replace(channel, delete_at=data.deleted_at)
    return channel
