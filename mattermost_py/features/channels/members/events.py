"""What is heard about people in a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.members.models import ChannelMember
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class UserAdded(Event):
    """Somebody is in the channel now: one copy for the others, one for themselves, or one for all."""

    name = "user_added"
    channel_id: str
    team_id: str
    user_id: str
    to: Audience

    def audience(self) -> Audience:
        return self.to

    def data(self) -> dict[str, str]:
        return {"user_id": self.user_id, "team_id": self.team_id}


@dataclass(frozen=True, slots=True)
class UserRemoved(Event):
    """Somebody left: the channel hears who, the person hears from where."""

    name = "user_removed"
    channel_id: str
    user_id: str
    remover_id: str  # empty when the server did it
    to_removed: bool

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id) if self.to_removed else Audience(channel_id=self.channel_id)

    def data(self) -> dict[str, str]:
        known = {"channel_id": self.channel_id} if self.to_removed else {"user_id": self.user_id}
        return {**known, "remover_id": self.remover_id}


@dataclass(frozen=True, slots=True)
class MemberUpdated(Event):
    name = "channel_member_updated"
    member: ChannelMember

    def audience(self) -> Audience:
        return Audience(user_id=self.member.user_id)

    def data(self) -> dict[str, str]:
        return {"channelMember": dumps_text(self.member)}


@dataclass(frozen=True, slots=True)
class ChannelsViewed(Event):
    """Other windows of the same person clear their badges."""

    name = "multiple_channels_viewed"
    user_id: str
    times: Mapping[str, int]

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, Any]:
        return {"channel_times": dict(self.times)}


@dataclass(frozen=True, slots=True)
class Viewing(Event):
    """Somebody read channels to the end. Internal.

    collapsed_threads: whether their client keeps threads apart.
    """

    user_id: str
    channel_ids: tuple[str, ...]
    collapsed_threads: bool


@dataclass(frozen=True, slots=True)
class Entered(Event):
    """People are in a channel now. Internal: no name."""

    channel: Channel
    user_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left(Event):
    """Somebody is not in these channels any more; what they kept there goes, too. Internal: no name."""

    user_id: str
    channel_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalledIn(Event):
    """People were added from a thread that mentioned them: they follow it from now on. Internal: no name."""

    user_ids: tuple[str, ...]
    post_id: str


@dataclass(frozen=True, slots=True)
class Typing(Event):
    name = "typing"
    channel_id: str
    user_id: str
    parent_id: str

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel_id, omit_users=frozenset({self.user_id}))

    def data(self) -> dict[str, str]:
        return {"user_id": self.user_id, "parent_id": self.parent_id}
