"""SQL that looks for channels. Reads only; the columns are those of a channel."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final, LiteralString

from mattermost_py.features.channels.browsing.models import Moving, Word
from mattermost_py.features.channels.channels.models import Channel, ChannelWithTeam
from mattermost_py.infra.db import Db
from mattermost_py.infra.search.directory import Lines
from mattermost_py.infra.search.grams import grams

_CHANNEL: Final = """
    c.id, c.createat, c.updateat, c.deleteat, coalesce(c.teamid, '') AS teamid, c.type::text AS type, c.displayname,
    c.name, coalesce(c.header, '') AS header, coalesce(c.purpose, '') AS purpose,
    coalesce(c.lastpostat, 0) AS lastpostat, coalesce(c.totalmsgcount, 0) AS totalmsgcount,
    coalesce(c.extraupdateat, 0) AS extraupdateat, coalesce(c.creatorid, '') AS creatorid, c.schemeid,
    c.groupconstrained, c.autotranslation, c.shared, coalesce(c.totalmsgcountroot, 0) AS totalmsgcountroot,
    coalesce(c.lastrootpostat, 0) AS lastrootpostat, c.bannerinfo, c.defaultcategoryname
"""
_MOVING: Final = """
    c.id, c.updateat,
    ',"last_post_at":' || coalesce(c.lastpostat, 0) || ',"total_msg_count":' || coalesce(c.totalmsgcount, 0)
    || ',"total_msg_count_root":' || coalesce(c.totalmsgcountroot, 0)
    || ',"last_root_post_at":' || coalesce(c.lastrootpostat, 0) || '}' AS "end"
"""
_WITH_TEAM: Final = """
    , coalesce(t.displayname, '') AS teamdisplayname, coalesce(t.name, '') AS teamname,
    coalesce(t.updateat, 0) AS teamupdateat
"""
# The word anywhere; an empty one is everywhere. `strpos` knows no wildcards that would have to be escaped.
_TERM: Final = """
    (strpos(lower(c.displayname), %(word)s) > 0 OR strpos(lower(c.name), %(word)s) > 0
     OR strpos(lower(coalesce(c.purpose, '')), %(word)s) > 0)
"""
# The index TEXTS says who may have a rare word, `_TERM` who does.
TEXTS = "mmpy_channels_texts"
_RARE_TERM: Final = "mmpy.grams(c.displayname, c.name, c.purpose) @> %(grams)s::text[] AND " + _TERM

_CONSOLE: Final = """
        FROM channels c
        JOIN teams t ON t.id = c.teamid
        LEFT JOIN retentionpolicieschannels r ON r.channelid = c.id
       WHERE c.type IN ('O', 'P') AND (c.type = 'O' OR NOT %(only_public)s) AND (c.type = 'P' OR NOT %(only_private)s)
         AND (%(is_archived)s::boolean IS NULL OR (c.deleteat > 0) = %(is_archived)s)
         AND (%(is_constrained)s::boolean IS NULL OR coalesce(c.groupconstrained, false) = %(is_constrained)s)
         AND (%(team_ids)s::text[] IS NULL OR c.teamid = ANY(%(team_ids)s))
         AND c.name <> ALL(%(except_names)s) AND NOT (%(except_remote)s AND coalesce(c.shared, false))
         AND (%(except_group)s = '' OR NOT EXISTS (
              SELECT FROM groupchannels g
               WHERE g.channelid = c.id AND g.groupid = %(except_group)s AND g.deleteat = 0))
         AND (%(pattern)s = '%%' OR lower(c.displayname) LIKE %(pattern)s OR lower(c.name) LIKE %(pattern)s
              OR (%(by_id)s AND c.id = %(term)s))
         AND NOT (%(except_retained)s AND r.policyid IS NOT NULL)
         AND (%(is_ruled)s::boolean IS NULL OR %(is_ruled)s::boolean = EXISTS (
              SELECT FROM accesscontrolpolicies a WHERE a.id = c.id AND a.type = 'channel'))
         AND (%(ruled_by)s = '' OR EXISTS (
              SELECT FROM accesscontrolpolicies a
               WHERE a.id = c.id AND a.type = 'channel' AND a.data -> 'imports' ? %(ruled_by)s))
