"""SQL questions about a post's audience."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mattermost_py.infra.db import Db

# A channel (or else a team) that is kept to its own groups knows only those.
_MENTIONABLE: Final = """CASE
    WHEN c.groupconstrained THEN EXISTS (
         SELECT FROM groupchannels gc WHERE gc.groupid = g.id AND gc.channelid = c.id AND gc.deleteat = 0)
    WHEN t.groupconstrained THEN EXISTS (
         SELECT FROM groupteams gt WHERE gt.groupid = g.id AND gt.teamid = t.id AND gt.deleteat = 0)
    ELSE true END
"""


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a member of one channel may read some others."""

    user_id: str
    may_read: bool


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody who was named but is not in the channel."""

    id: str
    username: str
    is_in_team: bool


@dataclass(frozen=True, slots=True)
class GroupMember:
    """Somebody of a channel who is in a group; without a user, a group of which nobody is in the channel."""

    name: str
    user_id: str | None


@dataclass(frozen=True, slots=True)
class GroupOutsider:
    """Somebody of a mentioned group who is in the team but not in the channel."""

    group_name: str
    id: str
    username: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A user's setting."""

    user_id: str
    value: str


async def crt_preferences(db: Db, user_ids: Sequence[str]) -> dict[str, str]:
    """User id → on or off, for those who chose."""
    rows = await db.many(
        Choice,
        """
        SELECT userid, coalesce(value, '') AS value
          FROM preferences
         WHERE userid = ANY(%(user_ids)s) AND category = 'display_settings' AND name = 'collapsed_reply_threads'
        """,
        user_ids=list(user_ids),
    )
    return {row.user_id: row.value for row in rows}


async def access(db: Db, channel_id: str, others: Sequence[str]) -> list[Access]:
    """Every member of the channel with whether they may read all the others."""
    return await db.many(
        Access,
        """
        SELECT m.userid, NOT EXISTS (
                   SELECT
                     FROM channels c
                    WHERE c.id = ANY(%(others)s)
                      AND NOT EXISTS (SELECT FROM channelmembers o WHERE o.channelid = c.id AND o.userid = m.userid)
                      AND NOT (c.type = 'O' AND EXISTS (
                              SELECT
                                FROM teammembers tm
                               WHERE tm.teamid = c.teamid AND tm.userid = m.userid AND tm.deleteat = 0
                                 AND NOT coalesce(tm.schemeguest, false)))
               ) AS mayread
          FROM channelmembers m
         WHERE m.channelid = %(channel_id)s::text
        """,
        channel_id=channel_id,
        others=list(others),
    )


async def group_members(db: Db, channel_id: str, names: Sequence[str]) -> list[GroupMember]:
    """Members of a channel who are in groups of these names, if the groups may be mentioned there."""
    return await db.many(
        GroupMember,
        f"""
        SELECT g.name, m.userid
          FROM usergroups g
          JOIN channels c ON c.id = %(channel_id)s::text
          LEFT JOIN teams t ON t.id = c.teamid
          LEFT JOIN (SELECT gm.groupid, gm.userid
                       FROM groupmembers gm
                       JOIN channelmembers cm ON cm.userid = gm.userid AND cm.channelid = %(channel_id)s::text
                      WHERE coalesce(gm.deleteat, 0) = 0) m ON m.groupid = g.id
         WHERE g.name = ANY(%(names)s) AND coalesce(g.deleteat, 0) = 0 AND g.allowreference
           AND {_MENTIONABLE}
        """,
        channel_id=channel_id,
        names=list(names),
    )


async def group_names_of(db: Db, user_id: str, channel_id: str) -> list[str]:
    """Names of the groups a user is in, as far as they may be mentioned in the channel."""
    return await db.many(
        str,
        f"""
        SELECT g.name FROM usergroups g
          JOIN groupmembers gm ON gm.groupid = g.id AND gm.userid = %(user_id)s AND coalesce(gm.deleteat, 0) = 0
          JOIN channels c ON c.id = %(channel_id)s::text
          LEFT JOIN teams t ON t.id = c.teamid
         WHERE g.name IS NOT NULL AND coalesce(g.deleteat, 0) = 0 AND g.allowreference
           AND {_MENTIONABLE}
        """,
        user_id=user_id,
        channel_id=channel_id,
    )


async def outsiders(db: Db, channel_id: str, team_id: str, usernames: Sequence[str]) -> list[Outsider]:
    """Active people of these names who are not in the channel, by name."""
    return await db.many(
        Outsider,
        """
        SELECT u.id, u.username,
               EXISTS (SELECT FROM teammembers tm
                        WHERE tm.teamid = %(team_id)s::text AND tm.userid = u.id AND tm.deleteat = 0) AS isinteam
          FROM users u
         WHERE u.username = ANY(%(usernames)s) AND u.deleteat = 0
           AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
           AND NOT EXISTS (SELECT FROM channelmembers m WHERE m.channelid = %(channel_id)s::text AND m.userid = u.id)
         ORDER BY u.username
         LIMIT 50
        """,
        channel_id=channel_id,
        team_id=team_id,
        usernames=list(usernames),
    )


async def group_outsiders(db: Db, channel_id: str, team_id: str, names: Sequence[str]) -> list[GroupOutsider]:
    """Active people of these groups who are in the team but not in the channel, by name."""
    return await db.many(
        GroupOutsider,
        """
        SELECT g.name AS groupname, u.id, u.username
          FROM usergroups g
          JOIN groupmembers gm ON gm.groupid = g.id AND gm.deleteat = 0
          JOIN users u ON u.id = gm.userid AND u.deleteat = 0
          JOIN teammembers tm ON tm.userid = u.id AND tm.teamid = %(team_id)s::text AND tm.deleteat = 0
         WHERE g.name = ANY(%(names)s) AND g.deleteat = 0
           AND NOT EXISTS (SELECT FROM channelmembers m WHERE m.channelid = %(channel_id)s::text AND m.userid = u.id)
         ORDER BY u.username
         LIMIT 50
        """,
        channel_id=channel_id,
        team_id=team_id,
        names=list(names),
    )


async def groups_without_people(db: Db, team_id: str, author_id: str, names: Sequence[str]) -> list[str]:
    """Names of those groups of which nobody but the author is in the team."""
    return await db.many(
        str,
        """
        SELECT g.name FROM usergroups g
         WHERE g.name = ANY(%(names)s) AND g.deleteat = 0
           AND NOT EXISTS (SELECT FROM groupmembers gm
                             JOIN users u ON u.id = gm.userid AND u.deleteat = 0
                             JOIN teammembers tm ON tm.userid = u.id AND tm.teamid = %(team_id)s::text
                                                AND tm.deleteat = 0
                            WHERE gm.groupid = g.id AND gm.deleteat = 0 AND u.id <> %(author_id)s::text)
         ORDER BY g.name
        """,
        team_id=team_id,
        author_id=author_id,
        names=list(names),
    )
