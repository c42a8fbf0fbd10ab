"""SQL of the health check."""

from mattermost_py.infra.db import Db


async def answers(db: Db) -> bool:
    return await db.value(int, "SELECT 1") == 1
