"""SQL of `mmpy.recovery_codes`."""

from collections.abc import Sequence

from mattermost_py.infra.db import Db


async def replace_codes(db: Db, user_id: str, digests: Sequence[bytes]) -> None:
    """These codes and no others."""
    await db.run(
        """
        WITH gone AS (DELETE FROM mmpy.recovery_codes WHERE user_id = %(user_id)s)
        INSERT INTO mmpy.recovery_codes (user_id, digest)
        SELECT %(user_id)s, digest FROM unnest(%(digests)s::bytea[]) AS wanted (digest)
        """,
        user_id=user_id,
        digests=list(digests),
    )


async def use_code(db: Db, user_id: str, digest: bytes) -> int | None:
    """Takes a code away: of two who use it at once, one does. Returns how many are left; None without such a code."""
    return await db.value(
        int,
        """
        WITH gone AS (
            DELETE FROM mmpy.recovery_codes WHERE user_id = %(user_id)s AND digest = %(digest)s RETURNING digest)
        SELECT (SELECT count(*) FROM mmpy.recovery_codes WHERE user_id = %(user_id)s) - 1 FROM gone
        """,
        user_id=user_id,
        digest=digest,
    )


async def count_codes(db: Db, user_id: str) -> int:
    sql = "SELECT count(*) FROM mmpy.recovery_codes WHERE user_id = %(user_id)s"
    return await db.value(int, sql, user_id=user_id) or 0
