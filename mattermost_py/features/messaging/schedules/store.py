"""SQL of `scheduledposts`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.messaging.schedules.models import ScheduledRow
from mattermost_py.infra.db import Db

_COLUMNS: Final = """
       s.id, coalesce(s.createat, 0) AS createat, coalesce(s.updateat, 0) AS updateat, s.userid, s.channelid,
       coalesce(s.rootid, '') AS rootid, coalesce(s.message, '') AS message, coalesce(s.props, '') AS props,
       coalesce(s.fileids, '') AS fileids, coalesce(s.priority, '') AS priority, s.scheduledat,
       coalesce(s.processedat, 0) AS processedat, coalesce(s.errorcode, '') AS errorcode, coalesce(s.type, '') AS type
"""


async def insert(db: Db, row: ScheduledRow) -> None:
    await db.run(
        """
        INSERT INTO scheduledposts (id, createat, updateat, userid, channelid, rootid, message, props, fileids,
                                    priority, scheduledat, processedat, errorcode, type)
        VALUES (%(id)s, %(create_at)s, %(update_at)s, %(user_id)s, %(channel_id)s, %(root_id)s, %(message)s, %(props)s,
                %(file_ids)s, %(priority)s, %(scheduled_at)s, 0, '', %(type)s)
        """,
        id=row.id,
        create_at=row.create_at,
        update_at=row.update_at,
        user_id=row.user_id,
        channel_id=row.channel_id,
        root_id=row.root_id,
        message=row.message,
        props=row.props,
        file_ids=row.file_ids,
        priority=row.priority,
        scheduled_at=row.scheduled_at,
        type=row.type,
    )


async def by_id(db: Db, schedule_id: str) -> ScheduledRow | None:
    return await db.one(
        ScheduledRow, "SELECT" + _COLUMNS + "FROM scheduledposts s WHERE s.id = %(id)s::text", id=schedule_id
    )


async def update(db: Db, row: ScheduledRow) -> ScheduledRow | None:
    """Writes what may be changed; a failed one gets another chance. None when it was sent meanwhile."""
    return await db.one(
        ScheduledRow,
        """
        UPDATE scheduledposts AS s
           SET updateat = %(update_at)s, message = %(message)s, props = %(props)s, fileids = %(file_ids)s,
               priority = %(priority)s, scheduledat = %(scheduled_at)s, processedat = 0, errorcode = '',
               type = %(type)s
         WHERE s.id = %(id)s::text
        RETURNING
        """
        + _COLUMNS,
        id=row.id,
        update_at=row.update_at,
        message=row.message,
        props=row.props,
        file_ids=row.file_ids,
        priority=row.priority,
        scheduled_at=row.scheduled_at,
        type=row.type,
    )


async def delete(db: Db, schedule_id: str) -> ScheduledRow | None:
    """Returns: what was there."""
    return await db.one(
        ScheduledRow,
        "DELETE FROM scheduledposts AS s WHERE s.id = %(id)s::text RETURNING" + _COLUMNS,
        id=schedule_id,
    )


async def of_user(db: Db, user_id: str, team_id: str) -> list[ScheduledRow]:
    """The user's scheduled posts of a team ('' = of direct and group messages), the next one first."""
    return await db.many(
        ScheduledRow,
        "SELECT"
        + _COLUMNS
        + """
          FROM scheduledposts s
          JOIN channels c ON c.id = s.channelid
         WHERE s.userid = %(user_id)s::text AND coalesce(c.teamid, '') = %(team_id)s::text
         ORDER BY s.scheduledat, s.createat
        """,
        user_id=user_id,
        team_id=team_id,
    )


async def next_due(db: Db, now_ms: int) -> ScheduledRow | None:
    """One that is due, locked until the transaction ends; those another worker is sending are passed over."""
    return await db.one(
        ScheduledRow,
        "SELECT"
        + _COLUMNS
        + """
          FROM scheduledposts s
         WHERE s.scheduledat <= %(now_ms)s::bigint AND coalesce(s.errorcode, '') = ''
         ORDER BY s.scheduledat, s.id
         LIMIT 1
           FOR UPDATE SKIP LOCKED
        """,
        now_ms=now_ms,
    )


async def set_failed(db: Db, schedule_id: str, error_code: str, at: int) -> None:
    await db.run(
        """
        UPDATE scheduledposts SET errorcode = %(error_code)s, processedat = %(at)s, updateat = %(at)s
         WHERE id = %(id)s::text
        """,
        id=schedule_id,
        error_code=error_code,
        at=at,
    )


async def set_all_failed(db: Db, before_ms: int, error_code: str, at: int) -> list[ScheduledRow]:
    """Gives up those that should have been sent before. Returns them."""
    return await db.many(
        ScheduledRow,
        """
        UPDATE scheduledposts AS s SET errorcode = %(error_code)s, processedat = %(at)s, updateat = %(at)s
         WHERE s.scheduledat < %(before_ms)s::bigint AND coalesce(s.errorcode, '') = ''
        RETURNING
        """
        + _COLUMNS,
        before_ms=before_ms,
        error_code=error_code,
        at=at,
    )


async def delete_of_user(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM scheduledposts WHERE userid = %(user_id)s::text", user_id=user_id)


async def delete_of_channels(db: Db, channel_ids: Sequence[str]) -> None:
    await db.run("DELETE FROM scheduledposts WHERE channelid = ANY(%(channel_ids)s)", channel_ids=list(channel_ids))
