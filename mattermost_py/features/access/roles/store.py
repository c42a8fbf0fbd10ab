"""SQL of `roles`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from psycopg.types.json import Jsonb

from mattermost_py.features.access.roles.models import Place, Role
from mattermost_py.infra.db import Db

_ROLE: Final = """
    r.id, r.name, coalesce(r.displayname, '') AS displayname, coalesce(r.description, '') AS description,
    coalesce(r.createat, 0) AS createat, coalesce(r.updateat, 0) AS updateat, coalesce(r.deleteat, 0) AS deleteat,
    coalesce(r.permissions, '') AS permissions, coalesce(r.schememanaged, false) AS schememanaged,
    coalesce(r.builtin, false) AS builtin, r.schemeid
"""


async def by_names(db: Db, names: Sequence[str]) -> list[Role]:
    return await db.many(
        Role, f"SELECT {_ROLE} FROM roles r WHERE r.name = ANY(%(names)s) ORDER BY r.name", names=list(names)
    )


async def by_id(db: Db, role_id: str) -> Role | None:
    return await db.one(Role, f"SELECT {_ROLE} FROM roles r WHERE r.id = %(role_id)s", role_id=role_id)


async def all_roles(db: Db) -> list[Role]:
    return await db.many(Role, f"SELECT {_ROLE} FROM roles r ORDER BY r.name")


async def below(db: Db, role_name: str) -> list[Role]:
    """Live roles of channel schemes that this channel role bounds: built in, or of a team's scheme."""
    return await db.many(
        Role,
        f"""
        SELECT DISTINCT {_ROLE}
          FROM schemes s
          JOIN channels c ON c.schemeid = s.id
          LEFT JOIN teams t ON t.id = c.teamid
          LEFT JOIN schemes ts ON ts.id = t.schemeid AND ts.deleteat = 0
          JOIN LATERAL (VALUES
               (s.defaultchanneladminrole, ts.defaultchanneladminrole, 'channel_admin'),
               (s.defaultchanneluserrole, ts.defaultchanneluserrole, 'channel_user'),
               (s.defaultchannelguestrole, ts.defaultchannelguestrole, 'channel_guest')) AS k(own, teams, builtin)
            ON coalesce(nullif(k.teams, ''), k.builtin) = %(role_name)s
          JOIN roles r ON r.name = k.own AND r.deleteat = 0
         WHERE s.scope = 'channel' AND s.deleteat = 0
         ORDER BY r.name
        """,
        role_name=role_name,
    )


async def places(db: Db, scheme_id: str) -> list[Place]:
    """The teams or channels that a scheme rules."""
    return await db.many(
        Place,
        """
        SELECT id AS teamid, '' AS channelid FROM teams WHERE schemeid = %(scheme_id)s
         UNION ALL
        SELECT '', id FROM channels WHERE schemeid = %(scheme_id)s
        """,
        scheme_id=scheme_id,
    )


async def insert(db: Db, roles: Sequence[Role]) -> None:
    await db.run(
        """
        INSERT INTO roles (id, name, displayname, description, createat, updateat, deleteat, permissions,
                           schememanaged, builtin, schemeid)
        SELECT v.id, v.name, v.display_name, v.description, v.create_at, v.update_at, 0, v.permissions,
               v.scheme_managed, v.built_in, v.scheme_id
          FROM jsonb_to_recordset(%(rows)s) AS v(
               id text, name text, display_name text, description text, create_at bigint, update_at bigint,
               permissions text, scheme_managed boolean, built_in boolean, scheme_id text)
        """,
        rows=Jsonb([asdict(each) for each in roles]),
    )


async def describe(db: Db, role_id: str, display_name: str, description: str, now_ms: int) -> None:
    await db.run(
        """
        UPDATE roles SET displayname = %(display_name)s, description = %(description)s, updateat = %(now_ms)s
         WHERE id = %(role_id)s
        """,
        display_name=display_name,
        description=description,
        now_ms=now_ms,
        role_id=role_id,
    )


async def set_permissions(db: Db, role_id: str, permissions: str, now_ms: int) -> None:
    await db.run(
        "UPDATE roles SET permissions = %(permissions)s, updateat = %(now_ms)s WHERE id = %(role_id)s",
        permissions=permissions,
        now_ms=now_ms,
        role_id=role_id,
    )


async def delete_of_scheme(db: Db, scheme_id: str, now_ms: int) -> None:
    """Marks the roles of a scheme as gone; they grant nothing any more."""
    await db.run(
        "UPDATE roles SET deleteat = %(now_ms)s, updateat = %(now_ms)s WHERE schemeid = %(scheme_id)s AND deleteat = 0",
        now_ms=now_ms,
        scheme_id=scheme_id,
    )
