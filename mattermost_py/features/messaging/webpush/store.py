"""SQL of the server's push keys and of the browsers that want to be called."""

from collections.abc import Sequence

from mattermost_py.features.messaging.webpush.models import Badge, Subscription
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db

SUBSCRIBERS = CacheSpec[frozenset[str]]("push_subscribers", size=1)  # everybody with a browser that wants to be called


async def private_key(db: Db) -> bytes | None:
    return await db.value(bytes, "SELECT private_key FROM mmpy.push_keys")


async def keep_private_key(db: Db, fresh: bytes, now: int) -> bytes:
    """Keeps this one unless there is one already. Returns the one that counts."""
    kept = await db.value(
        bytes,
        """
        INSERT INTO mmpy.push_keys AS k (private_key, created_at) VALUES (%(fresh)s, %(now)s)
            ON CONFLICT (is_current) DO UPDATE SET created_at = k.created_at
        RETURNING private_key
        """,
        fresh=fresh,
        now=now,
    )
    assert kept is not None
    return kept


async def upsert(db: Db, subscription: Subscription) -> None:
    await db.run(
        """
        INSERT INTO mmpy.push_subscriptions AS s
               (id, user_id, session_id, endpoint, public_key, secret, created_at)
        VALUES (%(id)s, %(user_id)s, %(session_id)s, %(endpoint)s, %(public_key)s, %(secret)s, %(created_at)s)
            ON CONFLICT (endpoint) DO UPDATE
           SET session_id = excluded.session_id, public_key = excluded.public_key, secret = excluded.secret
        """,
        id=subscription.id,
        user_id=subscription.user_id,
        session_id=subscription.session_id,
        endpoint=subscription.endpoint,
        public_key=subscription.public_key,
        secret=subscription.secret,
        created_at=subscription.created_at,
    )


async def delete_others_endpoint(db: Db, endpoint: str, user_id: str) -> int:
    """The subscription somebody else had in the same browser, with everything that waits for it."""
    return await db.run(
        "DELETE FROM mmpy.push_subscriptions WHERE endpoint = %(endpoint)s AND user_id <> %(user_id)s",
        endpoint=endpoint,
        user_id=user_id,
    )


async def delete_beyond(db: Db, user_id: str, most: int) -> int:
    """Keeps a person's newest ones."""
    return await db.run(
        """
        DELETE FROM mmpy.push_subscriptions
         WHERE id IN (SELECT id FROM mmpy.push_subscriptions
                       WHERE user_id = %(user_id)s ORDER BY created_at DESC, id OFFSET %(most)s)
        """,
        user_id=user_id,
        most=most,
    )


async def delete_of_session(db: Db, session_id: str, endpoint: str) -> int:
    """One of the session's, or without an endpoint all of them."""
    return await db.run(
        """
        DELETE FROM mmpy.push_subscriptions
         WHERE session_id = %(session_id)s AND (%(endpoint)s::text = '' OR endpoint = %(endpoint)s)
        """,
        session_id=session_id,
        endpoint=endpoint,
    )


async def delete(db: Db, ids: Sequence[str]) -> int:
    return await db.run("DELETE FROM mmpy.push_subscriptions WHERE id = ANY(%(ids)s)", ids=list(ids))


async def delete_ended(db: Db, now: int) -> int:
    """Those whose session or user is gone."""
    return await db.run(
        """
        DELETE FROM mmpy.push_subscriptions p
         WHERE NOT EXISTS (SELECT FROM sessions s JOIN users u ON u.id = s.userid AND u.deleteat = 0
                            WHERE s.id = p.session_id AND (s.expiresat = 0 OR s.expiresat > %(now)s))
        """,
        now=now,
    )


async def subscribers(db: Db) -> frozenset[str]:
    """Everybody with a browser that wants to be called; from memory, so that most posts cost nothing."""

    async def read() -> frozenset[str]:
        return frozenset(await db.many(str, "SELECT DISTINCT user_id FROM mmpy.push_subscriptions"))

    return await db.remembered(SUBSCRIBERS, "all", read) or frozenset()


async def badges(db: Db, user_ids: Sequence[str]) -> list[Badge]:
    """Mentions that wait for these people in all their channels."""
    return await db.many(
        Badge,
        """
        SELECT m.userid, sum(m.mentioncount)::bigint AS mentions
          FROM channelmembers m
          JOIN channels c ON c.id = m.channelid AND c.deleteat = 0
         WHERE m.userid = ANY(%(user_ids)s) AND m.mentioncount > 0
         GROUP BY m.userid
        """,
        user_ids=list(user_ids),
    )
