"""What a new post will be: its text, props, label and links, as its author may write them."""

from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.mentions.hashtags import hashtags
from mattermost_py.features.messaging.posts import props, sealing, store
from mattermost_py.features.messaging.posts.links import first_link, linked_post_id, without_proxy
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, NewPost, NewPriority, Post
from mattermost_py.features.messaging.posts.rendering import Json
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

GENERATED_BY = "ai_generated_by"  # prop
_PRIORITIES = frozenset({"", "important", "urgent"})


def new(*, channel_id: str, user_id: str, message: str, create_at: int = 0, **fields: Any) -> Post:
    at = create_at or now_ms()
    defaults: dict[str, Any] = {"root_id": "", "type": "", "props": {}, "file_ids": [], "hashtags": hashtags(message)}
    return Post(
        id=new_id(),
        create_at=at,
        update_at=at,
        edit_at=0,
        delete_at=0,
        is_pinned=False,
        user_id=user_id,
        channel_id=channel_id,
        original_id="",
        message=message,
        has_reactions=False,
        **{**defaults, **fields},
    )


async def drafted(db: Db, actor: Actor, wanted: NewPost, channel: Channel) -> Post:
    """The row to be saved. Raises: Invalid for what may not be stored."""
    file_ids = sorted(set(wanted.file_ids or ()))
    props.check_files(file_ids)
    message = without_proxy(props.clean_message(wanted.message), db.settings.ServiceSettings.SiteURL)
    label = wanted.metadata.priority if wanted.metadata else None
    check_priority(db, actor, wanted, label)
    may_date = wanted.create_at > 0 and await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    post = new(
        channel_id=channel.id,
        user_id=actor.user_id,
        message=message,
        create_at=wanted.create_at if may_date else 0,
        root_id=wanted.root_id,
        type=wanted.type,
        props=await with_machine(db, await filled_props(db, actor, wanted.props, message, channel), actor.user_id),
        file_ids=file_ids,
        pending_post_id=wanted.pending_post_id,
        priority=label.priority if label else None,
        requested_ack=label.requested_ack if label else None,
        persistent_notifications=label.persistent_notifications if label else None,
    )
    return await sealing.prepared(db, post, channel) if post.type == BURN_ON_READ else post


async def require_sendable(db: Db, actor: Actor, wanted: NewPost, channel: Channel) -> None:
    """What can be said of a post before it is written. Raises: Invalid, Forbidden."""
    props.check_type(wanted.type)
    props.clean_props(wanted.props, db.settings, actor)
    check_priority(db, actor, wanted, wanted.metadata.priority if wanted.metadata else None)
    if wanted.type == BURN_ON_READ:
        await sealing.require_place(db, actor.user_id, channel)


def check_priority(db: Db, actor: Actor, wanted: NewPost, label: NewPriority | None) -> None:
    """Raises: Invalid, Forbidden when a priority is not possible here."""
    if label is None:
        return
    if not db.settings.ServiceSettings.PostPriority:
        raise Forbidden("api.post.post_priority.priority_post_not_allowed_for_user.request_error")
    if wanted.root_id:
        raise Invalid("api.post.post_priority.priority_post_only_allowed_for_root_post.request_error")
    if label.priority not in _PRIORITIES:
        raise Invalid("api.context.invalid_body_param.app_error", Name="priority")
    if label.persistent_notifications:
        _check_persistent(db, actor, label)


def _check_persistent(db: Db, actor: Actor, label: NewPriority) -> None:
    service = db.settings.ServiceSettings
    if not service.AllowPersistentNotifications:
        raise Forbidden("api.post.post_priority.priority_post_not_allowed_for_user.request_error")
    if label.priority != "urgent":
        raise Invalid("api.post.post_priority.urgent_persistent_notification_post.request_error")
    if actor.is_guest and not service.AllowPersistentNotificationsForGuests:
        raise Forbidden("api.post.post_priority.priority_post_not_allowed_for_user.request_error")


async def with_machine(db: Db, sent: Json, author_id: str) -> Json:
    """Props of a text a machine wrote, with its name: a bot's, or the author's own. Raises: Invalid for others."""
    machine_id = sent.get(GENERATED_BY)
    if not machine_id:
        return sent
    found = await users.by_ids(db, [machine_id]) if isinstance(machine_id, str) else []
    if not found or (machine_id != author_id and not found[0].is_bot):
        raise Invalid("api.post.fill_in_post_props.invalid_ai_generated_user.app_error")
    return {**sent, f"{GENERATED_BY}_username": found[0].username}


async def filled_props(db: Db, actor: Actor, sent: Json | None, message: str, channel: Channel) -> Json:
    """The props of a message: what its author sent, and what the server finds out about the text."""
    service = db.settings.ServiceSettings
    found = props.with_author(props.clean_props(sent, db.settings, actor), actor)
    for stale in ("channel_mentions", "previewed_post"):
        found.pop(stale, None)
    if links := await _channel_links(db, actor, message, channel):
        found["channel_mentions"] = links
    if previewed := linked_post_id(first_link(message, service.RestrictLinkPreviews), service.SiteURL):
        found["previewed_post"] = previewed
    if props.has_broad_mention(message) and not await gate.allows(
        db, actor, Permission.USE_CHANNEL_MENTIONS, channel_id=channel.id
    ):
        found["mentionHighlightDisabled"] = True
    if props.may_mention(message) and not await gate.allows(
        db, actor, Permission.USE_GROUP_MENTIONS, channel_id=channel.id
    ):
        found["disable_group_highlight"] = True
    return found


async def _channel_links(db: Db, actor: Actor, message: str, channel: Channel) -> Json:
    """Name → what clients need to link a ~channel; only those the author may read."""
    names = props.channel_names(message)
    if not names or not channel.team_id:
        return {}
    found = [
        each
        for each in await channels.by_names(db, channel.team_id, names)
        if await gate.reads_channel(db, actor, each.id)
    ]
    places = (
        {each.channel_id: each for each in await store.surroundings(db, [each.id for each in found])} if found else {}
    )
    return {
        each.name: {"display_name": each.display_name, "team_name": places[each.id].team_name, "id": each.id}
        for each in found
    }
