"""SQL that finds people. A query is put together of literal conditions; only what was asked for costs anything."""

from typing import Any, LiteralString

from mattermost_py.features.identity.people.models import Filter, Found, Group, Term
from mattermost_py.infra.db import Db

_IN_TEAM: LiteralString = """
    EXISTS (SELECT FROM teammembers tm WHERE tm.userid = u.id AND tm.teamid = %(in_team)s AND tm.deleteat = 0)"""
_NOT_IN_TEAM: LiteralString = """
    NOT EXISTS (SELECT FROM teammembers tm
                 WHERE tm.userid = u.id AND tm.teamid = %(not_in_team)s AND tm.deleteat = 0)"""
_WITHOUT_TEAM: LiteralString = """
    NOT EXISTS (SELECT FROM teammembers tm WHERE tm.userid = u.id AND tm.deleteat = 0)"""
_IN_CHANNEL: LiteralString = """
    EXISTS (SELECT FROM channelmembers cm WHERE cm.userid = u.id AND cm.channelid = %(in_channel)s)"""
_NOT_IN_CHANNEL: LiteralString = """
    NOT EXISTS (SELECT FROM channelmembers cm WHERE cm.userid = u.id AND cm.channelid = %(not_in_channel)s)"""
_IN_GROUP: LiteralString = """
    EXISTS (SELECT FROM groupmembers gm WHERE gm.userid = u.id AND gm.groupid = %(in_group)s AND gm.deleteat = 0)"""
_NOT_IN_GROUP: LiteralString = """
    NOT EXISTS (SELECT FROM groupmembers gm WHERE gm.userid = u.id AND gm.groupid = %(not_in_group)s
                                              AND gm.deleteat = 0)"""
_OF_TEAMS_GROUPS: LiteralString = """
    EXISTS (SELECT FROM groupteams gt JOIN groupmembers gm ON gm.groupid = gt.groupid
             WHERE gt.teamid = %(not_in_team)s AND gt.deleteat = 0 AND gm.deleteat = 0 AND gm.userid = u.id)"""
_OF_CHANNELS_GROUPS: LiteralString = """
    EXISTS (SELECT FROM groupchannels gc JOIN groupmembers gm ON gm.groupid = gc.groupid
             WHERE gc.channelid = %(not_in_channel)s AND gc.deleteat = 0 AND gm.deleteat = 0 AND gm.userid = u.id)"""
_IN_REACH: LiteralString = """
    (u.id = %(viewer_id)s
     OR EXISTS (SELECT FROM teammembers tm
                 WHERE tm.userid = u.id AND tm.teamid = ANY(%(reach_teams)s) AND tm.deleteat = 0)
     OR EXISTS (SELECT FROM channelmembers mine JOIN channelmembers theirs ON theirs.channelid = mine.channelid
                 WHERE mine.userid = %(viewer_id)s AND theirs.userid = u.id))"""
_HAS_ROLES: LiteralString = """
    (string_to_array(coalesce(u.roles, ''), ' ') && %(roles)s::text[]
     OR EXISTS (SELECT FROM teammembers tm
                 WHERE tm.userid = u.id AND tm.deleteat = 0 AND (%(in_team)s::text = '' OR tm.teamid = %(in_team)s)
                   AND (('team_admin' = ANY(%(team_roles)s::text[]) AND tm.schemeadmin)
                     OR ('team_user' = ANY(%(team_roles)s::text[]) AND tm.schemeuser AND NOT tm.schemeadmin)
                     OR ('team_guest' = ANY(%(team_roles)s::text[]) AND tm.schemeguest)))
     OR EXISTS (SELECT FROM channelmembers cm
                 WHERE cm.userid = u.id AND (%(in_channel)s::text = '' OR cm.channelid = %(in_channel)s)
                   AND (('channel_admin' = ANY(%(channel_roles)s::text[]) AND cm.schemeadmin)
                     OR ('channel_user' = ANY(%(channel_roles)s::text[]) AND cm.schemeuser AND NOT cm.schemeadmin)
                     OR ('channel_guest' = ANY(%(channel_roles)s::text[]) AND cm.schemeguest))))"""

# How each word is looked for. `strpos` finds it anywhere and knows no wildcards that would have to be escaped.
_WORD: tuple[LiteralString, ...] = ("%(word0)s", "%(word1)s", "%(word2)s", "%(word3)s", "%(word4)s", "%(word5)s")
MOST_WORDS = len(_WORD)

_ORDERS: dict[str, tuple[LiteralString, LiteralString]] = {  # sort → joins, order
    "": ("", "u.username"),
    "create_at": ("", "u.createat DESC, u.username"),
    "last_activity_at": (" JOIN status s ON s.userid = u.id", "s.lastactivityat DESC, u.username"),
    "status": (
        " LEFT JOIN status s ON s.userid = u.id",
        "CASE s.status WHEN 'online' THEN 1 WHEN 'away' THEN 2 WHEN 'dnd' THEN 3 ELSE 4 END, u.username",
    ),
    "admin": (
        " JOIN channelmembers am ON am.userid = u.id AND am.channelid = %(in_channel)s",
        "coalesce(am.schemeadmin, false) DESC, u.username",
    ),
    "display_name": ("", "coalesce(nullif(u.nickname, ''), nullif(u.firstname, ''), u.username), u.username"),
}
SORTS = frozenset(_ORDERS)


async def found(
    db: Db, wanted: Filter, *, term: Term | None = None, sort: str = "", offset: int = 0, limit: int
) -> list[Found]:
    """The people in this order; with activity times where the list is sorted by them."""
    joins, order = _ORDERS[sort]
    columns: LiteralString = "SELECT u.id, s.lastactivityat" if sort == "last_activity_at" else "SELECT u.id"
    where = _where(wanted, term)
    sql = f"{columns} FROM users u {joins} {where} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s"
    return await db.many(Found, sql, **_params(wanted, term), limit=limit, offset=offset)


