"""SQL of everything an export is made of; long lists are read page by page, behind the last id."""

from collections.abc import Sequence
from typing import LiteralString

from mattermost_py.features.governance.bulk_export.models import (
    Amounts,
    BotRow,
    ChannelMemberRow,
    ChannelRow,
    DirectRow,
    EmojiRow,
    PreferenceRow,
    RoleRow,
    SchemeRow,
    TeamMemberRow,
    TeamRow,
    UserRow,
)
from mattermost_py.infra.db import Db

# Of a membership `m` of channel `c`.
_MEMBER: LiteralString = """
        m.userid, m.channelid, c.name AS channel, coalesce(m.roles, '') AS roles,
        coalesce(m.schemeuser, false) AS schemeuser, coalesce(m.schemeadmin, false) AS schemeadmin,
        coalesce(m.schemeguest, false) AS schemeguest, coalesce(m.notifyprops, '{}'::jsonb) AS notifyprops,
        coalesce(m.mentioncount, 0) AS mentioncount, coalesce(m.mentioncountroot, 0) AS mentioncountroot,
        coalesce(m.urgentmentioncount, 0) AS urgentmentioncount, coalesce(m.msgcount, 0) AS msgcount,
        coalesce(m.msgcountroot, 0) AS msgcountroot, coalesce(m.lastviewedat, 0) AS lastviewedat,
        EXISTS (SELECT FROM preferences p
                 WHERE p.userid = m.userid AND p.category = 'favorite_channel' AND p.name = m.channelid
                   AND p.value = 'true')
        OR EXISTS (SELECT FROM sidebarchannels s JOIN sidebarcategories k ON k.id = s.categoryid
                    WHERE s.userid = m.userid AND s.channelid = m.channelid AND k.type = 'favorites')
            AS is_favorite
"""


async def amounts(db: Db) -> Amounts:
    found = await db.one(
        Amounts,
        """
        SELECT (SELECT count(*) FROM posts WHERE rootid = '' AND deleteat = 0) AS posts,
               (SELECT count(*) FROM fileinfo WHERE deleteat = 0 AND postid <> '') AS files
        """,
    )
    return found or Amounts(0, 0)


async def roles(db: Db) -> list[RoleRow]:
    """Living roles, those of schemes too."""
    return await db.many(
        RoleRow,
        """
        SELECT name, coalesce(displayname, '') AS displayname, coalesce(description, '') AS description,
               coalesce(permissions, '') AS permissions, coalesce(schememanaged, false) AS schememanaged
          FROM roles
         WHERE deleteat = 0
         ORDER BY name
        """,
    )


async def schemes(db: Db) -> list[SchemeRow]:
    return await db.many(
        SchemeRow,
        """
        SELECT name, displayname, coalesce(description, '') AS description, scope,
               coalesce(defaultteamadminrole, '') AS defaultteamadminrole,
               coalesce(defaultteamuserrole, '') AS defaultteamuserrole,
               coalesce(defaultteamguestrole, '') AS defaultteamguestrole,
               coalesce(defaultchanneladminrole, '') AS defaultchanneladminrole,
               coalesce(defaultchanneluserrole, '') AS defaultchanneluserrole,
               coalesce(defaultchannelguestrole, '') AS defaultchannelguestrole
          FROM schemes
         WHERE deleteat = 0 AND scope IN ('team', 'channel')
         ORDER BY name
        """,
    )


async def teams(db: Db) -> list[TeamRow]:
    return await db.many(
        TeamRow,
        """
        SELECT t.name, coalesce(t.displayname, '') AS displayname, t.type::text AS type,
               coalesce(t.description, '') AS description, coalesce(t.allowopeninvite, false) AS allowopeninvite,
               coalesce(s.name, '') AS scheme
          FROM teams t LEFT JOIN schemes s ON s.id = t.schemeid AND s.deleteat = 0
         WHERE t.deleteat = 0
         ORDER BY t.id
        """,
    )


async def channels(db: Db, after: str, *, with_archived: bool, limit: int) -> list[ChannelRow]:
    return await db.many(
        ChannelRow,
        """
        SELECT c.id, t.name AS team, c.name, coalesce(c.displayname, '') AS displayname, c.type::text AS type,
               coalesce(c.header, '') AS header, coalesce(c.purpose, '') AS purpose, coalesce(s.name, '') AS scheme,
               c.deleteat
          FROM channels c
          JOIN teams t ON t.id = c.teamid AND t.deleteat = 0
          LEFT JOIN schemes s ON s.id = c.schemeid AND s.deleteat = 0
         WHERE c.id > %(after)s AND c.type IN ('O', 'P') AND (c.deleteat = 0 OR %(with_archived)s)
         ORDER BY c.id
         LIMIT %(limit)s
        """,
        after=after,
        with_archived=with_archived,
        limit=limit,
    )


# --- people -----------------------------------------------------------------------------------------------------------


