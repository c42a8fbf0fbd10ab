"""SQL of `channelbookmarks`."""

from collections.abc import Sequence
from typing import Final

from mattermost_py.features.messaging.bookmarks.models import Bookmark
from mattermost_py.infra.db import Db

_COLUMNS: Final = """
       b.id, coalesce(b.createat, 0) AS createat, coalesce(b.updateat, 0) AS updateat,
       coalesce(b.deleteat, 0) AS deleteat, b.channelid, b.ownerid, coalesce(b.fileinfoid, '') AS fileid,
       coalesce(b.displayname, '') AS displayname, coalesce(b.sortorder, 0) AS sortorder,
       coalesce(b.linkurl, '') AS linkurl, coalesce(b.imageurl, '') AS imageurl, coalesce(b.emoji, '') AS emoji,
       coalesce(b.type::text, '') AS type, coalesce(b.originalid, '') AS originalid,
       coalesce(b.parentid, '') AS parentid
"""


async def lock_channel(db: Db, channel_id: str) -> None:
    """Changes of one channel's bookmarks come one after the other, so that places and limit hold."""
    await db.run("SELECT pg_advisory_xact_lock(hashtextextended('bookmarks' || %(id)s::text, 0))", id=channel_id)


async def insert(db: Db, bookmark: Bookmark) -> None:
    await db.run(
        """
        INSERT INTO channelbookmarks (id, ownerid, channelid, fileinfoid, createat, updateat, deleteat, displayname,
                                      sortorder, linkurl, imageurl, emoji, type, originalid, parentid)
        VALUES (%(id)s, %(owner_id)s, %(channel_id)s, %(file_id)s, %(create_at)s, %(update_at)s, 0, %(display_name)s,
                %(sort_order)s, %(link_url)s, %(image_url)s, %(emoji)s, %(type)s::text::channel_bookmark_type,
                %(original_id)s, %(parent_id)s)
        """,
        id=bookmark.id,
        owner_id=bookmark.owner_id,
        channel_id=bookmark.channel_id,
        file_id=bookmark.file_id,
        create_at=bookmark.create_at,
        update_at=bookmark.update_at,
        display_name=bookmark.display_name,
        sort_order=bookmark.sort_order,
        link_url=bookmark.link_url,
        image_url=bookmark.image_url,
        emoji=bookmark.emoji,
        type=bookmark.type,
        original_id=bookmark.original_id,
        parent_id=bookmark.parent_id,
    )


async def by_id(db: Db, bookmark_id: str) -> Bookmark | None:
    """A live one."""
    return await db.one(
        Bookmark,
        "SELECT" + _COLUMNS + "FROM channelbookmarks b WHERE b.id = %(id)s::text AND coalesce(b.deleteat, 0) = 0",
        id=bookmark_id,
    )


async def in_channel(db: Db, channel_id: str) -> list[Bookmark]:
    """Live ones in their order."""
    return await db.many(
        Bookmark,
        "SELECT"
        + _COLUMNS
        + """
          FROM channelbookmarks b
         WHERE b.channelid = %(channel_id)s::text AND coalesce(b.deleteat, 0) = 0
         ORDER BY b.sortorder, b.createat, b.id
        """,
        channel_id=channel_id,
    )


async def changed_since(db: Db, channel_id: str, since_ms: int) -> list[Bookmark]:
    """What changed from this time on, deleted ones too."""
    return await db.many(
        Bookmark,
        "SELECT"
        + _COLUMNS
        + """
          FROM channelbookmarks b
         WHERE b.channelid = %(channel_id)s::text
           AND (b.updateat >= %(since_ms)s::bigint OR b.deleteat >= %(since_ms)s::bigint)
         ORDER BY coalesce(b.deleteat, 0) > 0, b.sortorder, b.createat, b.id
        """,
        channel_id=channel_id,
        since_ms=since_ms,
    )


async def holds_file(db: Db, file_id: str) -> bool:
    """Whether a live bookmark has this file."""
    found = await db.value(
        bool,
        """
        SELECT EXISTS (SELECT FROM channelbookmarks
                        WHERE fileinfoid = %(file_id)s::text AND coalesce(deleteat, 0) = 0)
        """,
        file_id=file_id,
    )
    return bool(found)


async def update(db: Db, bookmark: Bookmark) -> None:
    await db.run(
        """
        UPDATE channelbookmarks
           SET displayname = %(display_name)s, sortorder = %(sort_order)s, linkurl = %(link_url)s,
               imageurl = %(image_url)s, emoji = %(emoji)s, fileinfoid = %(file_id)s, updateat = %(update_at)s
         WHERE id = %(id)s::text
        """,
        id=bookmark.id,
        display_name=bookmark.display_name,
        sort_order=bookmark.sort_order,
        link_url=bookmark.link_url,
        image_url=bookmark.image_url,
        emoji=bookmark.emoji,
        file_id=bookmark.file_id,
        update_at=bookmark.update_at,
    )


async def set_order(db: Db, bookmark_ids: Sequence[str], at: int) -> None:
    """Gives every one of these its place in the list."""
    await db.run(
        """
        UPDATE channelbookmarks b
           SET sortorder = wanted.place, updateat = %(at)s::bigint
          FROM (SELECT id, (ordinality - 1)::int AS place
                  FROM unnest(%(ids)s::text[]) WITH ORDINALITY AS listed (id, ordinality)) wanted
         WHERE b.id = wanted.id AND b.sortorder IS DISTINCT FROM wanted.place
        """,
        ids=list(bookmark_ids),
        at=at,
    )


async def delete(db: Db, bookmark_id: str, at: int) -> None:
    await db.run(
        """
        UPDATE channelbookmarks SET deleteat = %(at)s::bigint, updateat = %(at)s::bigint
         WHERE id = %(id)s::text AND coalesce(deleteat, 0) = 0
        """,
        id=bookmark_id,
        at=at,
    )


async def erase_of_channel(db: Db, channel_id: str) -> list[str]:
    """Removes all for good. Returns the files they had."""
    return await db.many(
        str,
        """
        WITH gone AS (DELETE FROM channelbookmarks WHERE channelid = %(channel_id)s::text RETURNING fileinfoid)
        SELECT fileinfoid FROM gone WHERE coalesce(fileinfoid, '') <> ''
        """,
        channel_id=channel_id,
    )
