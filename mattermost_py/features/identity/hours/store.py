"""SQL of notification hours: settings and clocks that others keep."""

from collections.abc import Sequence

from mattermost_py.features.identity.hours.models import CATEGORY, NAME, Wish
from mattermost_py.infra.db import Db


async def wishes(db: Db, user_ids: Sequence[str]) -> list[Wish]:
    """Of those among these people who have any."""
    return await db.many(
        Wish,
        """
        SELECT p.userid, coalesce(p.value, '') AS value,
               coalesce(u.timezone ->> CASE WHEN u.timezone ->> 'useAutomaticTimezone' = 'false'
                                            THEN 'manualTimezone' ELSE 'automaticTimezone' END, '') AS zone
          FROM preferences p
          JOIN users u ON u.id = p.userid
         WHERE p.userid = ANY(%(user_ids)s) AND p.category = %(category)s AND p.name = %(name)s
        """,
        user_ids=list(user_ids),
        category=CATEGORY,
        name=NAME,
    )
