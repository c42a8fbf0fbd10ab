"""SQL of `teammembers`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.access.roles.models import SchemeNames
from mattermost_py.features.teams.members.models import Newcomer, TeamMember, TeamUnread
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db

# `m` is the membership, `s` the scheme of its team. An empty name in the scheme means the built-in role.
_MEMBER: Final = """
    m.teamid, m.userid, coalesce(m.deleteat, 0) AS deleteat, coalesce(m.roles, '') AS explicitroles,
    coalesce(m.schemeguest, false) AS schemeguest, coalesce(m.schemeuser, false) AS schemeuser,
    coalesce(m.schemeadmin, false) AS schemeadmin,
    concat_ws(' ', nullif(m.roles, ''),
              CASE WHEN m.schemeguest THEN coalesce(nullif(s.defaultteamguestrole, ''), 'team_guest') END,
              CASE WHEN m.schemeuser THEN coalesce(nullif(s.defaultteamuserrole, ''), 'team_user') END,
              CASE WHEN m.schemeadmin THEN coalesce(nullif(s.defaultteamadminrole, ''), 'team_admin') END) AS roles
"""
_SCHEME: Final = "LEFT JOIN teams t ON t.id = m.teamid LEFT JOIN schemes s ON s.id = t.schemeid AND s.deleteat = 0"
# A viewer who may not see everybody sees those with whom they share a channel, and themselves.
_VISIBLE: Final = """
    (%(viewer_id)s = '' OR EXISTS (
        SELECT FROM channelmembers mine
          JOIN channelmembers theirs ON theirs.channelid = mine.channelid AND theirs.userid = m.userid
         WHERE mine.userid = %(viewer_id)s))
"""
_TEAM: Final = """
    t.id, t.createat, t.updateat, t.deleteat, t.displayname, t.name, coalesce(t.description, '') AS description,
    coalesce(t.email, '') AS email, t.type::text AS type, coalesce(t.companyname, '') AS companyname,
    coalesce(t.alloweddomains, '') AS alloweddomains, coalesce(t.inviteid, '') AS inviteid,
    coalesce(t.allowopeninvite, false) AS allowopeninvite, t.schemeid, t.groupconstrained, t.cloudlimitsarchived,
    coalesce(t.lastteamiconupdate, 0) AS lastteamiconupdate
