"""SQL of `useraccesstokens` and of how long its tokens last."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.identity.tokens.models import AccessToken, EndingToken
from mattermost_py.infra.db import Db

_TOKEN: Final = """
    t.id, t.token, t.userid, coalesce(t.description, '') AS description, coalesce(t.isactive, false) AS isactive,
    coalesce(e.ends_at, 0) AS expiresat
"""
_TERM: Final = "LEFT JOIN mmpy.access_token_terms e ON e.token_id = t.id"


async def insert(db: Db, made: AccessToken) -> None:
    await db.run(
        """
        INSERT INTO useraccesstokens (id, token, userid, description, isactive)
        VALUES (%(id)s, %(token)s, %(user_id)s, %(description)s, %(is_active)s)
        """,
        id=made.id,
        token=made.token,
        user_id=made.user_id,
        description=made.description,
        is_active=made.is_active,
    )


async def set_term(db: Db, token_id: str, *, created_at: int, ends_at: int, warned_days: int) -> None:
    await db.run(
        """
        INSERT INTO mmpy.access_token_terms (token_id, created_at, ends_at, warned_days)
        VALUES (%(token_id)s, %(created_at)s, %(ends_at)s, %(warned_days)s)
            ON CONFLICT (token_id) DO UPDATE
           SET created_at = excluded.created_at, ends_at = excluded.ends_at, warned_days = excluded.warned_days
        """,
        token_id=token_id,
        created_at=created_at,
        ends_at=ends_at,
        warned_days=warned_days,
    )


async def lifetime(db: Db, token_id: str) -> int:
    """How long (ms) the token lasts from its making to its end; 0 = for ever."""
    found = await db.value(
        int,
        "SELECT ends_at - created_at FROM mmpy.access_token_terms WHERE token_id = %(token_id)s",
        token_id=token_id,
    )
    return found or 0


async def by_id(db: Db, token_id: str) -> AccessToken | None:
    return await db.one(
        AccessToken,
        f"SELECT {_TOKEN} FROM useraccesstokens t {_TERM} WHERE t.id = %(token_id)s",
        token_id=token_id,
    )


async def of_user(db: Db, user_id: str, *, offset: int, limit: int) -> list[AccessToken]:
    """Of everybody when no user is given."""
    return await db.many(
        AccessToken,
        f"""
        SELECT {_TOKEN}
          FROM useraccesstokens t {_TERM}
         WHERE %(user_id)s::text = '' OR t.userid = %(user_id)s
         ORDER BY t.id
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        user_id=user_id,
        limit=limit,
        offset=offset,
    )


async def search(db: Db, term: str, *, limit: int) -> list[AccessToken]:
    """By the beginning of the token's id, its user's id or name."""
    return await db.many(
        AccessToken,
        f"""
        SELECT {_TOKEN}
          FROM useraccesstokens t {_TERM}
          JOIN users u ON u.id = t.userid
         WHERE starts_with(t.id, %(term)s) OR starts_with(t.userid, %(term)s)
            OR starts_with(u.username, lower(%(term)s))
         ORDER BY t.id
         LIMIT %(limit)s
        """,
        term=term,
        limit=limit,
    )


async def ending(db: Db, now: int, days: Sequence[int]) -> list[EndingToken]:
    """Tokens that came nearer to their end than their owners know, noted as told."""
    return await db.many(
        EndingToken,
        """
        WITH due AS (
            SELECT e.token_id,
                   (SELECT min(day) FROM unnest(%(days)s::int[]) AS day
                     WHERE e.ends_at - %(now)s <= day * 86400000::bigint) AS days
              FROM mmpy.access_token_terms e
             WHERE e.ends_at > %(now)s AND e.ends_at <= %(now)s + %(most)s * 86400000::bigint),
        told AS (
            UPDATE mmpy.access_token_terms e SET warned_days = due.days
              FROM due
             WHERE e.token_id = due.token_id AND due.days < e.warned_days
            RETURNING e.token_id, e.ends_at, due.days)
        SELECT coalesce(t.description, '') AS description, told.ends_at AS expiresat, told.days,
               coalesce(b.ownerid, t.userid) AS readerid
          FROM told
          JOIN useraccesstokens t ON t.id = told.token_id
          JOIN users u ON u.id = t.userid AND u.deleteat = 0
          LEFT JOIN bots b ON b.userid = t.userid
         WHERE t.isactive
        """,
        now=now,
        days=list(days),
        most=max(days),
    )


async def set_active(db: Db, token_id: str, *, is_active: bool) -> None:
    await db.run(
        "UPDATE useraccesstokens SET isactive = %(is_active)s WHERE id = %(token_id)s",
        is_active=is_active,
        token_id=token_id,
    )


async def set_token(db: Db, token_id: str, token: str) -> None:
    await db.run(
        "UPDATE useraccesstokens SET token = %(token)s WHERE id = %(token_id)s", token=token, token_id=token_id
    )


async def delete(db: Db, token_id: str) -> None:
    await db.run(
        """
        WITH term AS (DELETE FROM mmpy.access_token_terms WHERE token_id = %(token_id)s)
        DELETE FROM useraccesstokens WHERE id = %(token_id)s
        """,
        token_id=token_id,
    )


async def delete_of(db: Db, user_id: str) -> None:
    await db.run(
        """
        WITH gone AS (DELETE FROM useraccesstokens WHERE userid = %(user_id)s RETURNING id)
        DELETE FROM mmpy.access_token_terms WHERE token_id IN (SELECT id FROM gone)
        """,
        user_id=user_id,
    )


async def delete_overlong(db: Db, latest: int) -> list[str]:
    """Removes tokens of people that end after `latest`, or never. Returns the tokens themselves."""
    return await db.many(
        str,
        """
        WITH gone AS (
            DELETE FROM useraccesstokens t
             WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = t.userid)
               AND NOT EXISTS (SELECT FROM mmpy.access_token_terms e
                                WHERE e.token_id = t.id AND e.ends_at <= %(latest)s)
            RETURNING t.id, t.token),
        terms AS (DELETE FROM mmpy.access_token_terms WHERE token_id IN (SELECT id FROM gone))
        SELECT token FROM gone
        """,
        latest=latest,
    )
