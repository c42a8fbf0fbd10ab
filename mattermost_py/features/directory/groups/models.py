"""A group, who is in it, which teams and channels it is linked to, and what may be sent about these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.inputs import Input

CUSTOM, LDAP, PLUGIN_PREFIX = "custom", "ldap", "plugin_"
TEAM, CHANNEL = "Team", "Channel"
RESERVED = frozenset({"all", "channel", "here"})

_NAME = re.compile(r"[a-z0-9.\-_]+").fullmatch


@dataclass(frozen=True, slots=True)
class Group:
    """A row of `usergroups`, with numbers where they were asked for."""

    id: str
    name: str | None  # what it is mentioned by
    display_name: str
    description: str
    source: str  # custom, ldap or plugin_*
    remote_id: str | None
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int
    has_syncables: bool
    allow_reference: bool  # whether it can be mentioned
    member_count: int | None = None
    channel_member_count: int | None = None
    channel_member_timezones_count: int | None = None
    member_ids: list[str] | None = None
    scheme_admin: bool | None = None  # in lists of a team or channel: whether its members administer it

    @property
    def is_custom(self) -> bool:
        return self.source == CUSTOM

    @property
    def is_syncable(self) -> bool:
        """Whether it may be linked to teams and channels."""
        return self.source == LDAP or self.source.startswith(PLUGIN_PREFIX)

    def wire(self) -> dict[str, Any]:
        shown: dict[str, Any] = {name: getattr(self, name) for name in _ALWAYS}
        for name in _IF_KNOWN:
            if (value := getattr(self, name)) is not None:
                shown[name] = value
        return shown

    def check(self) -> None:
        """Raises: Invalid `model.group.*` for what may not be stored."""
        if self.name is None:
            if self.allow_reference:
                raise Invalid("model.group.name.app_error")
        elif not 0 < len(self.name) <= 64:
            raise Invalid("model.group.name.invalid_length.app_error")
        elif self.name in RESERVED:
            raise Invalid("model.group.name.reserved_name.app_error")
        elif not _NAME(self.name):
            raise Invalid("model.group.name.invalid_chars.app_error")
        if not 0 < len(self.display_name.encode()) <= 128:
            raise Invalid("model.group.display_name.app_error")
        if len(self.description.encode()) > 1024:
            raise Invalid("model.group.description.app_error")


_IF_KNOWN = ("name", "member_count", "channel_member_count", "channel_member_timezones_count", "scheme_admin")
_ALWAYS = tuple(name for name in Group.__slots__ if name not in _IF_KNOWN)


@dataclass(frozen=True, slots=True)
class OfChannel:
    """A channel's link to a group, for lists of many channels."""

    channel_id: str
    group_id: str
    scheme_admin: bool


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A row of `groupmembers`."""

    group_id: str
    user_id: str
    create_at: int
    delete_at: int


@dataclass(frozen=True, slots=True)
class Link:
    """A group's link to a team or, with a channel, to a channel of that team.

    auto_add:     its members come in by themselves.
    scheme_admin: its members administer the place.
    """

    group_id: str
    auto_add: bool
    scheme_admin: bool
    create_at: int
    delete_at: int
    update_at: int
    team_id: str
    team_display_name: str = ""
    team_type: str = ""
    channel_id: str = ""
    channel_display_name: str = ""
    channel_type: str = ""

    @property
    def type(self) -> str:
        return CHANNEL if self.channel_id else TEAM

    def wire(self) -> dict[str, Any]:
        names = _LINK_TO_CHANNEL if self.channel_id else _LINK_TO_TEAM
        return {"type": self.type, **{name: getattr(self, name) for name in names}}


_LINK_TO_TEAM = tuple(name for name in Link.__slots__ if not name.startswith("channel"))
_LINK_TO_CHANNEL = Link.__slots__


@dataclass(frozen=True, slots=True)
class Place:
    """A team, or a channel of it."""

    team_id: str
    channel_id: str = ""

    @property
    def id(self) -> str:
        return self.channel_id or self.team_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which groups a list shall hold, and what of each; everything that is set must hold."""

    q: str = ""
    source: str = ""
    only_syncable: bool = False
    only_referable: bool = False
    only_archived: bool = False
    with_archived: bool = False
    not_in_team: str = ""
    not_in_channel: str = ""
    of_permitted_team: bool = False  # with `not_in_channel`: no groups that its team is closed to
    has_member: str = ""
    since: int = 0
    with_member_count: bool = False
    with_member_ids: bool = False
    counted_channel: str = ""  # with how many of its members are in this channel
    with_timezones: bool = False


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many members of a group are in a channel."""

    group_id: str
    channel_member_count: int
    channel_member_timezones_count: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """A member of a team or channel who is in none of some groups."""

    id: str
    scheme_guest: bool
    scheme_user: bool
    scheme_admin: bool
    group_ids: Sequence[str]


class GroupInput(Input):
    """Body of POST /groups."""

    body_name: ClassVar[str] = "group"
    name: str | None = None
    display_name: str = ""
    description: str = ""
    source: str = ""
    remote_id: str | None = None
    allow_reference: bool = False
    user_ids: list[str] = Field(default_factory=list[str])


class GroupPatch(Input):
    """Body of PUT /groups/{group_id}/patch."""

    body_name: ClassVar[str] = "group"
    name: str | None = None
    display_name: str | None = None
    description: str | None = None
    allow_reference: bool | None = None


class MemberIds(Input):
    """Body of POST and DELETE /groups/{group_id}/members."""

    user_ids: list[str] = Field(default_factory=list[str])


class LinkPatch(Input):
    """Body of POST .../link and PUT .../patch."""

    auto_add: bool | None = None
    scheme_admin: bool | None = None
