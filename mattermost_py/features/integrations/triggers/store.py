"""SQL of the signing key, which the system's facts decide."""

from mattermost_py.infra.db import Db


async def signing_key(db: Db) -> str | None:
    return await db.value(str, "SELECT value FROM systems WHERE name = 'AsymmetricSigningKey'")
