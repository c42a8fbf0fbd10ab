"""SQL of `sidebarcategories` and `sidebarchannels`. Only explicit places are stored."""

from collections.abc import Sequence

from psycopg.types.json import Jsonb

from mattermost_py.features.channels.sidebar.models import (
    BUILT_IN,
    ORDER_STEP,
    Category,
    built_in_id,
)
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.ids import new_id


async def of_user(db: Db, user_id: str, team_id: str) -> list[Category]:
    """The sidebar in its order. Channels without a place come last in `channels` or `direct_messages`, by name."""
    return await db.many(
        Category,
        """
        WITH mine AS (
            SELECT * FROM sidebarcategories WHERE userid = %(user_id)s AND teamid = %(team_id)s),
        placed AS (
            SELECT s.categoryid, s.channelid, s.sortorder
              FROM sidebarchannels s JOIN mine ON mine.id = s.categoryid WHERE s.userid = %(user_id)s),
        orphans AS MATERIALIZED (
            SELECT c.id, c.displayname,
                   CASE WHEN c.type IN ('D', 'G') THEN 'direct_messages' ELSE 'channels' END AS kind
              FROM channelmembers m
              JOIN channels c ON c.id = m.channelid
             WHERE m.userid = %(user_id)s AND c.deleteat = 0
               AND (c.teamid = %(team_id)s OR coalesce(c.teamid, '') = '')
               AND NOT EXISTS (SELECT FROM placed p WHERE p.channelid = c.id))
        SELECT mine.id, mine.userid, mine.teamid, mine.sortorder, coalesce(mine.sorting, '') AS sorting, mine.type,
               coalesce(mine.displayname, '') AS displayname, coalesce(mine.muted, false) AS muted,
               coalesce(mine.collapsed, false) AS collapsed,
               ARRAY(SELECT p.channelid::text FROM placed p WHERE p.categoryid = mine.id
                      ORDER BY p.sortorder, p.channelid)
               || ARRAY(SELECT o.id::text FROM orphans o WHERE o.kind = mine.type
                         ORDER BY o.displayname, o.id) AS channelids
          FROM mine
         ORDER BY mine.sortorder, mine.id
        """,
        user_id=user_id,
        team_id=team_id,
    )


async def create_built_in(db: Db, user_id: str, team_id: str) -> None:
    """Makes the built-in categories that are missing; favourites begin with the favourite channels of preferences."""
    await db.run(
        """
        WITH made AS (
            INSERT INTO sidebarcategories (id, userid, teamid, sortorder, sorting, type, displayname, muted, collapsed)
            SELECT v.id, %(user_id)s, %(team_id)s, v.sortorder, v.sorting, v.type, v.displayname, false, false
              FROM jsonb_to_recordset(%(rows)s)
                   AS v(id text, sortorder bigint, sorting text, type text, displayname text)
                ON CONFLICT (id) DO NOTHING
            RETURNING id, type)
        INSERT INTO sidebarchannels (channelid, userid, categoryid, sortorder)
        SELECT c.id, %(user_id)s, made.id, row_number() OVER (ORDER BY c.displayname, c.id) * 10
          FROM made, preferences p
          JOIN channels c ON c.id = p.name
         WHERE made.type = 'favorites' AND p.userid = %(user_id)s AND p.category = 'favorite_channel'
           AND p.value = 'true' AND (c.teamid = %(team_id)s OR coalesce(c.teamid, '') = '')
            ON CONFLICT DO NOTHING
        """,
        user_id=user_id,
        team_id=team_id,
        rows=Jsonb(
            [
                {
                    "id": built_in_id(kind, user_id, team_id),
                    "sortorder": order,
                    "sorting": sorting,
                    "type": kind,
                    "displayname": name,
                }
                for kind, order, sorting, name in BUILT_IN
            ]
        ),
    )


async def insert(tx: Tx, category: Category) -> None:
    await tx.run(
        """
        INSERT INTO sidebarcategories (id, userid, teamid, sortorder, sorting, type, displayname, muted, collapsed)
        VALUES (%(id)s, %(user_id)s, %(team_id)s, %(sort_order)s, %(sorting)s, %(type)s, %(display_name)s, %(muted)s,
                %(collapsed)s)
        """,
        id=category.id,
        user_id=category.user_id,
        team_id=category.team_id,
        sort_order=category.sort_order,
        sorting=category.sorting,
        type=category.type,
        display_name=category.display_name,
        muted=category.muted,
        collapsed=category.collapsed,
    )


