"""SQL of the database's own size."""

from mattermost_py.infra.db import Db


async def database_bytes(db: Db) -> int:
    return await db.value(int, "SELECT pg_database_size(current_database())") or 0
