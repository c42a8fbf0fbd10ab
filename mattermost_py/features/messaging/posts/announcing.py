"""Events of posts: one text for everybody, and another for those who may see more or less of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.messaging.following.events import ThreadUpdated
from mattermost_py.features.messaging.following.models import Follower, ThreadView
from mattermost_py.features.messaging.posts import audience, cookies, drafting
from mattermost_py.features.messaging.posts.audience import Circle, Reached
from mattermost_py.features.messaging.posts.events import (
    EphemeralEdited,
    EphemeralMessage,
    PostDeleted,
    Posted,
    PostEdited,
    PostPreviewed,
)
from mattermost_py.features.messaging.posts.loose import as_dict, texts_of
from mattermost_py.features.messaging.posts.models import EPHEMERAL, Post
from mattermost_py.features.messaging.posts.props import with_action_ids
from mattermost_py.features.messaging.posts.rendering import Json, rendered
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.json import Raw, dumps, dumps_text

SYSTEM_NAME = "System"
_OF_OTHER_CHANNELS = ("channel_mentions", "previewed_post")


async def posted(
    db: Db,
    post: Post,
    channel: Channel,
    shown: Json,
    *,
    reached: Reached,
    circle: Circle,
    followers: Sequence[Follower] = (),
    infos: Sequence[FileInfo] = (),
    set_online: bool,
    authors_own: Json | None = None,
) -> None:
    """Tells the channel of a new post, and its author perhaps more."""
    everybody, shown_to = await _copies(db, channel.id, shown)
    if authors_own is not None:
        shown_to = {**shown_to, post.user_id: dumps_text(authors_own)}
    sender = await _sender_name(db, post, channel, circle)
    apart = _following(db, post, circle, followers)
    db.publish(
        Posted(
            post=post,
            channel=channel,
            shown=everybody,
            sender_name=sender,
            channel_display_name=_display_name(channel, sender, circle),
            set_online=set_online,
            has_image=any(each.is_image for each in infos),
            mentioned=frozenset(reached.mentioned),
            followers=frozenset(_notified(circle, apart)),
            following=frozenset(apart),
            shown_to=shown_to,
        )
    )


async def again(db: Db, post: Post, channel: Channel, circle: Circle) -> dict[str, Any]:
    """What `posted` told of a post, as everybody of the channel may know it."""
    shown = _plain((await rendered(db, Actor.system(), [post], previews=False))[0])
    sender = await _sender_name(db, post, channel, circle)
    told = Posted(
        post=post,
        channel=channel,
        shown=dumps_text(shown),
        sender_name=sender,
        channel_display_name=_display_name(channel, sender, circle),
        set_online=False,
        has_image=any(str(each["mime_type"]).startswith("image/") for each in shown["metadata"].get("files", ())),
    )
    return {name: value for name, value in told.data().items() if name != "set_online"}


async def edited(tx: Tx, post: Post, shown: Json) -> None:
    everybody, shown_to = await _copies(tx, post.channel_id, shown)
    tx.publish(PostEdited(post, everybody, shown_to))


async def previewed(db: Db, post: Post, shown: Json) -> None:
    """Brings previews to those who have the post without them."""
    everybody, shown_to = await _copies(db, post.channel_id, shown)
    db.publish(PostPreviewed(post, everybody, shown_to))


def deleted(tx: Tx, post: Post, at: int, deleted_by: str) -> None:
    """Two copies: who deleted it is told to system managers only."""
    shown = dumps_text(replace(post, delete_at=at, update_at=at))
    tx.publish(PostDeleted(post, shown), PostDeleted(post, shown, deleted_by))


def ephemeral(
    tx: Db,
    *,
    user_id: str,
    author_id: str,
    channel_id: str,
    message: str,
    root_id: str = "",
    props: Mapping[str, Any] | None = None,
    post_id: str = "",
) -> Post:
    """Shows one person a message that is stored nowhere."""
    post = _unstored(author_id=author_id, channel_id=channel_id, message=message, root_id=root_id, props=props)
    if post_id:
        post = replace(post, id=post_id)
    tx.publish(EphemeralMessage(user_id, channel_id, dumps_text(post)))
    return post


async def drawn_ephemeral(
    db: Db,
    *,
    user_id: str,
    author_id: str,
    channel_id: str,
    message: str,
    root_id: str = "",
    props: Mapping[str, Any] | None = None,
    post_id: str = "",
) -> Json:
    """As `ephemeral`, with attachments, buttons, pictures and previews as a stored message has them.

    post_id: of the unstored message in whose place it is shown; '' = a new one.
    """
    drawn = with_action_ids(dict(props or {}))
    post = _unstored(author_id=author_id, channel_id=channel_id, message=message, root_id=root_id, props=drawn)
    post = await cookies.given(db, replace(post, id=post_id) if post_id else post)
    shown = (await rendered(db, Actor.system(), [post]))[0]
    kind = EphemeralEdited if post_id else EphemeralMessage
    db.publish(kind(user_id, channel_id, dumps_text(shown)))
    return shown


def _unstored(*, author_id: str, channel_id: str, message: str, root_id: str, props: Mapping[str, Any] | None) -> Post:
    return drafting.new(
        channel_id=channel_id,
        user_id=author_id,
        message=message,
        root_id=root_id,
        type=EPHEMERAL,
        props=dict(props or {}),
        hashtags="",
    )


# --- threads ------------------------------------------------------------------------------------------------------


async def thread_updated(db: Db, root: Post, team_id: str, followers: Sequence[Follower]) -> None:
    """Every follower with collapsed threads hears the thread's new state with counters of their own."""
    mode, reaches = db.settings.ServiceSettings.CollapsedThreads, db.runtime.reaches
    hearing = [
        each for each in followers if each.user_id and following.collapses(mode, each.crt) and reaches(each.user_id)
    ]
    if not hearing:
        return
    first = hearing[0]
    root = replace(
        root,
        update_at=max(root.update_at, first.last_reply_at),
        reply_count=first.reply_count,
        last_reply_at=first.last_reply_at,
        participants=first.participants,
        is_following=True,
    )
    people = await profiles(db, first.participants)
    shown = _plain((await rendered(db, Actor.system(), [root], people=people, previews=False))[0])
    participants, text = Raw(dumps(shown["participants"])), Raw(dumps(shown))
    db.publish(*(_thread_event(root, text, participants, team_id, each) for each in hearing))


