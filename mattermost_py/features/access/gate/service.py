"""Yes/no questions (`allows`) and demands (`require`) about permissions.

The official order of evaluation: system roles for system questions; team roles, then system roles for team questions;
channel roles, `manage_system`, team roles (or system roles for direct channels) for channel questions.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from mattermost_py.features.access.gate import store
from mattermost_py.features.access.gate.models import ChannelStanding, Dependent, StandingRow
from mattermost_py.features.access.grants import service as grants
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.permissions import Permission

V = TypeVar("V")

CHANNELS = CacheSpec[dict[str, ChannelStanding]]("channel_standings", size=20_000)  # user id → channel id → standing
TEAMS = CacheSpec[dict[str, tuple[str, ...]]]("team_standings", size=20_000)  # user id → team id → roles


async def allows(db: Db, actor: Actor, permission: Permission, *, team_id: str = "", channel_id: str = "") -> bool:
    """Whether the actor has the permission: in a channel, else in a team, else in the whole system."""
    if actor.is_unrestricted:
        return True
    if channel_id:
        return await _in_channel(db, actor, permission, channel_id)
    if team_id:
        return await _in_team(db, actor, permission, team_id)
    return await grants.grant(db, actor.roles, permission)


async def require(db: Db, actor: Actor, permission: Permission, *, team_id: str = "", channel_id: str = "") -> None:
    """Raises: Forbidden `api.context.permissions.app_error` unless allowed."""
    if not await allows(db, actor, permission, team_id=team_id, channel_id=channel_id):
        raise no_permission(actor.user_id, permission)


async def allows_any(db: Db, actor: Actor, *permissions: Permission) -> bool:
    """Whether the actor's system roles hold at least one of these."""
    for permission in permissions:
        if await allows(db, actor, permission):
            return True
    return False


async def require_any(db: Db, actor: Actor, *permissions: Permission) -> None:
    """Raises: Forbidden unless the actor's system roles hold at least one of these."""
    if not await allows_any(db, actor, *permissions):
        raise no_permission(actor.user_id, *permissions)


async def allows_user(db: Db, actor: Actor, user_id: str) -> bool:
    """Whether the actor may act on this user: themselves, or as an admin who outranks them."""
    if actor.user_id == user_id or await allows(db, actor, Permission.MANAGE_SYSTEM):
        return True
    if not await allows(db, actor, Permission.EDIT_OTHER_USERS):
        return False
    return not await store.is_system_admin(db, user_id)


async def require_user(db: Db, actor: Actor, user_id: str) -> None:
    """Raises: Forbidden (`edit_other_users`) unless the actor may act on this user."""
    if not await allows_user(db, actor, user_id):
        raise no_permission(actor.user_id, Permission.EDIT_OTHER_USERS)


async def reads_channel(db: Db, actor: Actor, channel_id: str) -> bool:
    """Whether the actor may read the messages: members, and for public channels everybody of the team."""
    if await allows(db, actor, Permission.READ_CHANNEL_CONTENT, channel_id=channel_id):
        return True
    found = await standing(db, actor.user_id, channel_id)
    if found is None or found.type != "O" or db.settings.ComplianceSettings.Enable:
        return False
    return await allows(db, actor, Permission.READ_PUBLIC_CHANNEL, team_id=found.team_id)


async def require_reads_channel(db: Db, actor: Actor, channel_id: str) -> None:
    """Raises: Forbidden (`read_channel_content`) unless the actor may read the channel."""
    if not await reads_channel(db, actor, channel_id):
        raise no_permission(actor.user_id, Permission.READ_CHANNEL_CONTENT)


async def standing(db: Db, user_id: str, channel_id: str) -> ChannelStanding | None:
    """What the user is in the channel; None when the channel does not exist."""
    known = db.known(CHANNELS, user_id)
    if known is None:
        known = await _standings(db, user_id)
    found = known.get(channel_id)
    if found is None:
        row = await store.in_channel(db, user_id, channel_id)
        if row is None:
            return None
        found = known[channel_id] = _standing(row)
    return found


