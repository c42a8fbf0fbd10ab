"""SQL that changes `channelmembers` and its log, `channelmemberhistory`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

from psycopg.types.json import Jsonb

from mattermost_py.features.channels.members.models import (
    DEFAULT_NOTIFY_PROPS,
    ChannelMember,
    ChannelUnreadAt,
    Departure,
    FormerRead,
    Viewed,
)
from mattermost_py.features.channels.members.queries import AROUND, MEMBER
from mattermost_py.infra.db import Db, Tx

# System messages about coming and going: they were never counted, so they are not unread either.
UNCOUNTED: Final = (
    "system_join_channel",
    "system_guest_join_channel",
    "system_leave_channel",
    "system_join_leave",
    "system_add_to_channel",
    "system_add_guest_to_chan",
    "system_remove_from_channel",
    "system_add_remove",
    "system_join_team",
    "system_leave_team",
    "system_add_to_team",
    "system_remove_from_team",
)


async def join(
    db: Db, channel_ids: Sequence[str], user_ids: Sequence[str], *, admin_ids: Sequence[str], now: int
) -> list[ChannelMember]:
    """Puts all these users into all these channels; who is in already is left alone and not returned."""
    return await db.many(
        ChannelMember,
        f"""
        WITH m AS (
            INSERT INTO channelmembers (channelid, userid, roles, lastviewedat, msgcount, mentioncount, notifyprops,
                                        lastupdateat, schemeuser, schemeadmin, schemeguest, mentioncountroot,
                                        msgcountroot, urgentmentioncount)
            SELECT wanted.id, u.id, '', 0, 0, 0, %(props)s, %(now)s, NOT u.guest,
                   u.id = ANY(%(admin_ids)s) AND NOT u.guest, u.guest, 0, 0, 0
              FROM unnest(%(channel_ids)s::text[]) AS wanted(id),
                   (SELECT id, 'system_guest' = ANY(string_to_array(roles, ' ')) AS guest
                      FROM users WHERE id = ANY(%(user_ids)s)) u
                ON CONFLICT (channelid, userid) DO NOTHING
            RETURNING *),
        logged AS (
            INSERT INTO channelmemberhistory (channelid, userid, jointime)
            SELECT channelid, userid, %(now)s FROM m
                ON CONFLICT (channelid, userid, jointime) DO UPDATE SET leavetime = NULL)
        SELECT {MEMBER} FROM m {AROUND}
        """,
        channel_ids=list(channel_ids),
        user_ids=list(user_ids),
        admin_ids=list(admin_ids),
        props=Jsonb(DEFAULT_NOTIFY_PROPS),
        now=now,
    )


async def hold(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> list[str]:
    """Locks those of the channels the user is in, in one order for everybody. Returns their ids.

    Posting locks a channel before its members, so whoever ends memberships does the same.
    """
    return await tx.many(
        str,
        """
        SELECT c.id FROM channels c
         WHERE c.id = ANY(%(channel_ids)s)
           AND EXISTS (SELECT FROM channelmembers m WHERE m.channelid = c.id AND m.userid = %(user_id)s)
         ORDER BY c.id
           FOR NO KEY UPDATE
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def leave(db: Db, channel_ids: Sequence[str], user_ids: Sequence[str], *, now: int) -> list[Departure]:
    """Takes these users out of these channels. Returns the memberships that ended."""
    return await db.many(
        Departure,
        """
        WITH gone AS (
            DELETE FROM channelmembers WHERE channelid = ANY(%(channel_ids)s) AND userid = ANY(%(user_ids)s)
            RETURNING channelid, userid),
        logged AS (
            UPDATE channelmemberhistory SET leavetime = %(now)s FROM gone
             WHERE channelmemberhistory.channelid = gone.channelid AND channelmemberhistory.userid = gone.userid
               AND channelmemberhistory.leavetime IS NULL)
        SELECT channelid, userid FROM gone
        """,
        channel_ids=list(channel_ids),
        user_ids=list(user_ids),
        now=now,
    )


