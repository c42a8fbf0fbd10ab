"""Rules of scheduled posts: who may schedule what, and where."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.drafts import service as drafts
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewMetadata, NewPost, NewPriority
from mattermost_py.features.messaging.schedules import store
from mattermost_py.features.messaging.schedules.events import ScheduleCreated, ScheduleDeleted, ScheduleUpdated
from mattermost_py.features.messaging.schedules.models import ScheduledPost, ScheduledRow, WantedSchedule
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, invalid_body, invalid_url, no_permission
from mattermost_py.kernel.ids import is_id, new_id
from mattermost_py.kernel.json import dumps_text
from mattermost_py.kernel.permissions import Permission

GRACE_MS = 5000  # how far in the past a new time may lie


def require_enabled(db: Db) -> None:
    """Raises: Invalid while posts cannot be scheduled."""
    if not db.settings.ServiceSettings.ScheduledPosts:
        raise Invalid("api.scheduled_posts.feature_disabled")


async def create(db: Db, actor: Actor, wanted: WantedSchedule, connection_id: str) -> ScheduledPost:
    """Raises: Forbidden, Invalid."""
    channel = await _require_post(db, actor, wanted)
    _check(wanted)
    if channel.is_archived:
        raise Invalid("app.save_scheduled_post.channel_deleted.app_error")
    if await channels.is_restricted(db, channel):
        raise Invalid("app.save_scheduled_post.restricted_dm.error")
    now = now_ms()
    row = _row(wanted, schedule_id=new_id(), user_id=actor.user_id, at=now)
    await store.insert(db, row)
    scheduled = await _shown(db, row)
    db.publish(ScheduleCreated(scheduled, connection_id))
    return scheduled


async def update(db: Db, actor: Actor, schedule_id: str, wanted: WantedSchedule, connection_id: str) -> ScheduledPost:
    """Changes text, files, props, priority and time; channel and thread stay. Raises: Invalid, Forbidden, NotFound."""
    if wanted.id != schedule_id:
        raise invalid_url("scheduled_post_id")
    await _require_post(db, actor, wanted)
    _check(wanted)
    before = await store.by_id(db, schedule_id)
    if before is None:
        raise NotFound("app.update_scheduled_post.existing_scheduled_post.not_exist")
    if before.user_id != actor.user_id:
        raise Forbidden("app.update_scheduled_post.update_permission.error")
    row = await store.update(db, _row(wanted, schedule_id=schedule_id, user_id=actor.user_id, at=now_ms()))
    if row is None:
        raise NotFound("app.update_scheduled_post.existing_scheduled_post.not_exist")
    scheduled = await _shown(db, row)
    db.publish(ScheduleUpdated(scheduled, connection_id))
    return scheduled


async def delete(db: Db, actor: Actor, schedule_id: str, connection_id: str) -> ScheduledPost:
    """Raises: NotFound, Forbidden."""
    before = await store.by_id(db, schedule_id)
    if before is None:
        raise NotFound("app.delete_scheduled_post.existing_scheduled_post.not_exist")
    if before.user_id != actor.user_id:
        raise Forbidden("app.delete_scheduled_post.delete_permission.error")
    row = await store.delete(db, schedule_id)
    if row is None:  # it was sent a moment ago
        raise NotFound("app.delete_scheduled_post.existing_scheduled_post.not_exist")
    scheduled = await _shown(db, row)
    db.publish(ScheduleDeleted(scheduled, connection_id))
    return scheduled


async def in_team(db: Db, actor: Actor, team_id: str, *, with_direct: bool) -> dict[str, list[ScheduledPost]]:
    """The actor's scheduled posts by team id, those of direct and group messages under `directChannels`."""
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = {team_id: await _all_shown(db, await store.of_user(db, actor.user_id, team_id))}
    if with_direct:
        found["directChannels"] = await _all_shown(db, await store.of_user(db, actor.user_id, ""))
    return found


async def user_erased(tx: Tx, user_id: str) -> None:
    await store.delete_of_user(tx, user_id)


async def channels_erased(tx: Tx, channel_ids: Sequence[str]) -> None:
    await store.delete_of_channels(tx, channel_ids)


# --- what may be scheduled -----------------------------------------------------------------------------------------


async def _require_post(db: Db, actor: Actor, wanted: WantedSchedule) -> Channel:
    """The channel, if the actor could post this there now, apart from its being open. Raises: Forbidden, Invalid."""
    standing = await gate.standing(db, actor.user_id, wanted.channel_id) if is_id(wanted.channel_id) else None
    if standing is None:
        raise no_permission(actor.user_id, Permission.CREATE_POST)
    channel = await channels.known(db, wanted.channel_id)
    await channels.require_post(db, actor, channel)
    await posts.require_sendable(db, actor, as_post(wanted, _label(wanted)), channel)
    if wanted.file_ids:
        await gate.require(db, actor, Permission.UPLOAD_FILE, channel_id=channel.id)
    return channel


def as_post(unsent: WantedSchedule | ScheduledPost, label: NewPriority | None, *, pending_post_id: str = "") -> NewPost:
    """The post it will be."""
    return NewPost(
        channel_id=unsent.channel_id,
        root_id=unsent.root_id,
        message=unsent.message,
        type=unsent.type,
        props=unsent.props,
        file_ids=unsent.file_ids,
        metadata=NewMetadata(priority=label) if label else None,
        pending_post_id=pending_post_id,
    )


def _label(wanted: WantedSchedule) -> NewPriority | None:
    try:
        return NewPriority.model_validate(wanted.label) if wanted.label else None
    except ValueError as exc:
        raise invalid_body("schedule_post", str(exc)) from exc


def _check(wanted: WantedSchedule) -> None:
    drafts.check(wanted)
    if not wanted.message and not wanted.file_ids:
        raise Invalid("model.scheduled_post.is_valid.empty_post.app_error")
    if wanted.scheduled_at - now_ms() < -GRACE_MS:
        raise Invalid("model.scheduled_post.is_valid.scheduled_at.app_error")


# --- rows and what is shown ----------------------------------------------------------------------------------------


def _row(wanted: WantedSchedule, *, schedule_id: str, user_id: str, at: int) -> ScheduledRow:
    return ScheduledRow(
        id=schedule_id,
        create_at=at,
        update_at=at,
        user_id=user_id,
        channel_id=wanted.channel_id,
        root_id=wanted.root_id,
        message=wanted.message.replace("\0", ""),
        props=dumps_text(wanted.props),
        file_ids=dumps_text(wanted.file_ids),
        priority=dumps_text(wanted.label),
        scheduled_at=wanted.scheduled_at,
        processed_at=0,
        error_code="",
        type=wanted.type,
    )


async def _shown(db: Db, row: ScheduledRow) -> ScheduledPost:
    return (await _all_shown(db, [row]))[0]


async def _all_shown(db: Db, rows: Sequence[ScheduledRow]) -> list[ScheduledPost]:
    return await drafts.with_files(db, [ScheduledPost.of(row) for row in rows])
