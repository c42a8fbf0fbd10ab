"""SQL of `teams`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Final

from mattermost_py.features.teams.teams.models import Asked, Team, TeamStats
from mattermost_py.infra.db import Db

COLUMNS: Final = """
    teams.id, teams.createat, teams.updateat, teams.deleteat, teams.displayname, teams.name,
    coalesce(teams.description, '') AS description, coalesce(teams.email, '') AS email, teams.type::text AS type,
    coalesce(teams.companyname, '') AS companyname, coalesce(teams.alloweddomains, '') AS alloweddomains,
    coalesce(teams.inviteid, '') AS inviteid, coalesce(teams.allowopeninvite, false) AS allowopeninvite,
    teams.schemeid, teams.groupconstrained, teams.cloudlimitsarchived,
    coalesce(teams.lastteamiconupdate, 0) AS lastteamiconupdate
"""
_MATCHING: Final = """
       (%(is_open)s::boolean IS NULL OR coalesce(teams.allowopeninvite, false) = %(is_open)s)
   AND (%(is_constrained)s::boolean IS NULL OR coalesce(teams.groupconstrained, false) = %(is_constrained)s)
   AND (teams.deleteat = 0 OR %(with_archived)s)
   AND NOT (%(except_retained)s AND r.policyid IS NOT NULL)
   AND (%(pattern)s = '' OR lower(teams.displayname) LIKE %(pattern)s OR teams.name LIKE %(pattern)s)
"""


async def insert(db: Db, team: Team) -> None:
    """Raises: UniqueViolation `teams_name_key` for a taken name."""
    await db.run(
        """
        INSERT INTO teams (id, createat, updateat, deleteat, displayname, name, description, email, type, companyname,
                           alloweddomains, inviteid, schemeid, allowopeninvite, lastteamiconupdate, groupconstrained,
                           cloudlimitsarchived)
        VALUES (%(id)s, %(create_at)s, %(update_at)s, 0, %(display_name)s, %(name)s, %(description)s, %(email)s,
                %(type)s, %(company_name)s, %(allowed_domains)s, %(invite_id)s, %(scheme_id)s, %(allow_open_invite)s, 0,
                %(group_constrained)s, false)
        """,
        **asdict(team),
    )


async def save(db: Db, team: Team) -> None:
    """Writes back everything that may change."""
    await db.run(
        """
        UPDATE teams
           SET updateat = %(update_at)s, deleteat = %(delete_at)s, displayname = %(display_name)s,
               description = %(description)s, type = %(type)s, companyname = %(company_name)s,
               alloweddomains = %(allowed_domains)s, inviteid = %(invite_id)s,
               allowopeninvite = %(allow_open_invite)s, lastteamiconupdate = %(last_team_icon_update)s,
               groupconstrained = %(group_constrained)s, schemeid = %(scheme_id)s,
               cloudlimitsarchived = %(cloud_limits_archived)s
         WHERE id = %(id)s
        """,
        **asdict(team),
    )


async def delete(db: Db, team_id: str) -> None:
    await db.run("DELETE FROM teams WHERE id = %(team_id)s", team_id=team_id)


async def by_id(db: Db, team_id: str) -> Team | None:
    return await db.one(Team, f"SELECT {COLUMNS} FROM teams WHERE id = %(team_id)s", team_id=team_id)


async def locked(db: Db, team_id: str) -> Team | None:
    """The team, kept from changing until the transaction ends."""
    return await db.one(Team, f"SELECT {COLUMNS} FROM teams WHERE id = %(team_id)s FOR UPDATE", team_id=team_id)


async def by_name(db: Db, name: str) -> Team | None:
    return await db.one(Team, f"SELECT {COLUMNS} FROM teams WHERE name = %(name)s", name=name)


async def by_invite_id(db: Db, invite_id: str) -> Team | None:
    return await db.one(
        Team, f"SELECT {COLUMNS} FROM teams WHERE inviteid = %(invite_id)s AND deleteat = 0", invite_id=invite_id
    )


async def by_ids(db: Db, team_ids: Sequence[str]) -> list[Team]:
    return await db.many(
        Team,
        f"SELECT {COLUMNS} FROM teams WHERE id = ANY(%(team_ids)s) ORDER BY displayname, id",
        team_ids=list(team_ids),
    )


async def of_scheme(db: Db, scheme_id: str, *, limit: int | None, offset: int) -> list[Team]:
    """Teams that a scheme rules, by display name; no limit gives all."""
    return await db.many(
        Team,
        f"""
        SELECT {COLUMNS} FROM teams WHERE schemeid = %(scheme_id)s
         ORDER BY displayname, id LIMIT %(limit)s OFFSET %(offset)s
        """,
        scheme_id=scheme_id,
        limit=limit,
        offset=offset,
    )


async def search(db: Db, asked: Asked, *, limit: int | None, offset: int = 0) -> list[Team]:
    """Teams by display name; no limit gives all."""
    return await db.many(
        Team,
        f"""
        SELECT {COLUMNS}, CASE WHEN %(with_policies)s THEN r.policyid END AS policyid
          FROM teams LEFT JOIN retentionpoliciesteams r ON r.teamid = teams.id WHERE {_MATCHING}
         ORDER BY displayname, id LIMIT %(limit)s OFFSET %(offset)s
        """,
        **asdict(asked),
        limit=limit,
        offset=offset,
    )


async def count(db: Db, asked: Asked) -> int:
    found = await db.value(
        int,
        f"SELECT count(*) FROM teams LEFT JOIN retentionpoliciesteams r ON r.teamid = teams.id WHERE {_MATCHING}",
        **asdict(asked),
    )
    return found or 0


async def creator_email(db: Db, user_id: str) -> str:
    """The address that marks the founder as the team's admin when they come back."""
    return await db.value(str, "SELECT email FROM users WHERE id = %(user_id)s", user_id=user_id) or ""


async def stats(db: Db, team_id: str, *, viewer_id: str) -> TeamStats:
    """Live members; with a viewer only those who share a channel with them."""
    found = await db.one(
        TeamStats,
        """
        SELECT %(team_id)s::text AS teamid, count(*) AS totalmembercount,
               count(*) FILTER (WHERE u.deleteat = 0) AS activemembercount
          FROM teammembers m
          JOIN users u ON u.id = m.userid
         WHERE m.teamid = %(team_id)s AND m.deleteat = 0
           AND (%(viewer_id)s = '' OR EXISTS (
                SELECT FROM channelmembers mine
                  JOIN channelmembers theirs ON theirs.channelid = mine.channelid AND theirs.userid = m.userid
                 WHERE mine.userid = %(viewer_id)s))
        """,
        team_id=team_id,
        viewer_id=viewer_id,
    )
    assert found is not None  # an aggregate always has a row
    return found