async def delete_all(db: Db, channel_id: str) -> list[Departure]:
    """Removes everybody and the log of a channel that vanishes."""
    return await db.many(
        Departure,
        """
        WITH logged AS (DELETE FROM channelmemberhistory WHERE channelid = %(channel_id)s)
        DELETE FROM channelmembers WHERE channelid = %(channel_id)s RETURNING channelid, userid
        """,
        channel_id=channel_id,
    )


async def set_roles(
    db: Db, channel_id: str, user_id: str, *, explicit: str | None, guest: bool, user: bool, admin: bool, now: int
) -> ChannelMember | None:
    """Replaces scheme flags and, unless None, the explicit roles."""
    return await db.one(
        ChannelMember,
        f"""
        WITH m AS (
            UPDATE channelmembers
               SET roles = coalesce(%(explicit)s::text, roles), schemeguest = %(guest)s, schemeuser = %(user)s,
                   schemeadmin = %(admin)s, lastupdateat = %(now)s
             WHERE channelid = %(channel_id)s AND userid = %(user_id)s
            RETURNING *)
        SELECT {MEMBER} FROM m {AROUND}
        """,
        channel_id=channel_id,
        user_id=user_id,
        explicit=explicit,
        guest=guest,
        user=user,
        admin=admin,
        now=now,
    )


async def set_guest(db: Db, user_id: str, *, is_guest: bool, now: int) -> list[ChannelMember]:
    """Makes a user a guest of all their channels, administering none, or an ordinary member."""
    return await db.many(
        ChannelMember,
        f"""
        WITH m AS (
            UPDATE channelmembers
               SET schemeguest = %(is_guest)s, schemeuser = NOT %(is_guest)s,
                   schemeadmin = coalesce(schemeadmin, false) AND NOT %(is_guest)s, lastupdateat = %(now)s
             WHERE userid = %(user_id)s
            RETURNING *)
        SELECT {MEMBER} FROM m {AROUND}
        """,
        user_id=user_id,
        is_guest=is_guest,
        now=now,
    )


