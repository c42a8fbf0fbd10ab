"""SQL of `notifyadmin`."""

from mattermost_py.features.system.wishes.models import Wish
from mattermost_py.infra.db import Db


async def insert(db: Db, wish: Wish) -> bool:
    """False when this user has told of it before."""
    return (
        await db.run(
            """
            INSERT INTO notifyadmin (userid, createat, requiredplan, requiredfeature, trial)
            VALUES (%(user_id)s, %(create_at)s, %(plan)s, %(feature)s, %(trial)s)
            ON CONFLICT (userid, requiredfeature, requiredplan) DO NOTHING
            """,
            user_id=wish.user_id,
            create_at=wish.create_at,
            plan=wish.required_plan,
            feature=wish.required_feature,
            trial=wish.trial,
        )
        > 0
    )


async def take(db: Db, *, trial: bool, now_ms: int) -> list[str]:
    """Marks what was not told yet as told. Returns the features, each once."""
    return await db.many(
        str,
        """
        WITH told AS (
            UPDATE notifyadmin
               SET sentat = %(now_ms)s
             WHERE trial = %(trial)s AND coalesce(sentat, 0) = 0
            RETURNING requiredfeature
        )
        SELECT DISTINCT requiredfeature FROM told ORDER BY requiredfeature
        """,
        trial=trial,
        now_ms=now_ms,
    )


async def delete_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM notifyadmin WHERE userid = %(user_id)s", user_id=user_id)
