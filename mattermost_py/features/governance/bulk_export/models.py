"""What an export is asked for, and the rows its lines are made of."""

from dataclasses import dataclass, field
from typing import Any

from mattermost_py.kernel.json import Raw


@dataclass(frozen=True, slots=True)
class Choices:
    """What goes in besides teams, channels, people and messages."""

    attachments: bool = False
    archived_channels: bool = False
    profile_pictures: bool = False
    roles_and_schemes: bool = False

    @classmethod
    def of_job(cls, data: dict[str, str]) -> "Choices":
        return cls(
            attachments=data.get("include_attachments") == "true",
            archived_channels=data.get("include_archived_channels") == "true",
            profile_pictures=data.get("include_profile_pictures") == "true",
            roles_and_schemes=data.get("include_roles_and_schemes") == "true",
        )


@dataclass(frozen=True, slots=True)
class Link:
    """Where an archive can be fetched without a session, for a while."""

    url: str
    expiration: int  # nanoseconds


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much there is to write."""

    posts: int
    files: int


# --- rows -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleRow:
    name: str
    display_name: str
    description: str
    permissions: str
    scheme_managed: bool


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme; its roles by name, '' for those its scope does not know."""

    name: str
    display_name: str
    description: str
    scope: str
    default_team_admin_role: str
    default_team_user_role: str
    default_team_guest_role: str
    default_channel_admin_role: str
    default_channel_user_role: str
    default_channel_guest_role: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    name: str
    display_name: str
    type: str
    description: str
    allow_open_invite: bool
    scheme: str


@dataclass(frozen=True, slots=True)
class ChannelRow:
    id: str
    team: str
    name: str
    display_name: str
    type: str
    header: str
    purpose: str
    scheme: str
    delete_at: int


@dataclass(frozen=True, slots=True)
class UserRow:
    id: str
    username: str
    email: str
    auth_service: str
    auth_data: str | None
    nickname: str
    first_name: str
    last_name: str
    position: str
    roles: str
    locale: str
    delete_at: int
    last_picture_update: int
    props: dict[str, Any]
    notify_props: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PreferenceRow:
    user_id: str
    category: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class TeamMemberRow:
    user_id: str
    team_id: str
    team: str
    roles: str
    scheme_user: bool
    scheme_admin: bool
    scheme_guest: bool


@dataclass(frozen=True, slots=True)
class ChannelMemberRow:
    user_id: str
    username: str
    channel_id: str
    team_id: str
    channel: str
    roles: str
    scheme_user: bool
    scheme_admin: bool
    scheme_guest: bool
    notify_props: dict[str, Any]
    mention_count: int
    mention_count_root: int
    urgent_mention_count: int
    msg_count: int
    msg_count_root: int
    last_viewed_at: int
    is_favorite: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class BotRow:
    user_id: str
    username: str
    owner: str
    display_name: str
    description: str
    delete_at: int
    last_picture_update: int


@dataclass(frozen=True, slots=True)
class EmojiRow:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DirectRow:
    id: str
    header: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """A root post or a reply."""

    id: str
    root_id: str
    channel_id: str
    team: str  # '' for direct and group messages
    channel: str
    username: str
    type: str
    message: str
    props: str  # JSON
    create_at: int
    edit_at: int
    is_pinned: bool

    @property
    def raw_props(self) -> Raw:
        return Raw(self.props.encode())


@dataclass(frozen=True, slots=True)
class FileRow:
    post_id: str
    path: str


@dataclass(frozen=True, slots=True)
class ReactionRow:
    post_id: str
    username: str
    emoji_name: str
    create_at: int


@dataclass(frozen=True, slots=True)
class FlagRow:
    post_id: str
    username: str


@dataclass(frozen=True, slots=True)
class FollowerRow:
    post_id: str
    username: str
    last_viewed: int
    unread_mentions: int


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to some posts, by the id of the post."""

    replies: dict[str, list[PostRow]] = field(default_factory=dict[str, list[PostRow]])
    files: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    reactions: dict[str, list[ReactionRow]] = field(default_factory=dict[str, list[ReactionRow]])
    flags: dict[str, list[FlagRow]] = field(default_factory=dict[str, list[FlagRow]])
    followers: dict[str, list[FollowerRow]] = field(default_factory=dict[str, list[FollowerRow]])
