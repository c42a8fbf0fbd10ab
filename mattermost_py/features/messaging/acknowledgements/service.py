"""Confirming that a post was read, and taking it back for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.acknowledgements import store
from mattermost_py.features.messaging.acknowledgements.events import AcknowledgementAdded, AcknowledgementRemoved
from mattermost_py.features.messaging.acknowledgements.models import Acknowledgement
from mattermost_py.features.messaging.persistence import service as persistence
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, NotFound

REVOCABLE_MS = 5 * 60_000


async def give(tx: Tx, actor: Actor, user_id: str, post_id: str) -> Acknowledgement:
    """Raises: Forbidden, NotFound."""
    post = await _post(tx, actor, user_id, post_id, "api.acknowledgement.save.archived_channel.app_error")
    saved = await store.save(tx, Acknowledgement(user_id, post.id, now_ms(), post.channel_id, ""))
    await posts.touch(tx, post.id)
    tx.publish(AcknowledgementAdded(saved))
    await posts.tell_changed(tx, post.id)
    if post.persistent_notifications:
        await persistence.answered(tx, post.id, user_id)
    return saved


async def withdraw(tx: Tx, actor: Actor, user_id: str, post_id: str) -> None:
    """Possible for five minutes. Raises: Forbidden, NotFound."""
    post = await _post(tx, actor, user_id, post_id, "api.acknowledgement.delete.archived_channel.app_error")
    given = await store.of(tx, post.id, user_id)
    if given is None:
        raise NotFound("app.acknowledgement.get.app_error")
    if now_ms() - given.acknowledged_at > REVOCABLE_MS:
        raise Forbidden("api.acknowledgement.delete.deadline.app_error")
    await store.withdraw(tx, post.id, user_id)
    await posts.touch(tx, post.id)
    tx.publish(AcknowledgementRemoved(replace(given, acknowledged_at=0)))
    await posts.tell_changed(tx, post.id)


async def moved(tx: Tx, new_ids: Mapping[str, str], channel_id: str) -> None:
    """Posts got other ids in this channel."""
    await store.move(tx, new_ids, channel_id)


async def posts_erased(tx: Tx, post_ids: Sequence[str]) -> None:
    await store.erase(tx, post_ids)


async def user_erased(tx: Tx, user_id: str) -> None:
    await store.erase_of_user(tx, user_id)


async def _post(tx: Tx, actor: Actor, user_id: str, post_id: str, archived_id: str) -> Post:
    await gate.require_user(tx, actor, user_id)
    post = await posts.readable(tx, actor, post_id, hides_missing=True)
    if (await channels.known(tx, post.channel_id)).is_archived:
        raise Forbidden(archived_id)
    return post
