"""What is heard about people who want to be let in."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.requests.models import Request
from mattermost_py.kernel.events import Audience, Event


@dataclass(frozen=True, slots=True)
class RequestsChanged(Event):
    """Somebody asked, took it back or was answered: one copy for each admin of the channel."""

    name = "channel_requests_changed"
    channel_id: str
    user_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, str]:
        return {"channel_id": self.channel_id}


@dataclass(frozen=True, slots=True)
class RequestAnswered(Event):
    name = "channel_request_answered"
    channel: Channel
    user_id: str  # who had asked
    approved: bool
    reason: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)

    def data(self) -> dict[str, Any]:
        return {"channel_id": self.channel.id, "approved": self.approved, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Asked(Event):
    """Somebody wants to be let in; the admins get a letter. Internal: no name."""

    channel: Channel
    request: Request
    username: str
    admin_ids: tuple[str, ...]
