"""What of a channel is read: viewing and unread counts. What a new post moves stands in `store_pieces`."""

from collections.abc import Iterable, Mapping

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.members import queries, store
from mattermost_py.features.channels.members.events import ChannelsViewed, Viewing
from mattermost_py.features.channels.members.models import ChannelUnread, ChannelUnreadAt, FormerRead
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import NotFound
from mattermost_py.kernel.permissions import Permission


async def view(db: Db, user_id: str, channel_ids: Iterable[str], *, collapsed_threads: bool) -> Mapping[str, int]:
    """Marks channels as read; one statement, unless their threads may be read along: then `db` is a transaction.

    collapsed_threads: whether the client keeps threads apart; who reads without them reads the threads, too.

    Returns: channel id → the time up to which the user has seen it.
    """
    wanted = [each for each in dict.fromkeys(channel_ids) if each]
    if not wanted:
        return {}
    seen = await store.view(db, user_id, wanted)
    fresh = {each.channel_id: each.last_viewed_at for each in seen if each.was_unread}
    if fresh and db.settings.ServiceSettings.EnableChannelViewedMessages:
        db.publish(ChannelsViewed(user_id, fresh))
    if seen and not (collapsed_threads and db.settings.ServiceSettings.CollapsedThreads == "always_on"):
        db.publish(Viewing(user_id, tuple(each.channel_id for each in seen), collapsed_threads))
    return {each.channel_id: each.last_viewed_at for each in seen}


async def unread(db: Db, actor: Actor, user_id: str, channel_id: str) -> ChannelUnread:
    """How much of the channel this member has not read. Raises: Forbidden, NotFound."""
    await gate.require_user(db, actor, user_id)
    await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    found = await queries.unread(db, user_id, channel_id)
    if found is None:
        raise NotFound("app.channel.get_unread.app_error")
    return found


async def rewind(
    tx: Tx, user_id: str, channel_id: str, *, post_at_ms: int, mentions: int, root_mentions: int, urgent: int
) -> ChannelUnreadAt:
    """Marks a post and everything after it as unread.

    mentions:  of the user in the posts from this one on; `root_mentions` and `urgent` are parts of them.
    Raises:    NotFound for somebody who is not in the channel.
    """
    found = await store.rewind(
        tx,
        user_id,
        channel_id,
        viewed_at=post_at_ms - 1,
        mentions=mentions,
        root_mentions=root_mentions,
        urgent=urgent,
        now=now_ms(),
    )
    if found is None:
        raise NotFound("app.channel.get_member.missing.app_error")
    return found


async def adopt(tx: Tx, user_id: str, channel_id: str, read: FormerRead) -> None:
    """Takes over how far a member had read the channel elsewhere."""
    await store.adopt_read(tx, channel_id, user_id, read)
