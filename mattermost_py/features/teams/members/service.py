"""Joining, leaving and reading memberships of teams."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.people import service as people_service
from mattermost_py.features.teams.members import store
from mattermost_py.features.teams.members.events import AddedToTeam, Joined, Leaving, LeftTeam, TeamRolesChanged
from mattermost_py.features.teams.members.models import Newcomer, TeamMember, TeamUnread
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, no_permission
from mattermost_py.kernel.events import TeamMembership
from mattermost_py.kernel.permissions import Permission

MOST_AT_ONCE = 256


# --- joining ------------------------------------------------------------------------------------------------------


async def addable(db: Db, actor: Actor, team: Team, user_id: str) -> None:
    """Whether the actor may put this user into the team. Raises: Forbidden, Invalid if its groups do not hold them."""
    if user_id != actor.user_id:
        await gate.require(db, actor, Permission.ADD_USER_TO_TEAM, team_id=team.id)
        may_guests = await gate.allows(db, actor, Permission.INVITE_GUEST, team_id=team.id)
        if not may_guests and any(each.is_guest for each in await store.people(db, [user_id])):
            raise no_permission(actor.user_id, Permission.INVITE_GUEST)
    elif team.allow_open_invite:
        await gate.require(db, actor, Permission.JOIN_PUBLIC_TEAMS)
    else:
        await gate.require(db, actor, Permission.JOIN_PRIVATE_TEAMS)
    if team.group_constrained and (strangers := await store.in_no_group(db, team.id, [user_id])):
        raise Invalid("api.team.add_members.user_denied", UserIDs=", ".join(strangers))


async def join(tx: Tx, team: Team, user_id: str, *, by_user_id: str = "") -> TeamMember:
    """Puts one user into the team; who is in it already stays as they are. Raises: NotFound, Invalid."""
    members = await join_many(tx, team, [user_id], by_user_id=by_user_id)
    return members[0]


async def adopt(tx: Tx, team: Team, user_id: str) -> TeamMember:
    """Takes over a membership from elsewhere: no message tells of it, mail domains do not matter. Raises: Invalid."""
    await _check_room(tx, team, [user_id])
    joined = await store.join(tx, team.id, [user_id], admin_ids=[], now=now_ms())
    if joined:
        _announce_joined(tx, team, await store.people(tx, [user_id]), "", frozenset(), is_silent=True)
    return (joined or await store.of_users(tx, team.id, [user_id]))[0]


async def join_many(tx: Tx, team: Team, user_ids: Sequence[str], *, by_user_id: str = "") -> list[TeamMember]:
    """Puts users into the team. Raises: NotFound for an unknown user, Invalid when it is full or closed to one."""
    people = await store.people(tx, user_ids)
    if len(people) < len(set(user_ids)):
        raise NotFound("app.user.missing_account.const")
    for each in people:
        check_allowed(tx, team, each)
    await _check_room(tx, team, user_ids)

    admin_ids = [each.id for each in people if team.email and each.email == team.email and not each.is_guest]
    joined = await store.join(tx, team.id, user_ids, admin_ids=admin_ids, now=now_ms())
    new_ids = {member.user_id for member in joined}
    if new_ids:
        _announce_joined(tx, team, [each for each in people if each.id in new_ids], by_user_id, frozenset(admin_ids))
    if len(joined) == len(people):
        return joined
    return await store.of_users(tx, team.id, user_ids)


def _announce_joined(
    tx: Tx,
    team: Team,
    people: list[Newcomer],
    by_user_id: str,
    admin_ids: frozenset[str],
    *,
    is_silent: bool = False,
) -> None:
    gate.forget_users(tx, *(each.id for each in people))
    people_service.moved(tx, *(each.id for each in people))
    for each in people:
        tx.publish(TeamMembership(each.id, team.id, joined=True), AddedToTeam(team.id, each.id))
    tx.publish(Joined(team, tuple(people), by_user_id, admin_ids, is_silent))


def check_allowed(db: Db, team: Team, person: Newcomer) -> None:
    """Raises: Invalid when the person's mail domain is not welcome in the team."""
    if person.is_bot:
        return
    settings = db.settings
    server = settings.TeamSettings.RestrictCreationToDomains
    if person.is_guest:
        server = settings.GuestAccountsSettings.RestrictCreationToDomains
    domain = person.email.rpartition("@")[2].lower()
    for listed in (server, "" if person.is_guest else team.allowed_domains):
        allowed = teams.domains(listed)
        if allowed and domain not in allowed:
            raise Invalid("api.team.join_user_to_team.allowed_domains.app_error")


async def _check_room(tx: Tx, team: Team, user_ids: Sequence[str]) -> None:
    most = tx.settings.TeamSettings.MaxUsersPerTeam
    present = {m.user_id for m in await store.of_users(tx, team.id, user_ids) if not m.delete_at}
    new = len(set(user_ids) - present)
    if new and await store.active_count(tx, team.id) + new > most:
        raise Invalid("app.team.join_user_to_team.max_accounts.app_error")


async def follow_standing(tx: Tx, user_id: str, *, is_guest: bool, by_user_id: str) -> None:
    """Somebody became a guest, or ceased to be one and gets what every member of their teams has."""
    found = await store.set_guest(tx, user_id, is_guest=is_guest)
    gate.forget_users(tx, user_id)
    tx.publish(*(TeamRolesChanged(member) for member in found))
    if is_guest or not found:
        return
    person = await person_of(tx, user_id)
    for team in await store.teams_of(tx, user_id):
        tx.publish(Joined(team, (person,), by_user_id, frozenset()))


