"""SQL of `fileinfo`."""

from collections.abc import Mapping, Sequence
from typing import Final

from mattermost_py.features.messaging.files.models import NO_USER, FileInfo
from mattermost_py.infra.db import Db

# Old servers left out what they did not know.
_COLUMNS: Final = """id, coalesce(creatorid, '') AS creatorid, coalesce(postid, '') AS postid,
               coalesce(channelid, '') AS channelid, createat, updateat, deleteat, coalesce(path, '') AS path,
               coalesce(thumbnailpath, '') AS thumbnailpath, coalesce(previewpath, '') AS previewpath,
               coalesce(name, '') AS name, coalesce(extension, '') AS extension, coalesce(size, 0) AS size,
               coalesce(mimetype, '') AS mimetype, coalesce(width, 0) AS width, coalesce(height, 0) AS height,
               coalesce(haspreviewimage, false) AS haspreviewimage, minipreview, remoteid, archived"""


async def insert(db: Db, file: FileInfo, content: str) -> None:
    await db.run(
        """
        INSERT INTO fileinfo (id, creatorid, postid, channelid, createat, updateat, deleteat, path, thumbnailpath,
                              previewpath, name, extension, size, mimetype, width, height, haspreviewimage,
                              minipreview, content, remoteid, archived)
        VALUES (%(id)s, %(creator_id)s, %(post_id)s, %(channel_id)s, %(create_at)s, %(update_at)s, 0, %(path)s,
                %(thumbnail_path)s, %(preview_path)s, %(name)s, %(extension)s, %(size)s, %(mime_type)s, %(width)s,
                %(height)s, %(has_preview_image)s, %(mini_preview)s, %(content)s, %(remote_id)s, false)
        """,
        id=file.id,
        creator_id=file.creator_id,
        post_id=file.post_id,
        channel_id=file.channel_id,
        create_at=file.create_at,
        update_at=file.update_at,
        path=file.path,
        thumbnail_path=file.thumbnail_path,
        preview_path=file.preview_path,
        name=file.name,
        extension=file.extension,
        size=file.size,
        mime_type=file.mime_type,
        width=file.width,
        height=file.height,
        has_preview_image=file.has_preview_image,
        mini_preview=file.mini_preview,
        content=content,
        remote_id=file.remote_id,
    )


async def by_id(db: Db, file_id: str) -> FileInfo | None:
    """A live file. Rows of old servers do not name the channel; their post does."""
    return await db.one(
        FileInfo,
        """
        SELECT f.id, coalesce(f.creatorid, '') AS creatorid, coalesce(f.postid, '') AS postid,
               coalesce(nullif(f.channelid, ''), (SELECT p.channelid FROM posts p WHERE p.id = f.postid), '')
                   AS channelid,
               f.createat, f.updateat, f.deleteat, coalesce(f.path, '') AS path,
               coalesce(f.thumbnailpath, '') AS thumbnailpath, coalesce(f.previewpath, '') AS previewpath,
               coalesce(f.name, '') AS name, coalesce(f.extension, '') AS extension, coalesce(f.size, 0) AS size,
               coalesce(f.mimetype, '') AS mimetype, coalesce(f.width, 0) AS width, coalesce(f.height, 0) AS height,
               coalesce(f.haspreviewimage, false) AS haspreviewimage, f.minipreview, f.remoteid, f.archived
          FROM fileinfo f
         WHERE f.id = %(file_id)s AND f.deleteat = 0
        """,
        file_id=file_id,
    )


async def by_ids(db: Db, file_ids: Sequence[str]) -> list[FileInfo]:
    """These files, deleted ones too, in no order."""
    return await db.many(
        FileInfo,
        f"""
        SELECT {_COLUMNS}
          FROM fileinfo
         WHERE id = ANY(%(file_ids)s)
        """,
        file_ids=list(file_ids),
    )


async def of_posts(db: Db, post_ids: Sequence[str], *, with_deleted: bool) -> list[FileInfo]:
    """Files of these posts, oldest first."""
    return await db.many(
        FileInfo,
        f"""
        SELECT {_COLUMNS}
          FROM fileinfo
         WHERE postid = ANY(%(post_ids)s) AND (deleteat = 0 OR %(with_deleted)s)
         ORDER BY createat, id
        """,
        post_ids=list(post_ids),
        with_deleted=with_deleted,
    )


