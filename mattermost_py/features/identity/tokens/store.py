"""SQL of `useraccesstokens`."""

from mattermost_py.features.identity.tokens.models import AccessToken
from mattermost_py.infra.db import Db


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


async def by_id(db: Db, token_id: str) -> AccessToken | None:
    return await db.one(
        AccessToken,
        """
        SELECT id, token, userid, coalesce(description, '') AS description, coalesce(isactive, false) AS isactive
          FROM useraccesstokens
         WHERE id = %(token_id)s
        """,
        token_id=token_id,
    )


async def of_user(db: Db, user_id: str, *, offset: int, limit: int) -> list[AccessToken]:
    """Of everybody when no user is given."""
    return await db.many(
        AccessToken,
        """
        SELECT id, token, userid, coalesce(description, '') AS description, coalesce(isactive, false) AS isactive
          FROM useraccesstokens
         WHERE %(user_id)s::text = '' OR userid = %(user_id)s
         ORDER BY id
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
        """
        SELECT t.id, t.token, t.userid, coalesce(t.description, '') AS description,
               coalesce(t.isactive, false) AS isactive
          FROM useraccesstokens t
          JOIN users u ON u.id = t.userid
         WHERE starts_with(t.id, %(term)s) OR starts_with(t.userid, %(term)s)
            OR starts_with(u.username, lower(%(term)s))
         ORDER BY t.id
         LIMIT %(limit)s
        """,
        term=term,
        limit=limit,
    )


async def set_active(db: Db, token_id: str, *, is_active: bool) -> None:
    await db.run(
        "UPDATE useraccesstokens SET isactive = %(is_active)s WHERE id = %(token_id)s",
        is_active=is_active,
        token_id=token_id,
    )


async def delete(db: Db, token_id: str) -> None:
    await db.run("DELETE FROM useraccesstokens WHERE id = %(token_id)s", token_id=token_id)


async def delete_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM useraccesstokens WHERE userid = %(user_id)s", user_id=user_id)