# --- leaving ------------------------------------------------------------------------------------------------------


async def remove(tx: Tx, actor: Actor, team_id: str, user_id: str) -> None:
    """Takes a user out of the team, or lets them leave. Raises: Forbidden, Invalid, NotFound."""
    if user_id != actor.user_id:
        await gate.require(tx, actor, Permission.REMOVE_USER_FROM_TEAM, team_id=team_id)
    team = await teams.by_id(tx, team_id)
    person = await person_of(tx, user_id)
    if team.group_constrained and user_id != actor.user_id and not person.is_bot:
        raise Invalid("api.team.remove_member.group_constrained.app_error")
    await leave(tx, team, person, by_user_id=actor.user_id)


async def leave(tx: Tx, team: Team, person: Newcomer, *, by_user_id: str) -> None:
    """Ends a membership. Raises: Invalid for somebody who is not in the team."""
    if not await store.leave(tx, team.id, person.id, now=now_ms()):
        raise Invalid("api.team.remove_user_from_team.missing.app_error")
    gate.forget_users(tx, person.id)
    people_service.moved(tx, person.id)
    tx.publish(
        Leaving(team, person, by_user_id),
        LeftTeam(team.id, person.id, to_leaver=False),
        LeftTeam(team.id, person.id, to_leaver=True),
        TeamMembership(person.id, team.id, joined=False),
    )


async def person_of(db: Db, user_id: str) -> Newcomer:
    """Raises: NotFound."""
    found = await store.people(db, [user_id])
    if not found:
        raise NotFound("app.user.missing_account.const")
    return found[0]


async def people_of(db: Db, user_ids: Sequence[str]) -> list[Newcomer]:
    """What joining needs to know of these users; unknown ids are left out."""
    return await store.people(db, user_ids)


async def forget_team(tx: Tx, team_id: str) -> None:
    """Removes every membership of a team that is about to vanish."""
    await store.delete_all(tx, team_id)


# --- reading ------------------------------------------------------------------------------------------------------


async def of_user_in(db: Db, actor: Actor, team_id: str, user_id: str) -> TeamMember:
    """One membership. Raises: Forbidden for strangers, NotFound."""
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await store.of_users(db, team_id, [user_id], viewer_id=await _viewer(db, actor, user_id))
    if not found or found[0].delete_at:
        if not await gate.allows(db, actor, Permission.VIEW_MEMBERS):
            raise no_permission(actor.user_id, Permission.VIEW_MEMBERS)
        raise NotFound("app.team.get_member.missing.app_error")
    return found[0]


async def of_users(db: Db, actor: Actor, team_id: str, user_ids: Sequence[str]) -> list[TeamMember]:
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await store.of_users(db, team_id, user_ids, viewer_id=await _viewer(db, actor))
    return [member for member in found if not member.delete_at]


async def live_of_users(db: Db, team_id: str, user_ids: Sequence[str]) -> list[TeamMember]:
    """Those of the users who are in the team now, whoever asks."""
    return [member for member in await store.of_users(db, team_id, user_ids) if not member.delete_at]


async def page(
    db: Db, actor: Actor, team_id: str, *, limit: int, offset: int, by_name: bool, only_active: bool
) -> list[TeamMember]:
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    viewer_id = await _viewer(db, actor)
    return await store.page(
        db, team_id, limit=limit, offset=offset, by_name=by_name, only_active=only_active, viewer_id=viewer_id
    )


async def memberships(db: Db, actor: Actor, user_id: str) -> list[TeamMember]:
    """Every team membership of a user. Raises: Forbidden unless it is one's own or one may read others'."""
    if user_id != actor.user_id:
        await gate.require(db, actor, Permission.READ_OTHER_USERS_TEAMS)
    return await store.of_user(db, user_id)


async def teams_of(db: Db, actor: Actor, user_id: str) -> list[Team]:
    if user_id != actor.user_id:
        await gate.require(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS)
    return await store.teams_of(db, user_id)


async def unread(db: Db, actor: Actor, user_id: str, *, except_team: str, with_threads: bool) -> list[TeamUnread]:
    """Unread counts of every team; another user's only for those who manage the system."""
    if user_id != actor.user_id:
        await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    return await store.unread(db, user_id, except_team=except_team, with_threads=with_threads)


async def unread_of_team(db: Db, actor: Actor, user_id: str, team_id: str) -> TeamUnread:
    await gate.require_user(db, actor, user_id)
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await store.unread(db, user_id, only_team=team_id, with_threads=False)
    return found[0] if found else TeamUnread(team_id, 0, 0, 0, 0, 0, 0, 0)


async def _viewer(db: Db, actor: Actor, user_id: str = "") -> str:
    """Whose eyes limit what is seen; empty for those who see every member."""
    if user_id == actor.user_id or await gate.allows(db, actor, Permission.VIEW_MEMBERS):
        return ""
    return actor.user_id


def described(error: AppError, text: str) -> dict[str, object]:
    """An error inside a successful answer: one user of a batch."""
    return {"id": error.id, "message": text, "detailed_error": "", "status_code": error.status_code}
