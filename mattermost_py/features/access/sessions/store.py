"""SQL of `sessions`."""

from collections.abc import Sequence
from typing import Final

from psycopg.types.json import Jsonb

from mattermost_py.features.access.sessions.models import Session, SignedInRow, TokenOwner
from mattermost_py.infra.db import Db

_SESSION: Final = """
    SELECT id, token, createat, expiresat, lastactivityat, userid, coalesce(deviceid, '') AS deviceid,
           coalesce(roles, '') AS roles, coalesce(isoauth, false) AS isoauth,
           coalesce(expirednotify, false) AS expirednotify, coalesce(props, '{}') AS props
      FROM sessions
"""


async def by_token(db: Db, token: str) -> SignedInRow | None:
    """The session of this token with its user's state."""
    return await db.one(
        SignedInRow,
        """
        SELECT s.id, s.token, s.createat, s.expiresat, s.lastactivityat, s.userid, coalesce(s.deviceid, '') AS deviceid,
               coalesce(s.roles, '') AS roles, coalesce(s.isoauth, false) AS isoauth,
               coalesce(s.expirednotify, false) AS expirednotify, coalesce(s.props, '{}') AS props,
               coalesce(u.roles, '') AS userroles, coalesce(u.deleteat, 0) AS userdeleteat,
               b.userid IS NOT NULL AS isbot, coalesce(u.authservice, '') AS authservice,
               coalesce(u.mfaactive, false) AS mfaactive
          FROM sessions s
          JOIN users u ON u.id = s.userid
          LEFT JOIN bots b ON b.userid = s.userid
         WHERE s.token = %(token)s
        """,
        token=token,
    )


async def owner_of_access_token(db: Db, token: str, now: int) -> TokenOwner | None:
    """Whose active personal access token this is; None for deactivated owners and tokens that have ended."""
    return await db.one(
        TokenOwner,
        """
        SELECT t.id AS tokenid, t.userid, coalesce(u.roles, '') AS roles, b.userid IS NOT NULL AS isbot,
               coalesce(e.ends_at, 0) AS endsat
          FROM useraccesstokens t
          JOIN users u ON u.id = t.userid
          LEFT JOIN bots b ON b.userid = t.userid
          LEFT JOIN mmpy.access_token_terms e ON e.token_id = t.id
         WHERE t.token = %(token)s AND t.isactive AND coalesce(u.deleteat, 0) = 0
           AND coalesce(e.ends_at > %(now)s, true)
        """,
        token=token,
        now=now,
    )


async def of_tokens(db: Db, tokens: Sequence[str]) -> list[Session]:
    return await db.many(
        Session,
        _SESSION + "WHERE token = ANY(%(tokens)s)",
        tokens=list(tokens),
    )


async def of_user(db: Db, user_id: str) -> list[Session]:
    """Newest activity first."""
    return await db.many(
        Session,
        _SESSION + "WHERE userid = %(user_id)s ORDER BY lastactivityat DESC",
        user_id=user_id,
    )


async def by_id(db: Db, session_id: str) -> Session | None:
    return await db.one(
        Session,
        _SESSION + "WHERE id = %(session_id)s",
        session_id=session_id,
    )


async def insert(db: Db, session: Session) -> None:
    await db.run(
        """
        INSERT INTO sessions (id, token, createat, expiresat, lastactivityat, userid, deviceid, roles, isoauth, props,
                              expirednotify)
        VALUES (%(id)s, %(token)s, %(create_at)s, %(expires_at)s, %(last_activity_at)s, %(user_id)s, %(device_id)s,
                %(roles)s, %(is_oauth)s, %(props)s, %(expired_notify)s)
        """,
        id=session.id,
        token=session.token,
        create_at=session.create_at,
        expires_at=session.expires_at,
        last_activity_at=session.last_activity_at,
        user_id=session.user_id,
        device_id=session.device_id,
        roles=session.roles,
        is_oauth=session.is_oauth,
        props=Jsonb(session.props),
        expired_notify=session.expired_notify,
    )


async def touch(db: Db, session_id: str, last_activity_at: int) -> None:
    await db.run(
        "UPDATE sessions SET lastactivityat = %(at)s WHERE id = %(session_id)s",
        at=last_activity_at,
        session_id=session_id,
    )


async def set_expiry(db: Db, session_id: str, expires_at: int) -> None:
    await db.run(
        "UPDATE sessions SET expiresat = %(at)s, expirednotify = false WHERE id = %(session_id)s",
        at=expires_at,
        session_id=session_id,
    )


async def set_roles(db: Db, user_id: str, roles: str) -> list[str]:
    """Copies the user's new roles into their sessions. Returns the tokens concerned."""
    return await db.many(
        str,
        "UPDATE sessions SET roles = %(roles)s WHERE userid = %(user_id)s RETURNING token",
        roles=roles,
        user_id=user_id,
    )


async def set_standing(db: Db, user_id: str, roles: str, *, is_guest: bool) -> list[str]:
    """Copies roles and the mark of guests into a user's sessions. Returns the tokens concerned."""
    return await db.many(
        str,
        """
        UPDATE sessions
           SET roles = %(roles)s,
               props = CASE WHEN %(is_guest)s THEN coalesce(props, '{}') || '{"is_guest": "true"}'
                            ELSE coalesce(props, '{}') - 'is_guest' END
         WHERE userid = %(user_id)s
        RETURNING token
        """,
        roles=roles,
        is_guest=is_guest,
        user_id=user_id,
    )


async def set_device(db: Db, session_id: str, device_id: str, expires_at: int) -> None:
    await db.run(
        """
        UPDATE sessions
           SET deviceid = %(device_id)s, expiresat = %(expires_at)s, expirednotify = false
         WHERE id = %(session_id)s
        """,
        device_id=device_id,
        expires_at=expires_at,
        session_id=session_id,
    )


async def add_props(db: Db, session_id: str, props: dict[str, str]) -> None:
    await db.run(
        "UPDATE sessions SET props = coalesce(props, '{}') || %(props)s WHERE id = %(session_id)s",
        props=Jsonb(props),
        session_id=session_id,
    )


async def delete(db: Db, session_ids: Sequence[str]) -> list[str]:
    """Returns the tokens that no longer work."""
    return await db.many(str, "DELETE FROM sessions WHERE id = ANY(%(ids)s) RETURNING token", ids=list(session_ids))


async def delete_of(db: Db, user_ids: Sequence[str]) -> list[str]:
    """Returns the tokens that no longer work."""
    return await db.many(
        str, "DELETE FROM sessions WHERE userid = ANY(%(user_ids)s) RETURNING token", user_ids=list(user_ids)
    )


async def delete_all(db: Db) -> list[str]:
    """Returns whose sessions ended."""
    return await db.many(str, "WITH gone AS (DELETE FROM sessions RETURNING userid) SELECT DISTINCT userid FROM gone")


async def tokens_of(db: Db, user_id: str) -> list[str]:
    return await db.many(str, "SELECT token FROM sessions WHERE userid = %(user_id)s", user_id=user_id)


async def delete_expired(db: Db, before_ms: int) -> int:
    """Housekeeping: sessions that ended before this time."""
    return await db.run("DELETE FROM sessions WHERE expiresat > 0 AND expiresat < %(before_ms)s", before_ms=before_ms)
