"""SQL that finds out who should be in a team or channel because of its groups, and is not; and the other way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mattermost_py.infra.db import Db


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person and the place they should come to or leave."""

    place_id: str
    user_id: str


# Links first, then their people, then what those are in: without statistics of the tables no other order is quick.
_OF_TEAMS: Final = """
    links AS MATERIALIZED (
        SELECT l.groupid, l.teamid AS placeid, l.teamid, l.createat, l.autoadd, l.schemeadmin
          FROM groupteams l
          JOIN usergroups g ON g.id = l.groupid AND g.deleteat = 0
         WHERE l.deleteat = 0 AND (%(team_id)s = '' OR l.teamid = %(team_id)s)
    ),
"""
_OF_CHANNELS: Final = """
    links AS MATERIALIZED (
        SELECT l.groupid, l.channelid AS placeid, c.teamid, l.createat, l.autoadd, l.schemeadmin
          FROM groupchannels l
          JOIN usergroups g ON g.id = l.groupid AND g.deleteat = 0
          JOIN channels c ON c.id = l.channelid AND (%(team_id)s = '' OR c.teamid = %(team_id)s)
         WHERE l.deleteat = 0 AND (%(channel_id)s = '' OR l.channelid = %(channel_id)s)
    ),
"""
_PEOPLE: Final = """
    people AS MATERIALIZED (
        SELECT l.placeid, l.teamid, gm.userid, l.autoadd, l.schemeadmin, greatest(gm.createat, l.createat) AS since
          FROM links l
          JOIN groupmembers gm ON gm.groupid = l.groupid AND gm.deleteat = 0
          JOIN users u ON u.id = gm.userid AND u.deleteat = 0
    )
"""
# Who left after they came into the group does not want to be here, unless they are asked for by name.
_STILL_WANTED: Final = """
    (was.left IS NULL OR was.left < p.since OR p.userid = %(user_id)s)
    AND (%(user_id)s = '' OR p.userid = %(user_id)s)
"""


async def missing_in_teams(db: Db, team_id: str, *, user_id: str = "") -> list[Somebody]:
    """Members of groups that come in by themselves; of all teams, and everybody, unless ids are given."""
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_TEAMS} {_PEOPLE}
        SELECT DISTINCT p.placeid, p.userid
          FROM people p
          JOIN teams t ON t.id = p.placeid AND t.deleteat = 0
          LEFT JOIN teammembers tm ON tm.teamid = p.placeid AND tm.userid = p.userid
         CROSS JOIN LATERAL (SELECT tm.deleteat AS left) was
         WHERE p.autoadd AND (tm.userid IS NULL OR tm.deleteat > 0) AND {_STILL_WANTED}
        """,
        team_id=team_id,
        user_id=user_id,
    )


async def missing_in_channels(db: Db, channel_id: str, team_id: str, *, user_id: str = "") -> list[Somebody]:
    """Members of groups who are in the channel's team already; of all channels, and everybody, unless ids are given."""
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_CHANNELS} {_PEOPLE}
        SELECT DISTINCT p.placeid, p.userid
          FROM people p
         CROSS JOIN LATERAL (SELECT FROM channels c WHERE c.id = p.placeid AND c.deleteat = 0 LIMIT 1) open
         CROSS JOIN LATERAL (SELECT FROM teammembers tm
                              WHERE tm.teamid = p.teamid AND tm.userid = p.userid AND tm.deleteat = 0 LIMIT 1) nearby
         CROSS JOIN LATERAL (SELECT max(h.leavetime) AS left FROM channelmemberhistory h
                              WHERE h.channelid = p.placeid AND h.userid = p.userid) was
         WHERE p.autoadd AND {_STILL_WANTED}
           AND NOT EXISTS (SELECT FROM channelmembers cm WHERE cm.channelid = p.placeid AND cm.userid = p.userid)
        """,
        channel_id=channel_id,
        team_id=team_id,
        user_id=user_id,
    )


async def strangers_in_teams(db: Db, team_id: str) -> list[Somebody]:
    """Members of teams kept to their groups who are in none of them; bots may be everywhere."""
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_TEAMS} {_PEOPLE}
        SELECT tm.teamid AS placeid, tm.userid
          FROM teammembers tm
          JOIN teams t ON t.id = tm.teamid AND t.groupconstrained AND t.deleteat = 0
         WHERE tm.deleteat = 0 AND (%(team_id)s = '' OR t.id = %(team_id)s)
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = tm.userid)
           AND NOT EXISTS (SELECT FROM people p WHERE p.placeid = tm.teamid AND p.userid = tm.userid)
        """,
        team_id=team_id,
    )