async def count(db: Db, wanted: Filter) -> int:
    sql = f"SELECT count(*) FROM users u {_where(wanted, None)}"
    return await db.value(int, sql, **_params(wanted, None)) or 0


async def known_to(db: Db, user_id: str) -> list[str]:
    """Everybody who shares a channel with the user."""
    return await db.many(
        str,
        """
        SELECT DISTINCT theirs.userid
          FROM channelmembers mine
          JOIN channelmembers theirs ON theirs.channelid = mine.channelid
         WHERE mine.userid = %(user_id)s AND theirs.userid <> %(user_id)s
        """,
        user_id=user_id,
    )


async def groups_of(db: Db, user_id: str) -> list[Group]:
    """The live groups this user is in."""
    return await db.many(
        Group,
        """
        SELECT g.id, g.name, coalesce(g.displayname, '') AS displayname, coalesce(g.description, '') AS description,
               coalesce(g.source, '') AS source, g.remoteid, coalesce(g.createat, 0) AS createat,
               coalesce(g.updateat, 0) AS updateat, coalesce(g.deleteat, 0) AS deleteat,
               coalesce(g.allowreference, false) AS allowreference,
               EXISTS (SELECT FROM groupteams t WHERE t.groupid = g.id AND t.deleteat = 0)
               OR EXISTS (SELECT FROM groupchannels c WHERE c.groupid = g.id AND c.deleteat = 0) AS hassyncables
          FROM groupmembers m
          JOIN usergroups g ON g.id = m.groupid
         WHERE m.userid = %(user_id)s AND m.deleteat = 0 AND g.deleteat = 0
         ORDER BY g.displayname, g.id
        """,
        user_id=user_id,
    )


async def with_odd_addresses(db: Db, domains: list[str], *, offset: int, limit: int) -> list[Found]:
    """Active people whose address is in none of these domains and who were not invited as guests."""
    return await db.many(
        Found,
        """
        SELECT u.id
          FROM users u
          LEFT JOIN bots b ON b.userid = u.id
         WHERE b.userid IS NULL AND u.deleteat = 0 AND coalesce(u.authservice, '') = ''
           AND NOT 'system_guest' = ANY(string_to_array(coalesce(u.roles, ''), ' '))
           AND NOT lower(split_part(u.email, '@', 2)) = ANY(%(domains)s)
         ORDER BY u.username
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        domains=domains,
        limit=limit,
        offset=offset,
    )


def _where(wanted: Filter, term: Term | None) -> LiteralString:
    where: LiteralString = "WHERE true"
    for is_wanted, condition in _conditions(wanted):
        if is_wanted:
            where += " AND " + condition
    for index in range(len(term.words) if term is not None else 0):
        where += " AND " + _word(_WORD[index], term)
    return where


def _conditions(wanted: Filter) -> list[tuple[bool, LiteralString]]:
    constrained = wanted.group_constrained
    return [
        (bool(wanted.in_team), _IN_TEAM),
        (bool(wanted.not_in_team), _NOT_IN_TEAM),
        (bool(wanted.not_in_team) and constrained, _OF_TEAMS_GROUPS),
        (bool(wanted.in_channel), _IN_CHANNEL),
        (bool(wanted.not_in_channel), _NOT_IN_CHANNEL),
        (bool(wanted.not_in_channel) and constrained, _OF_CHANNELS_GROUPS),
        (bool(wanted.in_group), _IN_GROUP),
        (bool(wanted.not_in_group), _NOT_IN_GROUP),
        (wanted.without_team, _WITHOUT_TEAM),
        (wanted.active, "u.deleteat = 0"),
        (wanted.inactive, "u.deleteat <> 0"),
        (bool(wanted.role), "%(role)s = ANY(string_to_array(coalesce(u.roles, ''), ' '))"),
        (bool(wanted.roles or wanted.team_roles or wanted.channel_roles), _HAS_ROLES),
        (wanted.reach is not None, _IN_REACH),
        (wanted.without_bots, "NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)"),
        (wanted.without_remote, "coalesce(u.remoteid, '') = ''"),
    ]


def _word(word: LiteralString, term: Term | None) -> LiteralString:
    """One word, anywhere in one of the fields."""
    test: LiteralString = f"strpos(u.username, {word}) > 0 OR strpos(lower(u.nickname), {word}) > 0"
    if term is not None and term.in_names:
        test += f" OR strpos(lower(u.firstname), {word}) > 0 OR strpos(lower(u.lastname), {word}) > 0"
    if term is not None and term.in_emails:
        test += f" OR strpos(u.email, {word}) > 0"
    return f"({test})"


def _params(wanted: Filter, term: Term | None) -> dict[str, Any]:
    """Every parameter any condition may name."""
    words = term.words if term is not None else ()
    return {
        "in_team": wanted.in_team,
        "not_in_team": wanted.not_in_team,
        "in_channel": wanted.in_channel,
        "not_in_channel": wanted.not_in_channel,
        "in_group": wanted.in_group,
        "not_in_group": wanted.not_in_group,
        "role": wanted.role,
        "roles": list(wanted.roles),
        "team_roles": list(wanted.team_roles),
        "channel_roles": list(wanted.channel_roles),
        "viewer_id": wanted.reach.viewer_id if wanted.reach else "",
        "reach_teams": list(wanted.reach.team_ids) if wanted.reach else [],
        **{f"word{index}": word for index, word in enumerate(words)},
    }
