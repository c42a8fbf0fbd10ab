"""How much mail somebody may cause: an allowance that refills steadily, counted for all workers together."""

from mattermost_py.infra.db import Db
from mattermost_py.kernel.clock import HOUR_MS, now_ms


async def spend(db: Db, name: str, count: int, *, per_hour: int) -> bool:
    """Takes `count` mails from the allowance of this name. Returns False, taking nothing, when there are not so many.

    The allowance holds `per_hour` mails and refills at that rate.
    """
    now = now_ms()
    return (
        await db.run(
            """
            INSERT INTO mmpy.mail_allowances AS a (name, full_at)
            SELECT %(name)s, %(now)s::bigint + %(cost)s::bigint WHERE %(cost)s::bigint <= %(most)s::bigint
                ON CONFLICT (name) DO UPDATE
               SET full_at = greatest(a.full_at, %(now)s::bigint) + %(cost)s::bigint
             WHERE greatest(a.full_at, %(now)s::bigint) + %(cost)s::bigint <= %(now)s::bigint + %(most)s::bigint
            """,
            name=name,
            now=now,
            cost=count * HOUR_MS // per_hour,
            most=HOUR_MS,
        )
        > 0
    )


async def sweep(db: Db) -> int:
    """Forgets those that are full again. Returns how many."""
    return await db.run("DELETE FROM mmpy.mail_allowances WHERE full_at < %(now)s", now=now_ms())