async def attach(
    db: Db, *, post_id: str, channel_id: str, user_id: str, file_ids: Sequence[str], now_ms: int
) -> list[FileInfo]:
    """Gives loose files of this user to a post. Returns: those that were loose and theirs, in no order."""
    return await db.many(
        FileInfo,
        """
        UPDATE fileinfo
           SET postid = %(post_id)s, channelid = %(channel_id)s, updateat = %(now_ms)s
         WHERE id = ANY(%(file_ids)s) AND coalesce(postid, '') = '' AND deleteat = 0
           AND creatorid IN (%(user_id)s, %(no_user)s)
        RETURNING id, creatorid, postid, channelid, createat, updateat, deleteat, path, thumbnailpath, previewpath,
                  name, extension, size, mimetype, width, height, haspreviewimage, minipreview, remoteid, archived
        """,
        post_id=post_id,
        channel_id=channel_id,
        file_ids=list(file_ids),
        user_id=user_id,
        no_user=NO_USER,
        now_ms=now_ms,
    )


async def set_deleted(db: Db, file_ids: Sequence[str], delete_at: int) -> None:
    await db.run(
        "UPDATE fileinfo SET deleteat = %(at)s, updateat = greatest(updateat, %(at)s) WHERE id = ANY(%(ids)s)",
        at=delete_at,
        ids=list(file_ids),
    )


async def set_deleted_of_posts(db: Db, post_ids: Sequence[str], delete_at: int) -> None:
    await db.run(
        "UPDATE fileinfo SET deleteat = %(at)s WHERE postid = ANY(%(ids)s) AND (deleteat = 0 OR %(at)s = 0)",
        at=delete_at,
        ids=list(post_ids),
    )


async def delete_of_posts(db: Db, post_ids: Sequence[str]) -> list[str]:
    """Removes the rows for good. Returns: the blob paths nobody refers to any more."""
    return await db.many(
        str,
        """
        WITH gone AS (
            DELETE FROM fileinfo WHERE postid = ANY(%(post_ids)s) RETURNING path, thumbnailpath, previewpath
        )
        SELECT blob FROM gone, unnest(ARRAY[path, thumbnailpath, previewpath]) AS blob WHERE blob <> ''
        """,
        post_ids=list(post_ids),
    )


async def delete_loose_of(db: Db, user_id: str) -> list[str]:
    """Removes the rows of files that this user never posted. Returns: their blob paths."""
    return await db.many(
        str,
        """
        WITH gone AS (
            DELETE FROM fileinfo WHERE creatorid = %(user_id)s AND coalesce(postid, '') = ''
            RETURNING path, thumbnailpath, previewpath
        )
        SELECT blob FROM gone, unnest(ARRAY[path, thumbnailpath, previewpath]) AS blob WHERE blob <> ''
        """,
        user_id=user_id,
    )


async def move(db: Db, new_ids: Mapping[str, str], channel_id: str, now_ms: int) -> None:
    """Files of posts go to the posts that replace them, by their ids."""
    await db.run(
        """
        UPDATE fileinfo AS own
           SET updateat = %(now_ms)s::bigint, postid = w.newid, channelid = %(channel_id)s::text
          FROM unnest(%(old_ids)s::text[], %(new_ids)s::text[]) AS w (oldid, newid)
         WHERE own.postid = w.oldid
        """,
        old_ids=list(new_ids),
        new_ids=list(new_ids.values()),
        channel_id=channel_id,
        now_ms=now_ms,
    )


# --- words that are read later ---------------------------------------------------------------------------------------


async def wordless_count(db: Db, after_ms: int, before_ms: int) -> int:
    return (
        await db.value(
            int,
            """
            SELECT count(*)
              FROM fileinfo
             WHERE createat >= %(after_ms)s AND createat < %(before_ms)s AND deleteat = 0
               AND coalesce(content, '') = ''
            """,
            after_ms=after_ms,
            before_ms=before_ms,
        )
        or 0
    )


async def wordless(db: Db, after: tuple[int, str], before_ms: int, *, limit: int) -> list[FileInfo]:
    """Live files without words behind this time and id, the oldest first."""
    return await db.many(
        FileInfo,
        f"""
        SELECT {_COLUMNS}
          FROM fileinfo
         WHERE (createat, id) > (%(after_ms)s::bigint, %(after_id)s::text) AND createat < %(before_ms)s
           AND deleteat = 0 AND coalesce(content, '') = ''
         ORDER BY createat, id
         LIMIT %(limit)s
        """,
        after_ms=after[0],
        after_id=after[1],
        before_ms=before_ms,
        limit=limit,
    )


async def set_words(db: Db, file_id: str, content: str) -> None:
    await db.run("UPDATE fileinfo SET content = %(content)s WHERE id = %(file_id)s", content=content, file_id=file_id)
