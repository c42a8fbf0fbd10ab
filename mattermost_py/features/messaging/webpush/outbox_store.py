"""SQL of the messages that wait for push services."""

from collections.abc import Mapping, Sequence

from mattermost_py.features.messaging.webpush.models import Waiting
from mattermost_py.infra.db import Db


async def put(
    db: Db,
    *,
    user_ids: Sequence[str],
    places: Sequence[str],
    payloads: Sequence[str],
    urgent: Sequence[bool],
    now: int,
    next_at: int,
    expires_at: int,
) -> int:
    """A message for every browser of these people that has a live session. Returns how many."""
    return await db.run(
        """
        INSERT INTO mmpy.push_outbox
               (subscription_id, place, is_clearing, is_urgent, payload, created_at, expires_at, next_at)
        SELECT p.id, n.place, false, n.is_urgent, n.payload, %(now)s::bigint, %(expires_at)s::bigint,
               %(next_at)s::bigint
          FROM unnest(%(user_ids)s::text[], %(places)s::text[], %(payloads)s::text[], %(urgent)s::boolean[])
               AS n (user_id, place, payload, is_urgent)
          JOIN mmpy.push_subscriptions p ON p.user_id = n.user_id
          JOIN sessions s ON s.id = p.session_id AND (s.expiresat = 0 OR s.expiresat > %(now)s)
          JOIN users u ON u.id = p.user_id AND u.deleteat = 0
        """,
        user_ids=list(user_ids),
        places=list(places),
        payloads=list(payloads),
        urgent=list(urgent),
        now=now,
        next_at=next_at,
        expires_at=expires_at,
    )


async def put_test(db: Db, session_id: str, payload: str, now: int, expires_at: int) -> int:
    """A message for the browsers of one session. Returns how many."""
    return await db.run(
        """
        INSERT INTO mmpy.push_outbox
               (subscription_id, place, is_clearing, is_urgent, payload, created_at, expires_at, next_at)
        SELECT id, '', false, true, %(payload)s, %(now)s::bigint, %(expires_at)s::bigint, %(now)s::bigint
          FROM mmpy.push_subscriptions WHERE session_id = %(session_id)s
        """,
        session_id=session_id,
        payload=payload,
        now=now,
        expires_at=expires_at,
    )


async def clear(db: Db, user_id: str, places: Mapping[str, str], *, unless: str, now: int, expires_at: int) -> int:
    """What waits of these places is not sent any more; browsers that were told of them are told to take it away.

    places:  place → the payload that says so.
    unless:  a pattern of endpoints that must not be sent what shows nothing.
    Returns: how many browsers will be told.
    """
    return await db.run(
        """
        WITH mine AS (
             SELECT id, endpoint FROM mmpy.push_subscriptions WHERE user_id = %(user_id)s),
        unsent AS (
             DELETE FROM mmpy.push_outbox o USING mine
              WHERE o.subscription_id = mine.id AND o.place = ANY(%(places)s) AND NOT o.is_clearing),
        shown AS (
             DELETE FROM mmpy.push_shown w USING mine
              WHERE w.subscription_id = mine.id AND w.place = ANY(%(places)s)
             RETURNING w.subscription_id, w.place, mine.endpoint)
        INSERT INTO mmpy.push_outbox
               (subscription_id, place, is_clearing, is_urgent, payload, created_at, expires_at, next_at)
        SELECT w.subscription_id, w.place, true, true, n.payload, %(now)s::bigint, %(expires_at)s::bigint,
               %(now)s::bigint
          FROM shown w
          JOIN unnest(%(places)s::text[], %(payloads)s::text[]) AS n (place, payload) ON n.place = w.place
         WHERE w.endpoint NOT LIKE %(unless)s
        """,
        user_id=user_id,
        places=list(places),
        payloads=list(places.values()),
        unless=unless,
        now=now,
        expires_at=expires_at,
    )


