"""SQL of `groupteams` and `groupchannels`, and of who should be where because of them."""

from typing import Final

from mattermost_py.features.directory.groups.models import Link, Place
from mattermost_py.infra.db import Db

_TEAM: Final = """
    l.groupid, coalesce(l.autoadd, false) AS autoadd, coalesce(l.schemeadmin, false) AS schemeadmin,
    coalesce(l.createat, 0) AS createat, coalesce(l.deleteat, 0) AS deleteat, coalesce(l.updateat, 0) AS updateat,
    coalesce(t.id, '') AS teamid, coalesce(t.displayname, '') AS teamdisplayname,
    coalesce(t.type::text, '') AS teamtype
"""
_CHANNEL: Final = f"{_TEAM}, c.id AS channelid, c.displayname AS channeldisplayname, c.type::text AS channeltype"
_OF_TEAMS: Final = f"SELECT {_TEAM} FROM groupteams l JOIN teams t ON t.id = l.teamid"
_OF_CHANNELS: Final = f"""
    SELECT {_CHANNEL} FROM groupchannels l JOIN channels c ON c.id = l.channelid LEFT JOIN teams t ON t.id = c.teamid
"""
_VALUES: Final = """
    VALUES (%(group_id)s, %(place_id)s, %(auto_add)s, %(scheme_admin)s, %(now)s, 0, %(now)s)
"""
_RENEWED: Final = """
    autoadd = excluded.autoadd, schemeadmin = excluded.schemeadmin, deleteat = 0, updateat = excluded.updateat
"""
_SAVE_CHANNEL: Final = f"""
    INSERT INTO groupchannels (groupid, channelid, autoadd, schemeadmin, createat, deleteat, updateat) {_VALUES}
        ON CONFLICT (groupid, channelid) DO UPDATE SET {_RENEWED}
"""
_SAVE_TEAM: Final = f"""
    INSERT INTO groupteams (groupid, teamid, autoadd, schemeadmin, createat, deleteat, updateat) {_VALUES}
        ON CONFLICT (groupid, teamid) DO UPDATE SET {_RENEWED}
"""


async def teams_of(db: Db, group_id: str) -> list[Link]:
    """Live links to teams, by name."""
    return await db.many(
        Link,
        f"{_OF_TEAMS} WHERE l.groupid = %(group_id)s AND l.deleteat = 0 ORDER BY t.displayname, t.id",
        group_id=group_id,
    )


async def channels_of(db: Db, group_id: str) -> list[Link]:
    """Live links to channels, by name."""
    return await db.many(
        Link,
        f"{_OF_CHANNELS} WHERE l.groupid = %(group_id)s AND l.deleteat = 0 ORDER BY c.displayname, c.id",
        group_id=group_id,
    )


async def one(db: Db, group_id: str, place: Place) -> Link | None:
    """The link, deleted ones too."""
    if place.channel_id:
        return await db.one(
            Link,
            f"{_OF_CHANNELS} WHERE l.groupid = %(group_id)s AND l.channelid = %(channel_id)s",
            group_id=group_id,
            channel_id=place.channel_id,
        )
    return await db.one(
        Link,
        f"{_OF_TEAMS} WHERE l.groupid = %(group_id)s AND l.teamid = %(team_id)s",
        group_id=group_id,
        team_id=place.team_id,
    )


async def save(db: Db, group_id: str, place: Place, *, auto_add: bool, scheme_admin: bool, now: int) -> None:
    """Makes the link, or writes its settings; a deleted one is live again."""
    await db.run(
        _SAVE_CHANNEL if place.channel_id else _SAVE_TEAM,
        group_id=group_id,
        place_id=place.id,
        auto_add=auto_add,
        scheme_admin=scheme_admin,
        now=now,
    )


async def delete(db: Db, group_id: str, place: Place, now: int) -> None:
    """Ends the link; with a team those to its channels end as well."""
    if not place.channel_id:
        await db.run(
            """
            UPDATE groupteams SET deleteat = %(now)s, updateat = %(now)s
             WHERE groupid = %(group_id)s AND teamid = %(team_id)s AND deleteat = 0
            """,
            group_id=group_id,
            team_id=place.team_id,
            now=now,
        )
    await db.run(
        """
        UPDATE groupchannels SET deleteat = %(now)s, updateat = %(now)s
          FROM channels c
         WHERE groupchannels.groupid = %(group_id)s AND c.id = groupchannels.channelid
           AND groupchannels.deleteat = 0 AND c.teamid = %(team_id)s
           AND (%(channel_id)s = '' OR c.id = %(channel_id)s)
        """,
        group_id=group_id,
        team_id=place.team_id,
        channel_id=place.channel_id,
        now=now,
    )
