"""SQL of `propertygroups`, `propertyfields` and `propertyvalues`."""

from collections.abc import Mapping
from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from mattermost_py.features.identity.properties.models import PropertyField, PropertyValue
from mattermost_py.infra.db import Db
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps_text

_FIELD: LiteralString = """
    SELECT id, groupid, name, coalesce(type::text, '') AS type, coalesce(nullif(attrs, 'null'), '{}') AS attrs,
           coalesce(targetid, '') AS targetid, coalesce(targettype, '') AS targettype, createat, updateat, deleteat
      FROM propertyfields
"""


async def group_id(db: Db, name: str) -> str | None:
    return await db.value(str, "SELECT id FROM propertygroups WHERE name = %(name)s", name=name)


async def insert_group(db: Db, group_id: str, name: str) -> None:
    """Nothing happens when another worker was faster."""
    await db.run(
        "INSERT INTO propertygroups (id, name) VALUES (%(id)s, %(name)s) ON CONFLICT (name) DO NOTHING",
        id=group_id,
        name=name,
    )


async def lock_group(db: Db, group_id: str) -> None:
    """Lets one transaction at a time add fields, so that their number can be limited."""
    await db.run("SELECT id FROM propertygroups WHERE id = %(id)s FOR UPDATE", id=group_id)


# --- fields -----------------------------------------------------------------------------------------------------------


async def fields(db: Db, group_id: str) -> list[PropertyField]:
    """The live fields of a group, the oldest first."""
    return await db.many(
        PropertyField,
        _FIELD + "WHERE groupid = %(group_id)s AND deleteat = 0 ORDER BY createat, id",
        group_id=group_id,
    )


async def locked_field(db: Db, group_id: str, field_id: str) -> PropertyField | None:
    return await db.one(
        PropertyField,
        _FIELD + "WHERE groupid = %(group_id)s AND id = %(field_id)s AND deleteat = 0 FOR UPDATE",
        group_id=group_id,
        field_id=field_id,
    )


async def insert_field(db: Db, field: PropertyField) -> None:
    await db.run(
        """
        INSERT INTO propertyfields (id, groupid, name, type, attrs, targetid, targettype, createat, updateat, deleteat)
        VALUES (%(id)s, %(group_id)s, %(name)s, %(type)s::text::property_field_type, %(attrs)s, %(target_id)s,
                %(target_type)s, %(create_at)s, %(update_at)s, 0)
        """,
        id=field.id,
        group_id=field.group_id,
        name=field.name,
        type=field.type,
        attrs=Jsonb(field.attrs),
        target_id=field.target_id,
        target_type=field.target_type,
        create_at=field.create_at,
        update_at=field.update_at,
    )


async def update_field(db: Db, field: PropertyField) -> None:
    await db.run(
        """
        UPDATE propertyfields
           SET name = %(name)s, type = %(type)s::text::property_field_type, attrs = %(attrs)s,
               updateat = %(update_at)s, deleteat = %(delete_at)s
         WHERE id = %(id)s
        """,
        id=field.id,
        name=field.name,
        type=field.type,
        attrs=Jsonb(field.attrs),
        update_at=field.update_at,
        delete_at=field.delete_at,
    )


# --- values -----------------------------------------------------------------------------------------------------------


async def values(db: Db, group_id: str, target_id: str) -> list[PropertyValue]:
    """What a thing holds in the live fields of a group."""
    return await db.many(
        PropertyValue,
        """
        SELECT v.id, v.targetid, v.targettype, v.groupid, v.fieldid, v.value, v.createat, v.updateat, v.deleteat
          FROM propertyvalues v
          JOIN propertyfields f ON f.id = v.fieldid AND f.deleteat = 0
         WHERE v.groupid = %(group_id)s AND v.targetid = %(target_id)s AND v.deleteat = 0
         ORDER BY v.createat, v.id
        """,
        group_id=group_id,
        target_id=target_id,
    )


async def upsert_values(
    db: Db, group_id: str, target_id: str, values: Mapping[str, Any], *, target_type: str, now_ms: int
) -> None:
    """Sets these fields (id → value) of a thing."""
    await db.run(
        """
        INSERT INTO propertyvalues (id, targetid, targettype, groupid, fieldid, value, createat, updateat, deleteat)
        SELECT id, %(target_id)s, %(target_type)s, %(group_id)s, fieldid, value::jsonb, %(now_ms)s, %(now_ms)s, 0
          FROM unnest(%(ids)s::text[], %(field_ids)s::text[], %(values)s::text[]) AS given (id, fieldid, value)
         ORDER BY fieldid
        ON CONFLICT (groupid, targetid, fieldid) WHERE deleteat = 0 DO UPDATE
           SET value = excluded.value, updateat = excluded.updateat, deleteat = 0
        """,
        group_id=group_id,
        target_id=target_id,
        target_type=target_type,
        ids=[new_id() for _ in values],
        field_ids=list(values),
        values=[dumps_text(each) for each in values.values()],
        now_ms=now_ms,
    )


async def delete_values_of_field(db: Db, field_id: str, now_ms: int) -> None:
    await db.run(
        "UPDATE propertyvalues SET deleteat = %(now_ms)s WHERE fieldid = %(field_id)s AND deleteat = 0",
        field_id=field_id,
        now_ms=now_ms,
    )


async def erase_values(db: Db, target_id: str) -> None:
    """For good, in all groups: the thing does not exist any more."""
    await db.run("DELETE FROM propertyvalues WHERE targetid = %(target_id)s", target_id=target_id)