async def save(tx: Tx, categories: Sequence[Category]) -> None:
    """Writes back name, sorting, muting and folding; places are `place`'s business."""
    await tx.run(
        """
        UPDATE sidebarcategories
           SET displayname = v.displayname, sorting = v.sorting, muted = v.muted, collapsed = v.collapsed
          FROM jsonb_to_recordset(%(rows)s)
               AS v(id text, displayname text, sorting text, muted boolean, collapsed boolean)
         WHERE sidebarcategories.id = v.id
        """,
        rows=Jsonb(
            [
                {
                    "id": each.id,
                    "displayname": each.display_name,
                    "sorting": each.sorting,
                    "muted": each.muted,
                    "collapsed": each.collapsed,
                }
                for each in categories
            ]
        ),
    )


async def place(tx: Tx, user_id: str, team_id: str, categories: Sequence[Category]) -> None:
    """Gives these categories exactly their channels; each channel leaves the category it was in."""
    channel_ids = [channel_id for each in categories for channel_id in each.channel_ids]
    await tx.run(
        """
        DELETE FROM sidebarchannels USING sidebarcategories k
         WHERE sidebarchannels.categoryid = k.id AND k.userid = %(user_id)s AND k.teamid = %(team_id)s
           AND sidebarchannels.userid = %(user_id)s
           AND (k.id = ANY(%(category_ids)s) OR sidebarchannels.channelid = ANY(%(channel_ids)s))
        """,
        user_id=user_id,
        team_id=team_id,
        category_ids=[each.id for each in categories],
        channel_ids=channel_ids,
    )
    await tx.run(
        """
        INSERT INTO sidebarchannels (channelid, userid, categoryid, sortorder)
        SELECT v.channelid, %(user_id)s, v.categoryid, v.sortorder
          FROM jsonb_to_recordset(%(rows)s) AS v(channelid text, categoryid text, sortorder bigint)
            ON CONFLICT (channelid, userid, categoryid) DO UPDATE SET sortorder = excluded.sortorder
        """,
        user_id=user_id,
        rows=Jsonb(
            [
                {"channelid": channel_id, "categoryid": each.id, "sortorder": index * ORDER_STEP}
                for each in categories
                for index, channel_id in enumerate(each.channel_ids)
            ]
        ),
    )


async def file_under(tx: Tx, channel_id: str, team_id: str, name: str, user_ids: Sequence[str]) -> None:
    """Puts a channel into everybody's own category of this name, which is made where it is missing."""
    await tx.run(
        """
        WITH existing AS (
            SELECT DISTINCT ON (userid) userid, id FROM sidebarcategories
             WHERE teamid = %(team_id)s AND userid = ANY(%(user_ids)s) AND type = 'custom' AND displayname = %(name)s
             ORDER BY userid, sortorder),
        made AS (
            INSERT INTO sidebarcategories (id, userid, teamid, sortorder, sorting, type, displayname, muted, collapsed)
            SELECT v.id, v.userid, %(team_id)s, 5, '', 'custom', %(name)s, false, false
              FROM jsonb_to_recordset(%(rows)s) AS v(id text, userid text)
             WHERE NOT EXISTS (SELECT FROM existing WHERE existing.userid = v.userid)
            RETURNING userid, id)
        INSERT INTO sidebarchannels (channelid, userid, categoryid, sortorder)
        SELECT %(channel_id)s, userid, id, 0 FROM (SELECT * FROM existing UNION ALL SELECT * FROM made) AS homes
            ON CONFLICT (channelid, userid, categoryid) DO NOTHING
        """,
        channel_id=channel_id,
        team_id=team_id,
        name=name,
        user_ids=list(user_ids),
        rows=Jsonb([{"id": new_id(), "userid": each} for each in user_ids]),
    )


async def take_out(tx: Tx, channel_id: str, team_id: str, name: str) -> list[str]:
    """Takes a channel out of the categories of this name, which go if it was their last.

    Returns: the members who have no place of their own for it.
    """
    return await tx.many(
        str,
        """
        WITH gone AS (
            DELETE FROM sidebarchannels s USING sidebarcategories g
             WHERE s.channelid = %(channel_id)s AND g.id = s.categoryid AND g.teamid = %(team_id)s
               AND (g.type = 'channels' OR (g.type = 'custom' AND g.displayname = %(name)s))
            RETURNING s.categoryid),
        emptied AS (
            DELETE FROM sidebarcategories g USING gone
             WHERE g.id = gone.categoryid AND g.type = 'custom'
               AND NOT EXISTS (SELECT FROM sidebarchannels o
                                WHERE o.categoryid = g.id AND o.channelid <> %(channel_id)s))
        SELECT m.userid FROM channelmembers m
         WHERE m.channelid = %(channel_id)s
           AND NOT EXISTS (
               SELECT FROM sidebarchannels s JOIN sidebarcategories g ON g.id = s.categoryid
                WHERE s.channelid = %(channel_id)s AND s.userid = m.userid AND g.teamid = %(team_id)s
                  AND g.type <> 'channels' AND NOT (g.type = 'custom' AND g.displayname = %(name)s))
        """,
        channel_id=channel_id,
        team_id=team_id,
        name=name,
    )


