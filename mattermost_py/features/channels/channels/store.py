"""SQL of `channels`, of its copy for browsing, `publicchannels`, and of `mmpy.channel_names`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from psycopg.types.json import Jsonb

from mattermost_py.features.channels.channels.models import Channel, Mentioned
from mattermost_py.infra.db import Db, Tx

COLUMNS: Final = """
    channels.id, channels.createat, channels.updateat, channels.deleteat, coalesce(channels.teamid, '') AS teamid,
    channels.type::text AS type, channels.displayname, channels.name, coalesce(channels.header, '') AS header,
    coalesce(channels.purpose, '') AS purpose, coalesce(channels.lastpostat, 0) AS lastpostat,
    coalesce(channels.totalmsgcount, 0) AS totalmsgcount, coalesce(channels.extraupdateat, 0) AS extraupdateat,
    coalesce(channels.creatorid, '') AS creatorid, channels.schemeid, channels.groupconstrained,
    channels.autotranslation, channels.shared, coalesce(channels.totalmsgcountroot, 0) AS totalmsgcountroot,
    coalesce(channels.lastrootpostat, 0) AS lastrootpostat, channels.bannerinfo, channels.defaultcategoryname
"""
# Keeps the copy of open channels in step with the rows of `saved`.
_MIRROR: Final = """
    gone AS (DELETE FROM publicchannels USING saved
              WHERE publicchannels.id = saved.id AND saved.type <> 'O'),
    mirrored AS (INSERT INTO publicchannels (id, deleteat, teamid, displayname, name, header, purpose)
                 SELECT id, deleteat, teamid, displayname, name, header, purpose FROM saved WHERE type = 'O'
                     ON CONFLICT (id) DO UPDATE
                    SET deleteat = excluded.deleteat, teamid = excluded.teamid, displayname = excluded.displayname,
                        name = excluded.name, header = excluded.header, purpose = excluded.purpose)
