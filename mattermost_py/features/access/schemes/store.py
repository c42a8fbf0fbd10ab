"""SQL of `schemes`."""

from dataclasses import asdict
from typing import Final

from mattermost_py.features.access.schemes.models import Scheme
from mattermost_py.infra.db import Db

_SCHEME: Final = """
    id, coalesce(name, '') AS name, coalesce(displayname, '') AS displayname,
    coalesce(description, '') AS description, coalesce(createat, 0) AS createat, coalesce(updateat, 0) AS updateat,
    coalesce(deleteat, 0) AS deleteat, coalesce(scope, '') AS scope,
    coalesce(defaultteamadminrole, '') AS defaultteamadminrole,
    coalesce(defaultteamuserrole, '') AS defaultteamuserrole,
    coalesce(defaultchanneladminrole, '') AS defaultchanneladminrole,
    coalesce(defaultchanneluserrole, '') AS defaultchanneluserrole,
    coalesce(defaultteamguestrole, '') AS defaultteamguestrole,
    coalesce(defaultchannelguestrole, '') AS defaultchannelguestrole,
    coalesce(defaultplaybookadminrole, '') AS defaultplaybookadminrole,
    coalesce(defaultplaybookmemberrole, '') AS defaultplaybookmemberrole,
    coalesce(defaultrunadminrole, '') AS defaultrunadminrole,
    coalesce(defaultrunmemberrole, '') AS defaultrunmemberrole
"""


async def by_id(db: Db, scheme_id: str) -> Scheme | None:
    return await db.one(Scheme, f"SELECT {_SCHEME} FROM schemes WHERE id = %(scheme_id)s", scheme_id=scheme_id)


async def page(db: Db, scope: str, *, limit: int, offset: int) -> list[Scheme]:
    """Live schemes of a scope (of all for an empty one), newest first."""
    return await db.many(
        Scheme,
        f"""
        SELECT {_SCHEME} FROM schemes
         WHERE deleteat = 0 AND (%(scope)s = '' OR scope = %(scope)s)
         ORDER BY createat DESC, id LIMIT %(limit)s OFFSET %(offset)s
        """,
        scope=scope,
        limit=limit,
        offset=offset,
    )


async def insert(db: Db, scheme: Scheme) -> None:
    """Raises: UniqueViolation for a taken name."""
    await db.run(
        """
        INSERT INTO schemes (id, name, displayname, description, createat, updateat, deleteat, scope,
                             defaultteamadminrole, defaultteamuserrole, defaultteamguestrole,
                             defaultchanneladminrole, defaultchanneluserrole, defaultchannelguestrole,
                             defaultplaybookadminrole, defaultplaybookmemberrole, defaultrunadminrole,
                             defaultrunmemberrole)
        VALUES (%(id)s, %(name)s, %(display_name)s, %(description)s, %(create_at)s, %(update_at)s, 0, %(scope)s,
                %(default_team_admin_role)s, %(default_team_user_role)s, %(default_team_guest_role)s,
                %(default_channel_admin_role)s, %(default_channel_user_role)s, %(default_channel_guest_role)s,
                %(default_playbook_admin_role)s, %(default_playbook_member_role)s, %(default_run_admin_role)s,
                %(default_run_member_role)s)
        """,
        **asdict(scheme),
    )


async def save(db: Db, scheme: Scheme) -> None:
    """Writes back names and description. Raises: UniqueViolation for a taken name."""
    await db.run(
        """
        UPDATE schemes
           SET name = %(name)s, displayname = %(display_name)s, description = %(description)s,
               updateat = %(update_at)s, deleteat = %(delete_at)s
         WHERE id = %(id)s
        """,
        id=scheme.id,
        name=scheme.name,
        display_name=scheme.display_name,
        description=scheme.description,
        update_at=scheme.update_at,
        delete_at=scheme.delete_at,
    )
