"""The life of groups: made, renamed, filled, taken away. Directories fill their own groups; people fill custom ones."""

from collections.abc import Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.grants import service as grants
from mattermost_py.features.directory.groups import store
from mattermost_py.features.directory.groups.events import GroupReceived, MemberAdded, MemberDeleted
from mattermost_py.features.directory.groups.models import (
    CUSTOM,
    RESERVED,
    Group,
    GroupInput,
    GroupMember,
    GroupPatch,
)
from mattermost_py.features.identity.users.events import UserErased
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

_MEMBERS_ROLE = ("custom_group_user",)  # what everybody in a group is there


# --- guards -------------------------------------------------------------------------------------------------------


async def by_id(db: Db, group_id: str, *, with_ids: bool = False) -> Group:
    """The group, deleted ones too. Raises: NotFound."""
    group = await store.by_id(db, group_id, with_ids=with_ids)
    if group is None:
        raise NotFound("app.group.no_rows")
    return group


async def readable(db: Db, actor: Actor, group_id: str, *, with_ids: bool = False) -> Group:
    """The group: custom ones for everybody, others for their members and for who reads groups. Raises: see below."""
    group = await by_id(db, group_id, with_ids=with_ids)
    if group.is_custom:
        require_custom_groups(db)
    else:
        await require_in_group(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS, group_id)
    return group


async def reads_all(db: Db, actor: Actor) -> bool:
    """Whether the actor sees groups that cannot be mentioned, too."""
    return await gate.allows(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS)


def require_custom_groups(db: Db) -> None:
    """Raises: Invalid where custom groups are switched off."""
    if not db.settings.ServiceSettings.EnableCustomGroups:
        raise Invalid("api.custom_groups.feature_disabled")


async def allows_in_group(db: Db, actor: Actor, permission: Permission, group_id: str) -> bool:
    """Whether the actor may do this with a group: as one of its members, or by their own roles."""
    if await gate.allows(db, actor, permission):
        return True
    return await grants.grant(db, _MEMBERS_ROLE, permission) and await store.is_member(db, group_id, actor.user_id)


async def require_in_group(db: Db, actor: Actor, permission: Permission, group_id: str) -> None:
    """Raises: Forbidden unless `allows_in_group`."""
    if not await allows_in_group(db, actor, permission, group_id):
        raise no_permission(actor.user_id, permission)


async def _custom(db: Db, actor: Actor, group_id: str, permission: Permission, *, status: int = 400) -> Group:
    """A custom group, for somebody who may do this with it. Raises: Forbidden, Invalid, NotFound."""
    group = await by_id(db, group_id)
    if not group.is_custom:
        raise Invalid("app.group.crud_permission", status=status)
    require_custom_groups(db)
    await require_in_group(db, actor, permission, group_id)
    return group


# --- life ---------------------------------------------------------------------------------------------------------


async def create(tx: Tx, actor: Actor, wanted: GroupInput) -> Group:
    """A custom group with its first members. Raises: Forbidden, Invalid (also for a taken name)."""
    if wanted.source != CUSTOM:
        raise Invalid("app.group.crud_permission")
    if not wanted.allow_reference:
        raise Invalid("api.custom_groups.must_be_referenceable")
    require_custom_groups(tx)
    await gate.require(tx, actor, Permission.CREATE_CUSTOM_GROUP)
    if wanted.remote_id:
        raise Invalid("api.custom_groups.no_remote_id")
    now = now_ms()
    group = Group(
        id=new_id(),
        name=wanted.name,
        display_name=wanted.display_name,
        description=wanted.description,
        source=CUSTOM,
        remote_id=None,
        create_at=now,
        update_at=now,
        delete_at=0,
        has_syncables=False,
        allow_reference=True,
    )
    group.check()
    await _check_name(tx, group)
    user_ids = await _known(tx, wanted.user_ids)
    try:
        await store.insert(tx, group)
    except UniqueViolation as exc:
        raise Invalid("app.custom_group.unique_name", Name=group.name) from exc
    await _take_in(tx, group.id, user_ids)
    return await _announced(tx, group)


