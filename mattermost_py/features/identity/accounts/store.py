"""SQL that tells how a sign-up must be treated."""

from mattermost_py.infra.db import Db


async def nobody_yet(db: Db) -> bool:
    """Whether there is no human account at all, deactivated ones included."""
    return not await db.value(
        bool,
        "SELECT EXISTS (SELECT FROM users u WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id))",
    )


async def lock_first_account(db: Db) -> None:
    """Lets one sign-up at a time ask whether it is the first; held until the transaction ends."""
    await db.run("SELECT pg_advisory_xact_lock(hashtextextended('mmpy first account', 0))")


async def team_of_invite(db: Db, invite_id: str) -> str | None:
    """The live team whose invitation link has this id."""
    return await db.value(
        str, "SELECT id FROM teams WHERE inviteid = %(invite_id)s AND deleteat = 0", invite_id=invite_id
    )
