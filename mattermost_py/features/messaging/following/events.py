"""What followers hear about their threads."""

from dataclasses import dataclass
from typing import Any

from mattermost_py.features.messaging.following.models import ThreadView
from mattermost_py.kernel.events import Audience, Event, Signal
from mattermost_py.kernel.json import dumps_text


@dataclass(frozen=True, slots=True)
class Replied(Signal):
    """A reply was counted: every worker knows its time."""

    root_id: str
    create_at: int
    reply_count: int  # with this one


@dataclass(frozen=True, slots=True)
class ThreadUpdated(Event):
    """A follower's thread has a new reply or new counters."""

    name = "thread_updated"
    user_id: str
    team_id: str
    thread: ThreadView
    previous_unread_mentions: int | None = None  # None: the set-unread variant, which does not tell
    previous_unread_replies: int | None = None

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"thread": dumps_text(self.thread)}
        if self.previous_unread_mentions is not None:
            fields["previous_unread_mentions"] = self.previous_unread_mentions
            fields["previous_unread_replies"] = self.previous_unread_replies
        return fields


@dataclass(frozen=True, slots=True)
class ThreadFollowChanged(Event):
    name = "thread_follow_changed"
    user_id: str
    team_id: str
    thread_id: str
    state: bool
    reply_count: int

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, Any]:
        return {"thread_id": self.thread_id, "state": self.state, "reply_count": self.reply_count}


@dataclass(frozen=True, slots=True)
class ThreadReadChanged(Event):
    """One thread became read or unread."""

    name = "thread_read_changed"
    user_id: str
    team_id: str
    channel_id: str
    thread_id: str
    timestamp: int
    unread_mentions: int
    unread_replies: int
    previous_unread_mentions: int
    previous_unread_replies: int

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)

    def data(self) -> dict[str, Any]:
        return {
            "thread_id": self.thread_id,
            "timestamp": self.timestamp,
            "unread_mentions": self.unread_mentions,
            "unread_replies": self.unread_replies,
            "previous_unread_mentions": self.previous_unread_mentions,
            "previous_unread_replies": self.previous_unread_replies,
            "channel_id": self.channel_id,
        }


@dataclass(frozen=True, slots=True)
class TeamThreadsRead(Event):
    """All threads of a team became read: the same name, without any field."""

    name = "thread_read_changed"
    user_id: str
    team_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, team_id=self.team_id)


@dataclass(frozen=True, slots=True)
class ChannelThreadsRead(Event):
    """A client without collapsed threads viewed a channel, and with it the channel's threads."""

    name = "thread_read_changed"
    user_id: str
    channel_id: str
    timestamp: int

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, channel_id=self.channel_id)

    def data(self) -> dict[str, Any]:
        return {"timestamp": self.timestamp}
