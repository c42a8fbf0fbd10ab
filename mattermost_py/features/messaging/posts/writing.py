"""The life of a new post: checked, saved, counted, announced; everything in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members.events import ChannelsViewed, Viewing
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.models import Follower, Reply
from mattermost_py.features.messaging.posts import (
    announcing,
    arriving_store,
    audience,
    drafting,
    hints,
    memory,
    previewing,
    props,
    sealing,
    store,
)
from mattermost_py.features.messaging.posts.arriving_store import Effects, Saved, SavedReply
from mattermost_py.features.messaging.posts.audience import Circle, Reached
from mattermost_py.features.messaging.posts.events import PersistentAsked, Posted, RootAnswered
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, UNCOUNTED, NewPost, Post
from mattermost_py.features.messaging.posts.rendering import Json, rendered_one
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound
from mattermost_py.kernel.permissions import Permission

AUTO_RESPONDER = "system_auto_responder"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A post on its way in, with where it goes."""

    post: Post
    channel: Channel
    root: Post | None
    circle: Circle
    sees_own: bool = False  # writing it counts as having read the channel
    set_online: bool = False
    infos: list[FileInfo] | None = None  # files that are attached already


async def create(db: Db, actor: Actor, wanted: NewPost, *, set_online: bool, is_reading: bool = True) -> Json:
    """Writes a post for somebody. A repeated `pending_post_id` returns the post that is there already.

    is_reading: whether its author has the channel before them, so that it counts as read.
    """
    channel = await _postable(db, actor, wanted)
    root = await _root(db, wanted) if wanted.root_id else None
    post = await drafting.drafted(db, actor, wanted, channel)
    if not isinstance(db, Tx):
        post = await previewing.awaited(db, post)
    circle = await audience.circle_of(db, channel.id)
    if post.persistent_notifications:
        await _check_recipients(db, actor, post, channel, circle)
    sees_own = is_reading and await _sees_own(db, actor, post)
    arrival = Arrival(post, channel, root, circle, sees_own, set_online)
    if await _is_more_than_one_statement(db, arrival):
        async with db.transaction() as tx:
            shown = await arrive(tx, actor, arrival)
    else:
        shown = await arrive(db, actor, arrival)
    return shown or await _made_before(db, actor, arrival)


async def _is_more_than_one_statement(db: Db, arrival: Arrival) -> bool:
    """Whether the post changes more than what its own statement saves, so that a transaction must hold it together."""
    post, channel = arrival.post, arrival.channel
    if post.type == BURN_ON_READ or post.persistent_notifications:
        return True
    if arrival.root is not None and arrival.root.persistent_notifications:
        return True
    if post.file_ids or db.runtime.listens_within(Posted, ChannelsViewed):
        return True
    if channel.type == "D" and (_may_be_first(channel) or arrival.circle.answers_by_itself(post.user_id)):
        return True
    return arrival.sees_own and not await announcing.collapses_for(db, post.user_id)


def _may_be_first(channel: Channel) -> bool:
    """Nothing was posted here when the channel was looked up."""
    return channel.total_msg_count == 0


async def arrive(db: Db, actor: Actor, arrival: Arrival) -> Json | None:
    """Saves a post with all that follows from it, and tells everybody. Returns it as its author sees it.

    None, having done nothing, when the author's `pending_post_id` was used before.
    """
    channel, root, circle = arrival.channel, arrival.root, arrival.circle
    post, infos = await _with_files(db, arrival.post, arrival.infos)
    reached = await audience.reached(db, actor, post, channel.type, circle, root=root)
    stored, known = sealing.stored(post), {post.id: infos} if infos else {}
    shown = {} if stored is not post else await rendered_one(db, actor, post, files=known)
    saved, followers = await _save(db, stored, arrival, reached)
    if saved is None:
        return None
    memory.forget(db, channel.id)
    authors_own: Json | None = None
    if stored is not post:
        authors_own = await _seal(db, actor, post, files=known)
        post, infos = stored, list[FileInfo]()
        shown = await rendered_one(db, Actor.system(), post)
    if followers:
        post = replace(post, reply_count=followers[0].reply_count)
        shown = {**shown, "reply_count": post.reply_count}
    await _note_view(db, arrival, saved)
    await announcing.posted(
        db,
        post,
        channel,
        shown,
        reached=reached,
        circle=circle,
        followers=followers,
        infos=infos,
        set_online=arrival.set_online,
        authors_own=authors_own,
    )
    await _tell_thread(db, post, arrival, followers)
    await hints.give(db, actor, post, channel, reached)
    await _answer_automatically(db, actor, post, channel, circle)
    return authors_own or shown


async def _seal(db: Db, actor: Actor, post: Post, *, files: dict[str, list[FileInfo]]) -> Json:
    """Puts a sealed post's words and files where readers ask for them. Returns the post as its author sees it."""
    assert isinstance(db, Tx)  # text and post come together
    await sealing.seal(db, post)
    return await rendered_one(db, actor, post, files=files)


