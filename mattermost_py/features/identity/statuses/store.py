"""SQL of `status`."""

from collections.abc import Sequence

from mattermost_py.features.identity.statuses.models import Status
from mattermost_py.infra.db import Db


async def of(db: Db, user_ids: Sequence[str]) -> list[Status]:
    return await db.many(
        Status,
        """
        SELECT userid, coalesce(status, 'offline') AS status, coalesce(manual, false) AS manual,
               coalesce(lastactivityat, 0) AS lastactivityat, coalesce(dndendtime, 0) AS dndendtime,
               coalesce(prevstatus, '') AS prevstatus
          FROM status
         WHERE userid = ANY(%(user_ids)s)
        """,
        user_ids=list(user_ids),
    )


async def all_present(db: Db) -> list[Status]:
    return await db.many(Status, "SELECT userid, status FROM status WHERE status <> 'offline'")


async def save(db: Db, status: Status) -> None:
    await db.run(
        """
        INSERT INTO status (userid, status, manual, lastactivityat, dndendtime, prevstatus)
        VALUES (%(user_id)s, %(status)s, %(manual)s, %(last_activity_at)s, %(dnd_end_time)s, %(prev_status)s)
        ON CONFLICT (userid) DO UPDATE
           SET status = excluded.status, manual = excluded.manual, lastactivityat = excluded.lastactivityat,
               dndendtime = excluded.dndendtime, prevstatus = excluded.prevstatus
        """,
        user_id=status.user_id,
        status=status.status,
        manual=status.manual,
        last_activity_at=status.last_activity_at,
        dnd_end_time=status.dnd_end_time,
        prev_status=status.prev_status,
    )


async def arrive(db: Db, user_ids: Sequence[str], active_at: Sequence[int]) -> list[str]:
    """Active people become online unless they chose otherwise; notes their activity. Returns whose status changed."""
    return await db.many(
        str,
        """
        WITH seen AS (
            SELECT seen.userid, seen.at FROM unnest(%(user_ids)s::text[], %(active_at)s::bigint[]) AS seen (userid, at)
              JOIN users ON users.id = seen.userid
               FOR KEY SHARE OF users  -- an account that is being removed must not come back as a row here
        ), before AS (
            SELECT s.userid, s.status FROM status s JOIN seen USING (userid)
        ), saved AS (
            INSERT INTO status AS s (userid, status, manual, lastactivityat, dndendtime, prevstatus)
            SELECT userid, 'online', false, at, 0, '' FROM seen ORDER BY userid
            ON CONFLICT (userid) DO UPDATE
               SET status = CASE WHEN s.manual THEN s.status ELSE 'online' END,
                   lastactivityat = greatest(s.lastactivityat, excluded.lastactivityat)
            RETURNING s.userid, s.status
        )
        SELECT saved.userid
          FROM saved
          LEFT JOIN before USING (userid)
         WHERE saved.status = 'online' AND before.status IS DISTINCT FROM 'online'
        """,
        user_ids=list(user_ids),
        active_at=list(active_at),
    )


async def leave(db: Db, user_ids: Sequence[str]) -> list[str]:
    """People whose last socket closed become offline unless they chose otherwise. Returns whose status changed."""
    return await db.many(
        str,
        """
        UPDATE status
           SET status = 'offline'
         WHERE userid = ANY(%(user_ids)s) AND NOT coalesce(manual, false) AND status <> 'offline'
        RETURNING userid
        """,
        user_ids=list(user_ids),
    )


async def rest(db: Db, user_ids: Sequence[str], before_ms: int) -> list[str]:
    """Online people without activity since then become away. Returns whose status changed."""
    return await db.many(
        str,
        """
        UPDATE status
           SET status = 'away'
         WHERE userid = ANY(%(user_ids)s) AND NOT coalesce(manual, false) AND status = 'online'
           AND lastactivityat < %(before_ms)s
        RETURNING userid
        """,
        user_ids=list(user_ids),
        before_ms=before_ms,
    )


async def end_dnd(db: Db, now_s: int) -> list[Status]:
    """Brings back the former status of everybody whose do-not-disturb is over."""
    return await db.many(
        Status,
        """
        UPDATE status
           SET status = coalesce(nullif(prevstatus, ''), 'offline'), prevstatus = 'dnd', dndendtime = 0, manual = false
         WHERE status = 'dnd' AND dndendtime > 0 AND dndendtime <= %(now_s)s
        RETURNING userid, status, manual, coalesce(lastactivityat, 0) AS lastactivityat, dndendtime, prevstatus
        """,
        now_s=now_s,
    )


async def here_by_themselves(db: Db) -> list[str]:
    """Who is online or away because of a socket, and not by choice."""
    return await db.many(
        str, "SELECT userid FROM status WHERE status IN ('online', 'away') AND NOT coalesce(manual, false)"
    )


async def delete(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM status WHERE userid = %(user_id)s", user_id=user_id)
