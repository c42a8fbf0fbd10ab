"""SQL of `uploadsessions`."""

from mattermost_py.features.messaging.uploads.models import UploadSession
from mattermost_py.infra.db import Db


async def insert(db: Db, upload: UploadSession) -> None:
    await db.run(
        """
        INSERT INTO uploadsessions (id, type, createat, userid, channelid, filename, path, filesize, fileoffset,
                                    remoteid, reqfileid)
        VALUES (%(id)s, %(type)s::upload_session_type, %(create_at)s, %(user_id)s, %(channel_id)s, %(filename)s,
                %(path)s, %(file_size)s, 0, '', '')
        """,
        id=upload.id,
        type=upload.type,
        create_at=upload.create_at,
        user_id=upload.user_id,
        channel_id=upload.channel_id,
        filename=upload.filename,
        path=upload.path,
        file_size=upload.file_size,
    )


async def by_id(db: Db, upload_id: str) -> UploadSession | None:
    return await db.one(
        UploadSession,
        """
        SELECT id, type::text AS type, createat, userid, coalesce(channelid, '') AS channelid, filename, path,
               filesize, fileoffset, coalesce(remoteid, '') AS remoteid, coalesce(reqfileid, '') AS reqfileid
          FROM uploadsessions
         WHERE id = %(upload_id)s
        """,
        upload_id=upload_id,
    )


async def of_user(db: Db, user_id: str) -> list[UploadSession]:
    """Newest first."""
    return await db.many(
        UploadSession,
        """
        SELECT id, type::text AS type, createat, userid, coalesce(channelid, '') AS channelid, filename, path,
               filesize, fileoffset, coalesce(remoteid, '') AS remoteid, coalesce(reqfileid, '') AS reqfileid
          FROM uploadsessions
         WHERE userid = %(user_id)s
         ORDER BY createat DESC
        """,
        user_id=user_id,
    )


async def advance(db: Db, upload_id: str, *, before: int, after: int) -> bool:
    """Notes that a part has arrived. Returns: False when another part was faster."""
    touched = await db.run(
        "UPDATE uploadsessions SET fileoffset = %(after)s WHERE id = %(id)s AND fileoffset = %(before)s",
        id=upload_id,
        before=before,
        after=after,
    )
    return touched > 0


async def delete(db: Db, upload_id: str) -> bool:
    """Returns: whether it was still there."""
    return await db.run("DELETE FROM uploadsessions WHERE id = %(id)s", id=upload_id) > 0


async def delete_of_user(db: Db, user_id: str) -> list[str]:
    """Returns: where the parts of each gather."""
    return await db.many(str, "DELETE FROM uploadsessions WHERE userid = %(user_id)s RETURNING path", user_id=user_id)


async def delete_begun_before(db: Db, before_ms: int) -> list[str]:
    """Returns: where the parts of each gather."""
    return await db.many(
        str, "DELETE FROM uploadsessions WHERE createat < %(before_ms)s RETURNING path", before_ms=before_ms
    )
