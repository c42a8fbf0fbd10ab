"""Rules of reactions."""

from collections.abc import Mapping, Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.emoji import service as emoji
from mattermost_py.features.messaging.persistence import service as persistence
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Place
from mattermost_py.features.messaging.reactions import store
from mattermost_py.features.messaging.reactions.events import ReactionAdded, ReactionRemoved
from mattermost_py.features.messaging.reactions.models import EMOJI_NAME, NewReaction, Reaction
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def add(db: Db, actor: Actor, wanted: NewReaction) -> Reaction:
    """Puts an emoji on a post; doing it again changes nothing. Raises: Invalid, Forbidden, NotFound."""
    if not is_id(wanted.user_id) or not is_id(wanted.post_id) or not EMOJI_NAME(wanted.emoji_name):
        raise Invalid("api.reaction.save_reaction.invalid.app_error")
    if wanted.user_id != actor.user_id:
        raise Forbidden("api.reaction.save_reaction.user_id.app_error")
    place = await _reactable(db, actor, wanted.post_id)
    channel_id = place.channel_id
    await _require_open(db, channel_id, "api.reaction.save")
    readers = await _readers(db, place, wanted.post_id)
    if place.type == BURN_ON_READ and actor.user_id not in readers:
        raise Forbidden("api.reaction.save.burn_on_read.app_error")
    if not emoji.is_system(wanted.emoji_name) and not await emoji.custom(db, [wanted.emoji_name]):
        raise NotFound("app.emoji.get_by_name.no_result")
    at = now_ms()
    most = db.settings.ServiceSettings.UniqueEmojiReactionLimitPerPost
    saved = await store.upsert(db, wanted, channel_id, at, most)
    if saved is None:
        raise await _refusal(db, actor, wanted.post_id)
    reaction = Reaction(
        wanted.user_id, wanted.post_id, wanted.emoji_name, saved.create_at, at, 0, saved.remote_id, channel_id
    )
    posts.touched(db, channel_id, wanted.post_id)
    db.publish(*(ReactionAdded(reaction, user_id) for user_id in readers))
    if place.is_calling:
        await persistence.answered(db, wanted.post_id, actor.user_id)
    return reaction


async def remove(tx: Tx, actor: Actor, user_id: str, post_id: str, emoji_name: str) -> None:
    """Takes an emoji off a post; that it was not there is no error. Raises: Forbidden, NotFound, Invalid."""
    post = (await posts.by_ids(tx, [post_id]) or [None])[0]
    if post is None or not await gate.allows(tx, actor, Permission.REMOVE_REACTION, channel_id=post.channel_id):
        raise no_permission(actor.user_id, Permission.REMOVE_REACTION)
    if user_id != actor.user_id:
        await gate.require(tx, actor, Permission.REMOVE_OTHERS_REACTIONS)
    await _require_open(tx, post.channel_id, "api.reaction.delete")
    gone = await store.withdraw(tx, user_id, post_id, emoji_name, now_ms())
    if gone is not None:
        await posts.touch(tx, post_id, has_reactions=await store.any_left(tx, post_id))
        place = await posts.place_of(tx, post_id)
        readers = await _readers(tx, place, post_id) if place else []
        tx.publish(*(ReactionRemoved(gone, user_id) for user_id in readers))


async def of_post(db: Db, actor: Actor, post_id: str) -> list[Reaction]:
    """Raises: Forbidden, NotFound."""
    post = await posts.readable(db, actor, post_id, hides_missing=True)
    return await store.on_posts(db, [post.id])


async def of_posts(db: Db, actor: Actor, post_ids: Sequence[str]) -> dict[str, list[Reaction]]:
    """By post id; every post must be readable. Raises: Forbidden."""
    found = await posts.by_ids(db, post_ids)
    readable = await posts.readable_of(db, actor, found)
    if len(readable) < len(set(post_ids)):
        raise no_permission(actor.user_id, Permission.READ_CHANNEL_CONTENT)
    by_post: dict[str, list[Reaction]] = {post_id: [] for post_id in post_ids}
    for reaction in await store.on_posts(db, post_ids):
        by_post[reaction.post_id].append(reaction)
    return by_post


async def adopt(tx: Tx, reactions: Sequence[Reaction]) -> None:
    """Takes over reactions as they were elsewhere; nobody is told of them."""
    for post_id in await store.adopt(tx, reactions) if reactions else ():
        await posts.touch(tx, post_id, has_reactions=True)


async def emoji_deleted(tx: Tx, emoji_name: str) -> None:
    """A custom emoji is gone, and the reactions with it."""
    for post_id in await store.withdraw_emoji(tx, emoji_name, now_ms()):
        await posts.touch(tx, post_id, has_reactions=await store.any_left(tx, post_id))


async def moved(tx: Tx, new_ids: Mapping[str, str], channel_id: str) -> None:
    """Posts got other ids in this channel."""
    await store.move(tx, new_ids, channel_id)


async def posts_erased(tx: Tx, post_ids: Sequence[str]) -> None:
    await store.erase(tx, post_ids)


async def user_erased(tx: Tx, user_id: str) -> None:
    await store.erase_of_user(tx, user_id)


async def _reactable(db: Db, actor: Actor, post_id: str) -> Place:
    """Where the post is, if the actor may react there; whether it exists is not told to others."""
    place = await posts.place_of(db, post_id)
    if place is None or not await gate.allows(db, actor, Permission.ADD_REACTION, channel_id=place.channel_id):
        raise no_permission(actor.user_id, Permission.ADD_REACTION)
    return place


async def _refusal(db: Db, actor: Actor, post_id: str) -> AppError:
    """Why a reaction was not saved: there are too many kinds of them, or the post was deleted a moment ago."""
    if await posts.by_ids(db, [post_id]):
        return Invalid("app.reaction.save.save.too_many_reactions")
    return no_permission(actor.user_id, Permission.ADD_REACTION)


async def _readers(db: Db, place: Place, post_id: str) -> list[str]:
    """Who may know of reactions; '' is the whole channel, and those of burn-on-read posts are told one by one."""
    return await posts.audience_of_sealed(db, place, post_id) if place.type == BURN_ON_READ else [""]


async def _require_open(db: Db, channel_id: str, area: str) -> None:
    """Raises: Forbidden in archived channels, Invalid in restricted direct messages."""
    channel = await channels.known(db, channel_id)
    if channel.is_archived:
        raise Forbidden(f"{area}.archived_channel.app_error")
    if await channels.is_restricted(db, channel):
        raise Invalid(f"{area}.restricted_dm.error")
