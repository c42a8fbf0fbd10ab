"""What clients hear about posts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.messaging.posts.models import Post
from mattermost_py.kernel.events import Audience, Event, Payload
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class Posted(Event):
    """A post was saved. `shown` is its JSON for everybody; some people get more: see `personal`."""

    name = "posted"
    post: Post
    channel: Channel
    shown: str
    sender_name: str
    channel_display_name: str
    set_online: bool
    has_image: bool
    mentioned: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()  # who wants a desktop notification for every reply
    following: frozenset[str] = frozenset()  # everybody who follows the thread and sees it apart from the channel
    shown_to: Mapping[str, str] = field(default_factory=dict[str, str])  # user id → their own JSON of the post

    def audience(self) -> Audience:
        return Audience(channel_id=self.post.channel_id)

    def data(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "post": self.shown,
            "channel_type": self.channel.type,
            "channel_display_name": self.channel_display_name,
            "channel_name": self.channel.name,
            "sender_name": self.sender_name,
            "team_id": self.channel.team_id,
            "set_online": self.set_online,
        }
        if self.post.file_ids:
            fields["otherFile"] = "true"
        if self.has_image:
            fields["image"] = "true"
        return fields

    def personal(self) -> Mapping[str, Payload]:
        found: dict[str, dict[str, Any]] = {user_id: {"post": shown} for user_id, shown in self.shown_to.items()}
        for user_id in self.mentioned:
            found.setdefault(user_id, {})["mentions"] = dumps_text([user_id])
        for user_id in self.followers:
            found.setdefault(user_id, {})["followers"] = dumps_text([user_id])
        return found


@dataclass(frozen=True, slots=True)
class PostEdited(Event):
    name = "post_edited"
    post: Post
    shown: str
    shown_to: Mapping[str, str] = field(default_factory=dict[str, str])

    def audience(self) -> Audience:
        return Audience(channel_id=self.post.channel_id)

    def data(self) -> dict[str, Any]:
        return {"post": self.shown}

    def personal(self) -> Mapping[str, Payload]:
        return {user_id: {"post": shown} for user_id, shown in self.shown_to.items()}


@dataclass(frozen=True, slots=True)
class PostPreviewed(PostEdited):
    """The same news to clients: what is behind a post's links was found after the post went out."""


@dataclass(frozen=True, slots=True)
class PostDeleted(Event):
    """Goes out twice: system managers also hear who deleted it."""

    name = "post_deleted"
    post: Post
    shown: str
    deleted_by: str = ""  # only in the variant for system managers

    def audience(self) -> Audience:
        is_private = bool(self.deleted_by)
        return Audience(channel_id=self.post.channel_id, sanitized=not is_private, sensitive=is_private)

    def data(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"post": self.shown}
        if self.deleted_by:
            fields["delete_by"] = self.deleted_by
        return fields


@dataclass(frozen=True, slots=True)
class EphemeralMessage(Event):
    """A post that is not stored and that one person sees."""

    name = "ephemeral_message"
    user_id: str
    channel_id: str
    shown: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, channel_id=self.channel_id)

    def data(self) -> dict[str, Any]:
        return {"post": self.shown}


@dataclass(frozen=True, slots=True)
class EphemeralEdited(EphemeralMessage):
    """The program behind such a post changed it."""

    name = "post_edited"


@dataclass(frozen=True, slots=True)
class PersistentAsked(Event):
    """Internal: the author of a new post wants people to be notified again and again until one of them answers."""

    post_id: str
    create_at: int


@dataclass(frozen=True, slots=True)
class RootAnswered(Event):
    """Internal: somebody replied to a post with repeating notifications."""

    post_id: str
    user_id: str


@dataclass(frozen=True, slots=True)
class PostsRemoved(Event):
    """Internal: these posts of a channel are gone; `permanently` when their rows are."""

    post_ids: tuple[str, ...]
    permanently: bool
