"""Reading memberships of channels: lists, counts, and what rules need to know of members."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.access.roles.models import SchemeNames
from mattermost_py.features.channels.members.models import (
    HIDDEN,
    ChannelMember,
    ChannelMemberWithTeam,
    ChannelUnread,
    Contents,
    Counted,
    Headcount,
    Manner,
    MemberCount,
    Recipient,
)
from mattermost_py.infra.db import Db

# `m` is the membership, `c` its channel, `t` the team, `cs` and `ts` their schemes. Old rows may lack notify props.
_MANNER: Final = """
    jsonb '{"desktop": "default", "mark_unread": "all", "push": "default", "email": "default",
            "ignore_channel_mentions": "default", "channel_auto_follow_threads": "off"}'
        || coalesce(m.notifyprops, '{}') AS notifyprops,
    coalesce(m.schemeguest, false) AS schemeguest,
    coalesce(m.schemeuser, false) AS schemeuser, coalesce(m.schemeadmin, false) AS schemeadmin,
    coalesce(m.roles, '') AS explicitroles, m.autotranslationdisabled,
    concat_ws(' ', nullif(m.roles, ''),
        CASE WHEN m.schemeguest THEN
            coalesce(nullif(cs.defaultchannelguestrole, ''), nullif(ts.defaultchannelguestrole, ''), 'channel_guest')
        END,
        CASE WHEN m.schemeuser THEN
            coalesce(nullif(cs.defaultchanneluserrole, ''), nullif(ts.defaultchanneluserrole, ''), 'channel_user')
        END,
        CASE WHEN m.schemeadmin THEN
            coalesce(nullif(cs.defaultchanneladminrole, ''), nullif(ts.defaultchanneladminrole, ''), 'channel_admin')
        END) AS roles
"""
MEMBER: Final = (
    """
    m.channelid, m.userid, coalesce(m.lastviewedat, 0) AS lastviewedat, coalesce(m.msgcount, 0) AS msgcount,
    coalesce(m.mentioncount, 0) AS mentioncount, coalesce(m.mentioncountroot, 0) AS mentioncountroot,
    coalesce(m.urgentmentioncount, 0) AS urgentmentioncount, coalesce(m.msgcountroot, 0) AS msgcountroot,
    coalesce(m.lastupdateat, 0) AS lastupdateat,"""
    + _MANNER
)
AROUND: Final = """
    JOIN channels c ON c.id = m.channelid
    LEFT JOIN teams t ON t.id = c.teamid
    LEFT JOIN schemes cs ON cs.id = c.schemeid AND cs.deleteat = 0
    LEFT JOIN schemes ts ON ts.id = t.schemeid AND ts.deleteat = 0