async def forget_waiting(db: Db, user_ids: Sequence[str], post_id: str) -> int:
    """People who see the post already need not be called."""
    return await db.run(
        """
        DELETE FROM mmpy.push_outbox o
         USING mmpy.push_subscriptions p
         WHERE p.id = o.subscription_id AND p.user_id = ANY(%(user_ids)s) AND o.attempts = 0
           AND o.payload::json ->> 'post_id' = %(post_id)s
        """,
        user_ids=list(user_ids),
        post_id=post_id,
    )


async def thread_places(db: Db, user_id: str, *, team_id: str = "", channel_id: str = "") -> list[str]:
    """Threads of a team or channel of which the user's browsers show something, or will."""
    return await db.many(
        str,
        """
        SELECT DISTINCT t.postid
          FROM mmpy.push_subscriptions p
          JOIN (SELECT subscription_id, place FROM mmpy.push_shown
                UNION SELECT subscription_id, place FROM mmpy.push_outbox) w ON w.subscription_id = p.id
          JOIN threads t ON t.postid = w.place
         WHERE p.user_id = %(user_id)s
           AND (t.channelid = %(channel_id)s OR t.threadteamid = %(team_id)s OR (%(team_id)s::text <> '' AND
                coalesce(t.threadteamid, '') = ''))
        """,
        user_id=user_id,
        team_id=team_id,
        channel_id=channel_id,
    )


async def claim(db: Db, now: int, lease_until: int, most: int) -> list[Waiting]:
    """The oldest messages that are due, ours for a while."""
    return await db.many(
        Waiting,
        """
        UPDATE mmpy.push_outbox AS o
           SET next_at = %(lease_until)s, attempts = o.attempts + 1
          FROM (SELECT id FROM mmpy.push_outbox WHERE next_at <= %(now)s
                 ORDER BY next_at, id LIMIT %(most)s FOR UPDATE SKIP LOCKED) AS due,
               mmpy.push_subscriptions AS p
         WHERE o.id = due.id AND p.id = o.subscription_id
        RETURNING o.id, o.subscription_id, o.place, o.is_clearing, o.is_urgent, o.payload, o.created_at, o.expires_at,
                  o.attempts, p.endpoint, p.public_key, p.secret
        """,
        now=now,
        lease_until=lease_until,
        most=most,
    )


async def taken(db: Db, message_id: int) -> bool:
    """The service has it. Returns False when its place was read meanwhile, so that it must be taken away again."""
    found = await db.value(
        bool,
        """
        WITH gone AS (
             DELETE FROM mmpy.push_outbox WHERE id = %(id)s RETURNING subscription_id, place, is_clearing),
        noted AS (
             INSERT INTO mmpy.push_shown (subscription_id, place)
             SELECT subscription_id, place FROM gone WHERE NOT is_clearing AND place <> ''
                 ON CONFLICT DO NOTHING)
        SELECT EXISTS (SELECT FROM gone)
        """,
        id=message_id,
    )
    return bool(found)


async def put_clearing(
    db: Db, subscription_id: str, place: str, *, payload: str, unless: str, now: int, expires_at: int
) -> int:
    """Takes back what has just been sent to one browser."""
    return await db.run(
        """
        INSERT INTO mmpy.push_outbox
               (subscription_id, place, is_clearing, is_urgent, payload, created_at, expires_at, next_at)
        SELECT id, %(place)s, true, true, %(payload)s, %(now)s::bigint, %(expires_at)s::bigint, %(now)s::bigint
          FROM mmpy.push_subscriptions WHERE id = %(subscription_id)s AND endpoint NOT LIKE %(unless)s
        """,
        subscription_id=subscription_id,
        place=place,
        payload=payload,
        unless=unless,
        now=now,
        expires_at=expires_at,
    )


async def drop(db: Db, ids: Sequence[int]) -> int:
    return await db.run("DELETE FROM mmpy.push_outbox WHERE id = ANY(%(ids)s)", ids=list(ids))


async def postpone(db: Db, message_id: int, next_at: int) -> None:
    await db.run("UPDATE mmpy.push_outbox SET next_at = %(at)s WHERE id = %(id)s", at=next_at, id=message_id)
