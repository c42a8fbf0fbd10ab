"""A post, what may be sent to make or change one, and lists of posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from mattermost_py.features.messaging.posts.loose import as_dicts, texts_of
from mattermost_py.kernel.inputs import Input

SYSTEM_PREFIX = "system_"
EPHEMERAL = "system_ephemeral"
BURN_ON_READ = "burn_on_read"

# System posts that tell of comings and goings: they do not count as messages.
UNCOUNTED = frozenset(
    {
        "system_join_leave",
        "system_join_channel",
        "system_guest_join_channel",
        "system_leave_channel",
        "system_join_team",
        "system_leave_team",
        "system_add_remove",
        "system_add_to_channel",
        "system_add_guest_to_chan",
        "system_remove_from_channel",
        "system_add_to_team",
        "system_remove_from_team",
    }
)

# Types that people may write themselves, besides those starting with `custom_`.
OPEN_TYPES = frozenset({"", "slack_attachment", "me", "add_bot_teams_channels", "reminder", BURN_ON_READ})


@dataclass(frozen=True, slots=True)
class Priority:
    """The label of a root post."""

    priority: str  # '', important or urgent
    requested_ack: bool = False
    persistent_notifications: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A row of `posts` with what is known of its thread and priority."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    edit_at: int
    delete_at: int  # 0 = live
    is_pinned: bool
    user_id: str
    channel_id: str
    root_id: str  # '' = a root itself
    original_id: str  # of an old version: the live post
    message: str
    type: str
    props: dict[str, Any]
    hashtags: str
    file_ids: list[str]
    has_reactions: bool
    remote_id: str | None = None
    reply_count: int = 0
    last_reply_at: int = 0
    participants: list[str] | None = None
    is_following: bool | None = None
    priority: str | None = None
    requested_ack: bool | None = None
    persistent_notifications: bool | None = None
    pending_post_id: str = ""

    @property
    def is_system(self) -> bool:
        return self.type.startswith(SYSTEM_PREFIX)

    @property
    def thread_id(self) -> str:
        return self.root_id or self.id

    @property
    def attachments(self) -> list[dict[str, Any]]:
        """The message attachments in the props; what is malformed is left out."""
        return as_dicts(self.props.get("attachments"))

    @property
    def label(self) -> Priority | None:
        if self.priority is None:
            return None
        return Priority(self.priority, bool(self.requested_ack), bool(self.persistent_notifications))

    def texts(self) -> Iterable[str]:
        """Everything in it that may mention somebody."""
        yield self.message
        for attachment in self.attachments:
            values = [each.get("value") for each in as_dicts(attachment.get("fields"))]
            yield from texts_of([attachment.get("pretext"), attachment.get("text"), *values])

    def wire(self) -> dict[str, Any]:
        """All fields, with an empty metadata; `rendering` adds the metadata."""
        fields: dict[str, Any] = {
            "id": self.id,
            "create_at": self.create_at,
            "update_at": self.update_at,
            "edit_at": self.edit_at,
            "delete_at": self.delete_at,
            "is_pinned": self.is_pinned,
            "user_id": self.user_id,
            "channel_id": self.channel_id,
            "root_id": self.root_id,
            "original_id": self.original_id,
            "message": self.message,
            "type": self.type,
            "props": self.props,
            "hashtags": self.hashtags,
            "file_ids": self.file_ids,
            "pending_post_id": self.pending_post_id,
            "reply_count": self.reply_count,
            "last_reply_at": self.last_reply_at,
            "participants": None,
            "metadata": {},
        }
        if self.has_reactions:
            fields["has_reactions"] = True
        if self.remote_id:
            fields["remote_id"] = self.remote_id
        if self.is_following is not None:
            fields["is_following"] = self.is_following
        return fields


class NewPriority(Input):
    """`metadata.priority` of a new post."""

    priority: str = ""
    requested_ack: bool = False
    persistent_notifications: bool = False


class NewMetadata(Input):
    priority: NewPriority | None = None


class NewPost(Input):
    """Body of POST /posts. Who writes it, and when, is not the caller's choice."""

    body_name: ClassVar[str] = "post"
    channel_id: str = ""
    message: str = ""
    root_id: str = ""
    file_ids: list[str] | None = None
    props: dict[str, Any] | None = None
    pending_post_id: str = ""
    type: str = ""
    create_at: int = 0
    metadata: NewMetadata | None = None


class WholePost(Input):
    """Body of PUT /posts/{post_id}."""

    body_name: ClassVar[str] = "post"
    id: str = ""
    message: str = ""
    props: dict[str, Any] | None = None
    file_ids: list[str] | None = None
    is_pinned: bool = False
    has_reactions: bool = False


class PostPatch(Input):
    """Body of PUT /posts/{post_id}/patch; what is absent stays."""

    body_name: ClassVar[str] = "post"
    message: str | None = None
    props: dict[str, Any] | None = None
    file_ids: list[str] | None = None
    is_pinned: bool | None = None
    has_reactions: bool | None = None


class NewEphemeral(Input):
    """Body of POST /posts/ephemeral."""

    user_id: str = ""
    post: NewPost | None = None


@dataclass(frozen=True, slots=True)
class PostInfo:
    """Where a post is, for somebody who follows a link to it."""

    channel_id: str
    channel_type: str
    channel_display_name: str
    has_joined_channel: bool
    team_id: str
    team_type: str
    team_display_name: str
    has_joined_team: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What must be known of a post before somebody reacts to it, and never changes."""

    channel_id: str
    user_id: str
    type: str
    is_calling: bool  # its notifications repeat until somebody answers, or did so


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The channel and team of a post as its events and answers need them."""

    channel_id: str
    type: str
    name: str
    display_name: str
    delete_at: int
    team_id: str
    team_name: str = ""
    team_type: str = ""
    team_display_name: str = ""


@dataclass(frozen=True, slots=True)
class PostList:
    """Posts by id with their order, as rendered objects."""

    order: Sequence[str]
    posts: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    next_post_id: str = ""
    prev_post_id: str = ""
    has_next: bool | None = None

    def wire(self) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "order": self.order,
            "posts": self.posts,
            "next_post_id": self.next_post_id,
            "prev_post_id": self.prev_post_id,
            "first_inaccessible_post_time": 0,
        }
        if self.has_next is not None:
            fields["has_next"] = self.has_next
        return fields


class ActionCookie(Input):
    """What a button of a post that is stored nowhere must tell about itself, for nobody else knows it."""

    type: str = ""
    post_id: str = ""
    root_post_id: str = ""
    channel_id: str = ""
    data_source: str = ""
    integration: dict[str, Any] | None = None
    retain_props: dict[str, Any] | None = None
    remove_props: list[str] | None = None