"""


async def of_users(db: Db, channel_id: str, user_ids: Sequence[str]) -> list[ChannelMember]:
    return await db.many(
        ChannelMember,
        f"""
        SELECT {MEMBER} FROM channelmembers m {AROUND}
         WHERE m.channelid = %(channel_id)s AND m.userid = ANY(%(user_ids)s) ORDER BY m.userid
        """,
        channel_id=channel_id,
        user_ids=list(user_ids),
    )


async def page(db: Db, channel_id: str, *, limit: int | None, offset: int) -> list[ChannelMember]:
    """Memberships by user id; no limit gives all."""
    return await db.many(
        ChannelMember,
        f"""
        SELECT {MEMBER} FROM channelmembers m {AROUND}
         WHERE m.channelid = %(channel_id)s ORDER BY m.userid LIMIT %(limit)s OFFSET %(offset)s
        """,
        channel_id=channel_id,
        limit=limit,
        offset=offset,
    )


async def counted_of_user(db: Db, user_id: str, *, to_themselves: bool) -> Counted | None:
    """Memberships in all teams, by channel. PostgreSQL writes the numbers, which costs less than to do it here."""
    return await db.one(
        Counted,
        """
        SELECT coalesce(string_agg(x.channelid, E'\\n'), '') AS channelids,
               coalesce(string_agg(x.start, E'\\n'), '') AS starts
          FROM (SELECT channelid,
                       '{"channel_id":"' || channelid || '","user_id":"' || userid
                       || '","last_viewed_at":'
                       || CASE WHEN %(hides)s THEN %(hidden)s ELSE coalesce(lastviewedat, 0) END
                       || ',"msg_count":' || coalesce(msgcount, 0) || ',"mention_count":' || coalesce(mentioncount, 0)
                       || ',"mention_count_root":' || coalesce(mentioncountroot, 0)
                       || ',"urgent_mention_count":' || coalesce(urgentmentioncount, 0)
                       || ',"msg_count_root":' || coalesce(msgcountroot, 0)
                       || ',"last_update_at":'
                       || CASE WHEN %(hides)s THEN %(hidden)s ELSE coalesce(lastupdateat, 0) END
                       || ',' AS start
                  FROM channelmembers
                 WHERE userid = %(user_id)s
                 ORDER BY channelid) AS x
        """,
        user_id=user_id,
        hides=not to_themselves,
        hidden=HIDDEN,
    )


async def manners_of_user(db: Db, user_id: str) -> list[Manner]:
    """Memberships in all teams without what reading and writing change."""
    return await db.many(
        Manner,
        f"""
        SELECT m.channelid, coalesce(c.teamid, '') AS teamid, {_MANNER} FROM channelmembers m {AROUND}
         WHERE m.userid = %(user_id)s
        """,
        user_id=user_id,
    )


async def of_user(db: Db, user_id: str, *, limit: int | None, offset: int) -> list[ChannelMemberWithTeam]:
    """Memberships in all teams; no limit gives all."""
    return await db.many(
        ChannelMemberWithTeam,
        f"""
        SELECT {MEMBER}, coalesce(t.displayname, '') AS teamdisplayname, coalesce(t.name, '') AS teamname,
               coalesce(t.updateat, 0) AS teamupdateat
          FROM channelmembers m {AROUND}
         WHERE m.userid = %(user_id)s ORDER BY m.channelid LIMIT %(limit)s OFFSET %(offset)s
        """,
        user_id=user_id,
        limit=limit,
        offset=offset,
    )


async def recipients(db: Db, channel_id: str) -> list[Recipient]:
    """Everybody in the channel with their notification settings."""
    return await db.many(
        Recipient,
        """
        SELECT u.id AS userid, u.username, coalesce(u.firstname, '') AS firstname, coalesce(u.locale, '') AS locale,
               coalesce(u.roles, '') AS roles, u.deleteat, b.userid IS NOT NULL AS isbot,
               coalesce(u.notifyprops, '{}') AS userprops, coalesce(m.notifyprops, '{}') AS channelprops
          FROM channelmembers m
          JOIN users u ON u.id = m.userid
          LEFT JOIN bots b ON b.userid = u.id
         WHERE m.channelid = %(channel_id)s
        """,
        channel_id=channel_id,
    )


async def user_ids(db: Db, channel_id: str) -> list[str]:
    return await db.many(
        str,
        "SELECT userid FROM channelmembers WHERE channelid = %(channel_id)s ORDER BY userid",
        channel_id=channel_id,
    )


async def channel_ids_of(db: Db, user_id: str) -> list[str]:
    return await db.many(str, "SELECT channelid FROM channelmembers WHERE userid = %(user_id)s", user_id=user_id)


async def headcount(db: Db, channel_id: str) -> Headcount:
    """How many active members and guests."""
    found = await db.one(
        Headcount,
        """
        SELECT count(*) AS membercount, count(*) FILTER (WHERE m.schemeguest) AS guestcount
          FROM channelmembers m
          JOIN users u ON u.id = m.userid AND u.deleteat = 0
         WHERE m.channelid = %(channel_id)s
        """,
        channel_id=channel_id,
    )
    assert found is not None  # an aggregate always has a row
    return found


async def contents(db: Db, channel_id: str, *, with_files: bool) -> Contents:
    """How many pinned posts, and files (-1 when they are not asked for)."""
    found = await db.one(
        Contents,
        """
        SELECT (SELECT count(*) FROM posts p
                 WHERE p.channelid = %(channel_id)s AND p.ispinned AND p.deleteat = 0) AS pinnedpostcount,
               CASE WHEN %(with_files)s
                    THEN (SELECT count(*) FROM fileinfo f
                           WHERE f.channelid = %(channel_id)s AND f.deleteat = 0 AND f.postid <> '')
                    ELSE -1 END AS filescount
        """,
        channel_id=channel_id,
        with_files=with_files,
    )
    assert found is not None
    return found


async def counts(db: Db, channel_ids: Sequence[str]) -> list[MemberCount]:
    """Active members of each channel that exists."""
    return await db.many(
        MemberCount,
        """
        SELECT c.id AS channelid, count(u.id) AS count
          FROM channels c
          LEFT JOIN channelmembers m ON m.channelid = c.id
          LEFT JOIN users u ON u.id = m.userid AND u.deleteat = 0
         WHERE c.id = ANY(%(channel_ids)s)
         GROUP BY c.id
        """,
        channel_ids=list(channel_ids),
    )


async def timezones(db: Db, channel_id: str) -> list[str]:
    """The time zones of the members, each once."""
    return await db.many(
        str,
        """
        SELECT DISTINCT zone
          FROM channelmembers m
          JOIN users u ON u.id = m.userid
         CROSS JOIN LATERAL (
               SELECT CASE WHEN u.timezone ->> 'useAutomaticTimezone' = 'true'
                           THEN u.timezone ->> 'automaticTimezone' ELSE u.timezone ->> 'manualTimezone' END AS zone) z
         WHERE m.channelid = %(channel_id)s AND zone <> ''
         ORDER BY zone
        """,
        channel_id=channel_id,
    )


async def scheme_names(db: Db, channel_id: str) -> SchemeNames:
    found = await db.one(
        SchemeNames,
        """
        SELECT coalesce(nullif(cs.defaultchannelguestrole, ''), nullif(ts.defaultchannelguestrole, ''),
                        'channel_guest') AS guest,
               coalesce(nullif(cs.defaultchanneluserrole, ''), nullif(ts.defaultchanneluserrole, ''),
                        'channel_user') AS user,
               coalesce(nullif(cs.defaultchanneladminrole, ''), nullif(ts.defaultchanneladminrole, ''),
                        'channel_admin') AS admin
          FROM channels c
          LEFT JOIN teams t ON t.id = c.teamid
          LEFT JOIN schemes cs ON cs.id = c.schemeid AND cs.deleteat = 0
          LEFT JOIN schemes ts ON ts.id = t.schemeid AND ts.deleteat = 0
         WHERE c.id = %(channel_id)s
        """,
        channel_id=channel_id,
    )
    return found or SchemeNames("channel_guest", "channel_user", "channel_admin")


async def is_in_team(db: Db, team_id: str, user_ids: Sequence[str]) -> list[str]:
    """Those of the users who are in the team now."""
    return await db.many(
        str,
        """
        SELECT userid FROM teammembers
         WHERE teamid = %(team_id)s AND userid = ANY(%(user_ids)s) AND deleteat = 0
        """,
        team_id=team_id,
        user_ids=list(user_ids),
    )


async def in_no_group(db: Db, channel_id: str, user_ids: Sequence[str]) -> list[str]:
    """Those of the users who are in no group of the channel; bots do not need one."""
    return await db.many(
        str,
        """
        SELECT wanted.id FROM unnest(%(user_ids)s::text[]) AS wanted(id)
         WHERE NOT EXISTS (SELECT FROM bots b WHERE b.userid = wanted.id)
           AND NOT EXISTS (SELECT FROM groupchannels l
                             JOIN usergroups g ON g.id = l.groupid AND g.deleteat = 0
                             JOIN groupmembers m ON m.groupid = g.id AND m.deleteat = 0
                            WHERE l.channelid = %(channel_id)s AND l.deleteat = 0 AND m.userid = wanted.id)
        """,
        channel_id=channel_id,
        user_ids=list(user_ids),
    )


async def channel_of_post(db: Db, post_id: str) -> str | None:
    return await db.value(str, "SELECT channelid FROM posts WHERE id = %(post_id)s AND deleteat = 0", post_id=post_id)


async def in_no_channel(db: Db, user_ids: Sequence[str], team_id: str) -> list[str]:
    """Those who are in none of the team's channels; guests among them leave the team."""
    return await db.many(
        str,
        """
        SELECT wanted.id FROM unnest(%(user_ids)s::text[]) AS wanted(id)
         WHERE NOT EXISTS (SELECT FROM channelmembers m JOIN channels c ON c.id = m.channelid
                            WHERE m.userid = wanted.id AND c.teamid = %(team_id)s AND c.deleteat = 0)
        """,
        user_ids=list(user_ids),
        team_id=team_id,
    )