def _thread_event(root: Post, shown: Raw, participants: Raw, team_id: str, follower: Follower) -> ThreadUpdated:
    view = ThreadView(
        id=root.id,
        reply_count=follower.reply_count,
        last_reply_at=follower.last_reply_at,
        last_viewed_at=follower.last_viewed or 0,
        participants=participants,
        post=shown,
        unread_replies=follower.unread_replies or 0,
        unread_mentions=follower.unread_mentions or 0,
        is_urgent=root.priority == "urgent",
    )
    return ThreadUpdated(
        user_id=follower.user_id or "",
        team_id=team_id,
        thread=view,
        previous_unread_mentions=follower.previous_unread_mentions or 0,
        previous_unread_replies=follower.previous_unread_replies or 0,
    )


async def profiles(db: Db, user_ids: Iterable[str]) -> dict[str, Json]:
    """What everybody may see of these people, by id."""
    found = await users.by_ids(db, user_ids)
    return {each.id: users.profile(db.settings, each) for each in found}


async def collapses_for(db: Db, user_id: str) -> bool:
    """Whether this user sees collapsed threads."""
    mode = db.settings.ServiceSettings.CollapsedThreads
    if mode in ("always_on", "disabled"):
        return mode == "always_on"
    chosen = await preferences.value(db, user_id, "display_settings", "collapsed_reply_threads")
    return following.collapses(mode, chosen)


def _following(db: Db, post: Post, circle: Circle, followers: Sequence[Follower]) -> list[str]:
    """Followers with collapsed threads other than the author."""
    mode = db.settings.ServiceSettings.CollapsedThreads
    found: list[str] = []
    for each in followers:
        member = circle.members.get(each.user_id or "")
        if member is not None and member.user_id != post.user_id and following.collapses(mode, each.crt):
            found.append(member.user_id)
    return found


def _notified(circle: Circle, apart: Sequence[str]) -> list[str]:
    """Those of them who want a desktop notification for every reply."""
    return [each for each in apart if circle.members[each].notify_props.get("desktop_threads", "all") == "all"]


# --- what differs by reader -----------------------------------------------------------------------------------------


async def _copies(db: Db, channel_id: str, shown: Json) -> tuple[str, dict[str, str]]:
    """The JSON for everybody, and by user id that of those who may see more or less than most."""
    full = dumps_text(shown)
    restricted = _shown_channels(shown) - {channel_id}
    if not restricted:
        return full, {}
    most_may, others = await audience.split_by_access(db, channel_id, sorted(restricted))
    plain = dumps_text(_plain(shown))
    return (full, dict.fromkeys(others, plain)) if most_may else (plain, dict.fromkeys(others, full))


def _shown_channels(shown: Json) -> set[str]:
    """Channels of which the post shows something."""
    linked = [each["data"]["channel_id"] for each in shown["metadata"].get("embeds", ()) if each["type"] == "permalink"]
    mentioned = as_dict(shown["props"].get("channel_mentions")).values()
    return {*linked, *texts_of([as_dict(each).get("id") for each in mentioned])}


def _plain(shown: Json) -> Json:
    """Without anything of other channels."""
    metadata = dict(shown["metadata"])
    if any(each["type"] == "permalink" for each in metadata.get("embeds", ())):
        del metadata["embeds"]
    props = {name: value for name, value in shown["props"].items() if name not in _OF_OTHER_CHANNELS}
    return {**shown, "metadata": metadata, "props": props}


async def _sender_name(db: Db, post: Post, channel: Channel, circle: Circle) -> str:
    if post.is_system:
        return SYSTEM_NAME
    override = post.props.get("override_username")
    if (
        post.props.get("from_webhook") == "true"
        and isinstance(override, str)
        and db.settings.ServiceSettings.EnablePostUsernameOverride
        and channel.type != "D"
    ):
        return override
    member = circle.members.get(post.user_id)
    return f"@{member.username if member else (await users.by_id(db, post.user_id)).username}"


def _display_name(channel: Channel, sender_name: str, circle: Circle) -> str:
    """Direct messages are called by their sender, group messages by their people."""
    if channel.type == "D":
        return sender_name
    if channel.type == "G":
        return ", ".join(sorted(each.username for each in circle.members.values()))
    return channel.display_name
