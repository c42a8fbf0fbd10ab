"""The life of a new post: checked, saved, counted, announced; everything in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members import reading
from mattermost_py.features.channels.members.events import ChannelsViewed, Viewing
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.models import Follower, Reply
from mattermost_py.features.messaging.mentions.hashtags import hashtags
from mattermost_py.features.messaging.posts import announcing, audience, hints, props, store
from mattermost_py.features.messaging.posts.audience import Circle, Reached
from mattermost_py.features.messaging.posts.links import first_link, linked_post_id
from mattermost_py.features.messaging.posts.models import UNCOUNTED, NewPost, NewPriority, Post
from mattermost_py.features.messaging.posts.rendering import Json, rendered
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

AUTO_RESPONDER = "system_auto_responder"
DAY_MS = 86_400_000

_PRIORITIES = frozenset({"", "important", "urgent"})


@dataclass(frozen=True, slots=True)
class Arrival:
    """A post on its way in, with where it goes."""

    post: Post
    channel: Channel
    root: Post | None
    set_online: bool = True


async def create(tx: Tx, actor: Actor, wanted: NewPost, *, set_online: bool) -> Json:
    """Writes a post for somebody. A repeated `pending_post_id` returns the post that is there already."""
    channel = await _postable(tx, actor, wanted)
    root = await _root(tx, wanted) if wanted.root_id else None
    post = await _drafted(tx, actor, wanted, channel)
    if not await store.insert(tx, post):
        return await _made_before(tx, actor, wanted)
    return await arrive(tx, actor, Arrival(post, channel, root, set_online), wanted.file_ids or ())


async def arrive(tx: Tx, actor: Actor, arrival: Arrival, file_ids: Sequence[str] = ()) -> Json:
    """What follows once a post is saved: files, thread, counters, events. Returns it as its author sees it."""
    channel, root = arrival.channel, arrival.root
    post, infos = await _with_files(tx, arrival.post, file_ids)
    circle = await audience.circle_of(tx, channel.id)
    reached = await audience.reached(tx, actor, post, channel.type, circle, root=root)
    # Channel and members before threads: viewing a channel takes its locks in the same order.
    await _count(tx, actor, post, channel, reached)
    followers = await _thread(tx, arrival, reached, circle) if root else []
    if followers:
        post = replace(post, reply_count=followers[0].reply_count)
    shown = (await rendered(tx, actor, [post], files={post.id: infos} if infos else {}))[0]
    await announcing.posted(
        tx,
        post,
        channel,
        shown,
        reached=reached,
        circle=circle,
        followers=followers,
        infos=infos,
        set_online=arrival.set_online,
    )
    if root:
        await announcing.thread_updated(tx, root, channel.team_id, followers)
    await hints.give(tx, actor, post, channel, reached)
    if channel.type == "D" and not (actor.is_bot or actor.is_unrestricted):
        await _answer_automatically(tx, post, channel, circle)
    return shown


async def _answer_automatically(tx: Tx, post: Post, channel: Channel, circle: Circle) -> None:
    """Who is away may have an answer written: in the same thread, once a day (UTC) and channel."""
    for partner in circle.members.values():
        message = partner.notify_props.get("auto_responder_message", "")
        is_on = partner.notify_props.get("auto_responder_active") == "true" and message
        if not is_on or partner.user_id == post.user_id or not partner.is_active:
            continue
        midnight_ms = post.create_at // DAY_MS * DAY_MS
        if not await store.wrote_since(tx, channel.id, partner.user_id, AUTO_RESPONDER, midnight_ms):
            root = await store.root_with_thread(tx, post.thread_id, "")
            answer = _new(
                channel_id=channel.id,
                user_id=partner.user_id,
                message=message,
                type=AUTO_RESPONDER,
                root_id=post.thread_id,
            )
            await store.insert(tx, answer)
            await arrive(tx, Actor.system(), Arrival(answer, channel, root, set_online=False))


async def _with_files(tx: Tx, post: Post, file_ids: Sequence[str]) -> tuple[Post, list[FileInfo]]:
    """Attaches the files; those the author may not attach are dropped."""
    if not file_ids:
        return post, []
    infos = await files.attach(tx, post_id=post.id, channel_id=post.channel_id, user_id=post.user_id, file_ids=file_ids)
    kept = sorted(each.id for each in infos)
    if kept != post.file_ids:
        await store.set_files(tx, post.id, kept)
    return replace(post, file_ids=kept), infos


async def system_post(tx: Tx, *, channel_id: str, user_id: str, type: str, message: str, props: Json) -> None:
    """A post by which the server tells what happened in a channel."""
    channel = await channels.known(tx, channel_id)
    post = _new(channel_id=channel_id, user_id=user_id, message=message, type=type, props=dict(props))
    await store.insert(tx, post)
    await arrive(tx, Actor.system(), Arrival(post, channel, None, set_online=False))


def _new(*, channel_id: str, user_id: str, message: str, create_at: int = 0, **fields: Any) -> Post:
    at = create_at or now_ms()
    defaults: dict[str, Any] = {"root_id": "", "type": "", "props": {}, "file_ids": []}
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
        hashtags=hashtags(message),
        has_reactions=False,
        **{**defaults, **fields},
    )


async def _postable(tx: Tx, actor: Actor, wanted: NewPost) -> Channel:
    """The channel, if the actor may write this there. Raises: Forbidden, Invalid."""
    try:
        channel = await channels.writable(tx, actor, wanted.channel_id)
    except NotFound as exc:
        raise _no_permission(actor) from exc
    if wanted.file_ids:
        await gate.require(tx, actor, Permission.UPLOAD_FILE, channel_id=channel.id)
    props.check_type(wanted.type)
    return channel


def _no_permission(actor: Actor) -> AppError:
    return Forbidden("api.context.permissions.app_error", detail=f"userId={actor.user_id}, permission=create_post")


async def _root(tx: Tx, wanted: NewPost) -> Post:
    """The live root post to answer. Raises: Invalid, and the official 500 for a root of another channel."""
    root = await store.root_with_thread(tx, wanted.root_id, "")
    if root is None or root.delete_at or root.root_id:
        raise Invalid("api.post.create_post.root_id.app_error")
    if root.channel_id != wanted.channel_id:
        raise AppError("api.post.create_post.channel_root_id.app_error")
    return root


async def _drafted(tx: Tx, actor: Actor, wanted: NewPost, channel: Channel) -> Post:
    """The row to be saved. Raises: Invalid for what may not be stored."""
    file_ids = sorted(set(wanted.file_ids or ()))
    props.check_files(file_ids)
    message = props.clean_message(wanted.message)
    label = wanted.metadata.priority if wanted.metadata else None
    _check_priority(tx, wanted, label)
    may_date = wanted.create_at > 0 and await gate.allows(tx, actor, Permission.MANAGE_SYSTEM)
    return _new(
        channel_id=channel.id,
        user_id=actor.user_id,
        message=message,
        create_at=wanted.create_at if may_date else 0,
        root_id=wanted.root_id,
        type=wanted.type,
        props=await filled_props(tx, actor, wanted.props, message, channel),
        file_ids=file_ids,
        pending_post_id=wanted.pending_post_id,
        priority=label.priority if label else None,
        requested_ack=label.requested_ack if label else None,
        persistent_notifications=label.persistent_notifications if label else None,
    )


def _check_priority(tx: Tx, wanted: NewPost, label: NewPriority | None) -> None:
    """Raises: Invalid, Forbidden when a priority is not possible here."""
    if label is None:
        return
    if not tx.settings.ServiceSettings.PostPriority:
        raise Forbidden("api.post.post_priority.priority_post_not_allowed_for_user.request_error")
    if wanted.root_id:
        raise Invalid("api.post.post_priority.priority_post_only_allowed_for_root_post.request_error")
    if label.priority not in _PRIORITIES:
        raise Invalid("api.context.invalid_body_param.app_error", Name="priority")
    if label.persistent_notifications and label.priority != "urgent":
        raise Invalid("api.post.post_priority.urgent_persistent_notification_post.request_error")


async def filled_props(tx: Tx, actor: Actor, sent: Json | None, message: str, channel: Channel) -> Json:
    """The props of a message: what its author sent, and what the server finds out about the text."""
    found = props.with_author(props.clean_props(sent, tx.settings, actor), actor)
    for stale in ("channel_mentions", "previewed_post"):
        found.pop(stale, None)
    if links := await _channel_links(tx, actor, message, channel):
        found["channel_mentions"] = links
    if previewed := linked_post_id(first_link(message), tx.settings.ServiceSettings.SiteURL):
        found["previewed_post"] = previewed
    if props.has_broad_mention(message) and not await gate.allows(
        tx, actor, Permission.USE_CHANNEL_MENTIONS, channel_id=channel.id
    ):
        found["mentionHighlightDisabled"] = True
    if "@" in message and not await gate.allows(tx, actor, Permission.USE_GROUP_MENTIONS, channel_id=channel.id):
        found["disable_group_highlight"] = True
    return found


async def _channel_links(tx: Tx, actor: Actor, message: str, channel: Channel) -> Json:
    """Name → what clients need to link a ~channel; only those the author may read."""
    names = props.channel_names(message)
    if not names or not channel.team_id:
        return {}
    found = [
        each
        for each in await channels.by_names(tx, channel.team_id, names)
        if await gate.reads_channel(tx, actor, each.id)
    ]
    places = (
        {each.channel_id: each for each in await store.surroundings(tx, [each.id for each in found])} if found else {}
    )
    return {
        each.name: {"display_name": each.display_name, "team_name": places[each.id].team_name, "id": each.id}
        for each in found
    }


async def _made_before(tx: Tx, actor: Actor, wanted: NewPost) -> Json:
    """The post an earlier request with this `pending_post_id` made."""
    post_id = await store.pending(tx, actor.user_id, wanted.pending_post_id)
    found = await store.by_ids(tx, [post_id or ""])
    if not found:  # deleted meanwhile
        raise AppError("api.post.deduplicate_create_post.failed_to_get")
    return (await rendered(tx, actor, [replace(found[0], pending_post_id=wanted.pending_post_id)]))[0]


async def _thread(tx: Tx, arrival: Arrival, reached: Reached, circle: Circle) -> list[Follower]:
    """Counts the reply and makes its audience follow."""
    root, post = arrival.root, arrival.post
    assert root is not None
    joining = dict.fromkeys([post.user_id, *reached.auto_following], False)
    if root.reply_count == 0:
        if root.user_id in circle.members and root.props.get("from_webhook") != "true":
            joining[root.user_id] = False
        if arrival.channel.type != "D":
            joining.update(dict.fromkeys(audience.mentioned_in_root(root, circle), False))
    joining.update(dict.fromkeys(reached.explicit, True))
    return await following.replied(
        tx,
        Reply(
            root_id=root.id,
            channel_id=root.channel_id,
            team_id=arrival.channel.team_id,
            author_id=post.user_id,
            create_at=post.create_at,
            auto_follow=tx.settings.ServiceSettings.ThreadAutoFollow,
            mentions=joining,
        ),
    )


async def _count(tx: Tx, actor: Actor, post: Post, channel: Channel, reached: Reached) -> None:
    """Raises the channel's and the members' counters; the author has seen their own post."""
    is_root = not post.root_id
    totals = await channels.counted(
        tx, channel.id, at_ms=post.create_at, counts=post.type not in UNCOUNTED, is_root=is_root
    )
    author_id = post.user_id if await _sees_own(tx, actor, post) else ""
    await reading.posted(
        tx,
        totals,
        author_id=author_id,
        mentioned_ids=sorted(reached.mentioned),
        is_root=is_root,
        is_urgent=post.priority == "urgent",
    )
    if author_id and tx.settings.ServiceSettings.EnableChannelViewedMessages:
        tx.publish(ChannelsViewed(author_id, {channel.id: totals.last_post_at}))
    if author_id and not await announcing.collapses_for(tx, author_id):
        tx.publish(Viewing(author_id, (channel.id,), collapsed_threads=False))
    if channel.type == "D" and totals.total_msg_count == 1:
        await _show_direct(tx, channel)


async def _show_direct(tx: Tx, channel: Channel) -> None:
    """The first message of a direct channel puts it into both people's sidebars."""
    one, _, other = channel.name.partition("__")
    for user_id, partner_id in dict.fromkeys(((one, other), (other, one))):
        shown = Preference(user_id, "direct_channel_show", partner_id, "true")
        await preferences.upsert(tx, user_id, [shown])


async def _sees_own(tx: Tx, actor: Actor, post: Post) -> bool:
    """Writing is reading, but not for programs, and not for replies that a collapsed channel does not show."""
    if post.is_system or actor.is_bot or post.props.get("from_webhook") == "true":
        return False
    if not post.root_id:
        return True
    return not await announcing.collapses_for(tx, post.user_id)