async def strangers_in_channels(db: Db, channel_id: str, team_id: str) -> list[Somebody]:
    """Members of channels kept to their groups who are in none of them."""
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_CHANNELS} {_PEOPLE}
        SELECT cm.channelid AS placeid, cm.userid
          FROM channelmembers cm
          JOIN channels c ON c.id = cm.channelid AND c.groupconstrained AND c.deleteat = 0
         WHERE (%(channel_id)s = '' OR c.id = %(channel_id)s) AND (%(team_id)s = '' OR c.teamid = %(team_id)s)
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = cm.userid)
           AND NOT EXISTS (SELECT FROM people p WHERE p.placeid = cm.channelid AND p.userid = cm.userid)
        """,
        channel_id=channel_id,
        team_id=team_id,
    )


async def future_admins_of_teams(db: Db, team_id: str) -> list[Somebody]:
    """Members whom a group makes administrators of the team, and who are not."""
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_TEAMS} {_PEOPLE}
        SELECT DISTINCT p.placeid, p.userid
          FROM people p
          JOIN teammembers tm ON tm.teamid = p.placeid AND tm.userid = p.userid AND tm.deleteat = 0
         WHERE p.schemeadmin AND NOT coalesce(tm.schemeadmin, false) AND NOT coalesce(tm.schemeguest, false)
        """,
        team_id=team_id,
    )


async def future_admins_of_channels(db: Db, channel_id: str) -> list[Somebody]:
    return await db.many(
        Somebody,
        f"""
        WITH {_OF_CHANNELS} {_PEOPLE}
        SELECT DISTINCT p.placeid, p.userid
          FROM people p
          JOIN channelmembers cm ON cm.channelid = p.placeid AND cm.userid = p.userid
         WHERE p.schemeadmin AND NOT coalesce(cm.schemeadmin, false) AND NOT coalesce(cm.schemeguest, false)
        """,
        channel_id=channel_id,
        team_id="",
    )


async def former_admins(db: Db, group_id: str, team_id: str, channel_id: str) -> Sequence[str]:
    """Administrators in this group whom no other group of the place makes one."""
    return await db.many(
        str,
        """
        SELECT gm.userid
          FROM groupmembers gm
         WHERE gm.groupid = %(group_id)s AND gm.deleteat = 0
           AND CASE WHEN %(channel_id)s = ''
                    THEN EXISTS (SELECT FROM teammembers tm WHERE tm.teamid = %(team_id)s AND tm.userid = gm.userid
                                                              AND tm.deleteat = 0 AND tm.schemeadmin)
                    ELSE EXISTS (SELECT FROM channelmembers cm
                                  WHERE cm.channelid = %(channel_id)s AND cm.userid = gm.userid AND cm.schemeadmin) END
           AND NOT EXISTS (
               SELECT FROM groupmembers o
                 JOIN usergroups g ON g.id = o.groupid AND g.deleteat = 0
                 LEFT JOIN groupteams t ON t.groupid = g.id AND t.teamid = %(team_id)s AND t.deleteat = 0
                 LEFT JOIN groupchannels c ON c.groupid = g.id AND c.channelid = %(channel_id)s AND c.deleteat = 0
                WHERE o.userid = gm.userid AND o.deleteat = 0
                  AND CASE WHEN %(channel_id)s = '' THEN t.schemeadmin ELSE c.schemeadmin END)
        """,
        group_id=group_id,
        team_id=team_id,
        channel_id=channel_id,
    )
