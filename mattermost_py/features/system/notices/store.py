"""SQL of `mmpy.notices` and of who has seen them (`productnoticeviewstate`)."""

from collections.abc import Sequence

from mattermost_py.features.system.notices.models import Notice, NoticeShape
from mattermost_py.infra.db import Db


async def insert(db: Db, notice: Notice) -> None:
    await db.run(
        """
        INSERT INTO mmpy.notices (id, title, description, audience, action_text, action_url, creator_id, create_at,
                                  ends_at)
        VALUES (%(id)s, %(title)s, %(description)s, %(audience)s, %(action_text)s, %(action_url)s, %(creator_id)s,
                %(create_at)s, %(ends_at)s)
        """,
        id=notice.id,
        title=notice.title,
        description=notice.description,
        audience=notice.audience,
        action_text=notice.action_text,
        action_url=notice.action_url,
        creator_id=notice.creator_id,
        create_at=notice.create_at,
        ends_at=notice.ends_at,
    )


async def listed(db: Db, *, offset: int, limit: int) -> list[NoticeShape]:
    """The newest first."""
    return await db.many(
        NoticeShape,
        """
        SELECT n.id, n.title, n.description, n.audience, n.action_text, n.action_url, n.creator_id, n.create_at,
               n.ends_at, (SELECT count(*) FROM productnoticeviewstate v WHERE v.noticeid = n.id) AS views
          FROM mmpy.notices n
         ORDER BY n.create_at DESC, n.id
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        offset=offset,
        limit=limit,
    )


async def unseen(db: Db, user_id: str, audiences: Sequence[str], now_ms: int) -> list[Notice]:
    """What this person has not seen yet, the oldest first."""
    return await db.many(
        Notice,
        """
        SELECT n.id, n.title, n.description, n.audience, n.action_text, n.action_url, n.creator_id, n.create_at,
               n.ends_at
          FROM mmpy.notices n
         WHERE n.audience = ANY(%(audiences)s) AND (n.ends_at = 0 OR n.ends_at > %(now_ms)s)
           AND NOT EXISTS (
               SELECT FROM productnoticeviewstate v WHERE v.userid = %(user_id)s AND v.noticeid = n.id)
         ORDER BY n.create_at, n.id
        """,
        user_id=user_id,
        audiences=list(audiences),
        now_ms=now_ms,
    )


async def mark_seen(db: Db, user_id: str, notice_ids: Sequence[str], now_s: int) -> None:
    """Notices that do not exist are passed over."""
    await db.run(
        """
        INSERT INTO productnoticeviewstate (userid, noticeid, viewed, timestamp)
        SELECT %(user_id)s, n.id, 1, %(now_s)s::bigint
          FROM mmpy.notices n
         WHERE n.id = ANY(%(notice_ids)s)
        ON CONFLICT (userid, noticeid) DO UPDATE SET viewed = productnoticeviewstate.viewed + 1,
                                                    timestamp = excluded.timestamp
        """,
        user_id=user_id,
        notice_ids=list(notice_ids),
        now_s=now_s,
    )


async def delete(db: Db, notice_id: str) -> bool:
    """With what is known of who has seen it. False when there is none."""
    return (
        await db.run(
            """
            WITH views AS (DELETE FROM productnoticeviewstate WHERE noticeid = %(notice_id)s)
            DELETE FROM mmpy.notices WHERE id = %(notice_id)s
            """,
            notice_id=notice_id,
        )
        > 0
    )


async def forget_views_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM productnoticeviewstate WHERE userid = %(user_id)s", user_id=user_id)
