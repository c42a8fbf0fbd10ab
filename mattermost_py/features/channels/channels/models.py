"""A channel, and the rules of its name and texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import is_id

OPEN, PRIVATE, DIRECT, GROUP = "O", "P", "D", "G"
TOWN_SQUARE, OFF_TOPIC = "town-square", "off-topic"

_NAME = re.compile(r"[a-z0-9]+([a-z\-_0-9]+|(__)?)[a-z0-9]*").fullmatch
_GROUP_NAME = re.compile(r"[0-9a-f]{40}").fullmatch
_COLOR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})").fullmatch


@dataclass(frozen=True, slots=True)
class Channel:
    """A row of `channels`, in the order of the wire."""

    id: str
    create_at: int  # ms since epoch, UTC
    update_at: int
    delete_at: int  # 0 = live
    team_id: str  # empty for direct and group messages
    type: str  # O, P, D or G
    display_name: str
    name: str
    header: str
    purpose: str
    last_post_at: int
    total_msg_count: int
    extra_update_at: int
    creator_id: str
    scheme_id: str | None
    group_constrained: bool | None
    autotranslation: bool
    shared: bool | None
    total_msg_count_root: int
    last_root_post_at: int
    banner_info: Mapping[str, Any] | None
    default_category_name: str
    props: Mapping[str, Any] | None = None
    policy_id: str | None = None
    policy_enforced: bool = False
    policy_is_active: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether it is made of its people: a direct or a group message."""
        return self.type in (DIRECT, GROUP)

    @property
    def is_archived(self) -> bool:
        return self.delete_at > 0

    @property
    def is_default(self) -> bool:
        return self.name == TOWN_SQUARE and not self.is_direct

    def check(self) -> None:
        """Raises: Invalid `model.channel.is_valid.*` for a value that may not be stored."""
        for is_wrong, part in (
            (len(self.display_name) > 64, "display_name"),
            (not is_channel_name(self.name), "1_or_more"),
            (self.type not in (OPEN, PRIVATE, DIRECT, GROUP), "type"),
            (len(self.header) > 1024, "header"),
            (len(self.purpose) > 250, "purpose"),
            (len(self.default_category_name) > 64, "default_category_name"),
            (not self.is_direct and is_reserved(self.name), "name"),
        ):
            if is_wrong:
                raise Invalid(f"model.channel.is_valid.{part}.app_error", detail=f"id={self.id}")
        if self.banner_info and self.banner_info.get("enabled"):
            _check_banner(self.type, self.banner_info)


def _check_banner(kind: str, banner: Mapping[str, Any]) -> None:
    color = banner.get("background_color") or ""
    text = banner.get("text") or ""
    for is_wrong, part in (
        (kind not in (OPEN, PRIVATE), "channel_type"),
        (not text, "text.empty"),
        (len(text) > 1024, "text.invalid_length"),
        (not color, "background_color.empty"),
        (not _COLOR(color), "background_color.invalid"),
    ):
        if is_wrong:
            raise Invalid(f"model.channel.is_valid.banner_info.{part}.app_error")


def is_channel_name(name: str) -> bool:
    """Whether this can be a channel's address part."""
    return 1 <= len(name) <= 64 and _NAME(name) is not None


def is_reserved(name: str) -> bool:
    """Names of direct and group messages: two ids, or forty hexadecimal digits."""
    one, _, other = name.partition("__")
    return (is_id(one) and is_id(other)) or _GROUP_NAME(name) is not None


@dataclass(frozen=True, slots=True)
class ChannelWithTeam(Channel):
    """A channel of a list across teams."""

    team_display_name: str = ""
    team_name: str = ""
    team_update_at: int = 0


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A public channel that a header names."""

    name: str
    display_name: str