async def set_order(tx: Tx, user_id: str, team_id: str, category_ids: Sequence[str]) -> None:
    await tx.run(
        """
        UPDATE sidebarcategories SET sortorder = (v.place - 1) * 10
          FROM unnest(%(category_ids)s::text[]) WITH ORDINALITY AS v(id, place)
         WHERE sidebarcategories.id = v.id AND userid = %(user_id)s AND teamid = %(team_id)s
        """,
        user_id=user_id,
        team_id=team_id,
        category_ids=list(category_ids),
    )


async def delete(tx: Tx, user_id: str, category_id: str) -> None:
    """Removes one category and its places."""
    await tx.run(
        """
        WITH places AS (DELETE FROM sidebarchannels WHERE categoryid = %(category_id)s)
        DELETE FROM sidebarcategories WHERE id = %(category_id)s AND userid = %(user_id)s
        """,
        user_id=user_id,
        category_id=category_id,
    )


async def delete_of_team(tx: Tx, user_id: str, team_id: str) -> None:
    """The sidebar of somebody who left the team."""
    await tx.run(
        """
        WITH gone AS (
            DELETE FROM sidebarcategories WHERE userid = %(user_id)s AND teamid = %(team_id)s RETURNING id)
        DELETE FROM sidebarchannels USING gone WHERE sidebarchannels.categoryid = gone.id
        """,
        user_id=user_id,
        team_id=team_id,
    )


async def forget_channels(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> None:
    """Places of channels the user is not in any more."""
    await tx.run(
        "DELETE FROM sidebarchannels WHERE userid = %(user_id)s AND channelid = ANY(%(channel_ids)s)",
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def forget_places(tx: Tx, channel_id: str) -> None:
    """The places everybody gave to a channel."""
    await tx.run("DELETE FROM sidebarchannels WHERE channelid = %(channel_id)s", channel_id=channel_id)


async def delete_user(tx: Tx, user_id: str) -> None:
    """The whole sidebar of an account that is removed for good."""
    await tx.run(
        """
        WITH places AS (DELETE FROM sidebarchannels WHERE userid = %(user_id)s)
        DELETE FROM sidebarcategories WHERE userid = %(user_id)s
        """,
        user_id=user_id,
    )


async def add_favorites(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> None:
    """Moves channels into favourites, direct and group messages in every team that has a sidebar already."""
    await tx.run(
        """
        WITH wanted AS (
            SELECT c.id AS channelid, k.id AS categoryid, k.teamid
              FROM channels c
              JOIN sidebarcategories k ON k.userid = %(user_id)s AND k.type = 'favorites'
                   AND (k.teamid = c.teamid OR coalesce(c.teamid, '') = '')
             WHERE c.id = ANY(%(channel_ids)s)),
        moved AS (
            DELETE FROM sidebarchannels s USING wanted w, sidebarcategories k
             WHERE s.userid = %(user_id)s AND s.channelid = w.channelid AND s.categoryid = k.id
               AND k.userid = %(user_id)s AND k.teamid = w.teamid AND k.id <> w.categoryid)
        INSERT INTO sidebarchannels (channelid, userid, categoryid, sortorder)
        SELECT w.channelid, %(user_id)s, w.categoryid,
               (SELECT coalesce(max(s.sortorder), 0) + 10 FROM sidebarchannels s WHERE s.categoryid = w.categoryid)
          FROM wanted w
            ON CONFLICT (channelid, userid, categoryid) DO NOTHING
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def remove_favorites(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> None:
    await tx.run(
        """
        DELETE FROM sidebarchannels USING sidebarcategories k
         WHERE sidebarchannels.userid = %(user_id)s AND sidebarchannels.channelid = ANY(%(channel_ids)s)
           AND k.id = sidebarchannels.categoryid AND k.type = 'favorites'
        """,
        user_id=user_id,
        channel_ids=list(channel_ids),
    )


async def joined(db: Db, user_id: str, team_id: str, channel_ids: Sequence[str]) -> list[str]:
    """Those of the channels that can be in this sidebar: the user's own of the team, and direct and group messages."""
    return await db.many(
        str,
        """
        SELECT m.channelid FROM channelmembers m JOIN channels c ON c.id = m.channelid
         WHERE m.userid = %(user_id)s AND m.channelid = ANY(%(channel_ids)s)
           AND (c.teamid = %(team_id)s OR coalesce(c.teamid, '') = '')
        """,
        user_id=user_id,
        team_id=team_id,
        channel_ids=list(channel_ids),
    )
