"""Sending what is due: each scheduled post becomes a post in one transaction, so exactly once."""

import logging
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.members import service as channel_members
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewPost, NewPriority
from mattermost_py.features.messaging.schedules import models, service, store
from mattermost_py.features.messaging.schedules.events import ScheduleDeleted, ScheduleUpdated
from mattermost_py.features.messaging.schedules.models import ScheduledPost
from mattermost_py.infra.db import Deadlock, Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import AppError, NotFound

log = logging.getLogger(__name__)

LATE_MS = DAY_MS  # later than this nobody expects it any more


async def send_due(runtime: Runtime) -> int:
    """Sends everything that is due. Returns how many were sent or failed."""
    if not runtime.config.current.ServiceSettings.ScheduledPosts:
        return 0
    done = await _give_up(runtime)
    while await _send_next(runtime):
        done += 1
    return done


async def _give_up(runtime: Runtime) -> int:
    """The server was away for too long."""
    now = now_ms()
    async with runtime.db().transaction() as tx:
        rows = await store.set_all_failed(tx, now - LATE_MS, models.UNABLE_TO_SEND, now)
        tx.publish(*(ScheduleUpdated(ScheduledPost.of(row)) for row in rows))
    return len(rows)


async def _send_next(runtime: Runtime) -> bool:
    """One of them; False when none is left. Its row goes in the transaction in which the post comes."""
    async with runtime.db().transaction() as tx:
        row = await store.next_due(tx, now_ms())
        if row is None:
            return False
        scheduled = ScheduledPost.of(row)
        error_code = await _send(tx, scheduled)
        if error_code:
            at = now_ms()
            await store.set_failed(tx, scheduled.id, error_code, at)
            tx.publish(ScheduleUpdated(replace(scheduled, error_code=error_code, processed_at=at, update_at=at)))
        else:
            await store.delete(tx, scheduled.id)
            tx.publish(ScheduleDeleted(scheduled))
    return True


async def _send(tx: Tx, scheduled: ScheduledPost) -> str:
    """Posts it. Returns: why it could not be sent, or ''."""
    try:
        author = await users.fresh(tx, scheduled.user_id)
    except NotFound:
        return models.USER_MISSING
    actor = _actor(author)
    obstacle = await _obstacle(tx, actor, author, scheduled)
    if obstacle:
        return obstacle
    try:
        async with tx.transaction() as part:
            is_reading = await _has_read(part, author.id, scheduled.channel_id)
            await posts.create(part, actor, _post(scheduled), set_online=False, is_reading=is_reading)
    except Deadlock:
        raise  # the whole transaction is tried again later
    except (AppError, ValueError):
        log.info("a scheduled post could not be sent", extra={"scheduled_post_id": scheduled.id}, exc_info=True)
        return models.INVALID_POST
    except Exception:
        log.exception("sending a scheduled post failed", extra={"scheduled_post_id": scheduled.id})
        return models.UNKNOWN
    return ""


async def _has_read(tx: Tx, user_id: str, channel_id: str) -> bool:
    """The author's own post leaves a read channel read; what others wrote meanwhile stays unread."""
    found = await channel_members.of_users(tx, channel_id, [user_id])
    channel = await channels.by_id(tx, channel_id)
    return not found or found[0].msg_count >= channel.total_msg_count


def _actor(author: User) -> Actor:
    return Actor(
        user_id=author.id, roles=author.role_names, is_bot=author.is_bot, is_guest="system_guest" in author.role_names
    )


async def _obstacle(tx: Tx, actor: Actor, author: User, scheduled: ScheduledPost) -> str:
    """Why the author cannot post there any more, or ''."""
    if author.delete_at:
        return models.USER_DELETED
    try:
        channel = await channels.by_id(tx, scheduled.channel_id)
    except NotFound:
        return models.CHANNEL_NOT_FOUND
    if channel.is_archived:
        return models.CHANNEL_ARCHIVED
    if await channels.is_restricted(tx, channel):
        return models.RESTRICTED_DIRECT
    if not await channels.may_post(tx, actor, channel):
        standing = await gate.standing(tx, author.id, channel.id)
        is_member = standing is not None and standing.is_member
        return models.NO_PERMISSION if is_member else models.NO_MEMBER
    if scheduled.root_id and not await posts.by_ids(tx, [scheduled.root_id]):
        return models.THREAD_DELETED
    return ""


def _post(scheduled: ScheduledPost) -> NewPost:
    """Raises: ValueError for a stored priority that makes no sense."""
    label = NewPriority.model_validate(scheduled.priority) if scheduled.priority else None
    return service.as_post(scheduled, label, pending_post_id=f"{scheduled.user_id}:{scheduled.id}")
