"""Rules of the team itself; who is in it is `members`' business."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants import service as grants
from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.models import TEAM, SchemeChoice
from mattermost_py.features.teams.teams import store
from mattermost_py.features.teams.teams.events import (
    TeamArchived,
    TeamDestroyed,
    TeamFounded,
    TeamRestored,
    TeamSchemeUpdated,
    TeamUpdated,
)
from mattermost_py.features.teams.teams.models import INVITE_ONLY, OPEN, Team, TeamInput, TeamPatch, TeamStats
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

BY_ID = CacheSpec[Team]("teams", size=2000)


# --- finding ------------------------------------------------------------------------------------------------------


async def by_id(db: Db, team_id: str) -> Team:
    """The team, archived ones too. Raises: NotFound."""

    async def read() -> Team | None:
        return await store.by_id(db, team_id)

    team = await db.remembered(BY_ID, team_id, read)
    if team is None:
        raise NotFound("app.team.get.find.app_error")
    return team


async def by_ids(db: Db, team_ids: Sequence[str]) -> list[Team]:
    """Those that exist, by display name."""
    return await store.by_ids(db, team_ids)


async def by_name(db: Db, name: str) -> Team:
    team = await store.by_name(db, name.lower())
    if team is None:
        raise NotFound("app.team.get_by_name.missing.app_error")
    return team


async def by_invite_id(db: Db, invite_id: str) -> Team:
    """The live team this link leads to. Raises: NotFound."""
    team = await store.by_invite_id(db, invite_id) if invite_id else None
    if team is None:
        raise NotFound("app.team.get_by_invite_id.finding.app_error")
    return team


async def viewable(db: Db, actor: Actor, team: Team) -> Team:
    """The team, for members and, if it is public, for those who may list public teams. Raises: Forbidden."""
    if await gate.allows(db, actor, Permission.VIEW_TEAM, team_id=team.id):
        return team
    if team.is_public and await gate.allows(db, actor, Permission.LIST_PUBLIC_TEAMS):
        return team
    raise no_permission(actor.user_id, Permission.VIEW_TEAM)


async def manageable(tx: Tx, actor: Actor, team_id: str) -> Team:
    """The team, locked for a change. Raises: Forbidden without `manage_team`, NotFound."""
    await gate.require(tx, actor, Permission.MANAGE_TEAM, team_id=team_id)
    return await locked(tx, team_id)


async def locked(tx: Tx, team_id: str) -> Team:
    team = await store.locked(tx, team_id)
    if team is None:
        raise NotFound("app.team.get.find.app_error")
    return team


async def shown(db: Db, actor: Actor, teams: Sequence[Team]) -> list[Team]:
    """The teams as this caller may see them: e-mail for managers, invite id for those who may invite."""
    return [await _shown(db, actor, team) for team in teams]


async def _shown(db: Db, actor: Actor, team: Team) -> Team:
    if await gate.allows(db, actor, Permission.MANAGE_TEAM, team_id=team.id):
        return team
    may_invite = await gate.allows(db, actor, Permission.INVITE_USER, team_id=team.id)
    return replace(team, email="", invite_id=team.invite_id if may_invite else "")


async def exists_for(db: Db, actor: Actor, name: str) -> bool:
    """Whether there is a team of this name that the caller may know of."""
    team = await store.by_name(db, name.lower())
    if team is None:
        return False
    if await gate.team_roles(db, actor.user_id, team.id) is not None:
        return True
    wanted = Permission.LIST_PUBLIC_TEAMS if team.allow_open_invite else Permission.LIST_PRIVATE_TEAMS
    return await gate.allows(db, actor, wanted)


async def stats(db: Db, actor: Actor, team_id: str) -> TeamStats:
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    sees_all = await gate.allows(db, actor, Permission.VIEW_MEMBERS)
    return await store.stats(db, team_id, viewer_id="" if sees_all else actor.user_id)


# --- life ---------------------------------------------------------------------------------------------------------


async def found(tx: Tx, actor: Actor, wanted: TeamInput) -> Team:
    """Makes a team without members. Raises: Forbidden, Invalid (also for a taken name)."""
    if not await gate.allows(tx, actor, Permission.CREATE_TEAM):
        raise Forbidden("api.team.is_team_creation_allowed.disabled.app_error")
    if wanted.scheme_id:
        await gate.require(tx, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS)
        choice = schemes.check_choice(SchemeChoice(scheme_id=wanted.scheme_id))
        await schemes.chosen(tx, choice, TEAM, wrong_scope="api.team.update_team_scheme.scheme_scope.error")
    if wanted.id:
        raise Invalid("app.team.save.existing.app_error", detail=f"id={wanted.id}")
    now = now_ms()
    team = Team(
        id=new_id(),
        create_at=now,
        update_at=now,
        delete_at=0,
        display_name=wanted.display_name.strip(),
        name=new_id() if tx.settings.PrivacySettings.UseAnonymousURLs else wanted.name,
        description=wanted.description,
        email=await store.creator_email(tx, actor.user_id),
        type=wanted.type,
        company_name=wanted.company_name,
        allowed_domains=wanted.allowed_domains,
        invite_id=new_id(),
        allow_open_invite=wanted.allow_open_invite,
        scheme_id=wanted.scheme_id or None,
        group_constrained=wanted.group_constrained,
        cloud_limits_archived=False,
    )
    team.check()
    _check_domains(team.allowed_domains, tx.settings.TeamSettings.RestrictCreationToDomains)
    try:
        await store.insert(tx, team)
    except UniqueViolation as exc:
        raise Invalid("app.team.save.existing.app_error", detail=f"name={team.name}") from exc
    tx.publish(TeamFounded(team))
    return team


async def replace_settings(tx: Tx, actor: Actor, team_id: str, wanted: TeamInput) -> Team:
    """PUT: everything that may change takes the value sent."""
    patch = TeamPatch(
        display_name=wanted.display_name,
        description=wanted.description,
        company_name=wanted.company_name,
        allowed_domains=wanted.allowed_domains,
        allow_open_invite=wanted.allow_open_invite,
        group_constrained=wanted.group_constrained,
    )
    return await change(tx, actor, team_id, patch)


async def change(tx: Tx, actor: Actor, team_id: str, patch: TeamPatch) -> Team:
    """Applies what is present. Closing a public team renews its invite link."""
    team = await manageable(tx, actor, team_id)
    changed = replace(team, **{name: value for name, value in patch.model_dump().items() if value is not None})
    if changed.allowed_domains != team.allowed_domains:
        _check_domains(changed.allowed_domains, tx.settings.TeamSettings.RestrictCreationToDomains)
    if changed.allow_open_invite != team.allow_open_invite:
        await gate.require(tx, actor, Permission.INVITE_USER, team_id=team.id)
    if team.allow_open_invite and not changed.allow_open_invite:
        changed = replace(changed, invite_id=new_id())
    return await _save(tx, changed)


async def set_privacy(tx: Tx, actor: Actor, team_id: str, privacy: str) -> Team:
    """O opens the team to everybody, I closes it and renews its invite link."""
    team = await manageable(tx, actor, team_id)
    await gate.require(tx, actor, Permission.INVITE_USER, team_id=team.id)
    is_open = privacy == OPEN
    if not is_open and (team.type != INVITE_ONLY or team.allow_open_invite):
        team = replace(team, invite_id=new_id())
    return await _save(tx, replace(team, type=privacy, allow_open_invite=is_open))


async def renew_invite(tx: Tx, actor: Actor, team_id: str) -> Team:
    """A fresh invite link; the old one leads nowhere any more."""
    await gate.require(tx, actor, Permission.MANAGE_TEAM, team_id=team_id)
    await gate.require(tx, actor, Permission.INVITE_USER, team_id=team_id)
    return await _save(tx, replace(await locked(tx, team_id), invite_id=new_id()))


async def set_icon_time(tx: Tx, team: Team, at_ms: int) -> Team:
    """Notes when the picture changed; 0 = the team has none."""
    return await _save(tx, replace(team, last_team_icon_update=at_ms))


async def set_scheme(tx: Tx, team: Team, scheme_id: str | None) -> Team:
    """Puts the team under a scheme, or back under the system's."""
    team = replace(team, scheme_id=scheme_id, update_at=now_ms())
    await _store(tx, team)
    gate.forget_everybody(tx)
    grants.forget(tx)
    tx.publish(TeamSchemeUpdated(team))
    return team


