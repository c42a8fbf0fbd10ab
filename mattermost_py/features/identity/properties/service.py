"""Groups of fields and their values, for the features that own the groups."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from mattermost_py.features.identity.properties import store
from mattermost_py.features.identity.properties.models import NAME_MOST, TYPES, PropertyField, PropertyValue
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import new_id

_GROUPS = CacheSpec[str]("property_groups", size=100)  # name → id


async def group_id(db: Db, name: str) -> str:
    """The id of a group, which is made when it is first asked for."""

    async def read() -> str | None:
        alone = db.runtime.db()  # a transaction that is undone would leave an id that nobody else knows
        known = await store.group_id(alone, name)
        if known is None:
            await store.insert_group(alone, new_id(), name)
            known = await store.group_id(alone, name)
        return known

    found = await db.remembered(_GROUPS, name, read)
    assert found is not None
    return found


# --- fields -----------------------------------------------------------------------------------------------------------


async def fields(db: Db, group: str) -> list[PropertyField]:
    """The live fields of a group, the oldest first."""
    return await store.fields(db, group)


async def hold_group(tx: Tx, group: str) -> None:
    """Nobody else who asks for this adds fields to the group until the transaction ends."""
    await store.lock_group(tx, group)


async def locked_field(tx: Tx, group: str, field_id: str) -> PropertyField | None:
    return await store.locked_field(tx, group, field_id)


async def add_field(tx: Tx, group: str, *, name: str, type: str, attrs: dict[str, Any]) -> PropertyField:
    """Raises: Invalid for a malformed field, and for a name that is taken."""
    now = now_ms()
    field = PropertyField(new_id(), group, name, type, attrs, "", "", now, now, 0)
    return await _kept(tx, field, store.insert_field)


async def change_field(tx: Tx, field: PropertyField, **changes: Any) -> PropertyField:
    """Raises: Invalid for a malformed field, and for a name that is taken."""
    changed = replace(field, **changes, update_at=max(now_ms(), field.update_at + 1))
    return await _kept(tx, changed, store.update_field)


async def remove_field(tx: Tx, field: PropertyField) -> None:
    """With what everything holds in it."""
    now = now_ms()
    await store.update_field(tx, replace(field, delete_at=now, update_at=now))
    await store.delete_values_of_field(tx, field.id, now)


async def _kept(tx: Tx, field: PropertyField, keep: Callable[[Tx, PropertyField], Awaitable[None]]) -> PropertyField:
    if not 0 < len(field.name) <= NAME_MOST or field.type not in TYPES:
        raise _invalid("name or type")
    try:
        async with tx.transaction():
            await keep(tx, field)
    except UniqueViolation as exc:
        raise _invalid(f"there is a field named {field.name}") from exc
    return field


def _invalid(detail: str) -> Invalid:
    return Invalid("app.property.invalid_input.app_error", detail=detail)


# --- values -----------------------------------------------------------------------------------------------------------


async def values(db: Db, group: str, target_id: str) -> list[PropertyValue]:
    return await store.values(db, group, target_id)


async def set_values(tx: Tx, group: str, target_id: str, target_type: str, values: Mapping[str, Any]) -> None:
    """Sets fields (id → value) of a thing; the others stay."""
    if values:
        await store.upsert_values(tx, group, target_id, values, target_type=target_type, now_ms=now_ms())


async def clear_field(tx: Tx, field_id: str) -> None:
    """Nothing holds anything in this field any more."""
    await store.delete_values_of_field(tx, field_id, now_ms())


async def forget_target(tx: Tx, target_id: str) -> None:
    await store.erase_values(tx, target_id)
