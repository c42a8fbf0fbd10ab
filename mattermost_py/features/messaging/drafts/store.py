"""SQL of `drafts`."""

from collections.abc import Sequence

from mattermost_py.features.messaging.drafts.models import DraftRow
from mattermost_py.infra.db import Db


async def upsert(db: Db, draft: DraftRow) -> DraftRow | None:
    """Keeps the time of the first version."""
    return await db.one(
        DraftRow,
        """
        INSERT INTO drafts AS d (createat, updateat, deleteat, userid, channelid, rootid, message, props, fileids,
                                 priority, type)
        VALUES (%(create_at)s, %(update_at)s, 0, %(user_id)s, %(channel_id)s, %(root_id)s, %(message)s, %(props)s,
                %(file_ids)s, %(priority)s, %(type)s)
        ON CONFLICT (userid, channelid, rootid) DO UPDATE
           SET createat = CASE WHEN d.deleteat = 0 THEN d.createat ELSE EXCLUDED.createat END,
               updateat = EXCLUDED.updateat, deleteat = 0, message = EXCLUDED.message, props = EXCLUDED.props,
               fileids = EXCLUDED.fileids, priority = EXCLUDED.priority, type = EXCLUDED.type
        RETURNING createat, updateat, deleteat, userid, channelid, rootid, message, props, fileids, priority,
                  coalesce(type, '') AS type
        """,
        create_at=draft.create_at,
        update_at=draft.update_at,
        user_id=draft.user_id,
        channel_id=draft.channel_id,
        root_id=draft.root_id,
        message=draft.message,
        props=draft.props,
        file_ids=draft.file_ids,
        priority=draft.priority,
        type=draft.type,
    )


async def in_team(db: Db, user_id: str, team_id: str) -> list[DraftRow]:
    """The user's drafts in channels of the team they are in, and in their direct channels; newest first."""
    return await db.many(
        DraftRow,
        """
        SELECT d.createat, d.updateat, d.deleteat, d.userid, d.channelid, d.rootid, d.message,
               coalesce(d.props, '{}') AS props, coalesce(d.fileids, '[]') AS fileids,
               coalesce(d.priority, '{}') AS priority, coalesce(d.type, '') AS type
          FROM drafts d
          JOIN channelmembers cm ON cm.channelid = d.channelid AND cm.userid = d.userid
          JOIN channels c ON c.id = d.channelid AND c.deleteat = 0
         WHERE d.userid = %(user_id)s AND d.deleteat = 0 AND c.teamid IN (%(team_id)s, '')
         ORDER BY d.updateat DESC
        """,
        user_id=user_id,
        team_id=team_id,
    )


async def delete(db: Db, user_id: str, channel_id: str, root_id: str) -> DraftRow | None:
    """Returns: what was there."""
    return await db.one(
        DraftRow,
        """
        DELETE FROM drafts
         WHERE userid = %(user_id)s AND channelid = %(channel_id)s AND rootid = %(root_id)s
        RETURNING createat, updateat, deleteat, userid, channelid, rootid, message, coalesce(props, '{}') AS props,
                  coalesce(fileids, '[]') AS fileids, coalesce(priority, '{}') AS priority, coalesce(type, '') AS type
        """,
        user_id=user_id,
        channel_id=channel_id,
        root_id=root_id,
    )


async def delete_of_threads(db: Db, root_ids: Sequence[str]) -> None:
    await db.run("DELETE FROM drafts WHERE rootid <> '' AND rootid = ANY(%(root_ids)s)", root_ids=list(root_ids))


async def delete_of_user(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM drafts WHERE userid = %(user_id)s", user_id=user_id)