async def _check_recipients(db: Db, actor: Actor, post: Post, channel: Channel, circle: Circle) -> None:
    """Notifications that repeat need somebody to be notified, but not too many. Raises: Invalid."""
    named = await audience.named(db, actor, post, channel, circle)
    most = db.settings.ServiceSettings.PersistentNotificationMaxRecipients
    if not named:
        raise Invalid("api.post.post_priority.min_recipients_persistent_notification_post.request_error")
    if len(named) > most:
        error_id = "api.post.post_priority.max_recipients_persistent_notification_post.request_error"
        raise Invalid(error_id, MaxRecipients=most)


async def _tell_thread(db: Db, post: Post, arrival: Arrival, followers: Sequence[Follower]) -> None:
    """Its followers hear of a reply; those who repeat notifications until somebody answers, of both."""
    root = arrival.root
    if post.persistent_notifications:
        db.publish(PersistentAsked(post.id, post.create_at))
    if root is None:
        return
    if root.persistent_notifications:
        db.publish(RootAnswered(root.id, post.user_id))
    await announcing.thread_updated(db, root, arrival.channel.team_id, followers)


async def _answer_automatically(db: Db, actor: Actor, post: Post, channel: Channel, circle: Circle) -> None:
    """Who is away may have people answered: in the same thread, once a day (UTC) and channel."""
    if channel.type != "D" or actor.is_bot or actor.is_unrestricted:
        return
    for partner in circle.members.values():
        message = partner.notify_props.get("auto_responder_message", "")
        is_on = partner.notify_props.get("auto_responder_active") == "true" and message
        if not is_on or partner.user_id == post.user_id or not partner.is_active:
            continue
        midnight_ms = post.create_at // DAY_MS * DAY_MS
        if not await store.wrote_since(db, channel.id, partner.user_id, AUTO_RESPONDER, midnight_ms):
            root = await store.root_with_thread(db, post.thread_id, "")
            answer = drafting.new(
                channel_id=channel.id,
                user_id=partner.user_id,
                message=message,
                type=AUTO_RESPONDER,
                root_id=post.thread_id,
            )
            await arrive(db, Actor.system(), Arrival(answer, channel, root, circle))


async def _with_files(db: Db, post: Post, infos: list[FileInfo] | None) -> tuple[Post, list[FileInfo]]:
    """Attaches the files; those the author may not attach are dropped. In a transaction, if there are files."""
    if infos is not None or not post.file_ids:
        return post, infos or []
    assert isinstance(db, Tx)  # a post that is not saved must not keep its files
    infos = await files.attach(
        db, post_id=post.id, channel_id=post.channel_id, user_id=post.user_id, file_ids=post.file_ids
    )
    return replace(post, file_ids=sorted(each.id for each in infos)), infos


async def system_post(
    tx: Tx, *, channel_id: str, user_id: str, type: str, message: str, props: Json, root_id: str = ""
) -> None:
    """A post by which the server tells what happened in a channel, or in a thread of it."""
    channel = await channels.known(tx, channel_id)
    root = await store.root_with_thread(tx, root_id, "") if root_id else None
    post = drafting.new(
        channel_id=channel_id, user_id=user_id, message=message, type=type, props=dict(props), root_id=root_id
    )
    circle = await audience.circle_of(tx, channel_id)
    await arrive(tx, Actor.system(), Arrival(post, channel, root, circle))


async def _postable(db: Db, actor: Actor, wanted: NewPost) -> Channel:
    """The channel, if the actor may write this there. Raises: Forbidden, Invalid."""
    try:
        channel = await channels.writable(db, actor, wanted.channel_id)
    except NotFound as exc:
        raise _no_permission(actor) from exc
    if wanted.file_ids:
        await gate.require(db, actor, Permission.UPLOAD_FILE, channel_id=channel.id)
    props.check_type(wanted.type)
    return channel


def _no_permission(actor: Actor) -> AppError:
    return Forbidden("api.context.permissions.app_error", detail=f"userId={actor.user_id}, permission=create_post")


async def _root(db: Db, wanted: NewPost) -> Post:
    """The live root post to answer. Raises: Invalid, and the official 500 for a root of another channel."""
    root = await _known_root(db, wanted.root_id)
    if root is None or root.delete_at or root.root_id:
        raise Invalid("api.post.create_post.root_id.app_error")
    if root.type == BURN_ON_READ:
        raise Invalid("api.post.create_post.burn_on_read.app_error")
    if root.channel_id != wanted.channel_id:
        raise AppError("api.post.create_post.channel_root_id.app_error")
    return root


