"""SQL of `desktoptokens`."""

from mattermost_py.features.identity.desktop.models import DesktopToken
from mattermost_py.infra.db import Db


async def insert(db: Db, made: DesktopToken) -> None:
    await db.run(
        "INSERT INTO desktoptokens (token, createat, userid) VALUES (%(token)s, %(create_at)s, %(user_id)s)",
        token=made.token,
        create_at=made.create_at,
        user_id=made.user_id,
    )


async def take(db: Db, token: str) -> DesktopToken | None:
    """Removes it: of two who show the same token, one gets it."""
    return await db.one(
        DesktopToken,
        "DELETE FROM desktoptokens WHERE token = %(token)s RETURNING token, createat, userid",
        token=token,
    )


async def delete_before(db: Db, create_at: int) -> int:
    return await db.run("DELETE FROM desktoptokens WHERE createat < %(create_at)s", create_at=create_at)


async def delete_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM desktoptokens WHERE userid = %(user_id)s", user_id=user_id)
