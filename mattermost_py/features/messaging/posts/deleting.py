"""Deleting a post: hidden for everybody, or removed for good."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.posts import announcing, audience, memory, store
from mattermost_py.features.messaging.posts.events import PostsRemoved
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, Post
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, Unsupported, no_permission
from mattermost_py.kernel.permissions import Permission


async def delete(tx: Tx, actor: Actor, post_id: str, *, permanently: bool = False) -> None:
    """Deletes a post, and with a root its whole thread. Raises: Forbidden, Invalid, Unsupported."""
    if permanently and not tx.settings.ServiceSettings.EnableAPIPostDeletion:
        raise Unsupported("api.post.delete_post.not_enabled.app_error")
    post = await _deletable(tx, actor, post_id, permanently=permanently)
    if permanently or post.type == BURN_ON_READ:  # of what is read once nothing stays
        await _erase(tx, actor, post)
    else:
        await hide(tx, actor, post)


async def erase(tx: Tx, post: Post) -> None:
    """Removes a post for good, whoever wants it."""
    await _erase(tx, Actor.system(), post)


async def _deletable(tx: Tx, actor: Actor, post_id: str, *, permanently: bool) -> Post:
    found = await store.by_ids(tx, [post_id], deleted=permanently)
    if not found:  # what is not there looks like what one may not delete
        raise no_permission(actor.user_id, Permission.DELETE_POST)
    post = found[0]
    if permanently:
        await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
        return post
    needed = Permission.DELETE_POST if post.user_id == actor.user_id else Permission.DELETE_OTHERS_POSTS
    await gate.require(tx, actor, needed, channel_id=post.channel_id)
    await require_deletable_there(tx, post)
    return post


async def require_deletable_there(tx: Tx, post: Post) -> None:
    """Raises: Invalid where nothing is changed any more."""
    channel = await channels.known(tx, post.channel_id)
    if channel.is_archived:
        raise Invalid("api.post.delete_post.can_not_delete_post_in_deleted.error")
    if await channels.is_restricted(tx, channel):
        raise Invalid("api.post.delete_post.can_not_delete_from_restricted_dm.error")


async def hide(tx: Tx, actor: Actor, post: Post) -> None:
    """Deletes without asking whether the actor may."""
    at = now_ms()
    hidden = await store.delete(tx, post.id, at, actor.user_id)
    if not hidden:  # somebody was faster
        return
    memory.forget(tx, post.channel_id, post.thread_id, post.id)
    memory.forget_removed(tx, hidden)
    await files.delete_of_posts(tx, hidden)
    await preferences.delete_everywhere(tx, preferences.FLAGGED_POST, post.id)
    announcing.deleted(tx, post, at, actor.user_id)
    tx.publish(PostsRemoved(tuple(hidden), permanently=False))
    if post.root_id:
        await _tell_followers(tx, post)
    else:
        await following.root_deleted(tx, post.id, at)


async def _tell_followers(tx: Tx, reply: Post) -> None:
    """The thread is counted again; who had not read a mention in the reply has one less."""
    channel = await channels.known(tx, reply.channel_id)
    circle = await audience.circle_of(tx, reply.channel_id)
    mentioned = await audience.mentioned_by(tx, reply, channel.type, circle)
    followers = await following.reply_deleted(tx, reply.root_id, sorted(mentioned), reply.create_at)
    root = await store.root_with_thread(tx, reply.root_id, "") if followers else None
    if root is not None:
        await announcing.thread_updated(tx, root, channel.team_id, followers)


async def _erase(tx: Tx, actor: Actor, post: Post) -> None:
    erased = await store.erase(tx, post.id)
    memory.forget(tx, post.channel_id, post.thread_id, post.id)
    memory.forget_removed(tx, erased)
    await files.erase_of_posts(tx, erased)
    await preferences.delete_everywhere(tx, preferences.FLAGGED_POST, post.id)
    if post.root_id:
        await following.recounted(tx, post.root_id)
    else:
        await following.erased(tx, post.id)
    announcing.deleted(tx, post, now_ms(), actor.user_id)
    tx.publish(PostsRemoved(tuple(erased), permanently=True))