"""


async def public_of_team(db: Db, team_id: str, *, limit: int, offset: int) -> list[Channel]:
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM publicchannels p JOIN channels c ON c.id = p.id
         WHERE p.teamid = %(team_id)s AND p.deleteat = 0
         ORDER BY p.displayname, p.id LIMIT %(limit)s OFFSET %(offset)s
        """,
        team_id=team_id,
        limit=limit,
        offset=offset,
    )


async def private_of_team(db: Db, team_id: str, *, limit: int, offset: int) -> list[Channel]:
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM channels c
         WHERE c.teamid = %(team_id)s AND c.type = 'P' AND c.deleteat = 0
         ORDER BY c.displayname, c.id LIMIT %(limit)s OFFSET %(offset)s
        """,
        team_id=team_id,
        limit=limit,
        offset=offset,
    )


async def archived_of_team(
    db: Db, team_id: str, *, user_id: str, sees_all: bool, limit: int, offset: int
) -> list[Channel]:
    """Archived public channels and those private ones the user is in (all of them for an admin)."""
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM channels c
         WHERE c.teamid = %(team_id)s AND c.deleteat > 0
           AND (c.type = 'O' OR (c.type = 'P' AND (%(sees_all)s OR EXISTS (
                SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s))))
         ORDER BY c.displayname, c.id LIMIT %(limit)s OFFSET %(offset)s
        """,
        team_id=team_id,
        user_id=user_id,
        sees_all=sees_all,
        limit=limit,
        offset=offset,
    )


async def moving_of_user(
    db: Db, user_id: str, *, team_id: str | None, with_archived: bool, archived_since: int
) -> list[Moving]:
    """Channels a user is in, direct and group messages among them; without a team those of all teams."""
    return await db.many(
        Moving,
        f"""
        SELECT {_MOVING}
          FROM channelmembers m JOIN channels c ON c.id = m.channelid
         WHERE m.userid = %(user_id)s
           AND (%(team_id)s::text IS NULL OR c.teamid = %(team_id)s OR coalesce(c.teamid, '') = '')
           AND (c.deleteat = 0 OR (%(with_archived)s AND c.deleteat >= %(archived_since)s))
         ORDER BY c.displayname, c.id
        """,
        user_id=user_id,
        team_id=team_id,
        with_archived=with_archived,
        archived_since=archived_since,
    )


async def by_ids(db: Db, channel_ids: Sequence[str]) -> list[Channel]:
    return await db.many(
        Channel,
        f"SELECT {_CHANNEL} FROM channels c WHERE c.id = ANY(%(channel_ids)s)",
        channel_ids=list(channel_ids),
    )


