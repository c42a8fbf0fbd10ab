"""Attributes of profiles: defined by administrators, filled in by people."""

from collections.abc import Mapping
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.attributes import rules
from mattermost_py.features.identity.attributes.events import FieldCreated, FieldDeleted, FieldUpdated, ValuesUpdated
from mattermost_py.features.identity.attributes.models import (
    FIELDS_MOST,
    GROUP,
    Attribute,
    AttributePatch,
    Attrs,
    NewAttribute,
)
from mattermost_py.features.identity.properties import service as properties
from mattermost_py.features.identity.properties.models import USER
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound
from mattermost_py.kernel.permissions import Permission

_ALL = CacheSpec[list[Attribute]]("attributes", size=1)
_ONLY = "only"


def require_enabled(db: Db) -> None:
    """Raises: NotFound where the feature is switched off: its routes do not exist then."""
    if not db.settings.FeatureFlags.CustomProfileAttributes:
        raise NotFound("api.context.404.app_error")


async def group_id(db: Db) -> str:
    return await properties.group_id(db, GROUP)


async def every(db: Db) -> list[Attribute]:
    """In the order administrators gave them."""

    async def read() -> list[Attribute]:
        found = [Attribute(each) for each in await properties.fields(db, await group_id(db))]
        return sorted(found, key=lambda each: each.attrs["sort_order"])

    return await db.remembered(_ALL, _ONLY, read) or []


async def add(tx: Tx, wanted: NewAttribute) -> Attribute:
    """Raises: Invalid, AppError 422 for a malformed attribute, and when there are as many as there may be."""
    group = await group_id(tx)
    await properties.hold_group(tx, group)
    if len(await properties.fields(tx, group)) >= FIELDS_MOST:
        raise AppError("app.custom_profile_attributes.limit_reached.app_error", status=422)
    attrs = rules.settled(wanted.type, {}, wanted.attrs)
    field = await properties.add_field(tx, group, name=wanted.name.strip(), type=wanted.type, attrs=attrs)
    made = Attribute(field)
    tx.forget(_ALL)
    tx.publish(FieldCreated(made))
    return made


async def change(tx: Tx, field_id: str, wanted: AttributePatch) -> Attribute:
    """With another type, what people had set is gone. Raises: NotFound, Invalid, AppError 422."""
    field = await properties.locked_field(tx, await group_id(tx), field_id)
    if field is None:
        raise missing()
    name = field.name if wanted.name is None else wanted.name.strip()
    if not name:
        raise Invalid("api.custom_profile_attributes.invalid_field_patch")
    type_ = wanted.type or field.type
    attrs = rules.settled(type_, field.attrs, wanted.attrs or Attrs())
    loses_values = type_ != field.type
    if loses_values:
        await properties.clear_field(tx, field_id)
    changed = Attribute(await properties.change_field(tx, field, name=name, type=type_, attrs=attrs))
    tx.forget(_ALL)
    tx.publish(FieldUpdated(changed, loses_values))
    return changed


async def remove(tx: Tx, field_id: str) -> None:
    """Raises: NotFound."""
    field = await properties.locked_field(tx, await group_id(tx), field_id)
    if field is None:
        raise missing()
    await properties.remove_field(tx, field)
    tx.forget(_ALL)
    tx.publish(FieldDeleted(field_id))


def missing() -> NotFound:
    return NotFound("app.custom_profile_attributes.property_field_not_found.app_error")


# --- values -----------------------------------------------------------------------------------------------------------


async def of_user(db: Db, actor: Actor, user_id: str) -> dict[str, Any]:
    """Field id → value, of what is set. Raises: Forbidden, NotFound."""
    await users.visible(db, actor, user_id)
    return {each.field_id: each.value for each in await properties.values(db, await group_id(db), user_id)}


async def fill_in(tx: Tx, actor: Actor, user_id: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Sets attributes of a user. Returns them as they are stored.

    Raises: Forbidden for those who may not change this user or an attribute, NotFound, Invalid.
    """
    await gate.require_user(tx, actor, user_id)
    await users.by_id(tx, user_id)
    known = {each.field.id: each for each in await every(tx)}
    is_admin = await gate.allows(tx, actor, Permission.MANAGE_SYSTEM)
    values: dict[str, Any] = {}
    for field_id, value in sent.items():
        attribute = known.get(field_id)
        if attribute is None:
            raise missing()
        if attribute.is_managed and not is_admin:
            raise Forbidden("app.custom_profile_attributes.property_field_is_managed.app_error")
        if attribute.is_synced:
            raise Invalid("app.custom_profile_attributes.property_field_is_synced.app_error")
        values[field_id] = rules.value(attribute, value)
    await properties.set_values(tx, await group_id(tx), user_id, USER, values)
    tx.publish(ValuesUpdated(user_id, values))
    return values


async def forget_user(tx: Tx, user_id: str) -> None:
    await properties.forget_target(tx, user_id)
