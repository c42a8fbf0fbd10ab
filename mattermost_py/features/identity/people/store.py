"""SQL that finds people. A query is put together of literal conditions; only what was asked for costs anything."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, LiteralString

from mattermost_py.features.identity.people.models import Companion, Filter, Found, Group, Place, Term
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.directory import Lines
from mattermost_py.infra.search.grams import SIZE, grams

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
# Looked up for each person who fits otherwise. EXISTS may read the whole team or channel instead, which is many people
# for the few that are wanted.
_PROBED_IN_TEAM: LiteralString = """
    (SELECT true FROM teammembers tm WHERE tm.userid = u.id AND tm.teamid = %(in_team)s AND tm.deleteat = 0)"""
_PROBED_IN_CHANNEL: LiteralString = """
    (SELECT true FROM channelmembers cm WHERE cm.userid = u.id AND cm.channelid = %(in_channel)s)"""
_PROBED_NOT_IN_CHANNEL: LiteralString = """
    (SELECT true FROM channelmembers cm WHERE cm.userid = u.id AND cm.channelid = %(not_in_channel)s) IS NULL"""
_PROBED = frozenset({_PROBED_IN_TEAM, _PROBED_IN_CHANNEL, _PROBED_NOT_IN_CHANNEL})
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
_WORD: tuple[tuple[LiteralString, LiteralString], ...] = (
    ("%(word0)s", "%(grams0)s::text[]"),
    ("%(word1)s", "%(grams1)s::text[]"),
    ("%(word2)s", "%(grams2)s::text[]"),
    ("%(word3)s", "%(grams3)s::text[]"),
    ("%(word4)s", "%(grams4)s::text[]"),
    ("%(word5)s", "%(grams5)s::text[]"),
)
MOST_WORDS = len(_WORD)
# Expressions of these indexes say who may have a rare word.
NAMES, EMAILS = "mmpy_users_names", "mmpy_users_email"
_NAME_GRAMS: LiteralString = "mmpy.grams(u.username, u.nickname, u.firstname, u.lastname)"
_EMAIL_GRAMS: LiteralString = "mmpy.grams(u.email)"

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


async def suggested(db: Db, wanted: Filter, term: Term, *, limit: int) -> list[Found]:
    """The first people by name whom a rare word fits; their places are looked up only until there are enough."""
    sql: LiteralString = "SELECT u.id FROM (SELECT u.id, u.username FROM users u "
    sql += _where(replace(wanted, in_team="", in_channel="", not_in_channel=""), term)
    sql += " ORDER BY u.username OFFSET 0) u WHERE true"
    for is_wanted, condition in _conditions(wanted):
        if is_wanted and condition in _PROBED:
            sql += " AND " + condition
    sql += " ORDER BY u.username LIMIT %(limit)s"
    return await db.many(Found, sql, **_params(wanted, term), limit=limit)


_LINES: LiteralString = """
    SELECT u.id, u.username,
           translate(concat_ws(E'\\t', u.username, lower(u.nickname), lower(u.firstname), lower(u.lastname)),
                     E'\\n', ' ') AS line
      FROM teammembers tm
      JOIN users u ON u.id = tm.userid
     WHERE tm.teamid = %(team_id)s AND tm.deleteat = 0 AND u.deleteat = 0"""
_IN_ONE_PIECE: LiteralString = """
    SELECT coalesce(string_agg(id, E'\\n' ORDER BY username), '') AS ids,
           coalesce(string_agg(line, E'\\n' ORDER BY username), '') AS lines
      FROM ("""


async def lines(db: Db, team_id: str, most: int) -> Lines:
    """The active people of a team with their names in lower case, by username; one more than `most` of more people."""
    sql = _IN_ONE_PIECE + _LINES + " LIMIT %(most)s + 1) u"
    return await db.one(Lines, sql, team_id=team_id, most=most) or Lines("", "")


async def lines_of(db: Db, team_id: str, user_ids: Sequence[str]) -> Lines:
    """The same of those of these users who are active and in the team."""
    sql = _IN_ONE_PIECE + _LINES + " AND u.id = ANY(%(user_ids)s)) u"
    return await db.one(Lines, sql, team_id=team_id, user_ids=list(user_ids)) or Lines("", "")


async def place(db: Db, team_id: str, channel_id: str, *, most: int) -> Place:
    """Who is in the channel, and who is only in its team; None for either of more than `most`."""
    found = await db.one(
        Place,
        """
        SELECT %(team_id)s::text AS teamid,
               ARRAY(SELECT cm.userid::text FROM channelmembers cm
                      WHERE cm.channelid = %(channel_id)s LIMIT %(most)s + 1) AS members,
               ARRAY(SELECT tm.userid::text FROM teammembers tm
                      WHERE tm.teamid = %(team_id)s AND tm.deleteat = 0
                        AND NOT EXISTS (SELECT FROM channelmembers cm
                                         WHERE cm.channelid = %(channel_id)s AND cm.userid = tm.userid)
                      LIMIT %(most)s + 1) AS outsiders,
               EXISTS (SELECT FROM channelmembers cm
                        WHERE cm.channelid = %(channel_id)s
                          AND NOT EXISTS (SELECT FROM teammembers tm
                                           WHERE tm.teamid = %(team_id)s AND tm.userid = cm.userid
                                             AND tm.deleteat = 0)) AS hasstrangers
        """,
        team_id=team_id,
        channel_id=channel_id,
        most=most,
    )
    assert found is not None  # arrays are always there
    return replace(found, members=_few(found.members, most), outsiders=_few(found.outsiders, most))


def _few(user_ids: Sequence[str] | None, most: int) -> Sequence[str] | None:
    return user_ids if user_ids is not None and len(user_ids) <= most else None


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


async def in_group_channels(db: Db, viewer_id: str, channel_ids: Sequence[str]) -> list[Companion]:
    """The others in those of these group messages in which the viewer is, by name."""
    return await db.many(
        Companion,
        """
        SELECT cm.channelid, cm.userid
          FROM channelmembers cm
          JOIN channels c ON c.id = cm.channelid AND c.type = 'G'
          JOIN users u ON u.id = cm.userid
         WHERE cm.channelid = ANY(%(channel_ids)s) AND cm.userid <> %(viewer_id)s
           AND EXISTS (SELECT FROM channelmembers mine
                        WHERE mine.channelid = cm.channelid AND mine.userid = %(viewer_id)s)
         ORDER BY u.username
        """,
        viewer_id=viewer_id,
        channel_ids=list(channel_ids),
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
    if term is not None:
        for names, word in zip(_WORD, term.words, strict=False):
            where += " AND " + _word(*names, term, is_short=len(word) <= SIZE)
    return where


def _conditions(wanted: Filter) -> list[tuple[bool, LiteralString]]:
    constrained = wanted.group_constrained
    return [
        (wanted.among is not None, "u.id = ANY(%(among)s)"),
        (bool(wanted.in_team), _PROBED_IN_TEAM if wanted.probing else _IN_TEAM),
        (bool(wanted.not_in_team), _NOT_IN_TEAM),
        (bool(wanted.not_in_team) and constrained, _OF_TEAMS_GROUPS),
        (bool(wanted.in_channel), _PROBED_IN_CHANNEL if wanted.probing else _IN_CHANNEL),
        (bool(wanted.not_in_channel), _PROBED_NOT_IN_CHANNEL if wanted.probing else _NOT_IN_CHANNEL),
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


def _word(word: LiteralString, parts: LiteralString, term: Term, *, is_short: bool) -> LiteralString:
    """One word, anywhere in one of the fields; a short one is a gram itself."""
    test: LiteralString = f"strpos(u.username, {word}) > 0 OR strpos(lower(u.nickname), {word}) > 0"
    if term.in_names:
        test += f" OR strpos(lower(u.firstname), {word}) > 0 OR strpos(lower(u.lastname), {word}) > 0"
    if term.in_emails:
        test += f" OR strpos(u.email, {word}) > 0"
    if not term.is_rare:
        return f"({test})"
    lookup: LiteralString = f"{_NAME_GRAMS} @> {parts}"
    if is_short and term.in_names and not term.in_emails:
        return lookup  # the index tells all
    if term.in_emails:
        lookup = f"({lookup} OR {_EMAIL_GRAMS} @> {parts})"
    return f"{lookup} AND ({test})"


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
        "among": None if wanted.among is None else list(wanted.among),
        **{f"word{index}": word for index, word in enumerate(words)},
        **{f"grams{index}": grams(word) for index, word in enumerate(words)},
    }
