"""SQL of `postreminders`."""

from collections.abc import Sequence

from mattermost_py.features.messaging.reminders.models import Reminder
from mattermost_py.infra.db import Db


async def upsert(db: Db, reminder: Reminder) -> None:
    """One a user and post; the last wish counts."""
    await db.run(
        """
        INSERT INTO postreminders (postid, userid, targettime)
        VALUES (%(post_id)s::text, %(user_id)s::text, %(target_time)s::bigint)
        ON CONFLICT (postid, userid) DO UPDATE SET targettime = EXCLUDED.targettime
        """,
        post_id=reminder.post_id,
        user_id=reminder.user_id,
        target_time=reminder.target_time,
    )


async def take_due(db: Db, now_s: int) -> Reminder | None:
    """Removes one that is due, and returns it; another worker's is passed over. It is back if the caller fails."""
    return await db.one(
        Reminder,
        """
        DELETE FROM postreminders r
         USING (SELECT postid, userid FROM postreminders
                 WHERE targettime <= %(now_s)s::bigint
                 ORDER BY targettime, postid, userid
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED) due
         WHERE r.postid = due.postid AND r.userid = due.userid
        RETURNING r.postid, r.userid, coalesce(r.targettime, 0) AS targettime
        """,
        now_s=now_s,
    )


async def delete_of_posts(db: Db, post_ids: Sequence[str]) -> None:
    await db.run("DELETE FROM postreminders WHERE postid = ANY(%(post_ids)s)", post_ids=list(post_ids))


async def delete_of_user(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM postreminders WHERE userid = %(user_id)s::text", user_id=user_id)
