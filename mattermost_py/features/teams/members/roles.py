"""Which roles a member has in a team, and how they change."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.teams.members import store
from mattermost_py.features.teams.members.events import TeamRolesChanged
from mattermost_py.features.teams.members.models import SchemeRoles, TeamMember
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.permissions import Permission


async def set_roles(tx: Tx, actor: Actor, team_id: str, user_id: str, wanted: list[str]) -> TeamMember:
    """Replaces the roles by name: the scheme's own ones become flags, others stay as explicit roles."""
    await gate.require(tx, actor, Permission.MANAGE_TEAM_ROLES, team_id=team_id)
    member = await _member(tx, team_id, user_id)
    names = await store.scheme_names(tx, team_id)
    refusal = "api.channel.update_team_member_roles.scheme_role.app_error"
    explicit = await roles.explicit(tx, wanted, names, refusal=refusal)
    guest, user, admin = (name in wanted for name in (names.guest, names.user, names.admin))
    if guest != member.scheme_guest:
        raise Invalid("api.channel.update_team_member_roles.changing_guest_role.app_error")
    if guest and user:
        raise Invalid("api.team.update_team_member_roles.guest_and_user.app_error")
    _check_user(guest=guest, user=user)
    return await _save(tx, member, explicit=explicit, guest=guest, user=user, admin=admin)


async def set_scheme_roles(tx: Tx, actor: Actor, team_id: str, user_id: str, wanted: SchemeRoles) -> TeamMember:
    """Sets the three flags."""
    await gate.require(tx, actor, Permission.MANAGE_TEAM_ROLES, team_id=team_id)
    member = await _member(tx, team_id, user_id)
    if wanted.scheme_guest and wanted.scheme_user:
        raise Invalid("api.team.update_team_member_roles.user_and_guest.app_error")
    if wanted.scheme_guest != member.scheme_guest:
        raise Invalid("api.team.update_team_member_roles.guest.app_error")
    _check_user(guest=wanted.scheme_guest, user=wanted.scheme_user)
    return await _save(
        tx, member, explicit=None, guest=wanted.scheme_guest, user=wanted.scheme_user, admin=wanted.scheme_admin
    )


async def set_admin(tx: Tx, team_id: str, user_id: str, *, is_admin: bool) -> TeamMember:
    """Whether the member administers the team from now on; whether they may is the caller's business."""
    member = await _member(tx, team_id, user_id)
    return await _save(tx, member, explicit=None, guest=False, user=True, admin=is_admin)


def _check_user(*, guest: bool, user: bool) -> None:
    if not (guest or user):
        raise Invalid("api.team.update_team_member_roles.unset_user_scheme.app_error")


async def _member(tx: Tx, team_id: str, user_id: str) -> TeamMember:
    found = await store.of_users(tx, team_id, [user_id])
    if not found or found[0].delete_at:
        raise NotFound("app.team.get_member.missing.app_error")
    return found[0]


async def _save(
    tx: Tx, member: TeamMember, *, explicit: str | None, guest: bool, user: bool, admin: bool
) -> TeamMember:
    changed = await store.set_roles(
        tx, member.team_id, member.user_id, explicit=explicit, guest=guest, user=user, admin=admin
    )
    assert changed is not None  # read a moment ago in the same transaction
    gate.forget_users(tx, member.user_id)
    tx.publish(TeamRolesChanged(changed))
    return changed