async def change(tx: Tx, actor: Actor, group_id: str, patch: GroupPatch) -> Group:
    """Renames a group, or lets it be mentioned. Raises: Forbidden, Invalid, NotFound."""
    group = await by_id(tx, group_id)
    if group.is_custom:
        require_custom_groups(tx)
    edit_custom, manage = Permission.EDIT_CUSTOM_GROUP, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_GROUPS
    await require_in_group(tx, actor, edit_custom if group.is_custom else manage, group_id)
    if group.is_custom and patch.allow_reference is False:
        raise Invalid("api.custom_groups.must_be_referenceable")
    wanted = {name: value for name, value in patch.model_dump().items() if value is not None}
    if patch.allow_reference:
        if patch.name is None:
            wanted["name"] = group.name or group.display_name.lower().replace(" ", "-")
        else:
            await _check_reference(tx, group, patch.name)
    changed = replace(group, **wanted, update_at=now_ms())
    changed.check()
    if changed.name != group.name:
        await _check_name(tx, changed)
    return await _save(tx, changed)


async def _check_reference(tx: Tx, group: Group, name: str) -> None:
    """Raises: Invalid for a name that means somebody else after an @."""
    if name in RESERVED:
        raise Invalid("api.ldap_groups.existing_reserved_name_error")
    if await store.is_username(tx, name):
        raise Invalid("api.ldap_groups.existing_user_name_error")
    others = [each for each in await store.by_names(tx, [name], only_referable=True) if each.id != group.id]
    if others:
        raise Invalid("api.ldap_groups.existing_group_name_error")


async def _check_name(tx: Tx, group: Group) -> None:
    if group.name and await store.is_username(tx, group.name):
        raise Invalid("app.group.username_conflict", Username=group.name)


async def delete(tx: Tx, actor: Actor, group_id: str) -> Group:
    """Takes a custom group out of use; it may come back. Raises: Forbidden, Invalid, NotFound."""
    group = await _custom(tx, actor, group_id, Permission.DELETE_CUSTOM_GROUP)
    if group.delete_at:
        raise NotFound("app.group.no_rows")
    now = now_ms()
    return await _save(tx, replace(group, delete_at=now, update_at=now))


async def restore(tx: Tx, actor: Actor, group_id: str) -> Group:
    """Brings a custom group back. Raises: Forbidden, Invalid, NotFound."""
    group = await _custom(tx, actor, group_id, Permission.RESTORE_CUSTOM_GROUP, status=501)
    if not group.delete_at:
        raise NotFound("app.group.no_rows")
    return await _save(tx, replace(group, delete_at=0, update_at=now_ms()))


async def _save(tx: Tx, group: Group) -> Group:
    try:
        await store.save(tx, group)
    except UniqueViolation as exc:
        raise Invalid("app.custom_group.unique_name", Name=group.name) from exc
    return await _announced(tx, group)


async def _announced(tx: Tx, group: Group) -> Group:
    group = replace(group, member_count=await store.member_count(tx, group.id))
    tx.publish(GroupReceived(group))
    return group


# --- members ------------------------------------------------------------------------------------------------------


async def add_members(tx: Tx, actor: Actor, group_id: str, user_ids: Sequence[str]) -> list[GroupMember]:
    """Puts people into a custom group. Raises: Forbidden, Invalid for somebody unknown, NotFound."""
    await _custom(tx, actor, group_id, Permission.MANAGE_CUSTOM_GROUP_MEMBERS)
    return await _take_in(tx, group_id, await _known(tx, user_ids))


async def delete_members(tx: Tx, actor: Actor, group_id: str, user_ids: Sequence[str]) -> list[GroupMember]:
    """Takes people out of a custom group. Raises: Forbidden, Invalid for somebody who is not in it, NotFound."""
    await _custom(tx, actor, group_id, Permission.MANAGE_CUSTOM_GROUP_MEMBERS)
    gone = await store.delete_members(tx, group_id, user_ids, now_ms())
    if len(gone) < len(set(user_ids)):
        raise Invalid("app.group.user_not_found")
    tx.publish(*(MemberDeleted(each) for each in gone))
    return gone


async def _known(tx: Tx, user_ids: Sequence[str]) -> list[str]:
    """Raises: Invalid unless all of them are active accounts."""
    wanted = sorted(set(user_ids))
    if len(await store.active(tx, wanted)) < len(wanted):
        raise Invalid("app.group.user_not_found")
    return wanted


async def _take_in(tx: Tx, group_id: str, user_ids: Sequence[str]) -> list[GroupMember]:
    members = await store.add_members(tx, group_id, user_ids, now_ms()) if user_ids else []
    tx.publish(*(MemberAdded(each) for each in members))
    return members


async def forget_user(tx: Tx, event: UserErased) -> None:
    """An account that is removed for good leaves its groups."""
    await store.delete_user(tx, event.user.id)
