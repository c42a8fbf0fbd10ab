"""What is heard about a channel."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class ChannelCreated(Event):
    """To the creator; others learn of the channel when they get into it."""

    name = "channel_created"
    channel: Channel
    user_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"channel_id": self.channel.id, "team_id": self.channel.team_id}


@dataclass(frozen=True, slots=True)
class ChannelUpdated(Event):
    name = "channel_updated"
    channel: Channel

    def audience(self) -> Audience:
        return Audience(channel_id=self.channel.id)

    def data(self) -> dict[str, str]:
        return {"channel": dumps_text(self.channel)}


@dataclass(frozen=True, slots=True)
class ChannelConverted(Event):
    """A channel was opened or closed; its members hear `channel_updated` before."""

    name = "channel_converted"
    channel: Channel

    def audience(self) -> Audience:
        return Audience(team_id=self.channel.team_id)

    def data(self) -> dict[str, str]:
        return {"channel_id": self.channel.id}


@dataclass(frozen=True, slots=True)
class ChannelArchived(Event):
    name = "channel_deleted"
    channel: Channel

    def audience(self) -> Audience:
        return _team_or_members(self.channel)

    def data(self) -> dict[str, Any]:
        return {"channel_id": self.channel.id, "delete_at": self.channel.delete_at}


@dataclass(frozen=True, slots=True)
class ChannelRestored(Event):
    name = "channel_restored"
    channel: Channel

    def audience(self) -> Audience:
        return _team_or_members(self.channel)

    def data(self) -> dict[str, str]:
        return {"channel_id": self.channel.id}


@dataclass(frozen=True, slots=True)
class ChannelErased(Event):
    """A channel is being removed for good; what it holds goes in the same transaction. Internal: no name."""

    channel: Channel


def _team_or_members(channel: Channel) -> Audience:
    """Everybody of the team may know of a public channel."""
    if channel.type == OPEN:
        return Audience(team_id=channel.team_id)
    return Audience(channel_id=channel.id)
