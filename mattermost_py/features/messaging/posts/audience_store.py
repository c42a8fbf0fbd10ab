"""SQL questions about a post's audience."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.infra.db import Db


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
           AND NOT EXISTS (SELECT FROM channelmembers m WHERE m.channelid = %(channel_id)s::text AND m.userid = u.id)
         ORDER BY u.username
         LIMIT 50
        """,
        channel_id=channel_id,
        team_id=team_id,
        usernames=list(usernames),
    )
