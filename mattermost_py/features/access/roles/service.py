"""What roles grant."""

from collections.abc import Iterable, Sequence

from mattermost_py.features.access.roles import store
from mattermost_py.features.access.roles.events import RoleUpdated
from mattermost_py.features.access.roles.models import Role
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported
from mattermost_py.kernel.permissions import Permission

GRANTS = CacheSpec[frozenset[str]]("role_grants", size=10_000)

_KNOWN = frozenset(Permission)
_NEVER_CHANGED = frozenset(
    {
        Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.MANAGE_ROLES,
        Permission.MANAGE_SYSTEM,
    }
)


async def grant(db: Db, role_names: Iterable[str], permission: Permission) -> bool:
    """Whether any of these roles holds the permission; deleted and unknown roles grant nothing."""
    cache = db.cache(GRANTS)
    unknown: list[str] = []
    for name in role_names:
        found = cache.get(name)
        if found is None:
            unknown.append(name)
        elif permission in found:
            return True
    return bool(unknown) and any(permission in granted for granted in (await _read(db, unknown)).values())


async def _read(db: Db, names: Sequence[str]) -> dict[str, frozenset[str]]:
    cache = db.cache(GRANTS)
    version = cache.version
    rows = {role.name: role for role in await store.by_names(db, names)}
    found: dict[str, frozenset[str]] = {}
    for name in names:
        role = rows.get(name)
        found[name] = frozenset() if role is None or role.delete_at else frozenset(role.permissions.split())
        cache.put(name, found[name], version=version)
    return found


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
    tx.forget(GRANTS, role.name)
    changed = await by_id(tx, role.id)
    tx.publish(RoleUpdated(changed))
    return changed
