"""When the replies of a thread were written: what each follower has not read is counted in memory.

Counting in the database would cost every reply a walk through its whole thread. The times are kept by thread; each
worker adds what it and the others count (`Replied`). The thread's own counter tells whether any is missing.
"""

from array import array
from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.following import store
from mattermost_py.features.messaging.following.events import Replied
from mattermost_py.features.messaging.following.models import Counted, Follower, Reply
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

TIMES = CacheSpec["array[int]"]("thread_times", size=2000)  # root id → times of its live replies, in order


def prepare(runtime: "Runtime") -> None:
    """Once a worker: what is counted reaches its memory."""

    def act(replied: Replied) -> None:
        known = runtime.caches.of(TIMES).get(replied.root_id)
        if known is None or replied.reply_count <= len(known):
            return  # nothing to keep up to date, or it was read with this reply already
        if replied.reply_count == len(known) + 1:
            insort(known, replied.create_at)
        else:
            runtime.caches.forget(TIMES.name, replied.root_id)

    runtime.hear(Replied, act)


async def followers(db: Db, reply: Reply, counted: Counted) -> list[Follower]:
    """The thread's followers with what they have not read, now and before this reply."""
    older = await _before(db, reply, counted.reply_count)
    found = [_follower(each, reply, counted, older) for each in counted.followers]
    db.publish(Replied(reply.root_id, reply.create_at, counted.reply_count))  # changes what `older` may be
    return found or [Follower(counted.reply_count, counted.last_reply_at, counted.participants, *_NOBODY)]


_NOBODY = (None, None, None, None, 0, 0, "")


def forget(db: Db, root_id: str = "") -> None:
    """After replies of this thread (or of any) vanished."""
    db.forget(TIMES, root_id)


async def _before(db: Db, reply: Reply, reply_count: int) -> "array[int]":
    """The times of all replies but this one."""
    is_trusted = db.trusts(TIMES, reply.root_id)
    cache = db.cache(TIMES)
    known = cache.get(reply.root_id) if is_trusted else None
    if known is not None and len(known) == reply_count - 1:
        return known
    version = cache.version
    fresh = array("q", await store.reply_times(db, reply.root_id))
    place = bisect_left(fresh, reply.create_at)
    if place < len(fresh) and fresh[place] == reply.create_at:
        del fresh[place]
    if is_trusted and len(fresh) == reply_count - 1:
        cache.put(reply.root_id, array("q", fresh), version=version)
    return fresh


def _follower(row: list[object], reply: Reply, counted: Counted, older: "array[int]") -> Follower:
    user_id, seen_at, mentions, seen_before, mentions_before, crt = row
    assert isinstance(seen_at, int)
    unread = len(older) - bisect_right(older, seen_at) + (reply.create_at > seen_at)
    unread_before = len(older) - bisect_right(older, seen_before) if isinstance(seen_before, int) else 0
    return Follower(
        counted.reply_count,
        counted.last_reply_at,
        counted.participants,
        str(user_id),
        seen_at,
        mentions if isinstance(mentions, int) else 0,
        unread,
        mentions_before if isinstance(mentions_before, int) else 0,
        unread_before,
        str(crt),
    )
