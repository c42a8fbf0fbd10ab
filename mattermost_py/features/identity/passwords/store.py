"""SQL that finds out where this database comes from."""

from mattermost_py.infra.db import Db


async def origin(db: Db) -> str:
    """`created` when we made the database, `adopted` when Mattermost did."""
    return await db.value(str, "SELECT value FROM mmpy.settings WHERE name = 'origin'") or "adopted"