async def remembered(db: Db, spec: CacheSpec[Dependent[V]], user_id: str, read: Callable[[], Awaitable[V]]) -> V:
    """What the cache knows of the user, else what `read` finds now.

    It is forgotten as soon as the user comes into a channel, leaves it or has other roles there, and as soon as any
    channel changes but for its counters. Other reasons to forget it are its owner's to tell.
    """
    cache, standings = db.cache(spec), await _standings(db, user_id)
    if not db.trusts(spec, user_id):
        return await read()
    found = cache.get(user_id)
    if found is not None and found.standings is standings:
        return found.value
    version = cache.version
    fresh = await read()
    cache.put(user_id, Dependent(standings, fresh), version=version)
    return fresh


async def _standings(db: Db, user_id: str) -> dict[str, ChannelStanding]:
    """What is known of the user in channels; after news of these it is another object."""

    async def nothing_known() -> dict[str, ChannelStanding]:
        return {}

    known = await db.remembered(CHANNELS, user_id, nothing_known)
    assert known is not None
    return known


async def team_roles(db: Db, user_id: str, team_id: str) -> tuple[str, ...] | None:
    """The user's role names in the team; None for those who are not in it."""
    return (await teams_of(db, user_id)).get(team_id)


async def teams_of(db: Db, user_id: str) -> dict[str, tuple[str, ...]]:
    """Team id → the user's role names there, for every team the user is in."""

    async def read() -> dict[str, tuple[str, ...]]:
        return {
            row.team_id: _names(
                row.roles,
                (row.scheme_guest, row.guest_role or "team_guest"),
                (row.scheme_user, row.user_role or "team_user"),
                (row.scheme_admin, row.admin_role or "team_admin"),
            )
            for row in await store.in_teams(db, user_id)
        }

    return await db.remembered(TEAMS, user_id, read) or {}


async def memberships(db: Db, user_id: str) -> tuple[list[str], list[str]]:
    """The ids of the teams and of the channels the user is in, for the hub's index."""
    rows = await store.memberships(db, user_id)
    return [row.id for row in rows if row.is_team], [row.id for row in rows if not row.is_team]


def forget_users(db: Db, *user_ids: str) -> None:
    """After memberships or roles of these users changed in any team or channel."""
    if user_ids:
        db.forget(CHANNELS, *user_ids)
        db.forget(TEAMS, *user_ids)


def forget_everybody(db: Db) -> None:
    """After something changed that many users' standings depend on: a channel's state or type, a scheme."""
    db.forget(CHANNELS)
    db.forget(TEAMS)


async def _in_team(db: Db, actor: Actor, permission: Permission, team_id: str) -> bool:
    names = await team_roles(db, actor.user_id, team_id)
    if names and await grants.grant(db, names, permission):
        return True
    return await grants.grant(db, actor.roles, permission)


async def _in_channel(db: Db, actor: Actor, permission: Permission, channel_id: str) -> bool:
    found = await standing(db, actor.user_id, channel_id)
    if found is None:
        return False
    if await grants.grant(db, found.roles, permission) or await grants.grant(db, actor.roles, Permission.MANAGE_SYSTEM):
        return True
    if found.team_id and await grants.grant(db, found.team_roles, permission):
        return True
    return await grants.grant(db, actor.roles, permission)


def _standing(row: StandingRow) -> ChannelStanding:
    in_channel = _names(
        row.roles,
        (row.scheme_guest, row.channel_guest_role or "channel_guest"),
        (row.scheme_user, row.channel_user_role or "channel_user"),
        (row.scheme_admin, row.channel_admin_role or "channel_admin"),
    )
    in_team = _names(
        row.team_roles,
        (row.team_scheme_guest, row.team_guest_role or "team_guest"),
        (row.team_scheme_user, row.team_user_role or "team_user"),
        (row.team_scheme_admin, row.team_admin_role or "team_admin"),
    )
    return ChannelStanding(
        channel_id=row.channel_id,
        team_id=row.team_id,
        type=row.type,
        delete_at=row.delete_at,
        is_member=row.is_member,
        roles=in_channel if row.is_member else (),
        team_roles=in_team if row.is_team_member else (),
    )


def _names(explicit: str, *managed: tuple[bool, str]) -> tuple[str, ...]:
    """Explicit roles and the scheme's role of every set flag."""
    return (*explicit.split(), *(name for is_set, name in managed if is_set))
