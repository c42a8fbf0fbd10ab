"""SQL of figures: reads of tables that other features write."""

from typing import Final

from mattermost_py.features.system.analytics.models import BusyChannel, Figure
from mattermost_py.infra.db import Db

_STANDARD: Final = """
    WITH members AS (
        SELECT u.id, u.deleteat
          FROM users u
         WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
           AND (%(team_id)s::text = '' OR EXISTS (
               SELECT FROM teammembers tm
                WHERE tm.userid = u.id AND tm.teamid = %(team_id)s AND tm.deleteat = 0))
    ), active AS (
        SELECT count(*) FILTER (WHERE s.lastactivityat > %(day_ago)s) AS daily,
               count(*) FILTER (WHERE s.lastactivityat > %(month_ago)s) AS monthly
          FROM status s JOIN members m ON m.id = s.userid AND m.deleteat = 0
    ), places AS (
        SELECT count(*) FILTER (WHERE type = 'O') AS open, count(*) FILTER (WHERE type = 'P') AS private
          FROM channels
         WHERE deleteat = 0 AND (%(team_id)s::text = '' OR teamid = %(team_id)s)
    ), written AS (
        SELECT count(*) AS posts
          FROM posts p
         WHERE p.deleteat = 0
           AND (%(team_id)s::text = '' OR p.channelid IN (SELECT id FROM channels WHERE teamid = %(team_id)s))
    )
    SELECT name, value::float8 AS value
      FROM active, places, written, LATERAL (VALUES
          (1, 'channel_open_count', places.open),
          (2, 'channel_private_count', places.private),
          (3, 'post_count', written.posts),
          (4, 'unique_user_count', (SELECT count(*) FROM members WHERE deleteat = 0)),
          (5, 'team_count', (SELECT count(*) FROM teams WHERE deleteat = 0)),
          (9, 'daily_active_users', active.daily),
          (10, 'monthly_active_users', active.monthly),
          (11, 'inactive_user_count', (SELECT count(*) FROM members WHERE deleteat > 0))
      ) AS figure(place, name, value)
     ORDER BY place
"""


async def standard(db: Db, team_id: str, *, day_ago: int, month_ago: int) -> list[Figure]:
    """The figures of the site, or of one team; one statement."""
    return await db.many(
        Figure,
        _STANDARD,
        team_id=team_id,
        day_ago=day_ago,
        month_ago=month_ago,
    )


async def extra_counts(db: Db, team_id: str) -> list[Figure]:
    """Files, hashtags, integrations, sessions."""
    return await db.many(
        Figure,
        """
        WITH here AS (
            SELECT fileids, hashtags FROM posts p
             WHERE p.deleteat = 0
               AND (%(team_id)s::text = '' OR p.channelid IN (SELECT id FROM channels WHERE teamid = %(team_id)s))
        ), counted AS (
            SELECT count(*) FILTER (WHERE coalesce(fileids, '') NOT IN ('', '[]')) AS files,
                   count(*) FILTER (WHERE coalesce(hashtags, '') <> '') AS tags
              FROM here
        )
        SELECT name, value::float8 AS value
          FROM counted, LATERAL (VALUES
              (1, 'incoming_webhook_count', (SELECT count(*) FROM incomingwebhooks
                    WHERE deleteat = 0 AND (%(team_id)s::text = '' OR teamid = %(team_id)s))),
              (2, 'outgoing_webhook_count', (SELECT count(*) FROM outgoingwebhooks
                    WHERE deleteat = 0 AND (%(team_id)s::text = '' OR teamid = %(team_id)s))),
              (3, 'command_count', (SELECT count(*) FROM commands
                    WHERE deleteat = 0 AND (%(team_id)s::text = '' OR teamid = %(team_id)s))),
              (4, 'session_count', (SELECT count(*) FROM sessions)),
              (5, 'file_post_count', counted.files),
              (6, 'hashtag_post_count', counted.tags)
          ) AS figure(place, name, value)
         ORDER BY place
        """,
        team_id=team_id,
    )


async def posts_a_day(db: Db, team_id: str, since: int, *, by_bots: bool) -> list[Figure]:
    """Posts of each day since then, the newest day first."""
    return await db.many(
        Figure,
        """
        SELECT to_char(to_timestamp(p.createat / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS name,
               count(*)::float8 AS value
          FROM posts p
         WHERE p.createat >= %(since)s
           AND (%(team_id)s::text = '' OR p.channelid IN (SELECT id FROM channels WHERE teamid = %(team_id)s))
           AND (NOT %(by_bots)s OR EXISTS (SELECT FROM bots b WHERE b.userid = p.userid))
         GROUP BY 1
         ORDER BY 1 DESC
         LIMIT 30
        """,
        team_id=team_id,
        since=since,
        by_bots=by_bots,
    )


async def writers_a_day(db: Db, team_id: str, since: int) -> list[Figure]:
    """People who wrote on each day since then, the newest day first."""
    return await db.many(
        Figure,
        """
        SELECT to_char(to_timestamp(p.createat / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS name,
               count(DISTINCT p.userid)::float8 AS value
          FROM posts p
         WHERE p.createat >= %(since)s
           AND (%(team_id)s::text = '' OR p.channelid IN (SELECT id FROM channels WHERE teamid = %(team_id)s))
         GROUP BY 1
         ORDER BY 1 DESC
         LIMIT 30
        """,
        team_id=team_id,
        since=since,
    )


async def busiest_channels(db: Db, team_id: str, since: int, *, limit: int) -> list[BusyChannel]:
    """Where people wrote most since then; what the system says there does not count."""
    return await db.many(
        BusyChannel,
        """
        SELECT c.id, c.displayname, c.type::text AS type, t.displayname AS team_display_name,
               count(*) AS posts, count(DISTINCT p.userid) AS writers
          FROM posts p
          JOIN channels c ON c.id = p.channelid AND c.deleteat = 0
          JOIN teams t ON t.id = c.teamid
         WHERE p.createat >= %(since)s AND p.deleteat = 0 AND p.type = ''
           AND (%(team_id)s::text = '' OR c.teamid = %(team_id)s)
         GROUP BY c.id, t.id
         ORDER BY posts DESC, c.id
         LIMIT %(limit)s
        """,
        team_id=team_id,
        since=since,
        limit=limit,
    )


async def user_posts(db: Db) -> int:
    """Live posts by people, system messages left out."""
    found = await db.value(
        int,
        """
        SELECT count(*)
          FROM posts p
         WHERE p.deleteat = 0 AND p.type = '' AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = p.userid)
        """,
    )
    return found or 0


async def stored_bytes(db: Db) -> int:
    return await db.value(int, "SELECT coalesce(sum(size), 0)::bigint FROM fileinfo WHERE deleteat = 0") or 0


async def teams(db: Db) -> int:
    return await db.value(int, "SELECT count(*) FROM teams WHERE deleteat = 0") or 0
