"""SQL of reports: reads of tables that other features write."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, LiteralString

from mattermost_py.features.governance.reports.models import Activity, FoundPost, Place, PostPlace, UserFilter
from mattermost_py.infra.db import Db, Tx

_WHERE: LiteralString = """
     WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
       AND (%(role)s::text = '' OR %(role)s = ANY(string_to_array(coalesce(u.roles, ''), ' ')))
       AND (%(team_id)s::text = '' OR EXISTS (
           SELECT FROM teammembers m WHERE m.userid = u.id AND m.teamid = %(team_id)s AND m.deleteat = 0))
       AND (NOT %(has_no_team)s OR NOT EXISTS (
           SELECT FROM teammembers m WHERE m.userid = u.id AND m.deleteat = 0))
       AND (NOT %(hide_active)s OR u.deleteat <> 0)
       AND (NOT %(hide_inactive)s OR u.deleteat = 0)
       AND (%(term)s::text = '' OR strpos(lower(u.username), %(term)s) > 0 OR strpos(lower(u.nickname), %(term)s) > 0
            OR strpos(lower(u.firstname), %(term)s) > 0 OR strpos(lower(u.lastname), %(term)s) > 0
            OR strpos(lower(u.email), %(term)s) > 0 OR u.id = %(term)s)
       AND (%(guests)s::text = '' OR (
            'system_guest' = ANY(string_to_array(coalesce(u.roles, ''), ' '))
            AND (%(guests)s = 'all' OR (%(guests)s = 'single_channel') = (1 = (
                SELECT count(*) FROM channelmembers cm JOIN channels c ON c.id = cm.channelid
                 WHERE cm.userid = u.id AND c.type IN ('O', 'P') AND c.deleteat = 0)))))
"""
_COLUMNS: dict[str, LiteralString] = {
    "CreateAt": "coalesce(u.createat, 0)",
    "Username": "coalesce(u.username, '')",
    "FirstName": "coalesce(u.firstname, '')",
    "LastName": "coalesce(u.lastname, '')",
    "Nickname": "coalesce(u.nickname, '')",
    "Email": "coalesce(u.email, '')",
    "Roles": "coalesce(u.roles, '')",
}


async def people(db: Db, wanted: UserFilter, place: Place, days: tuple[date, date], *, limit: int) -> list[Activity]:
    """The next people after a place in the order, with their activity in these days."""
    number = int(place.from_value) if place.from_value.lstrip("-").isdigit() else 0
    found = await db.many(
        Activity,
        f"WITH {_chosen(place)} {_WITH_ACTIVITY}",
        **_params(wanted),
        from_value=number if place.sort == "CreateAt" else place.from_value,
        from_id=place.from_id,
        first_day=days[0],
        end_day=days[1],
        limit=limit,
    )
    return found[::-1] if place.is_backwards else found


def _chosen(place: Place) -> LiteralString:
    """The people of one page, numbered in the order wanted."""
    column = _COLUMNS[place.sort]
    goes_down = place.is_descending != place.is_backwards
    from_value: LiteralString = "%(from_value)s::bigint" if place.sort == "CreateAt" else "%(from_value)s::text"
    beyond: LiteralString = "<" if goes_down else ">"
    order: LiteralString = "DESC" if goes_down else "ASC"
    begins: LiteralString = f"AND ({column}, u.id) {beyond} ({from_value}, %(from_id)s)" if place.from_id else ""
    return f"""chosen AS (
        SELECT u.id, row_number() OVER (ORDER BY {column} {order}, u.id {order}) AS place,
               'system_guest' = ANY(string_to_array(coalesce(u.roles, ''), ' ')) AS isguest
          FROM users u
        {_WHERE} {begins}
         ORDER BY {column} {order}, u.id {order}
         LIMIT %(limit)s
    )"""


_WITH_ACTIVITY: Final = """
    SELECT c.id AS userid, max(s.lastactivityat) AS laststatusat, max(p.lastpostdate) AS lastpostdate,
           nullif(count(p.day), 0)::int AS daysactive, sum(p.numposts)::bigint AS totalposts,
           CASE WHEN c.isguest THEN (
               SELECT count(*) FROM channelmembers cm JOIN channels ch ON ch.id = cm.channelid
                WHERE cm.userid = c.id AND ch.type IN ('O', 'P') AND ch.deleteat = 0)::int END AS channelcount
      FROM chosen c
      LEFT JOIN status s ON s.userid = c.id
      LEFT JOIN poststats p ON p.userid = c.id AND p.day >= %(first_day)s AND p.day < %(end_day)s
     GROUP BY c.id, c.place, c.isguest
     ORDER BY c.place
"""


async def count(db: Db, wanted: UserFilter) -> int:
    return await db.value(int, f"SELECT count(*) FROM users u {_WHERE}", **_params(wanted)) or 0


def _params(wanted: UserFilter) -> dict[str, Any]:
    return {
        "role": wanted.role,
        "team_id": wanted.team_id,
        "has_no_team": wanted.has_no_team,
        "hide_active": wanted.hide_active,
        "hide_inactive": wanted.hide_inactive,
        "term": wanted.search_term.strip().lower(),
        "guests": wanted.guests,
    }


async def refresh_statistics(tx: Tx, *, most_s: int) -> None:
    """Counts the posts of each author and day anew, which may take long where there are many."""
    await tx.run("SELECT set_config('statement_timeout', %(most_ms)s, true)", most_ms=str(most_s * 1000))
    await tx.run("REFRESH MATERIALIZED VIEW poststats")


_TIMES: dict[str, LiteralString] = {"create_at": "p.createat", "update_at": "p.updateat"}


async def posts(
    db: Db,
    channel_id: str,
    place: PostPlace,
    *,
    time_field: str,
    is_descending: bool,
    with_deleted: bool,
    without_system: bool,
    limit: int,
) -> Sequence[FoundPost]:
    """Posts of a channel after a place in the order of time."""
    at = _TIMES[time_field]
    beyond: LiteralString = "<" if is_descending else ">"
    order: LiteralString = "DESC" if is_descending else "ASC"
    sql = f"""
        SELECT p.id, {at} AS at
          FROM posts p
         WHERE p.channelid = %(channel_id)s AND ({at}, p.id) {beyond} (%(at)s, %(post_id)s)
           AND (%(with_deleted)s OR p.deleteat = 0) AND coalesce(p.originalid, '') = ''
           AND (NOT %(without_system)s OR NOT starts_with(p.type, 'system_'))
         ORDER BY {at} {order}, p.id {order}
         LIMIT %(limit)s
    """
    return await db.many(
        FoundPost,
        sql,
        channel_id=channel_id,
        at=place.at,
        post_id=place.post_id,
        with_deleted=with_deleted,
        without_system=without_system,
        limit=limit,
    )
