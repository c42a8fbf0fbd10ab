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


_LIVE: Final = """
    JOIN usergroups g ON g.id = l.groupid AND g.deleteat = 0
    JOIN groupmembers gm ON gm.groupid = g.id AND gm.deleteat = 0
    JOIN users u ON u.id = gm.userid AND u.deleteat = 0
"""
# Who left after they came into the group does not want to be here, unless they are asked for by name.
_STILL_WANTED: Final = """
    (was.left IS NULL OR was.left < greatest(gm.createat, l.createat) OR gm.userid = %(user_id)s)
    AND (%(user_id)s = '' OR gm.userid = %(user_id)s)
"""


async def missing_in_teams(db: Db, team_id: str, *, user_id: str = "") -> list[Somebody]:
    """Members of groups that come in by themselves; of all teams, and everybody, unless ids are given."""
    return await db.many(
        Somebody,
        f"""
        SELECT DISTINCT l.teamid AS placeid, gm.userid
          FROM groupteams l {_LIVE}
          JOIN teams t ON t.id = l.teamid AND t.deleteat = 0
          LEFT JOIN teammembers tm ON tm.teamid = l.teamid AND tm.userid = gm.userid
         CROSS JOIN LATERAL (SELECT tm.deleteat AS left) was
         WHERE l.deleteat = 0 AND l.autoadd AND (tm.userid IS NULL OR tm.deleteat > 0) AND {_STILL_WANTED}
           AND (%(team_id)s = '' OR l.teamid = %(team_id)s)
        """,
        team_id=team_id,
        user_id=user_id,
    )


async def missing_in_channels(db: Db, channel_id: str, team_id: str, *, user_id: str = "") -> list[Somebody]:
    """Members of groups who are in the channel's team already; of all channels, and everybody, unless ids are given."""
    return await db.many(
        Somebody,
        f"""
        SELECT DISTINCT l.channelid AS placeid, gm.userid
          FROM groupchannels l {_LIVE}
          JOIN channels c ON c.id = l.channelid AND c.deleteat = 0
          JOIN teammembers tm ON tm.teamid = c.teamid AND tm.userid = gm.userid AND tm.deleteat = 0
          LEFT JOIN channelmembers cm ON cm.channelid = l.channelid AND cm.userid = gm.userid
         CROSS JOIN LATERAL (SELECT max(h.leavetime) AS left FROM channelmemberhistory h
                              WHERE h.channelid = l.channelid AND h.userid = gm.userid) was
         WHERE l.deleteat = 0 AND l.autoadd AND cm.userid IS NULL AND {_STILL_WANTED}
           AND (%(channel_id)s = '' OR l.channelid = %(channel_id)s) AND (%(team_id)s = '' OR c.teamid = %(team_id)s)
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
        SELECT tm.teamid AS placeid, tm.userid
          FROM teammembers tm
          JOIN teams t ON t.id = tm.teamid AND t.groupconstrained AND t.deleteat = 0
         WHERE tm.deleteat = 0 AND (%(team_id)s = '' OR t.id = %(team_id)s)
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = tm.userid)
           AND NOT EXISTS (SELECT FROM groupteams l {_LIVE}
                            WHERE l.teamid = t.id AND l.deleteat = 0 AND gm.userid = tm.userid)
        """,
        team_id=team_id,
    )


async def strangers_in_channels(db: Db, channel_id: str, team_id: str) -> list[Somebody]:
    """Members of channels kept to their groups who are in none of them."""
    return await db.many(
        Somebody,
        f"""
        SELECT cm.channelid AS placeid, cm.userid
          FROM channelmembers cm
          JOIN channels c ON c.id = cm.channelid AND c.groupconstrained AND c.deleteat = 0
         WHERE (%(channel_id)s = '' OR c.id = %(channel_id)s) AND (%(team_id)s = '' OR c.teamid = %(team_id)s)
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = cm.userid)
           AND NOT EXISTS (SELECT FROM groupchannels l {_LIVE}
                            WHERE l.channelid = c.id AND l.deleteat = 0 AND gm.userid = cm.userid)
        """,
        channel_id=channel_id,
        team_id=team_id,
    )


async def future_admins_of_teams(db: Db, team_id: str) -> list[Somebody]:
    """Members whom a group makes administrators of the team, and who are not."""
    return await db.many(
        Somebody,
        f"""
        SELECT DISTINCT l.teamid AS placeid, gm.userid
          FROM groupteams l {_LIVE}
          JOIN teammembers tm ON tm.teamid = l.teamid AND tm.userid = gm.userid AND tm.deleteat = 0
         WHERE l.deleteat = 0 AND l.schemeadmin AND NOT coalesce(tm.schemeadmin, false)
           AND NOT coalesce(tm.schemeguest, false) AND (%(team_id)s = '' OR l.teamid = %(team_id)s)
        """,
        team_id=team_id,
    )


async def future_admins_of_channels(db: Db, channel_id: str) -> list[Somebody]:
    return await db.many(
        Somebody,
        f"""
        SELECT DISTINCT l.channelid AS placeid, gm.userid
          FROM groupchannels l {_LIVE}
          JOIN channelmembers cm ON cm.channelid = l.channelid AND cm.userid = gm.userid
         WHERE l.deleteat = 0 AND l.schemeadmin AND NOT coalesce(cm.schemeadmin, false)
           AND NOT coalesce(cm.schemeguest, false) AND (%(channel_id)s = '' OR l.channelid = %(channel_id)s)
        """,
        channel_id=channel_id,
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
