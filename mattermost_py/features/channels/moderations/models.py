"""The switches of a channel's moderation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input
from mattermost_py.kernel.permissions import Permission

NAMES = ("create_post", "create_reactions", "manage_members", "use_channel_mentions", "manage_bookmarks")
NOT_FOR_GUESTS = frozenset({"manage_members", "manage_bookmarks"})

# Switch → the permission that tells its position, in public and in private channels.
TELLING: Mapping[str, tuple[Permission, Permission]] = {
    "create_post": (Permission.CREATE_POST, Permission.CREATE_POST),
    "create_reactions": (Permission.ADD_REACTION, Permission.ADD_REACTION),
    "manage_members": (Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS, Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS),
    "use_channel_mentions": (Permission.USE_CHANNEL_MENTIONS, Permission.USE_CHANNEL_MENTIONS),
    "manage_bookmarks": (Permission.ADD_BOOKMARK_PUBLIC_CHANNEL, Permission.ADD_BOOKMARK_PRIVATE_CHANNEL),
}


@dataclass(frozen=True, slots=True)
class Switch:
    """How one switch stands for members or for guests.

    enabled: whether the team or the system grants it at all, so that the channel may.
    """

    value: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class Moderation:
    """One switch; guests never have some of them."""

    name: str
    members: Switch
    guests: Switch | None

    def wire(self) -> dict[str, Any]:
        return {"name": self.name, "roles": {"guests": self.guests, "members": self.members}}


class SwitchPatch(Input):
    """Where a switch shall stand; what is absent stays."""

    members: bool | None = None
    guests: bool | None = None


class ModerationPatch(Input):
    """An entry of the body of PUT /channels/{channel_id}/moderations/patch."""

    body_name: ClassVar[str] = "channel_moderations"
    name: str = ""
    roles: SwitchPatch = SwitchPatch()
