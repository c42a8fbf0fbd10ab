"""SQL of `usergroups` and `groupmembers`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.directory.groups.models import ChannelCount, Group, GroupMember, Leftover, Place
from mattermost_py.infra.db import Db

GROUP: Final = """
    g.id, g.name, coalesce(g.displayname, '') AS displayname, coalesce(g.description, '') AS description,
    coalesce(g.source, '') AS source, g.remoteid, coalesce(g.createat, 0) AS createat,
    coalesce(g.updateat, 0) AS updateat, coalesce(g.deleteat, 0) AS deleteat,
    coalesce(g.allowreference, false) AS allowreference,
    EXISTS (SELECT FROM groupteams t WHERE t.groupid = g.id AND t.deleteat = 0)
    OR EXISTS (SELECT FROM groupchannels c WHERE c.groupid = g.id AND c.deleteat = 0) AS hassyncables
"""
COUNT: Final = """
    (SELECT count(*)::int FROM groupmembers m JOIN users u ON u.id = m.userid AND u.deleteat = 0
      WHERE m.groupid = g.id AND m.deleteat = 0)
"""
IDS: Final = """
    (SELECT coalesce(array_agg(m.userid ORDER BY m.userid), '{}')
       FROM groupmembers m JOIN users u ON u.id = m.userid AND u.deleteat = 0
      WHERE m.groupid = g.id AND m.deleteat = 0)
"""


async def by_id(db: Db, group_id: str, *, counted: bool = True, with_ids: bool = False) -> Group | None:
    """The group, deleted ones too."""
    return await db.one(
        Group,
        f"""
        SELECT {GROUP}, CASE WHEN %(counted)s THEN {COUNT} END AS membercount,
               CASE WHEN %(with_ids)s THEN {IDS} END AS memberids
          FROM usergroups g WHERE g.id = %(group_id)s
        """,
        group_id=group_id,
        counted=counted,
        with_ids=with_ids,
    )


async def by_ids(db: Db, group_ids: Sequence[str]) -> list[Group]:
    return await db.many(
        Group, f"SELECT {GROUP} FROM usergroups g WHERE g.id = ANY(%(group_ids)s)", group_ids=list(group_ids)
    )


async def by_names(db: Db, names: Sequence[str], *, only_referable: bool) -> list[Group]:
    """Live groups by what they are mentioned by."""
    return await db.many(
        Group,
        f"""
        SELECT {GROUP} FROM usergroups g
         WHERE g.name = ANY(%(names)s) AND g.deleteat = 0 AND (g.allowreference OR NOT %(only_referable)s)
         ORDER BY g.name
        """,
        names=list(names),
        only_referable=only_referable,
    )


async def is_username(db: Db, name: str) -> bool:
    """Whether a person has this name."""
    return bool(await db.value(bool, "SELECT EXISTS (SELECT FROM users WHERE username = lower(%(name)s))", name=name))


async def insert(db: Db, group: Group) -> None:
    """Raises: UniqueViolation for a taken name."""
    await db.run(
        """
        INSERT INTO usergroups (id, name, displayname, description, source, remoteid, createat, updateat, deleteat,
                                allowreference)
        VALUES (%(id)s, %(name)s, %(display_name)s, %(description)s, %(source)s, %(remote_id)s, %(create_at)s,
                %(update_at)s, 0, %(allow_reference)s)
        """,
        id=group.id,
        name=group.name,
        display_name=group.display_name,
        description=group.description,
        source=group.source,
        remote_id=group.remote_id,
        create_at=group.create_at,
        update_at=group.update_at,
        allow_reference=group.allow_reference,
    )


async def save(db: Db, group: Group) -> None:
    """Writes back everything that may change. Raises: UniqueViolation for a taken name."""
    await db.run(
        """
        UPDATE usergroups
           SET name = %(name)s, displayname = %(display_name)s, description = %(description)s,
               updateat = %(update_at)s, deleteat = %(delete_at)s, allowreference = %(allow_reference)s
         WHERE id = %(id)s
        """,
        id=group.id,
        name=group.name,
        display_name=group.display_name,
        description=group.description,
        update_at=group.update_at,
        delete_at=group.delete_at,
        allow_reference=group.allow_reference,
    )


# --- members ------------------------------------------------------------------------------------------------------


async def active(db: Db, user_ids: Sequence[str]) -> list[str]:
    """Those of the ids that active accounts have."""
    return await db.many(
        str, "SELECT id FROM users WHERE id = ANY(%(user_ids)s) AND deleteat = 0", user_ids=list(user_ids)
    )


async def is_member(db: Db, group_id: str, user_id: str) -> bool:
    return bool(
        await db.value(
            bool,
            """
            SELECT EXISTS (SELECT FROM groupmembers
                            WHERE groupid = %(group_id)s AND userid = %(user_id)s AND deleteat = 0)
            """,
            group_id=group_id,
            user_id=user_id,
        )
    )


async def member_count(db: Db, group_id: str) -> int:
    """Active members."""
    return await db.value(int, f"SELECT {COUNT} FROM usergroups g WHERE g.id = %(group_id)s", group_id=group_id) or 0


async def add_members(db: Db, group_id: str, user_ids: Sequence[str], now: int) -> list[GroupMember]:
    """Puts people into a group; who left it before comes back."""
    return await db.many(
        GroupMember,
        """
        INSERT INTO groupmembers (groupid, userid, createat, deleteat)
        SELECT %(group_id)s, id, %(now)s, 0 FROM unnest(%(user_ids)s::text[]) AS wanted(id)
            ON CONFLICT (groupid, userid) DO UPDATE
           SET createat = CASE WHEN groupmembers.deleteat = 0 THEN groupmembers.createat ELSE excluded.createat END,
               deleteat = 0
        RETURNING groupid, userid, createat, deleteat
        """,
        group_id=group_id,
        user_ids=list(user_ids),
        now=now,
    )


async def delete_members(db: Db, group_id: str, user_ids: Sequence[str], now: int) -> list[GroupMember]:
    """Takes people out of a group. Returns those who were in it."""
    return await db.many(
        GroupMember,
        """
        UPDATE groupmembers SET deleteat = %(now)s
         WHERE groupid = %(group_id)s AND userid = ANY(%(user_ids)s) AND deleteat = 0
        RETURNING groupid, userid, createat, deleteat
        """,
        group_id=group_id,
        user_ids=list(user_ids),
        now=now,
    )


async def delete_user(db: Db, user_id: str) -> None:
    """Every membership of an account that is removed for good."""
    await db.run("DELETE FROM groupmembers WHERE userid = %(user_id)s", user_id=user_id)


# --- members of places --------------------------------------------------------------------------------------------


async def channel_counts(db: Db, channel_id: str, *, with_timezones: bool) -> list[ChannelCount]:
    """For each group with somebody in the channel, how many they are, and in how many time zones."""
    return await db.many(
        ChannelCount,
        """
        SELECT gm.groupid, count(*)::int AS channelmembercount,
               CASE WHEN %(with_timezones)s
                    THEN count(DISTINCT CASE WHEN u.timezone ->> 'useAutomaticTimezone' = 'true'
                                             THEN nullif(u.timezone ->> 'automaticTimezone', '')
                                             ELSE nullif(u.timezone ->> 'manualTimezone', '') END)
                    ELSE 0 END::int AS channelmembertimezonescount
          FROM channelmembers cm
          JOIN groupmembers gm ON gm.userid = cm.userid AND gm.deleteat = 0
          JOIN users u ON u.id = cm.userid AND u.deleteat = 0
         WHERE cm.channelid = %(channel_id)s
         GROUP BY gm.groupid
         ORDER BY gm.groupid
        """,
        channel_id=channel_id,
        with_timezones=with_timezones,
    )


_TEAMS_LEFTOVERS: Final = (
    "FROM teammembers p JOIN users u ON u.id = p.userid WHERE p.teamid = %(id)s AND p.deleteat = 0"
)
_CHANNELS_LEFTOVERS: Final = "FROM channelmembers p JOIN users u ON u.id = p.userid WHERE p.channelid = %(id)s"
_IN_NONE: Final = """
       AND u.deleteat = 0 AND NOT EXISTS (SELECT FROM bots b WHERE b.userid = u.id)
       AND NOT EXISTS (SELECT FROM groupmembers gm
                        WHERE gm.userid = u.id AND gm.groupid = ANY(%(group_ids)s) AND gm.deleteat = 0)
