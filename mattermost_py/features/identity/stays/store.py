"""SQL of `mmpy.guest_stays`."""

from mattermost_py.features.identity.stays.models import Stay
from mattermost_py.infra.db import Db


async def by_user(db: Db, user_id: str) -> Stay | None:
    return await db.one(
        Stay,
        "SELECT user_id, sponsor_id, ends_at FROM mmpy.guest_stays WHERE user_id = %(user_id)s",
        user_id=user_id,
    )


async def upsert(db: Db, stay: Stay) -> None:
    await db.run(
        """
        INSERT INTO mmpy.guest_stays (user_id, sponsor_id, ends_at)
        VALUES (%(user_id)s, %(sponsor_id)s, %(ends_at)s)
            ON CONFLICT (user_id) DO UPDATE SET sponsor_id = excluded.sponsor_id, ends_at = excluded.ends_at
        """,
        user_id=stay.user_id,
        sponsor_id=stay.sponsor_id,
        ends_at=stay.ends_at,
    )


async def delete(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM mmpy.guest_stays WHERE user_id = %(user_id)s", user_id=user_id)


async def take_ended(db: Db, now: int, *, limit: int) -> list[Stay]:
    """Stays that are over, which are taken out; each by one caller."""
    return await db.many(
        Stay,
        """
        DELETE FROM mmpy.guest_stays
         WHERE user_id IN (SELECT user_id FROM mmpy.guest_stays WHERE ends_at <= %(now)s
                            ORDER BY ends_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
        RETURNING user_id, sponsor_id, ends_at
        """,
        now=now,
        limit=limit,
    )
