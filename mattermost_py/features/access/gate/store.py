"""SQL that finds out what a user is in a channel or team, schemes included."""

from mattermost_py.features.access.gate.models import MembershipRow, StandingRow, TeamStandingRow
from mattermost_py.infra.db import Db


async def in_channel(db: Db, user_id: str, channel_id: str) -> StandingRow | None:
    """None when the channel does not exist. An empty scheme role means the scheme leaves the built-in one."""
    return await db.one(
        StandingRow,
        """
        SELECT c.id AS channelid, coalesce(c.teamid, '') AS teamid, c.type::text AS type, c.deleteat,
               m.userid IS NOT NULL AS ismember, coalesce(m.roles, '') AS roles,
               coalesce(m.schemeguest, false) AS schemeguest, coalesce(m.schemeuser, false) AS schemeuser,
               coalesce(m.schemeadmin, false) AS schemeadmin,
               tm.userid IS NOT NULL AS isteammember, coalesce(tm.roles, '') AS teamroles,
               coalesce(tm.schemeguest, false) AS teamschemeguest, coalesce(tm.schemeuser, false) AS teamschemeuser,
               coalesce(tm.schemeadmin, false) AS teamschemeadmin,
               coalesce(nullif(cs.defaultchannelguestrole, ''), ts.defaultchannelguestrole, '') AS channelguestrole,
               coalesce(nullif(cs.defaultchanneluserrole, ''), ts.defaultchanneluserrole, '') AS channeluserrole,
               coalesce(nullif(cs.defaultchanneladminrole, ''), ts.defaultchanneladminrole, '') AS channeladminrole,
               coalesce(ts.defaultteamguestrole, '') AS teamguestrole,
               coalesce(ts.defaultteamuserrole, '') AS teamuserrole,
               coalesce(ts.defaultteamadminrole, '') AS teamadminrole
          FROM channels c
          LEFT JOIN channelmembers m ON m.channelid = c.id AND m.userid = %(user_id)s
          LEFT JOIN teams t ON t.id = c.teamid
          LEFT JOIN teammembers tm ON tm.teamid = c.teamid AND tm.userid = %(user_id)s AND tm.deleteat = 0
          LEFT JOIN schemes cs ON cs.id = c.schemeid AND cs.deleteat = 0
          LEFT JOIN schemes ts ON ts.id = t.schemeid AND ts.deleteat = 0
         WHERE c.id = %(channel_id)s
        """,
        user_id=user_id,
        channel_id=channel_id,
    )


async def in_teams(db: Db, user_id: str) -> list[TeamStandingRow]:
    """The user's live team memberships."""
    return await db.many(
        TeamStandingRow,
        """
        SELECT tm.teamid, coalesce(tm.roles, '') AS roles, coalesce(tm.schemeguest, false) AS schemeguest,
               coalesce(tm.schemeuser, false) AS schemeuser, coalesce(tm.schemeadmin, false) AS schemeadmin,
               coalesce(s.defaultteamguestrole, '') AS guestrole, coalesce(s.defaultteamuserrole, '') AS userrole,
               coalesce(s.defaultteamadminrole, '') AS adminrole
          FROM teammembers tm
          LEFT JOIN teams t ON t.id = tm.teamid
          LEFT JOIN schemes s ON s.id = t.schemeid AND s.deleteat = 0
         WHERE tm.userid = %(user_id)s AND tm.deleteat = 0
        """,
        user_id=user_id,
    )


async def is_system_admin(db: Db, user_id: str) -> bool:
    """Whether this user's system roles include `system_admin`."""
    roles = await db.value(str, "SELECT roles FROM users WHERE id = %(user_id)s", user_id=user_id)
    return "system_admin" in (roles or "").split()


async def memberships(db: Db, user_id: str) -> list[MembershipRow]:
    """Every live team and every channel of the user; archived channels too, since they may come back."""
    return await db.many(
        MembershipRow,
        """
        SELECT teamid AS id, true AS isteam FROM teammembers WHERE userid = %(user_id)s AND deleteat = 0
        UNION ALL
        SELECT channelid, false FROM channelmembers WHERE userid = %(user_id)s
        """,
        user_id=user_id,
    )
