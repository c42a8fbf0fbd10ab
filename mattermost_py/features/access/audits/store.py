"""SQL of `audits`."""

from mattermost_py.features.access.audits.models import Audit
from mattermost_py.infra.db import Db


async def insert(db: Db, audit: Audit) -> None:
    await db.run(
        """
        INSERT INTO audits (id, createat, userid, action, extrainfo, ipaddress, sessionid)
        VALUES (%(id)s, %(create_at)s, %(user_id)s, %(action)s, %(extra_info)s, %(ip_address)s, %(session_id)s)
        """,
        id=audit.id,
        create_at=audit.create_at,
        user_id=audit.user_id,
        action=audit.action,
        extra_info=audit.extra_info,
        ip_address=audit.ip_address,
        session_id=audit.session_id,
    )


async def newest(db: Db, *, user_id: str, offset: int, limit: int) -> list[Audit]:
    """Newest first; of everybody when no user is given."""
    return await db.many(
        Audit,
        """
        SELECT id, coalesce(createat, 0) AS createat, coalesce(userid, '') AS userid, coalesce(action, '') AS action,
               coalesce(extrainfo, '') AS extrainfo, coalesce(ipaddress, '') AS ipaddress,
               coalesce(sessionid, '') AS sessionid
          FROM audits
         WHERE %(user_id)s::text = '' OR userid = %(user_id)s
         ORDER BY createat DESC
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        user_id=user_id,
        limit=limit,
        offset=offset,
    )


async def delete_of(db: Db, user_id: str) -> None:
    await db.run("DELETE FROM audits WHERE userid = %(user_id)s", user_id=user_id)
