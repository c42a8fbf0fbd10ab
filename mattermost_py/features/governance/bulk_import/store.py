"""SQL that finds what an import names. It only reads: each thing is written where it belongs."""

from collections.abc import Sequence
from dataclasses import dataclass

from mattermost_py.infra.db import Db


@dataclass(frozen=True, slots=True)
class Named:
    """An id and the name it stands for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """A post that is here."""

    id: str
    channel_id: str
    user_id: str
    create_at: int
    message: str


async def users(db: Db, names: Sequence[str]) -> dict[str, str]:
    """Username → id."""
    found = await db.many(
        Named, "SELECT id, username AS name FROM users WHERE username = ANY(%(names)s)", names=list(names)
    )
    return {each.name: each.id for each in found}


async def team(db: Db, name: str) -> str | None:
    return await db.value(str, "SELECT id FROM teams WHERE name = %(name)s", name=name)


async def channel(db: Db, team_id: str, name: str) -> str | None:
    """Archived ones, too."""
    return await db.value(
        str,
        "SELECT id FROM channels WHERE teamid = %(team_id)s AND name = %(name)s",
        team_id=team_id,
        name=name,
    )


async def scheme(db: Db, name: str) -> str | None:
    """Deleted ones, too."""
    return await db.value(str, "SELECT id FROM schemes WHERE name = %(name)s ORDER BY deleteat LIMIT 1", name=name)


async def bot(db: Db, user_id: str) -> bool:
    return bool(await db.value(bool, "SELECT EXISTS (SELECT FROM bots WHERE userid = %(user_id)s)", user_id=user_id))


async def written(db: Db, wanted: Sequence[tuple[str, str, int]]) -> list[Written]:
    """Live posts of these channels, authors and times."""
    return await db.many(
        Written,
        """
        SELECT p.id, p.channelid, p.userid, p.createat, coalesce(p.message, '') AS message
          FROM (SELECT DISTINCT * FROM unnest(%(channels)s::text[], %(authors)s::text[], %(times)s::bigint[]))
               AS w (channelid, userid, createat)
          JOIN posts p ON p.channelid = w.channelid AND p.createat = w.createat AND p.userid = w.userid
         WHERE p.deleteat = 0 AND coalesce(p.originalid, '') = ''
        """,
        channels=[channel_id for channel_id, _, _ in wanted],
        authors=[user_id for _, user_id, _ in wanted],
        times=[at for _, _, at in wanted],
    )
