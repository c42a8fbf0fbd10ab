"""Roles: reading them and changing what they grant."""

from collections.abc import Sequence

from mattermost_py.features.access.grants import service as grants
from mattermost_py.features.access.roles import store
from mattermost_py.features.access.roles.events import RoleUpdated
from mattermost_py.features.access.roles.models import Role
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported
from mattermost_py.kernel.permissions import Permission

_KNOWN = frozenset(Permission)
_NEVER_CHANGED = frozenset(
    {
        Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.MANAGE_ROLES,
        Permission.MANAGE_SYSTEM,
    }
)


async def every(db: Db) -> list[Role]:
    return await store.all_roles(db)


async def by_id(db: Db, role_id: str) -> Role:
    role = await store.by_id(db, role_id)
    if role is None:
        raise NotFound("app.role.get.app_error")
    return role


async def by_name(db: Db, name: str) -> Role:
    roles = await store.by_names(db, [name])
    if not roles:
        raise NotFound("app.role.get_by_name.app_error")
    return roles[0]


async def by_names(db: Db, names: Sequence[str]) -> list[Role]:
    """The roles of these names; unknown names are left out."""
    return await store.by_names(db, names)


async def set_permissions(tx: Tx, role: Role, permissions: Sequence[str]) -> Role:
    """Replaces what a role grants. Raises: Invalid for an unknown permission, Unsupported for a protected one."""
    before, wanted = set(role.permissions.split()), set(permissions)
    if unknown := sorted(wanted - _KNOWN):
        raise Invalid("model.role.is_valid.app_error", detail=f"unknown permissions: {', '.join(unknown)}")
    if (before ^ wanted) & _NEVER_CHANGED:
        raise Unsupported("api.roles.patch_roles.not_allowed_permission.error")
    await store.set_permissions(tx, role.id, " ".join(sorted(wanted)), now_ms())
    grants.forget(tx, role.name)
    changed = await by_id(tx, role.id)
    tx.publish(RoleUpdated(changed))
    return changed