async def users(db: Db, after: str, limit: int) -> list[UserRow]:
    """People, deactivated ones too; bots have lines of their own."""
    return await db.many(
        UserRow,
        """
        SELECT u.id, u.username, coalesce(u.email, '') AS email, coalesce(u.authservice, '') AS authservice,
               u.authdata, coalesce(u.nickname, '') AS nickname, coalesce(u.firstname, '') AS firstname,
               coalesce(u.lastname, '') AS lastname, coalesce(u.position, '') AS position,
               coalesce(u.roles, '') AS roles, coalesce(u.locale, '') AS locale, u.deleteat,
               coalesce(u.lastpictureupdate, 0) AS lastpictureupdate, coalesce(u.props, '{}'::jsonb) AS props,
               coalesce(u.notifyprops, '{}'::jsonb) AS notifyprops
          FROM users u
         WHERE u.id > %(after)s AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
         ORDER BY u.id
         LIMIT %(limit)s
        """,
        after=after,
        limit=limit,
    )


async def preferences(db: Db, user_ids: Sequence[str], categories: Sequence[str]) -> list[PreferenceRow]:
    return await db.many(
        PreferenceRow,
        """
        SELECT userid, category, name, coalesce(value, '') AS value
          FROM preferences
         WHERE userid = ANY(%(user_ids)s) AND category = ANY(%(categories)s)
         ORDER BY userid, category, name
        """,
        user_ids=list(user_ids),
        categories=list(categories),
    )


async def team_memberships(db: Db, user_ids: Sequence[str]) -> list[TeamMemberRow]:
    return await db.many(
        TeamMemberRow,
        """
        SELECT m.userid, m.teamid, t.name AS team, coalesce(m.roles, '') AS roles,
               coalesce(m.schemeuser, false) AS schemeuser, coalesce(m.schemeadmin, false) AS schemeadmin,
               coalesce(m.schemeguest, false) AS schemeguest
          FROM teammembers m JOIN teams t ON t.id = m.teamid AND t.deleteat = 0
         WHERE m.userid = ANY(%(user_ids)s) AND m.deleteat = 0
         ORDER BY t.name
        """,
        user_ids=list(user_ids),
    )


async def channel_memberships(db: Db, user_ids: Sequence[str], *, with_archived: bool) -> list[ChannelMemberRow]:
    """Memberships in the channels of teams."""
    return await db.many(
        ChannelMemberRow,
        f"""
        SELECT {_MEMBER}, '' AS username, c.teamid, false AS is_shown
          FROM channelmembers m
          JOIN channels c ON c.id = m.channelid
          JOIN teams t ON t.id = c.teamid AND t.deleteat = 0
         WHERE m.userid = ANY(%(user_ids)s) AND c.type IN ('O', 'P') AND (c.deleteat = 0 OR %(with_archived)s)
         ORDER BY c.name
        """,
        user_ids=list(user_ids),
        with_archived=with_archived,
    )


async def bots(db: Db, after: str, limit: int) -> list[BotRow]:
    """Bots; a bot of a plugin belongs to that by its name."""
    return await db.many(
        BotRow,
        """
        SELECT b.userid, u.username, coalesce(o.username, b.ownerid, '') AS owner,
               coalesce(u.firstname, '') AS displayname, coalesce(b.description, '') AS description, b.deleteat,
               coalesce(u.lastpictureupdate, 0) AS lastpictureupdate
          FROM bots b JOIN users u ON u.id = b.userid LEFT JOIN users o ON o.id = b.ownerid
         WHERE b.userid > %(after)s
         ORDER BY b.userid
         LIMIT %(limit)s
        """,
        after=after,
        limit=limit,
    )


# --- direct channels and emoji ----------------------------------------------------------------------------------------


async def direct_channels(db: Db, after: str, limit: int) -> list[DirectRow]:
    return await db.many(
        DirectRow,
        """
        SELECT id, coalesce(header, '') AS header
          FROM channels
         WHERE id > %(after)s AND type IN ('D', 'G') AND deleteat = 0
         ORDER BY id
         LIMIT %(limit)s
        """,
        after=after,
        limit=limit,
    )


async def direct_members(db: Db, channel_ids: Sequence[str]) -> list[ChannelMemberRow]:
    """Members of direct and group messages, by name; a direct message is shown by the id of the other one."""
    return await db.many(
        ChannelMemberRow,
        f"""
        SELECT {_MEMBER}, u.username, '' AS teamid,
               EXISTS (SELECT FROM preferences p
                        WHERE p.userid = m.userid AND p.value = 'true'
                          AND p.category = CASE c.type WHEN 'G' THEN 'group_channel_show' ELSE 'direct_channel_show' END
                          AND p.name = CASE WHEN c.type = 'G' THEN c.id
                                            WHEN split_part(c.name, '__', 1) = m.userid THEN split_part(c.name, '__', 2)
                                            ELSE split_part(c.name, '__', 1) END) AS is_shown
          FROM channelmembers m
          JOIN channels c ON c.id = m.channelid
          JOIN users u ON u.id = m.userid
         WHERE m.channelid = ANY(%(channel_ids)s)
         ORDER BY u.username
        """,
        channel_ids=list(channel_ids),
    )


async def emoji(db: Db, after: str, limit: int) -> list[EmojiRow]:
    return await db.many(
        EmojiRow,
        """
        SELECT id, name
          FROM emoji
         WHERE id > %(after)s AND deleteat = 0
         ORDER BY id
         LIMIT %(limit)s
        """,
        after=after,
        limit=limit,
    )