async def merge_notify_props(
    db: Db, user_id: str, channel_ids: Sequence[str], props: Mapping[str, str], *, now: int
) -> list[ChannelMember]:
    """Sets some notification keys of one user in these channels; other keys stay."""
    return await db.many(
        ChannelMember,
        f"""
        WITH m AS (
            UPDATE channelmembers
               SET notifyprops = coalesce(notifyprops, '{{}}') || %(props)s, lastupdateat = %(now)s
             WHERE channelid = ANY(%(channel_ids)s) AND userid = %(user_id)s
            RETURNING *)
        SELECT {MEMBER} FROM m {AROUND} ORDER BY m.channelid
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
        props=Jsonb(dict(props)),
        now=now,
    )


async def set_translation(
    db: Db, channel_id: str, user_id: str, *, is_disabled: bool, now: int
) -> ChannelMember | None:
    """Whether the member sees what was written instead of its translation."""
    return await db.one(
        ChannelMember,
        f"""
        WITH m AS (
            UPDATE channelmembers SET autotranslationdisabled = %(is_disabled)s, lastupdateat = %(now)s
             WHERE channelid = %(channel_id)s AND userid = %(user_id)s
            RETURNING *)
        SELECT {MEMBER} FROM m {AROUND}
        """,
        channel_id=channel_id,
        user_id=user_id,
        is_disabled=is_disabled,
        now=now,
    )


# --- read and unread ----------------------------------------------------------------------------------------------


async def view(db: Db, user_id: str, channel_ids: Sequence[str]) -> list[Viewed]:
    """Marks channels as read to the end. Rows that are read already are not written."""
    return await db.many(
        Viewed,
        """
        WITH seen AS (
            SELECT m.channelid, greatest(m.lastviewedat, c.lastpostat, 0) AS at, c.totalmsgcount, c.totalmsgcountroot,
                   coalesce(m.lastviewedat, 0) < c.lastpostat OR coalesce(m.msgcount, 0) < c.totalmsgcount
                   OR coalesce(m.msgcountroot, 0) < c.totalmsgcountroot OR m.mentioncount > 0
                   OR m.mentioncountroot > 0 OR coalesce(m.urgentmentioncount, 1) > 0 AS isunread
              FROM channelmembers m
              JOIN channels c ON c.id = m.channelid
             WHERE m.userid = %(user_id)s AND m.channelid = ANY(%(channel_ids)s)),
        done AS (
            UPDATE channelmembers
               SET lastviewedat = seen.at, lastupdateat = seen.at, mentioncount = 0, mentioncountroot = 0,
                   urgentmentioncount = 0, msgcount = greatest(msgcount, seen.totalmsgcount),
                   msgcountroot = greatest(msgcountroot, seen.totalmsgcountroot)
              FROM seen
             WHERE channelmembers.userid = %(user_id)s AND channelmembers.channelid = seen.channelid
               AND seen.isunread)
        SELECT channelid, at AS lastviewedat, coalesce(isunread, false) AS wasunread FROM seen
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def rewind(
    tx: Tx, user_id: str, channel_id: str, *, viewed_at: int, mentions: int, root_mentions: int, urgent: int, now: int
) -> ChannelUnreadAt | None:
    """Makes everything after a moment unread again; how many posts that are is counted here."""
    return await tx.one(
        ChannelUnreadAt,
        """
        WITH later AS (
            SELECT count(*) AS every, count(*) FILTER (WHERE p.rootid = '') AS roots
              FROM posts p
             WHERE p.channelid = %(channel_id)s AND p.createat > %(viewed_at)s AND p.deleteat = 0
               AND p.type <> ALL(%(uncounted)s))
        UPDATE channelmembers
           SET lastviewedat = %(viewed_at)s, lastupdateat = %(now)s, mentioncount = %(mentions)s,
               mentioncountroot = %(root_mentions)s, urgentmentioncount = %(urgent)s,
               msgcount = greatest(c.totalmsgcount - later.every, 0),
               msgcountroot = greatest(c.totalmsgcountroot - later.roots, 0)
          FROM channels c, later
         WHERE channelmembers.channelid = %(channel_id)s AND channelmembers.userid = %(user_id)s
           AND c.id = channelmembers.channelid
        RETURNING coalesce(c.teamid, '') AS teamid, channelmembers.userid, channelmembers.channelid,
                  channelmembers.msgcount, channelmembers.mentioncount, channelmembers.mentioncountroot,
                  channelmembers.urgentmentioncount, channelmembers.msgcountroot, channelmembers.lastviewedat
        """,
        user_id=user_id,
        channel_id=channel_id,
        viewed_at=viewed_at,
        mentions=mentions,
        root_mentions=root_mentions,
        urgent=urgent,
        now=now,
        uncounted=list(UNCOUNTED),
    )


async def delete_user(tx: Tx, user_id: str) -> list[str]:
    """Every membership of an account that is removed for good. Returns: the ids of the channels."""
    return await tx.many(
        str,
        """
        WITH logged AS (DELETE FROM channelmemberhistory WHERE userid = %(user_id)s)
        DELETE FROM channelmembers WHERE userid = %(user_id)s RETURNING channelid
        """,
        user_id=user_id,
    )


async def adopt_read(db: Db, channel_id: str, user_id: str, read: FormerRead) -> None:
    """Writes how far somebody had read where the channel came from."""
    await db.run(
        """
        UPDATE channelmembers
           SET msgcount = coalesce(%(msg_count)s::bigint, msgcount),
               msgcountroot = coalesce(%(msg_count_root)s::bigint, msgcountroot),
               mentioncount = coalesce(%(mention_count)s::bigint, mentioncount),
               mentioncountroot = coalesce(%(mention_count_root)s::bigint, mentioncountroot),
               urgentmentioncount = coalesce(%(urgent_mention_count)s::bigint, urgentmentioncount),
               lastviewedat = coalesce(%(last_viewed_at)s::bigint, lastviewedat),
               lastupdateat = coalesce(%(last_viewed_at)s::bigint, lastupdateat)
         WHERE channelid = %(channel_id)s::text AND userid = %(user_id)s::text
        """,
        channel_id=channel_id,
        user_id=user_id,
        **asdict(read),
    )