"""


async def join(
    db: Db, team_id: str, user_ids: Sequence[str], *, admin_ids: Sequence[str], now: int
) -> list[TeamMember]:
    """Puts users into the team; those who are in it already are left alone and not returned."""
    return await db.many(
        TeamMember,
        f"""
        WITH m AS (
            INSERT INTO teammembers (teamid, userid, roles, deleteat, schemeuser, schemeadmin, schemeguest, createat)
            SELECT %(team_id)s, u.id, '', 0, NOT u.guest, u.id = ANY(%(admin_ids)s) AND NOT u.guest, u.guest, %(now)s
              FROM (SELECT id, 'system_guest' = ANY(string_to_array(roles, ' ')) AS guest
                      FROM users WHERE id = ANY(%(user_ids)s)) u
                ON CONFLICT (teamid, userid) DO UPDATE
               SET roles = '', deleteat = 0, schemeuser = excluded.schemeuser, schemeadmin = excluded.schemeadmin,
                   schemeguest = excluded.schemeguest, createat = excluded.createat
             WHERE teammembers.deleteat > 0
            RETURNING *)
        SELECT {_MEMBER} FROM m {_SCHEME}
        """,
        team_id=team_id,
        user_ids=list(user_ids),
        admin_ids=list(admin_ids),
        now=now,
    )


async def leave(db: Db, team_id: str, user_id: str, *, now: int) -> bool:
    """Keeps the row as a trace, without roles. Returns whether the user was in the team."""
    return (
        await db.run(
            """
        UPDATE teammembers SET deleteat = %(now)s, roles = ''
         WHERE teamid = %(team_id)s AND userid = %(user_id)s AND deleteat = 0
        """,
            team_id=team_id,
            user_id=user_id,
            now=now,
        )
        > 0
    )


async def delete_all(db: Db, team_id: str) -> None:
    await db.run("DELETE FROM teammembers WHERE teamid = %(team_id)s", team_id=team_id)


async def set_roles(
    db: Db, team_id: str, user_id: str, *, explicit: str | None, guest: bool, user: bool, admin: bool
) -> TeamMember | None:
    """Replaces scheme flags and, unless None, the explicit roles."""
    return await db.one(
        TeamMember,
        f"""
        WITH m AS (
            UPDATE teammembers
               SET roles = coalesce(%(explicit)s::text, roles), schemeguest = %(guest)s, schemeuser = %(user)s,
                   schemeadmin = %(admin)s
             WHERE teamid = %(team_id)s AND userid = %(user_id)s
            RETURNING *)
        SELECT {_MEMBER} FROM m {_SCHEME}
        """,
        team_id=team_id,
        user_id=user_id,
        explicit=explicit,
        guest=guest,
        user=user,
        admin=admin,
    )


async def set_guest(db: Db, user_id: str, *, is_guest: bool) -> list[TeamMember]:
    """Makes a user a guest of all their teams, administering none, or an ordinary member. Returns live memberships."""
    return await db.many(
        TeamMember,
        f"""
        WITH m AS (
            UPDATE teammembers
               SET schemeguest = %(is_guest)s, schemeuser = NOT %(is_guest)s,
                   schemeadmin = coalesce(schemeadmin, false) AND NOT %(is_guest)s
             WHERE userid = %(user_id)s
            RETURNING *)
        SELECT {_MEMBER} FROM m {_SCHEME} WHERE coalesce(m.deleteat, 0) = 0 ORDER BY m.teamid
        """,
        user_id=user_id,
        is_guest=is_guest,
    )


async def of_users(db: Db, team_id: str, user_ids: Sequence[str], *, viewer_id: str = "") -> list[TeamMember]:
    """Memberships of these users, past ones too."""
    return await db.many(
        TeamMember,
        f"""
        SELECT {_MEMBER} FROM teammembers m {_SCHEME}
         WHERE m.teamid = %(team_id)s AND m.userid = ANY(%(user_ids)s) AND {_VISIBLE}
         ORDER BY m.userid
        """,
        team_id=team_id,
        user_ids=list(user_ids),
        viewer_id=viewer_id,
    )


async def page(
    db: Db, team_id: str, *, limit: int, offset: int, by_name: bool, only_active: bool, viewer_id: str
) -> list[TeamMember]:
    """Live memberships, by user id or by username."""
    return await db.many(
        TeamMember,
        f"""
        SELECT {_MEMBER} FROM teammembers m {_SCHEME} JOIN users u ON u.id = m.userid
         WHERE m.teamid = %(team_id)s AND m.deleteat = 0 AND (NOT %(only_active)s OR u.deleteat = 0) AND {_VISIBLE}
         ORDER BY CASE WHEN %(by_name)s THEN u.username END, m.userid
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        team_id=team_id,
        limit=limit,
        offset=offset,
        by_name=by_name,
        only_active=only_active,
        viewer_id=viewer_id,
    )


async def of_user(db: Db, user_id: str) -> list[TeamMember]:
    """All memberships of a user, past ones too: clients look at `delete_at`."""
    return await db.many(
        TeamMember,
        f"SELECT {_MEMBER} FROM teammembers m {_SCHEME} WHERE m.userid = %(user_id)s ORDER BY m.teamid",
        user_id=user_id,
    )


async def teams_of(db: Db, user_id: str) -> list[Team]:
    """The live teams a user is in, by display name."""
    return await db.many(
        Team,
        f"""
        SELECT {_TEAM} FROM teammembers m JOIN teams t ON t.id = m.teamid
         WHERE m.userid = %(user_id)s AND m.deleteat = 0 AND t.deleteat = 0
         ORDER BY t.displayname, t.id
        """,
        user_id=user_id,
    )


async def people(db: Db, user_ids: Sequence[str]) -> list[Newcomer]:
    return await db.many(
        Newcomer,
        """
        SELECT u.id, u.username, u.email, u.roles, u.deleteat, b.userid IS NOT NULL AS isbot
          FROM users u LEFT JOIN bots b ON b.userid = u.id
         WHERE u.id = ANY(%(user_ids)s)
         ORDER BY u.id
        """,
        user_ids=list(user_ids),
    )


async def in_no_group(db: Db, team_id: str, user_ids: Sequence[str]) -> list[str]:
    """Those of the users who are in no group of the team; bots do not need one."""
    return await db.many(
        str,
        """
        SELECT wanted.id FROM unnest(%(user_ids)s::text[]) AS wanted(id)
         WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = wanted.id)
           AND NOT EXISTS (SELECT FROM groupteams l
                             JOIN usergroups g ON g.id = l.groupid AND g.deleteat = 0
                             JOIN groupmembers m ON m.groupid = g.id AND m.deleteat = 0
                            WHERE l.teamid = %(team_id)s AND l.deleteat = 0 AND m.userid = wanted.id)
        """,
        team_id=team_id,
        user_ids=list(user_ids),
    )


