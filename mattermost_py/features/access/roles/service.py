"""Roles: reading them and changing what they grant. A role that another one bounds is shown as it is in force."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants import service as grants
from mattermost_py.features.access.roles import store
from mattermost_py.features.access.roles.events import RoleUpdated
from mattermost_py.features.access.roles.models import Role, SchemeNames
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.permissions import Permission

WRITTEN_MOST = 10  # roles of a list that is remembered
_WRITTEN = CacheSpec[tuple[int, bytes]]("roles_written", size=100)  # by names: how often grants had changed, the JSON
_KNOWN = frozenset(Permission)
_NEVER_CHANGED = frozenset(
    {
        Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.SYSCONSOLE_READ_USER_MANAGEMENT_SYSTEM_ROLES,
        Permission.MANAGE_ROLES,
        Permission.MANAGE_SYSTEM,
    }
)
_FOR_SYSTEM_MANAGERS = frozenset(
    {
        "system_admin",
        "system_user_manager",
        "system_read_only_admin",
        "system_manager",
        "shared_channel_manager",
        "secure_connection_manager",
    }
)
# Whose permissions the scheme of the whole system is made of.
_ORDINARY = frozenset(
    f"{place}_{kind}"
    for place, kinds in {
        "system": ("user", "guest", "admin", "post_all", "post_all_public", "user_access_token"),
        "team": ("user", "guest", "admin", "post_all", "post_all_public"),
        "channel": ("user", "guest", "admin"),
        "playbook": ("admin", "member"),
        "run": ("admin", "member"),
        "custom_group": ("user",),
    }.items()
    for kind in kinds
)


# --- reading ------------------------------------------------------------------------------------------------------


async def every(db: Db) -> list[Role]:
    return await _in_force(db, await store.all_roles(db))


async def by_id(db: Db, role_id: str) -> Role:
    role = await store.by_id(db, role_id)
    if role is None:
        raise NotFound("app.role.get.app_error")
    return (await _in_force(db, [role]))[0]


async def by_name(db: Db, name: str) -> Role:
    roles = await by_names(db, [name])
    if not roles:
        raise NotFound("app.role.get_by_name.app_error")
    return roles[0]


async def by_names(db: Db, names: Sequence[str]) -> list[Role]:
    """The roles of these names; unknown names are left out."""
    return await _in_force(db, await store.by_names(db, names))


async def written(db: Db, names: Sequence[str]) -> bytes:
    """The same as JSON: every client asks for the same few at its start. Remembered until any role changes."""
    if len(names) > WRITTEN_MOST or not db.trusts(grants.GRANTS, ""):
        return dumps(await by_names(db, names))
    cache, age, key = db.cache(_WRITTEN), db.cache(grants.GRANTS).version, " ".join(names)
    known = cache.get(key)
    if known is None or known[0] != age:
        known = (age, dumps(await by_names(db, names)))
        cache.put(key, known, version=cache.version)
    return known[1]


async def _in_force(db: Db, roles: list[Role]) -> list[Role]:
    names = [each.name for each in roles if each.scheme_id]
    bounded = await grants.bounded(db, names) if names else {}
    return [
        replace(each, permissions=" ".join(sorted(bounded[each.name]))) if each.name in bounded else each
        for each in roles
    ]


async def explicit(db: Db, wanted: Sequence[str], names: SchemeNames, *, refusal: str) -> str:
    """Those of the wanted roles that a member has beside the scheme's own, as rows keep them.

    Raises: NotFound for a role that is none; Invalid with this id for one that another scheme manages.
    """
    known = {role.name: role for role in await store.by_names(db, wanted) if not role.delete_at}
    own = (names.guest, names.user, names.admin)
    for name in wanted:
        if name not in known:
            raise NotFound("app.role.get_by_name.app_error")
        if name not in own and known[name].scheme_managed:
            raise Invalid(refusal)
    return " ".join(name for name in wanted if name not in own)


# --- changing -----------------------------------------------------------------------------------------------------


async def change(tx: Tx, actor: Actor, role_id: str, permissions: Sequence[str] | None) -> Role:
    """Replaces what a role grants, for somebody who may. Raises: Forbidden, Invalid, NotFound, Unsupported."""
    role = await by_id(tx, role_id)
    protected = role.name in _FOR_SYSTEM_MANAGERS
    needed = Permission.MANAGE_SYSTEM if protected else Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS
    await gate.require(tx, actor, needed)
    if role.name not in _ORDINARY and not role.scheme_id:
        await gate.require(tx, actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_SYSTEM_ROLES)
    if permissions is None:
        return role
    if (set(role.permissions.split()) ^ set(permissions)) & _NEVER_CHANGED:
        raise Unsupported("api.roles.patch_roles.not_allowed_permission.error")
    return await set_permissions(tx, role, permissions)


async def set_permissions(tx: Tx, role: Role, permissions: Sequence[str]) -> Role:
    """Replaces what a role grants; also what the roles below it grant changes. Raises: Invalid."""
    wanted = set(permissions)
    if unknown := sorted(wanted - _KNOWN):
        raise Invalid("app.role.save.invalid_role.app_error", detail=f"unknown permissions: {', '.join(unknown)}")
    if wanted == set(role.permissions.split()):
        return role
    await store.set_permissions(tx, role.id, " ".join(sorted(wanted)), now_ms())
    grants.forget(tx)
    changed = await by_id(tx, role.id)
    for each in (changed, *await _in_force(tx, await store.below(tx, role.name))):
        await announce(tx, each)
    return changed


async def define(
    tx: Tx, name: str, *, display_name: str, description: str | None, permissions: Sequence[str] | None
) -> Role:
    """The role of this name as it was elsewhere, made if it is missing. Raises: Invalid."""
    found = await store.by_names(tx, [name])
    if not found:
        now = now_ms()
        made = Role(new_id(), name, display_name, description or "", now, now, 0, "", False, False)
        await store.insert(tx, [made])
        grants.forget(tx)
        found = [made]
    role = found[0]
    wanted = replace(
        role,
        display_name=display_name or role.display_name,
        description=role.description if description is None else description,
    )
    if wanted != role:
        await store.describe(tx, role.id, wanted.display_name, wanted.description, now_ms())
        grants.forget(tx)
    return wanted if permissions is None else await set_permissions(tx, wanted, permissions)


async def announce(tx: Tx, role: Role) -> None:
    """Tells those whom the role concerns: for a scheme's role where the scheme counts, else everybody."""
    places = await store.places(tx, role.scheme_id) if role.scheme_id else []
    tx.publish(*(RoleUpdated(role, place) for place in places or (None,)))


# --- roles of schemes ---------------------------------------------------------------------------------------------


async def create_for_scheme(tx: Tx, scheme_id: str, wanted: Sequence[tuple[str, str]]) -> list[Role]:
    """New roles that a scheme manages: (display name, permissions) each, in this order."""
    now = now_ms()
    made = [
        Role(
            id=new_id(),
            name=new_id(),
            display_name=display_name,
            description="",
            create_at=now,
            update_at=now,
            delete_at=0,
            permissions=permissions,
            scheme_managed=True,
            built_in=False,
            scheme_id=scheme_id,
        )
        for display_name, permissions in wanted
    ]
    await store.insert(tx, made)
    grants.forget(tx)
    return made


async def delete_of_scheme(tx: Tx, scheme_id: str) -> None:
    """Takes the roles of a scheme out of use."""
    await store.delete_of_scheme(tx, scheme_id, now_ms())
    grants.forget(tx)
