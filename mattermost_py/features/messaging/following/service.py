"""Rules of following: who follows a thread, and what they have not read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.following import store, times
from mattermost_py.features.messaging.following.events import ChannelThreadsRead
from mattermost_py.features.messaging.following.models import (
    Counted,
    Follower,
    FormerFollower,
    Membership,
    ReadChange,
    Reply,
)
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime


def collapses(mode: str, preference: str) -> bool:
    """Whether a user sees collapsed threads.

    mode:       `ServiceSettings.CollapsedThreads`.
    preference: the user's `display_settings/collapsed_reply_threads`, '' when never set.
    """
    if mode in ("disabled", "always_on"):
        return mode == "always_on"
    return preference == "on" or (preference != "off" and mode == "default_on")


def prepare(runtime: "Runtime") -> None:
    """Once a worker, before its first reply."""
    times.prepare(runtime)


async def replied(db: Db, reply: Reply, counted: Counted) -> list[Follower]:
    """Everybody who follows, after a reply was saved and counted; at least one row, which may tell of nobody."""
    return await times.followers(db, reply, counted)


async def membership(db: Db, root_id: str, user_id: str) -> Membership | None:
    return await store.membership(db, root_id, user_id)


async def of_user(db: Db, user_id: str, root_ids: Sequence[str]) -> dict[str, bool]:
    """Those of the threads the user has a relation to, with whether they follow."""
    return {each.post_id: each.following for each in await store.of_user(db, user_id, root_ids)}


async def root_deleted(tx: Tx, root_id: str, delete_at: int) -> None:
    await store.set_deleted(tx, root_id, delete_at)
    times.forget(tx, root_id)


async def reply_deleted(tx: Tx, root_id: str, mentioned: Sequence[str], create_at: int) -> list[Follower]:
    """Counts the thread again. Returns the followers who lost an unread mention with the reply."""
    await recounted(tx, root_id)
    return await store.forget_mention(tx, root_id, mentioned, create_at, now_ms()) if mentioned else []


async def erased(tx: Tx, root_id: str) -> None:
    await store.erase(tx, root_id)
    times.forget(tx, root_id)


async def recounted(tx: Tx, root_id: str) -> None:
    await store.recount(tx, root_id)
    times.forget(tx, root_id)


async def follow(tx: Tx, root_id: str, user_id: str, following: bool) -> int:
    """Follows (with everything read) or unfollows. Returns the thread's reply count."""
    return await store.set_following(tx, root_id, user_id, following, now_ms())


async def adopt(tx: Tx, root_id: str, followers: Sequence[FormerFollower]) -> None:
    """Takes over who followed a thread elsewhere; of repeated people the last counts."""
    if wanted := list({each.user_id: each for each in followers}.values()):
        await store.adopt(tx, root_id, wanted, now_ms())


async def set_read(tx: Tx, root_id: str, user_id: str, at: int, unread_mentions: int) -> ReadChange | None:
    return await store.set_read(tx, root_id, user_id, last_viewed=at, unread_mentions=unread_mentions, now_ms=now_ms())


async def read_team(tx: Tx, user_id: str, team_id: str) -> None:
    await store.read_team(tx, user_id, team_id, now_ms())


async def read_channels(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> None:
    """For clients without collapsed threads: viewing the channels reads their threads."""
    at = now_ms()
    for channel_id in await store.read_channels(tx, user_id, channel_ids, at):
        tx.publish(ChannelThreadsRead(user_id, channel_id, at))


async def left(tx: Tx, user_id: str, channel_ids: Sequence[str]) -> None:
    """Forgets what the user followed in channels they left."""
    await store.delete_in_channels(tx, user_id, channel_ids)


async def channel_erased(tx: Tx, channel_id: str) -> None:
    await store.delete_of_channel(tx, channel_id)
    times.forget(tx)


async def channel_moved(tx: Tx, channel_id: str, team_id: str) -> None:
    """The channel's threads are in the inbox of its new team."""
    await store.set_team(tx, channel_id, team_id)


async def user_erased(tx: Tx, user_id: str, post_ids: Sequence[str]) -> None:
    """The threads of these posts and everything the user followed; other threads they wrote in are counted again."""
    await store.erase_of_user(tx, user_id, post_ids)
    times.forget(tx)
    await store.recount_of(tx, user_id)