async def of_team_by_ids(db: Db, team_id: str, channel_ids: Sequence[str]) -> list[Channel]:
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM channels c
         WHERE c.teamid = %(team_id)s AND c.id = ANY(%(channel_ids)s) AND c.deleteat = 0
         ORDER BY c.displayname, c.id
        """,
        team_id=team_id,
        channel_ids=list(channel_ids),
    )


async def search_public(db: Db, team_id: str, word: Word, *, with_archived: bool, limit: int) -> list[Moving]:
    return await db.many(
        Moving,
        f"""
        SELECT {_MOVING} FROM channels c
         WHERE c.teamid = %(team_id)s AND c.type = 'O' AND (c.deleteat = 0 OR %(with_archived)s) AND {_term(word)}
         ORDER BY c.displayname, c.id LIMIT %(limit)s
        """,
        team_id=team_id,
        word=word.text,
        grams=grams(word.text),
        with_archived=with_archived,
        limit=limit,
    )


# Signs that nobody types: before a private channel, before an archived one, and in place of a line feed.
PRIVATE: Final = "\f"
_LINES: LiteralString = """
    SELECT c.id, c.deleteat, c.displayname,
           translate(CASE c.type WHEN 'P' THEN E'\\f' ELSE '' END || CASE WHEN c.deleteat > 0 THEN E'\\v' ELSE '' END
                     || concat_ws(E'\\t', lower(c.displayname), lower(c.name), lower(c.purpose)),
                     E'\\n', E'\\x01') AS line
      FROM channels c
     WHERE c.teamid = %(team_id)s AND c.type IN ('O', 'P')"""
_IN_ONE_PIECE: LiteralString = """
    SELECT coalesce(string_agg(id, E'\\n' ORDER BY deleteat > 0, displayname, id), '') AS ids,
           coalesce(string_agg(line, E'\\n' ORDER BY deleteat > 0, displayname, id), '') AS lines,
           coalesce(string_agg(translate(displayname, E'\\n', ' '), E'\\n' ORDER BY deleteat > 0, displayname, id), '')
           AS signs
      FROM ("""


async def lines(db: Db, team_id: str, most: int) -> Lines:
    """The channels of a team with what is found of them, archived ones last; one more than `most` of more channels."""
    return await db.one(Lines, _IN_ONE_PIECE + _LINES + " LIMIT %(most)s + 1) c", team_id=team_id, most=most) or Lines(
        "", ""
    )


async def lines_of(db: Db, team_id: str, channel_ids: Sequence[str]) -> Lines:
    """The same of those of these channels that are in the team."""
    sql = _IN_ONE_PIECE + _LINES + " AND c.id = ANY(%(channel_ids)s)) c"
    return await db.one(Lines, sql, team_id=team_id, channel_ids=list(channel_ids)) or Lines("", "")


async def moving_of(db: Db, user_id: str, team_id: str, channel_ids: Sequence[str]) -> list[Moving]:
    """Those of these channels that are public or the user's own."""
    return await db.many(
        Moving,
        f"""
        SELECT {_MOVING} FROM channels c
         WHERE c.id = ANY(%(channel_ids)s) AND c.teamid = %(team_id)s
           AND (c.type = 'O' OR (c.type = 'P' AND EXISTS (
                SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s)))
        """,
        user_id=user_id,
        team_id=team_id,
        channel_ids=list(channel_ids),
    )


async def search_own(
    db: Db, user_id: str, team_id: str | None, word: Word, *, only_mine: bool, limit: int
) -> list[Moving]:
    """Channels of a team whose name fits: the public ones (unless `only_mine`) and the user's own."""
    return await db.many(
        Moving,
        f"""
        SELECT {_MOVING} FROM channels c
         WHERE c.teamid = %(team_id)s AND c.type IN ('O', 'P') AND {_term(word)}
           AND ((c.type = 'O' AND NOT %(only_mine)s) OR EXISTS (
                SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s))
         ORDER BY c.deleteat > 0, c.displayname, c.id LIMIT %(limit)s
        """,
        user_id=user_id,
        team_id=team_id,
        word=word.text,
        grams=grams(word.text),
        only_mine=only_mine,
        limit=limit,
    )


def _term(word: Word) -> LiteralString:
    return _RARE_TERM if word.is_rare else _TERM


async def search_joined(db: Db, user_id: str, team_id: str, word: str, pattern: str, *, limit: int) -> list[Channel]:
    """The user's channels in a team and their direct and group messages; those fit by the other people's names."""
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM channelmembers m JOIN channels c ON c.id = m.channelid
         WHERE m.userid = %(user_id)s
           AND ((c.teamid = %(team_id)s AND {_TERM}) OR (c.type IN ('D', 'G') AND EXISTS (
                SELECT FROM channelmembers other JOIN users u ON u.id = other.userid
                 WHERE other.channelid = c.id AND (other.userid <> %(user_id)s OR c.name = m.userid || '__' || m.userid)
                   AND (u.username LIKE %(pattern)s OR lower(u.nickname) LIKE %(pattern)s
                        OR lower(u.firstname || ' ' || u.lastname) LIKE %(pattern)s))))
         ORDER BY c.deleteat > 0, c.displayname, c.id LIMIT %(limit)s
        """,
        user_id=user_id,
        team_id=team_id,
        pattern=pattern,
        word=word,
        limit=limit,
    )


async def search_everywhere(
    db: Db, user_id: str, word: str, *, with_archived: bool, limit: int
) -> list[ChannelWithTeam]:
    """Public and own channels in all teams of the user."""
    return await db.many(
        ChannelWithTeam,
        f"""
        SELECT {_CHANNEL} {_WITH_TEAM} FROM channels c
          JOIN teams t ON t.id = c.teamid AND t.deleteat = 0
          JOIN teammembers tm ON tm.teamid = t.id AND tm.userid = %(user_id)s AND tm.deleteat = 0
         WHERE c.type IN ('O', 'P') AND (c.deleteat = 0 OR %(with_archived)s) AND {_TERM}
           AND ((c.type = 'O' AND NOT coalesce(tm.schemeguest, false)) OR EXISTS (
                SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s))
         ORDER BY c.displayname, c.id LIMIT %(limit)s
        """,
        user_id=user_id,
        word=word,
        with_archived=with_archived,
        limit=limit,
    )


async def search_groups(db: Db, user_id: str, patterns: Sequence[str], *, limit: int) -> list[Channel]:
    """The user's group messages where each word fits one of its people's names."""
    return await db.many(
        Channel,
        f"""
        SELECT {_CHANNEL} FROM channelmembers m JOIN channels c ON c.id = m.channelid
         WHERE m.userid = %(user_id)s AND c.type = 'G' AND NOT EXISTS (
               SELECT FROM unnest(%(patterns)s::text[]) AS word(pattern)
                WHERE NOT EXISTS (
                      SELECT FROM channelmembers other JOIN users u ON u.id = other.userid
                       WHERE other.channelid = c.id AND (u.username LIKE word.pattern
                             OR lower(u.nickname) LIKE word.pattern
                             OR lower(u.firstname || ' ' || u.lastname) LIKE word.pattern)))
         ORDER BY c.lastpostat DESC, c.id LIMIT %(limit)s
        """,
        user_id=user_id,
        patterns=list(patterns),
        limit=limit,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list of all channels is narrowed; None asks nothing."""

    term: str
    pattern: str
    by_id: bool
    only_public: bool
    only_private: bool
    is_archived: bool | None
    is_constrained: bool | None
    team_ids: list[str] | None
    except_names: list[str]
    except_group: str
    except_remote: bool
    except_retained: bool  # no channels that a policy of data retention names
    is_ruled: bool | None  # by a policy of access control
    ruled_by: str  # only channels that import this policy
    with_policies: bool  # told which policy of data retention names the channel


async def console(db: Db, asked: Asked, *, limit: int | None, offset: int) -> list[ChannelWithTeam]:
    """Channels of all teams for administrators."""
    return await db.many(
        ChannelWithTeam,
        f"SELECT {_CHANNEL} {_WITH_TEAM}, CASE WHEN %(with_policies)s THEN r.policyid END AS policyid "
        f"{_CONSOLE} ORDER BY c.displayname, t.displayname, c.id "
        "LIMIT %(limit)s OFFSET %(offset)s",
        **asdict(asked),
        limit=limit,
        offset=offset,
    )


async def console_count(db: Db, asked: Asked) -> int:
    return await db.value(int, f"SELECT count(*) {_CONSOLE}", **asdict(asked)) or 0


async def common_teams(db: Db, channel_id: str) -> list[str]:
    """Ids of the live teams that every active member of the channel is in."""
    return await db.many(
        str,
        """
        SELECT tm.teamid
          FROM channelmembers m
          JOIN users u ON u.id = m.userid AND u.deleteat = 0
          JOIN teammembers tm ON tm.userid = m.userid AND tm.deleteat = 0
          JOIN teams t ON t.id = tm.teamid AND t.deleteat = 0
         WHERE m.channelid = %(channel_id)s
         GROUP BY tm.teamid
        HAVING count(*) = (SELECT count(*) FROM channelmembers n JOIN users v ON v.id = n.userid AND v.deleteat = 0
                            WHERE n.channelid = %(channel_id)s)
        """,
        channel_id=channel_id,
    )
