"""SQL of `roles`."""

from collections.abc import Sequence

from mattermost_py.features.access.roles.models import Role
from mattermost_py.infra.db import Db


async def by_names(db: Db, names: Sequence[str]) -> list[Role]:
    return await db.many(
        Role,
        """
        SELECT id, name, displayname, description, createat, updateat, deleteat, permissions, schememanaged, builtin,
               schemeid
          FROM roles
         WHERE name = ANY(%(names)s)
         ORDER BY name
        """,
        names=list(names),
    )


async def by_id(db: Db, role_id: str) -> Role | None:
    return await db.one(
        Role,
        """
        SELECT id, name, displayname, description, createat, updateat, deleteat, permissions, schememanaged, builtin,
               schemeid
          FROM roles
         WHERE id = %(role_id)s
        """,
        role_id=role_id,
    )


async def all_roles(db: Db) -> list[Role]:
    return await db.many(
        Role,
        """
        SELECT id, name, displayname, description, createat, updateat, deleteat, permissions, schememanaged, builtin,
               schemeid
          FROM roles
         ORDER BY name
        """,
    )


async def set_permissions(db: Db, role_id: str, permissions: str, now_ms: int) -> None:
    await db.run(
        "UPDATE roles SET permissions = %(permissions)s, updateat = %(now_ms)s WHERE id = %(role_id)s",
        permissions=permissions,
        now_ms=now_ms,
        role_id=role_id,
    )