"""


async def leftovers(db: Db, place: Place, group_ids: Sequence[str], *, limit: int, offset: int) -> list[Leftover]:
    """People of a team or channel who are in none of these groups, by username; bots stay everywhere."""
    source = _CHANNELS_LEFTOVERS if place.channel_id else _TEAMS_LEFTOVERS
    return await db.many(
        Leftover,
        f"""
        SELECT u.id, coalesce(p.schemeguest, false) AS schemeguest, coalesce(p.schemeuser, false) AS schemeuser,
               coalesce(p.schemeadmin, false) AS schemeadmin,
               ARRAY(SELECT gm.groupid::text FROM groupmembers gm JOIN usergroups g ON g.id = gm.groupid
                      WHERE gm.userid = u.id AND gm.deleteat = 0 AND g.deleteat = 0
                      ORDER BY g.displayname, g.id) AS groupids
          {source} {_IN_NONE}
         ORDER BY u.username LIMIT %(limit)s OFFSET %(offset)s
        """,
        id=place.id,
        group_ids=list(group_ids),
        limit=limit,
        offset=offset,
    )


async def leftover_count(db: Db, place: Place, group_ids: Sequence[str]) -> int:
    source = _CHANNELS_LEFTOVERS if place.channel_id else _TEAMS_LEFTOVERS
    found = await db.value(int, f"SELECT count(*) {source} {_IN_NONE}", id=place.id, group_ids=list(group_ids))
    return found or 0