async def of_scheme(db: Db, scheme_id: str, *, limit: int | None = None, offset: int = 0) -> list[Team]:
    """The teams under a scheme, by display name."""
    return await store.of_scheme(db, scheme_id, limit=limit, offset=offset)


async def archive(tx: Tx, actor: Actor, team_id: str) -> None:
    """Hides the team from everybody; its content stays."""
    team = await manageable(tx, actor, team_id)
    now = now_ms()
    await _store(tx, replace(team, delete_at=now, update_at=now))
    tx.publish(TeamArchived(replace(team, delete_at=now, update_at=now)))


async def restore(tx: Tx, actor: Actor, team_id: str) -> Team:
    team = replace(await manageable(tx, actor, team_id), delete_at=0, update_at=now_ms())
    await _store(tx, team)
    tx.publish(TeamRestored(team))
    return team


async def destroy(tx: Tx, actor: Actor, team_id: str) -> None:
    """Removes the team and everything in it. Raises: Unauthenticated-like 401 unless the server allows it."""
    team = await manageable(tx, actor, team_id)
    if not tx.settings.ServiceSettings.EnableAPITeamDeletion:
        is_admin = await gate.allows(tx, actor, Permission.MANAGE_SYSTEM)
        which = "not_enabled.for_admin" if is_admin else "not_enabled"
        raise Forbidden(f"api.user.delete_team.{which}.app_error", status=401)
    gone = replace(team, delete_at=now_ms())
    tx.publish(TeamArchived(gone), TeamDestroyed(gone))


async def erase(tx: Tx, team: Team) -> None:
    """The last step of `destroy`, once nothing refers to the team any more."""
    await store.delete(tx, team.id)
    tx.forget(BY_ID, team.id)
    gate.forget_everybody(tx)


async def _save(tx: Tx, team: Team) -> Team:
    """Writes and announces a changed team."""
    team = replace(team, update_at=now_ms())
    team.check()
    await _store(tx, team)
    tx.publish(TeamUpdated(team))
    return team


async def _store(tx: Tx, team: Team) -> None:
    await store.save(tx, team)
    tx.forget(BY_ID, team.id)


def _check_domains(allowed: str, server_allows: str) -> None:
    """A team may narrow the server's list of mail domains, not widen it."""
    server = set(domains(server_allows))
    if server and not set(domains(allowed)) <= server:
        raise Invalid("api.team.update_restricted_domains.mismatch.app_error", Domain=allowed)


def domains(listed: str) -> list[str]:
    """The mail domains of a free text list: separated by commas or blanks, with or without `@`."""
    return [each for each in listed.replace("@", " ").replace(",", " ").lower().split() if each]