async def _known_root(db: Db, root_id: str) -> Post | None:
    """From memory, unless the thread's participants of now are needed: who collapses threads is not asked for them."""

    async def read() -> Post | None:
        return await store.root_with_thread(db, root_id, "")

    if db.settings.ServiceSettings.CollapsedThreads != "always_on":
        return await read()
    return await db.remembered(memory.ROOTS, root_id, read)


async def _made_before(db: Db, actor: Actor, arrival: Arrival) -> Json:
    """The post an earlier request with this `pending_post_id` made. Raises: what explains that nothing was saved."""
    pending_id = arrival.post.pending_post_id
    post_id = await store.pending(db, actor.user_id, pending_id)
    found = await store.by_ids(db, [post_id or ""])
    if found:
        return await rendered_one(db, actor, replace(found[0], pending_post_id=pending_id))
    if post_id is not None and post_id != arrival.post.id:  # deleted meanwhile
        raise AppError("api.post.deduplicate_create_post.failed_to_get")
    await channels.by_id(db, arrival.channel.id)  # the channel or the root vanished a moment ago
    raise Invalid("api.post.create_post.root_id.app_error")


async def _save(
    db: Db, post: Post, arrival: Arrival, reached: Reached
) -> tuple[Saved | SavedReply | None, list[Follower]]:
    """Saves a post with what the same statement changes. Returns everybody who follows its thread, too."""
    seen_by = post.user_id if arrival.sees_own else ""
    effects = Effects(seen_by, list(reached.mentioned), post.type not in UNCOUNTED, now_ms())
    if arrival.root is None:
        return await arriving_store.save_root(db, post, effects), []
    return await _save_reply(db, post, effects, arrival=arrival, reached=reached)


async def _save_reply(
    db: Db, post: Post, effects: Effects, *, arrival: Arrival, reached: Reached
) -> tuple[SavedReply | None, list[Follower]]:
    """Saves a reply, counts it and makes its audience follow. Returns everybody who follows."""
    reply = _reply(db, post, arrival, reached)
    mode = db.settings.ServiceSettings.CollapsedThreads
    is_chosen = mode not in ("always_on", "disabled")
    saved = await arriving_store.save_reply(db, post, effects, reply, with_choices=is_chosen)
    if saved is None:
        return None, []
    if saved.reply_count == 1:
        memory.forget(db, post.channel_id, reply.root_id)  # it has a thread now
    return saved, await following.replied(db, reply, saved.counted)


def _reply(db: Db, post: Post, arrival: Arrival, reached: Reached) -> Reply:
    """The reply for its thread: who shall follow, and who of them is mentioned."""
    root, circle = arrival.root, arrival.circle
    assert root is not None
    joining = dict.fromkeys([post.user_id, *reached.auto_following], False)
    if root.reply_count == 0:
        if root.user_id in circle.members and root.props.get("from_webhook") != "true":
            joining[root.user_id] = False
        if arrival.channel.type != "D":
            joining.update(dict.fromkeys(audience.mentioned_in_root(root, circle), False))
    joining.update(dict.fromkeys(reached.explicit, True))
    return Reply(
        root_id=root.id,
        channel_id=root.channel_id,
        team_id=arrival.channel.team_id,
        author_id=post.user_id,
        create_at=post.create_at,
        auto_follow=db.settings.ServiceSettings.ThreadAutoFollow,
        joining=joining,
    )


async def _note_view(db: Db, arrival: Arrival, saved: Saved) -> None:
    """The author's windows learn that the channel is read; a new direct channel appears in both people's sidebars."""
    post, channel = arrival.post, arrival.channel
    if arrival.sees_own:
        if db.settings.ServiceSettings.EnableChannelViewedMessages:
            db.publish(ChannelsViewed(post.user_id, {channel.id: saved.last_post_at}))
        if not await announcing.collapses_for(db, post.user_id):
            db.publish(Viewing(post.user_id, (channel.id,), collapsed_threads=False))
    if channel.type == "D" and _may_be_first(channel):
        channels.forget(db, channel.id)  # it is not empty any more
        if saved.total_msg_count == 1 and isinstance(db, Tx):
            await _show_direct(db, channel)


async def _show_direct(tx: Tx, channel: Channel) -> None:
    """The first message of a direct channel puts it into both people's sidebars."""
    one, _, other = channel.name.partition("__")
    for user_id, partner_id in dict.fromkeys(((one, other), (other, one))):
        shown = Preference(user_id, "direct_channel_show", partner_id, "true")
        await preferences.upsert(tx, user_id, [shown])


async def _sees_own(db: Db, actor: Actor, post: Post) -> bool:
    """Writing is reading, but not for programs, and not for replies that a collapsed channel does not show."""
    if post.is_system or actor.is_bot or post.props.get("from_webhook") == "true":
        return False
    if not post.root_id:
        return True
    return not await announcing.collapses_for(db, post.user_id)
