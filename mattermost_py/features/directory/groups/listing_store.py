"""SQL that lists groups."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from mattermost_py.features.directory.groups.models import Group, OfChannel, Place, Wanted
from mattermost_py.features.directory.groups.store import COUNT, GROUP, IDS
from mattermost_py.infra.db import Db

_NUMBERS: Final = f"""
    , CASE WHEN %(with_member_count)s THEN {COUNT} END AS membercount,
    CASE WHEN %(with_member_ids)s THEN {IDS} END AS memberids,
    CASE WHEN %(counted_channel)s <> '' THEN
         (SELECT count(*)::int FROM groupmembers m
            JOIN channelmembers cm ON cm.userid = m.userid AND cm.channelid = %(counted_channel)s
            JOIN users u ON u.id = m.userid AND u.deleteat = 0
           WHERE m.groupid = g.id AND m.deleteat = 0) END AS channelmembercount,
    CASE WHEN %(counted_channel)s <> '' AND %(with_timezones)s THEN
         (SELECT count(DISTINCT CASE WHEN u.timezone ->> 'useAutomaticTimezone' = 'true'
                                     THEN nullif(u.timezone ->> 'automaticTimezone', '')
                                     ELSE nullif(u.timezone ->> 'manualTimezone', '') END)::int
            FROM groupmembers m
            JOIN channelmembers cm ON cm.userid = m.userid AND cm.channelid = %(counted_channel)s
            JOIN users u ON u.id = m.userid AND u.deleteat = 0
           WHERE m.groupid = g.id AND m.deleteat = 0) END AS channelmembertimezonescount
"""
_FITTING: Final = """
    (%(pattern)s = '' OR lower(g.name) LIKE %(pattern)s OR lower(g.displayname) LIKE %(pattern)s)
    AND (%(source)s = '' OR g.source = %(source)s)
    AND (NOT %(only_syncable)s OR g.source = 'ldap' OR starts_with(g.source, 'plugin_'))
    AND (NOT %(only_referable)s OR g.allowreference)
    AND CASE WHEN %(only_archived)s THEN g.deleteat > 0
             WHEN %(with_archived)s OR %(since)s::bigint > 0 THEN true
             ELSE g.deleteat = 0 END
    AND (%(since)s::bigint = 0 OR g.updateat > %(since)s::bigint)
    AND (%(has_member)s = '' OR EXISTS (
         SELECT FROM groupmembers m WHERE m.groupid = g.id AND m.userid = %(has_member)s AND m.deleteat = 0))
    AND (%(not_in_team)s = '' OR NOT EXISTS (
         SELECT FROM groupteams l WHERE l.groupid = g.id AND l.teamid = %(not_in_team)s AND l.deleteat = 0))
    AND (%(not_in_channel)s = '' OR NOT EXISTS (
         SELECT FROM groupchannels l WHERE l.groupid = g.id AND l.channelid = %(not_in_channel)s AND l.deleteat = 0))
    AND (NOT %(of_permitted_team)s OR %(not_in_channel)s = '' OR NOT EXISTS (
         SELECT FROM channels c JOIN teams t ON t.id = c.teamid AND t.groupconstrained
          WHERE c.id = %(not_in_channel)s AND NOT EXISTS (
                SELECT FROM groupteams l WHERE l.groupid = g.id AND l.teamid = t.id AND l.deleteat = 0)))
"""


def _params(wanted: Wanted) -> dict[str, Any]:
    word = wanted.q.strip().lower().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    params = asdict(wanted)
    del params["q"]
    return {**params, "pattern": f"%{word}%" if word else ""}


async def page(db: Db, wanted: Wanted, *, limit: int, offset: int) -> list[Group]:
    """By display name."""
    return await db.many(
        Group,
        f"""
        SELECT {GROUP} {_NUMBERS} FROM usergroups g WHERE {_FITTING}
         ORDER BY g.displayname, g.id LIMIT %(limit)s OFFSET %(offset)s
        """,
        **_params(wanted),
        limit=limit,
        offset=offset,
    )


async def count(db: Db, wanted: Wanted) -> int:
    return await db.value(int, f"SELECT count(*) FROM usergroups g WHERE {_FITTING}", **_params(wanted)) or 0


_OF_TEAM: Final = "JOIN groupteams k ON k.groupid = g.id AND k.teamid = %(place_id)s AND k.deleteat = 0"
_OF_CHANNEL: Final = "JOIN groupchannels k ON k.groupid = g.id AND k.channelid = %(place_id)s AND k.deleteat = 0"


async def of_place(db: Db, place: Place, wanted: Wanted, *, limit: int | None, offset: int) -> list[Group]:
    """Groups linked to a team or channel, by display name; no limit gives all."""
    join = _OF_CHANNEL if place.channel_id else _OF_TEAM
    return await db.many(
        Group,
        f"""
        SELECT {GROUP} {_NUMBERS}, coalesce(k.schemeadmin, false) AS schemeadmin
          FROM usergroups g {join} WHERE {_FITTING}
         ORDER BY g.displayname, g.id LIMIT %(limit)s OFFSET %(offset)s
        """,
        **_params(wanted),
        place_id=place.id,
        limit=limit,
        offset=offset,
    )


async def count_of_place(db: Db, place: Place, wanted: Wanted) -> int:
    join = _OF_CHANNEL if place.channel_id else _OF_TEAM
    found = await db.value(
        int, f"SELECT count(*) FROM usergroups g {join} WHERE {_FITTING}", **_params(wanted), place_id=place.id
    )
    return found or 0


async def of_teams_channels(db: Db, team_id: str, wanted: Wanted) -> list[Group]:
    """Groups linked to any channel of a team."""
    return await db.many(
        Group,
        f"""
        SELECT {GROUP} {_NUMBERS} FROM usergroups g
         WHERE {_FITTING} AND EXISTS (
               SELECT FROM groupchannels l JOIN channels c ON c.id = l.channelid
                WHERE l.groupid = g.id AND c.teamid = %(team_id)s AND l.deleteat = 0)
        """,
        **_params(wanted),
        team_id=team_id,
    )


async def links_of_channels(db: Db, team_id: str) -> Sequence[OfChannel]:
    """Links of all channels of a team."""
    return await db.many(
        OfChannel,
        """
        SELECT l.channelid, l.groupid, coalesce(l.schemeadmin, false) AS schemeadmin
          FROM groupchannels l JOIN channels c ON c.id = l.channelid
         WHERE c.teamid = %(team_id)s AND l.deleteat = 0
        """,
        team_id=team_id,
    )
