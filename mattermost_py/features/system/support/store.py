"""SQL that tells of the database itself."""

from mattermost_py.infra.db import Db


async def version(db: Db) -> str:
    return await db.value(str, "SELECT current_setting('server_version')") or ""
