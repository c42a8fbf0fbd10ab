"""A membership of a channel, what of it is read, and what may be sent about one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from mattermost_py.kernel.inputs import Input

DEFAULT_NOTIFY_PROPS: Mapping[str, str] = {
    "desktop": "default",
    "mark_unread": "all",
    "push": "default",
    "email": "default",
    "ignore_channel_mentions": "default",
    "channel_auto_follow_threads": "off",
}
HIDDEN = -1  # what others see instead of when a member looked at the channel


@dataclass(frozen=True, slots=True)
class ChannelMember:
    """A user in a channel. `roles` holds all role names, `explicit_roles` those that no scheme flag stands for."""

    channel_id: str
    user_id: str
    roles: str
    last_viewed_at: int  # ms since epoch, UTC
    msg_count: int  # the channel's total when it was last read to the end
    mention_count: int
    mention_count_root: int
    urgent_mention_count: int
    msg_count_root: int
    notify_props: Mapping[str, str]
    last_update_at: int
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    explicit_roles: str
    autotranslation_disabled: bool

    def seen_by(self, user_id: str) -> "ChannelMember":
        """Others must not learn when somebody last looked at the channel."""
        if user_id == self.user_id:
            return self
        return replace(self, last_viewed_at=HIDDEN, last_update_at=HIDDEN)


@dataclass(frozen=True, slots=True)
class ChannelMemberWithTeam(ChannelMember):
    """A membership in a list across teams."""

    team_display_name: str = ""
    team_name: str = ""
    team_update_at: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Memberships as JSON up to where their manner begins, a line each: hundreds of rows are dearer than one."""

    channel_ids: str
    starts: str


@dataclass(frozen=True, slots=True)
class Manner:
    """What of a membership reading and writing do not change."""

    channel_id: str
    team_id: str  # of the channel; empty for direct and group messages
    roles: str
    notify_props: Mapping[str, str]
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    explicit_roles: str
    autotranslation_disabled: bool


@dataclass(frozen=True, slots=True)
class Headcount:
    """Active members of a channel."""

    member_count: int
    guest_count: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member as the rules of mentions and notifications need them."""

    user_id: str
    username: str
    first_name: str
    locale: str
    roles: str  # of the system
    delete_at: int  # 0 = active
    is_bot: bool
    user_props: Mapping[str, str]  # notify_props of the account
    channel_props: Mapping[str, str]  # notify_props of the membership

    @property
    def is_guest(self) -> bool:
        return "system_guest" in self.roles.split()

    @property
    def is_muted(self) -> bool:
        return self.channel_props.get("mark_unread") == "mention"


@dataclass(frozen=True, slots=True)
class ChannelUnread:
    """How much of a channel its member has not read."""

    team_id: str
    channel_id: str
    msg_count: int
    mention_count: int
    mention_count_root: int
    urgent_mention_count: int
    msg_count_root: int


@dataclass(frozen=True, slots=True)
class ChannelUnreadAt:
    """A membership after a post was marked as unread; counts are those of what is read."""

    team_id: str
    user_id: str
    channel_id: str
    msg_count: int
    mention_count: int
    mention_count_root: int
    urgent_mention_count: int
    msg_count_root: int
    last_viewed_at: int


@dataclass(frozen=True, slots=True)
class Viewed:
    """A channel after its member looked at it."""

    channel_id: str
    last_viewed_at: int
    was_unread: bool


@dataclass(frozen=True, slots=True)
class FormerRead:
    """How far a channel was read elsewhere; None leaves what is here."""

    msg_count: int | None
    msg_count_root: int | None
    mention_count: int | None
    mention_count_root: int | None
    urgent_mention_count: int | None
    last_viewed_at: int | None


@dataclass(frozen=True, slots=True)
class ChannelStats:
    channel_id: str
    member_count: int
    guest_count: int
    pinnedpost_count: int
    files_count: int


@dataclass(frozen=True, slots=True)
class Contents:
    pinnedpost_count: int
    files_count: int


@dataclass(frozen=True, slots=True)
class MemberCount:
    channel_id: str
    count: int


@dataclass(frozen=True, slots=True)
class Departure:
    """A membership that ended."""

    channel_id: str
    user_id: str


class NewMembers(Input):
    """Body of POST /channels/{channel_id}/members: one user or several."""

    body_name: ClassVar[str] = "user_id or user_ids"
    user_id: str = ""
    user_ids: list[str] | None = None
    post_root_id: str = ""


class View(Input):
    """Body of POST /channels/members/{user_id}/view."""

    body_name: ClassVar[str] = "channel_view"
    channel_id: str = ""
    prev_channel_id: str = ""
    collapsed_threads_supported: bool = False


class RolesInput(Input):
    """Body of PUT .../roles."""

    body_name: ClassVar[str] = "roles"
    roles: str = ""


@dataclass(frozen=True, slots=True)
class RosterChange:
    """How many people came and went when the whole list of members was set."""

    added: int
    removed: int


class SchemeRoles(Input):
    """Body of PUT .../schemeRoles."""

    body_name: ClassVar[str] = "scheme_roles"
    scheme_admin: bool = False
    scheme_user: bool = False
    scheme_guest: bool = False


class TypingInput(Input):
    """Body of POST /users/{user_id}/typing."""

    body_name: ClassVar[str] = "typing_request"
    channel_id: str = ""
    parent_id: str = ""


class TranslationInput(Input):
    """Body of PUT .../autotranslation."""

    body_name: ClassVar[str] = "autotranslation_disabled"
    autotranslation_disabled: bool | None = None
