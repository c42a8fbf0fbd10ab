"""SQL of `tokens`."""

from mattermost_py.features.access.onetime.models import OneTime
from mattermost_py.infra.db import Db


async def insert(db: Db, secret: OneTime) -> None:
    await db.run(
        "INSERT INTO tokens (token, createat, type, extra) VALUES (%(token)s, %(create_at)s, %(type)s, %(extra)s)",
        token=secret.token,
        create_at=secret.create_at,
        type=secret.type,
        extra=secret.extra,
    )


async def by_token(db: Db, token: str) -> OneTime | None:
    return await db.one(
        OneTime,
        """
        SELECT token, coalesce(createat, 0) AS createat, coalesce(type, '') AS type, coalesce(extra, '') AS extra
          FROM tokens
         WHERE token = %(token)s
        """,
        token=token,
    )


async def delete(db: Db, token: str) -> bool:
    """Returns whether it was still there: of two callers, one hears yes."""
    return await db.run("DELETE FROM tokens WHERE token = %(token)s", token=token) > 0


async def delete_created_before(db: Db, purpose: str, before_ms: int) -> int:
    return await db.run(
        "DELETE FROM tokens WHERE type = %(purpose)s AND createat < %(before_ms)s",
        purpose=purpose,
        before_ms=before_ms,
    )