"""


async def insert(db: Db, *channels: Channel) -> list[Channel]:
    """New channels, except those whose name is taken in their team (or, for direct ones, by the same people)."""
    return await db.many(
        Channel,
        f"""
        WITH saved AS (
            INSERT INTO channels (id, createat, updateat, deleteat, teamid, type, displayname, name, header, purpose,
                                  lastpostat, totalmsgcount, extraupdateat, creatorid, schemeid, groupconstrained,
                                  shared, totalmsgcountroot, lastrootpostat, bannerinfo, defaultcategoryname,
                                  autotranslation)
            SELECT v.id, v.createat, v.createat, 0, v.teamid, v.type::channel_type, v.displayname, v.name, v.header,
                   v.purpose, 0, 0, 0, v.creatorid, v.schemeid, v.groupconstrained, NULL, 0, 0,
                   v.bannerinfo, v.defaultcategoryname, v.autotranslation
              FROM jsonb_to_recordset(%(rows)s) AS v(
                   id text, createat bigint, teamid text, type text, displayname text, name text, header text,
                   purpose text, creatorid text, schemeid text, groupconstrained boolean, bannerinfo jsonb,
                   defaultcategoryname text, autotranslation boolean)
                ON CONFLICT (name, teamid) DO NOTHING
            RETURNING *), {_MIRROR}
        SELECT {COLUMNS} FROM saved AS channels
        """,
        rows=Jsonb([_row(each) for each in channels]),
    )


def _row(channel: Channel) -> dict[str, Any]:
    return {
        "id": channel.id,
        "createat": channel.create_at,
        "teamid": channel.team_id,
        "type": channel.type,
        "displayname": channel.display_name,
        "name": channel.name,
        "header": channel.header,
        "purpose": channel.purpose,
        "creatorid": channel.creator_id,
        "schemeid": channel.scheme_id,
        "groupconstrained": channel.group_constrained,
        "bannerinfo": channel.banner_info,
        "defaultcategoryname": channel.default_category_name,
        "autotranslation": channel.autotranslation,
    }


async def save(db: Db, channel: Channel) -> Channel | None:
    """Writes back everything but the counters, and the browsing copy. Raises: UniqueViolation for a taken name."""
    return await db.one(
        Channel,
        f"""
        WITH renamed AS (
            INSERT INTO mmpy.channel_names (team_id, name, channel_id)
            SELECT teamid, name, id FROM channels
             WHERE id = %(id)s AND teamid = %(team_id)s AND teamid <> '' AND name <> %(name)s
                ON CONFLICT (team_id, name) DO UPDATE SET channel_id = excluded.channel_id),
        saved AS (
            UPDATE channels
               SET updateat = %(update_at)s, deleteat = %(delete_at)s, teamid = %(team_id)s, type = %(type)s,
                   displayname = %(display_name)s, name = %(name)s, header = %(header)s, purpose = %(purpose)s,
                   schemeid = %(scheme_id)s, groupconstrained = %(group_constrained)s, bannerinfo = %(banner_info)s,
                   autotranslation = %(autotranslation)s, defaultcategoryname = %(default_category_name)s
             WHERE id = %(id)s
            RETURNING *), {_MIRROR}
        SELECT {COLUMNS} FROM saved AS channels
        """,
        **(asdict(channel) | {"banner_info": None if channel.banner_info is None else Jsonb(channel.banner_info)}),
    )


async def delete(db: Db, channel_ids: Sequence[str]) -> None:
    """Removes channels for good."""
    await db.run(
        """
        WITH copies AS (DELETE FROM publicchannels WHERE id = ANY(%(channel_ids)s)),
        names AS (DELETE FROM mmpy.channel_names WHERE channel_id = ANY(%(channel_ids)s))
        DELETE FROM channels WHERE id = ANY(%(channel_ids)s)
        """,
        channel_ids=list(channel_ids),
    )


async def by_id(db: Db, channel_id: str) -> Channel | None:
    return await db.one(Channel, f"SELECT {COLUMNS} FROM channels WHERE id = %(channel_id)s", channel_id=channel_id)


async def locked(tx: Tx, channel_id: str) -> Channel | None:
    """The channel, kept from changing until the transaction ends."""
    return await tx.one(
        Channel, f"SELECT {COLUMNS} FROM channels WHERE id = %(channel_id)s FOR UPDATE", channel_id=channel_id
    )


async def by_ids(db: Db, channel_ids: Sequence[str]) -> list[Channel]:
    return await db.many(
        Channel,
        f"SELECT {COLUMNS} FROM channels WHERE id = ANY(%(channel_ids)s) ORDER BY displayname, id",
        channel_ids=list(channel_ids),
    )


async def by_name(db: Db, team_id: str, name: str, *, with_archived: bool) -> Channel | None:
    """Direct and group messages are found with an empty team."""
    return await db.one(
        Channel,
        f"""
        SELECT {COLUMNS} FROM channels
         WHERE name = %(name)s AND teamid = %(team_id)s AND (deleteat = 0 OR %(with_archived)s)
        """,
        team_id=team_id,
        name=name,
        with_archived=with_archived,
    )


async def by_former_name(db: Db, team_id: str, name: str, *, with_archived: bool) -> Channel | None:
    """The channel that had this name in the team and is still there."""
    return await db.one(
        Channel,
        f"""
        SELECT {COLUMNS} FROM mmpy.channel_names AS former
          JOIN channels ON channels.id = former.channel_id AND channels.teamid = former.team_id
         WHERE former.name = %(name)s AND former.team_id = %(team_id)s AND (channels.deleteat = 0 OR %(with_archived)s)
        """,
        team_id=team_id,
        name=name,
        with_archived=with_archived,
    )


async def by_names(db: Db, team_id: str, names: Sequence[str]) -> list[Channel]:
    """Live channels of a team by name."""
    return await db.many(
        Channel,
        f"SELECT {COLUMNS} FROM channels WHERE teamid = %(team_id)s AND name = ANY(%(names)s) AND deleteat = 0",
        team_id=team_id,
        names=list(names),
    )


async def of_scheme(db: Db, scheme_id: str, *, limit: int | None, offset: int) -> list[Channel]:
    """Channels that a scheme rules, by display name; no limit gives all."""
    return await db.many(
        Channel,
        f"""
        SELECT {COLUMNS} FROM channels WHERE schemeid = %(scheme_id)s
         ORDER BY displayname, id LIMIT %(limit)s OFFSET %(offset)s
        """,
        scheme_id=scheme_id,
        limit=limit,
        offset=offset,
    )


async def of_team(db: Db, team_id: str) -> list[Channel]:
    """All of them, archived and private too."""
    return await db.many(Channel, f"SELECT {COLUMNS} FROM channels WHERE teamid = %(team_id)s", team_id=team_id)


async def count_in_team(db: Db, team_id: str) -> int:
    """Live public and private channels."""
    found = await db.value(
        int,
        "SELECT count(*) FROM channels WHERE teamid = %(team_id)s AND type IN ('O', 'P') AND deleteat = 0",
        team_id=team_id,
    )
    return found or 0


async def mentioned(db: Db, team_id: str, names: Sequence[str]) -> list[Mentioned]:
    """Public channels of a team by name."""
    return await db.many(
        Mentioned,
        """
        SELECT name, displayname FROM publicchannels
         WHERE teamid = %(team_id)s AND name = ANY(%(names)s) AND deleteat = 0
        """,
        team_id=team_id,
        names=list(names),
    )


async def members_share_team(db: Db, channel_id: str) -> bool:
    """Whether the people of a channel, bots apart, have a team in common."""
    return bool(
        await db.value(
            bool,
            """
            WITH people AS (SELECT m.userid FROM channelmembers m
                             WHERE m.channelid = %(channel_id)s
                               AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = m.userid))
            SELECT EXISTS (
                SELECT FROM teammembers tm
                  JOIN people p ON p.userid = tm.userid
                  JOIN teams t ON t.id = tm.teamid AND t.deleteat = 0
                 WHERE tm.deleteat = 0
                 GROUP BY tm.teamid
                HAVING count(*) = (SELECT count(*) FROM people))
            """,
            channel_id=channel_id,
        )
    )


# --- counters -----------------------------------------------------------------------------------------------------


async def touch(db: Db, channel_id: str, at_ms: int) -> None:
    """An edit moves the time of the last post as a new post does."""
    await db.run(
        "UPDATE channels SET lastpostat = greatest(lastpostat, %(at_ms)s) WHERE id = %(channel_id)s",
        channel_id=channel_id,
        at_ms=at_ms,
    )
