"""Rules of burn-on-read posts: a reader opens one, has it for a while, and then it is gone for them."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.burning.events import AllRevealed, PostBurned, PostRevealed
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.features.messaging.sealed import service as sealed
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, Unsupported
from mattermost_py.kernel.json import dumps_text

Json = dict[str, object]
AT_ONCE = 200


def require_enabled(db: Db) -> None:
    """Raises: Unsupported while switched off."""
    if not (db.settings.FeatureFlags.BurnOnRead and db.settings.ServiceSettings.EnableBurnOnRead):
        raise Unsupported("api.post.reveal_post.disabled.app_error")


async def reveal(tx: Tx, actor: Actor, post_id: str, connection_id: str) -> Json:
    """Opens a post for a member of its channel; their time runs from the first opening on.

    Raises: NotFound, Forbidden, Invalid.
    """
    post = await _of_member(tx, actor, post_id, "api.post.reveal_post.user_not_in_channel.app_error")
    if post.user_id == actor.user_id:
        raise Invalid("api.post.reveal_post.cannot_reveal_own_post.app_error")
    now, until = now_ms(), _end_for_reader(post)
    before = await sealed.of_post(tx, actor.user_id, post.id)
    if before is None or before.expire_at <= now:
        raise Invalid("app.reveal_post.post_expired.app_error")
    is_first = before.opened_until is None
    receipt = await sealed.open_for(tx, post.id, actor.user_id, min(until, before.expire_at))
    if receipt.expire_at <= now:
        raise Forbidden("app.reveal_post.read_receipt_expired.error")
    if is_first:
        await posts.touch(tx, post.id)
    shown = await posts.rendered_one(tx, actor, post)
    tx.publish(PostRevealed(actor.user_id, dumps_text(shown), connection_id=connection_id))
    if is_first:
        await _tell_author(tx, post)
    return shown


def _end_for_reader(post: Post) -> int:
    """When the text is gone for somebody who opens it now. Raises: Invalid for what never was such a post."""
    if post.type != BURN_ON_READ:
        raise Invalid("app.reveal_post.not_burn_on_read.app_error")
    expire_at = post.props.get("expire_at")
    if not isinstance(expire_at, int) or expire_at <= 0:
        raise Invalid("app.reveal_post.missing_expire_at.app_error")
    duration_ms = post.props.get("read_duration")
    return min(expire_at, now_ms() + (duration_ms if isinstance(duration_ms, int) else 0))


async def _tell_author(tx: Tx, post: Post) -> None:
    """Who has opened it; after the last one the author's copy gets an end, too."""
    author = Actor(user_id=post.user_id)
    all_opened = not await sealed.count_unopened(tx, post.id, post.channel_id, post.user_id)
    end = await sealed.shorten(tx, post.id, _end_for_reader(post)) if all_opened else 0
    own = await sealed.of_post(tx, post.user_id, post.id)
    shown = await posts.rendered_one(tx, author, post)
    tx.publish(PostRevealed(post.user_id, dumps_text(shown), own.reader_ids if own else []))
    if all_opened:
        tx.publish(AllRevealed(post.id, post.channel_id, post.user_id, end))


async def burn(tx: Tx, actor: Actor, post_id: str, connection_id: str) -> None:
    """Ends it: for everybody if the author wants it, else for the reader. Raises: NotFound, Forbidden, Invalid."""
    post = await _of_member(tx, actor, post_id, "api.post.burn_post.user_not_in_channel.app_error")
    if post.type != BURN_ON_READ:
        raise Invalid("app.burn_post.not_burn_on_read.app_error")
    if post.user_id == actor.user_id:
        await posts.require_deletable_there(tx, post)
        await _erase(tx, post, connection_id)
        return
    before = await sealed.of_post(tx, actor.user_id, post.id)
    if before is None or before.opened_until is None:
        raise Invalid("app.burn_post.not_revealed.app_error")
    if await sealed.close_for(tx, post.id, actor.user_id):
        await posts.touch(tx, post.id)
        tx.publish(PostBurned(post.id, post.channel_id, actor.user_id, connection_id))


async def _erase(tx: Tx, post: Post, connection_id: str = "") -> None:
    await posts.erase(tx, post)
    tx.publish(PostBurned(post.id, post.channel_id, connection_id=connection_id))


async def _of_member(tx: Tx, actor: Actor, post_id: str, error_id: str) -> Post:
    """Only who is in the channel counts as a reader."""
    found = await posts.by_ids(tx, [post_id])
    if not found:
        raise NotFound("app.post.get.app_error")
    standing = await gate.standing(tx, actor.user_id, found[0].channel_id)
    if standing is None or not standing.is_member:
        raise Forbidden(error_id)
    return found[0]


async def burn_expired(tx: Tx) -> int:
    """Removes for good what nobody may read any more. Returns how many posts."""
    post_ids = await sealed.expired(tx, most=AT_ONCE)
    known = await posts.by_ids(tx, post_ids, deleted=True) if post_ids else []
    for post in known:
        await _erase(tx, post)
    await sealed.erase(tx, sorted(set(post_ids) - {post.id for post in known}))  # of posts that went another way
    return len(post_ids)
