"""SQL that reads what roles grant; `roles` owns the table."""

from collections.abc import Sequence

from mattermost_py.features.access.grants.models import Granted
from mattermost_py.infra.db import Db


async def of(db: Db, names: Sequence[str]) -> list[Granted]:
    return await db.many(
        Granted,
        "SELECT name, permissions, coalesce(deleteat, 0) AS deleteat FROM roles WHERE name = ANY(%(names)s)",
        names=list(names),
    )
