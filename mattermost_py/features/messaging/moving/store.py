"""SQL that finds what is moved."""

from mattermost_py.infra.db import Db


async def thread_ids(db: Db, root_id: str) -> list[str]:
    """A live root and its live replies, locked until the transaction ends."""
    return await db.many(
        str,
        """
        SELECT id FROM posts
         WHERE (id = %(root_id)s::text OR (rootid = %(root_id)s::text AND rootid <> '')) AND deleteat = 0
         ORDER BY createat, id
           FOR UPDATE
        """,
        root_id=root_id,
    )