async def unread(db: Db, user_id: str, channel_id: str) -> ChannelUnread | None:
    """What a member has not read; a muted channel counts its mentions only."""
    return await db.one(
        ChannelUnread,
        """
        SELECT coalesce(c.teamid, '') AS teamid, m.channelid,
               CASE WHEN muted THEN 0 ELSE greatest(c.totalmsgcount - m.msgcount, 0) END AS msgcount,
               coalesce(m.mentioncount, 0) AS mentioncount, coalesce(m.mentioncountroot, 0) AS mentioncountroot,
               coalesce(m.urgentmentioncount, 0) AS urgentmentioncount,
               CASE WHEN muted THEN 0 ELSE greatest(c.totalmsgcountroot - m.msgcountroot, 0) END AS msgcountroot
          FROM channelmembers m
          JOIN channels c ON c.id = m.channelid
         CROSS JOIN LATERAL (SELECT coalesce(m.notifyprops ->> 'mark_unread', '') = 'mention' AS muted) n
         WHERE m.userid = %(user_id)s AND m.channelid = %(channel_id)s
        """,
        user_id=user_id,
        channel_id=channel_id,
    )


async def acquainted(db: Db, user_id: str, others: Sequence[str]) -> list[str]:
    """Those of the others who share a channel with the user."""
    return await db.many(
        str,
        """
        SELECT DISTINCT theirs.userid
          FROM channelmembers mine
          JOIN channelmembers theirs ON theirs.channelid = mine.channelid
         WHERE mine.userid = %(user_id)s AND theirs.userid = ANY(%(others)s)
        """,
        user_id=user_id,
        others=list(others),
    )
