"""SQL of `mmpy.findable_channels` and `mmpy.channel_requests`."""

from mattermost_py.features.channels.requests.models import FindableChannel, Request
from mattermost_py.infra.db import Db

FOUND_MOST = 200
ADMINS_MOST = 20

# Live private channels that may be found, and that the user is not in.
_OUTSIDE = """
          FROM mmpy.findable_channels f
          JOIN channels c ON c.id = f.channel_id AND c.type = 'P' AND c.deleteat = 0 AND c.groupconstrained IS NOT TRUE
          LEFT JOIN mmpy.channel_requests r ON r.channel_id = c.id AND r.user_id = %(user_id)s
         WHERE NOT EXISTS (SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s)"""
_COLUMNS = "c.id, c.teamid, c.displayname, c.purpose, coalesce(r.created_at, 0) AS asked_at"


async def is_findable(db: Db, channel_id: str) -> bool:
    sql = "SELECT EXISTS (SELECT FROM mmpy.findable_channels WHERE channel_id = %(channel_id)s)"
    return bool(await db.value(bool, sql, channel_id=channel_id))


async def set_findable(db: Db, channel_id: str) -> None:
    await db.run(
        "INSERT INTO mmpy.findable_channels (channel_id) VALUES (%(channel_id)s) ON CONFLICT DO NOTHING",
        channel_id=channel_id,
    )


async def set_hidden(db: Db, channel_id: str) -> None:
    """Nobody finds it any more; who waits is forgotten."""
    await db.run(
        """
        WITH requests AS (DELETE FROM mmpy.channel_requests WHERE channel_id = %(channel_id)s)
        DELETE FROM mmpy.findable_channels WHERE channel_id = %(channel_id)s
        """,
        channel_id=channel_id,
    )


async def findable_in(db: Db, team_id: str, user_id: str, pattern: str) -> list[FindableChannel]:
    """Those of a team whose name or purpose fits, by name."""
    return await db.many(
        FindableChannel,
        f"""
        SELECT {_COLUMNS} {_OUTSIDE}
           AND c.teamid = %(team_id)s AND (c.displayname ILIKE %(pattern)s OR c.purpose ILIKE %(pattern)s)
         ORDER BY lower(c.displayname), c.id LIMIT %(limit)s
        """,
        team_id=team_id,
        user_id=user_id,
        pattern=pattern,
        limit=FOUND_MOST,
    )


async def findable(db: Db, channel_id: str, user_id: str) -> FindableChannel | None:
    """The channel, if this user may find it by being in its team."""
    return await db.one(
        FindableChannel,
        f"SELECT {_COLUMNS} {_OUTSIDE} AND c.id = %(channel_id)s",
        channel_id=channel_id,
        user_id=user_id,
    )


async def insert(db: Db, request: Request) -> bool:
    """False if they wait already."""
    sql = """
        INSERT INTO mmpy.channel_requests (channel_id, user_id, message, created_at)
        VALUES (%(channel_id)s, %(user_id)s, %(message)s, %(created_at)s)
            ON CONFLICT DO NOTHING
        RETURNING true
    """
    made = await db.value(
        bool,
        sql,
        channel_id=request.channel_id,
        user_id=request.user_id,
        message=request.message,
        created_at=request.created_at,
    )
    return bool(made)


async def of_channel(db: Db, channel_id: str) -> list[Request]:
    """Who waits, the first first; not those whose accounts rest."""
    return await db.many(
        Request,
        """
        SELECT r.channel_id, r.user_id, r.message, r.created_at
          FROM mmpy.channel_requests r
          JOIN users u ON u.id = r.user_id AND u.deleteat = 0
         WHERE r.channel_id = %(channel_id)s
         ORDER BY r.created_at, r.user_id
        """,
        channel_id=channel_id,
    )


async def take(db: Db, channel_id: str, user_id: str) -> Request | None:
    """Somebody's request, which is over now."""
    return await db.one(
        Request,
        """
        DELETE FROM mmpy.channel_requests WHERE channel_id = %(channel_id)s AND user_id = %(user_id)s
        RETURNING channel_id, user_id, message, created_at
        """,
        channel_id=channel_id,
        user_id=user_id,
    )


async def take_entered(db: Db, channel_id: str, user_ids: list[str]) -> list[str]:
    """Requests of people who are in now; returns whose they were."""
    return await db.many(
        str,
        """
        DELETE FROM mmpy.channel_requests
         WHERE channel_id = %(channel_id)s AND user_id = ANY(%(user_ids)s)
        RETURNING user_id
        """,
        channel_id=channel_id,
        user_ids=user_ids,
    )


async def delete_of_user(db: Db, user_id: str, team_id: str = "") -> None:
    """What somebody asked in a team; without a team, anywhere."""
    await db.run(
        """
        DELETE FROM mmpy.channel_requests
         WHERE user_id = %(user_id)s
           AND (%(team_id)s::text = '' OR channel_id IN (SELECT id FROM channels WHERE teamid = %(team_id)s))
        """,
        user_id=user_id,
        team_id=team_id,
    )


async def admin_ids(db: Db, channel_id: str, team_id: str) -> list[str]:
    """Who runs the channel; where nobody does, who runs its team."""
    return await db.many(
        str,
        """
        WITH own AS (
            SELECT m.userid FROM channelmembers m
             WHERE m.channelid = %(channel_id)s
               AND (m.schemeadmin OR 'channel_admin' = ANY(string_to_array(m.roles, ' ')))),
        every AS (
            SELECT userid FROM own
             UNION
            SELECT t.userid FROM teammembers t
             WHERE t.teamid = %(team_id)s AND t.deleteat = 0 AND t.schemeadmin AND NOT EXISTS (SELECT FROM own))
        SELECT u.id FROM users u JOIN every ON every.userid = u.id
         WHERE u.deleteat = 0 AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
         ORDER BY u.createat, u.id LIMIT %(limit)s
        """,
        channel_id=channel_id,
        team_id=team_id,
        limit=ADMINS_MOST,
    )
