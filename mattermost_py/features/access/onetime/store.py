"""SQL of `tokens`."""

from collections.abc import Sequence

from mattermost_py.features.access.onetime.models import OneTime
from mattermost_py.infra.db import Db


async def insert(db: Db, secrets: Sequence[OneTime]) -> None:
    await db.run(
        """
        INSERT INTO tokens (token, createat, type, extra)
        SELECT token, createat, type, extra
          FROM unnest(%(tokens)s::text[], %(create_ats)s::bigint[], %(types)s::text[], %(extras)s::text[])
               AS secret (token, createat, type, extra)
        """,
        tokens=[each.token for each in secrets],
        create_ats=[each.create_at for each in secrets],
        types=[str(each.type) for each in secrets],
        extras=[each.extra for each in secrets],
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


async def backdate(db: Db, token: str, created_at: int) -> None:
    await db.run("UPDATE tokens SET createat = %(at)s WHERE token = %(token)s", at=created_at, token=token)


async def delete(db: Db, token: str) -> bool:
    """Returns whether it was still there: of two callers, one hears yes."""
    return await db.run("DELETE FROM tokens WHERE token = %(token)s", token=token) > 0


async def delete_naming(db: Db, purpose: str, words: str) -> None:
    """Those whose extra holds these words as they stand; other servers write it with the same spelling."""
    await db.run(
        "DELETE FROM tokens WHERE type = %(purpose)s AND strpos(replace(extra, ': ', ':'), %(words)s) > 0",
        purpose=purpose,
        words=words,
    )


async def delete_all(db: Db, purposes: Sequence[str]) -> int:
    return await db.run("DELETE FROM tokens WHERE type = ANY(%(purposes)s)", purposes=[str(each) for each in purposes])


async def delete_created_before(db: Db, purpose: str, before_ms: int) -> int:
    return await db.run(
        "DELETE FROM tokens WHERE type = %(purpose)s AND createat < %(before_ms)s",
        purpose=purpose,
        before_ms=before_ms,
    )