async def active_count(db: Db, team_id: str) -> int:
    """Members whose account is active; bots do not count."""
    found = await db.value(
        int,
        """
        SELECT count(*) FROM teammembers m JOIN users u ON u.id = m.userid LEFT JOIN bots b ON b.userid = u.id
         WHERE m.teamid = %(team_id)s AND m.deleteat = 0 AND u.deleteat = 0 AND b.userid IS NULL
        """,
        team_id=team_id,
    )
    return found or 0


async def scheme_names(db: Db, team_id: str) -> SchemeNames:
    found = await db.one(
        SchemeNames,
        """
        SELECT coalesce(nullif(s.defaultteamguestrole, ''), 'team_guest') AS guest,
               coalesce(nullif(s.defaultteamuserrole, ''), 'team_user') AS user,
               coalesce(nullif(s.defaultteamadminrole, ''), 'team_admin') AS admin
          FROM teams t LEFT JOIN schemes s ON s.id = t.schemeid AND s.deleteat = 0
         WHERE t.id = %(team_id)s
        """,
        team_id=team_id,
    )
    return found or SchemeNames("team_guest", "team_user", "team_admin")


_UNREAD: Final = """
    WITH mine AS (
        SELECT m.teamid FROM teammembers m JOIN teams t ON t.id = m.teamid
         WHERE m.userid = %(user_id)s AND m.deleteat = 0 AND t.deleteat = 0
           AND (%(only_team)s = '' OR m.teamid = %(only_team)s) AND m.teamid <> %(except_team)s),
    counted AS (
        SELECT c.teamid,
               sum(CASE WHEN muted THEN 0 ELSE greatest(c.totalmsgcount - cm.msgcount, 0) END) AS messages,
               sum(CASE WHEN muted THEN 0 ELSE greatest(c.totalmsgcountroot - cm.msgcountroot, 0) END) AS roots,
               sum(cm.mentioncount) AS mentions, sum(cm.mentioncountroot) AS rootmentions
          FROM channelmembers cm
          JOIN channels c ON c.id = cm.channelid AND c.deleteat = 0
         CROSS JOIN LATERAL (SELECT cm.notifyprops ->> 'mark_unread' = 'mention' AS muted) AS n
         WHERE cm.userid = %(user_id)s AND c.teamid IN (SELECT teamid FROM mine)
         GROUP BY c.teamid),
    followed AS (
        SELECT t.threadteamid AS teamid, count(*) FILTER (WHERE t.lastreplyat > f.lastviewed) AS threads,
               sum(f.unreadmentions) AS mentions,
               sum(CASE WHEN p.priority = 'urgent' THEN f.unreadmentions ELSE 0 END) AS urgent
          FROM threadmemberships f
          JOIN threads t ON t.postid = f.postid AND coalesce(t.threaddeleteat, 0) = 0
          LEFT JOIN postspriority p ON p.postid = f.postid
         WHERE %(with_threads)s AND f.userid = %(user_id)s AND f.following
           AND t.threadteamid IN (SELECT teamid FROM mine)
         GROUP BY t.threadteamid)
    SELECT mine.teamid, coalesce(c.messages, 0)::bigint AS msgcount,
           coalesce(c.mentions, 0)::bigint AS mentioncount,
           coalesce(c.rootmentions, 0)::bigint AS mentioncountroot, coalesce(c.roots, 0)::bigint AS msgcountroot,
           coalesce(f.threads, 0)::bigint AS threadcount, coalesce(f.mentions, 0)::bigint AS threadmentioncount,
           coalesce(f.urgent, 0)::bigint AS threadurgentmentioncount
      FROM mine
      LEFT JOIN counted c ON c.teamid = mine.teamid
      LEFT JOIN followed f ON f.teamid = mine.teamid
     ORDER BY mine.teamid
"""


async def unread(
    db: Db, user_id: str, *, only_team: str = "", except_team: str = "", with_threads: bool
) -> list[TeamUnread]:
    """Counts of every team the user is in; a muted channel adds its mentions but not its messages."""
    return await db.many(
        TeamUnread,
        _UNREAD,
        user_id=user_id,
        only_team=only_team,
        except_team=except_team,
        with_threads=with_threads,
    )


async def delete_user(db: Db, user_id: str) -> None:
    """Every membership of an account that is removed for good."""
    await db.run("DELETE FROM teammembers WHERE userid = %(user_id)s", user_id=user_id)
