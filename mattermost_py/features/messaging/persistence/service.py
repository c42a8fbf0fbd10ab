"""Who is notified again, how often, and what ends it: an answer of somebody who was called by name."""

from collections.abc import Sequence

from mattermost_py.features.messaging.persistence import store
from mattermost_py.features.messaging.persistence.events import NotifiedAgain
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms

MINUTE_MS = 60_000
AT_ONCE = 100


async def begin(tx: Tx, post_id: str, create_at: int) -> None:
    await store.insert(tx, post_id, create_at)


async def answered(db: Db, post_id: str, user_id: str) -> None:
    """Somebody replied, reacted or confirmed; if they were called by name, it ends for everybody."""
    if await store.is_live(db, post_id) and user_id in await posts.called_by_name(db, post_id):
        await store.end(db, [post_id], now_ms())


async def end(db: Db, post_ids: Sequence[str]) -> None:
    await store.end(db, post_ids, now_ms())


async def end_in_channel(db: Db, channel_id: str) -> None:
    await store.end_in_channels(db, [channel_id], now_ms())


async def end_in_team(db: Db, team_id: str) -> None:
    await store.end_in_team(db, team_id, now_ms())


async def erase(db: Db, post_ids: Sequence[str]) -> None:
    await store.erase(db, post_ids)


async def notify_again(tx: Tx) -> int:
    """Everybody called by a post that nobody answered since the last time. Returns how many posts there were."""
    service, now = tx.settings.ServiceSettings, now_ms()
    if not (service.PostPriority and service.AllowPersistentNotifications):
        return 0
    due = await store.take_due(
        tx,
        before_ms=now - service.PersistentNotificationIntervalMinutes * MINUTE_MS,
        now_ms=now,
        most_times=service.PersistentNotificationMaxCount,
        limit=AT_ONCE,
    )
    for each in due:
        await _notify(tx, each.post_id)
    return len(due)


async def _notify(tx: Tx, post_id: str) -> None:
    found = await posts.told_again(tx, post_id)
    if found is None:
        return
    for user_id in sorted(await posts.called_by_name(tx, post_id)):
        tx.publish(NotifiedAgain(user_id, found.team_id, found.channel_id, post_id, found.data))
