"""A browser that wants to be called, and what it is told."""

from dataclasses import dataclass
from typing import Any, ClassVar

from mattermost_py.kernel.inputs import Input

ENDPOINT_MOST = 2000  # characters


@dataclass(frozen=True, slots=True)
class Subscription:
    """A row of `mmpy.push_subscriptions`."""

    id: str
    user_id: str
    session_id: str  # it lasts as long as this
    endpoint: str
    public_key: bytes
    secret: bytes
    created_at: int  # ms since epoch, UTC


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message of the outbox that is ours to send now, with the browser it is for."""

    id: int
    subscription_id: str
    place: str  # the channel or thread it tells of; '' for a test
    is_clearing: bool
    is_urgent: bool
    payload: str
    created_at: int  # ms since epoch, UTC
    expires_at: int
    attempts: int  # this one included
    endpoint: str
    public_key: bytes
    secret: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """What one person is told of one post, as the browser shows it.

    place: what notifications are grouped and cleared by: the channel, or the thread where threads are collapsed.
    """

    place: str
    channel_id: str
    post_id: str
    root_id: str
    team_id: str
    title: str
    body: str  # '' when the browser asks for it itself
    is_urgent: bool
    badge: int = 0

    def wire(self) -> dict[str, Any]:
        return {
            "type": "message" if self.body else "id_loaded",
            "place": self.place,
            "channel_id": self.channel_id,
            "post_id": self.post_id,
            "root_id": self.root_id,
            "team_id": self.team_id,
            "title": self.title,
            "body": self.body,
            "badge": self.badge,
        }


@dataclass(frozen=True, slots=True)
class Badge:
    """How many mentions wait for somebody."""

    user_id: str
    mentions: int


class NewKeys(Input):
    """`keys` of the browser's own description of its subscription."""

    p256dh: str = ""
    auth: str = ""


class NewSubscription(Input):
    """Body of POST /web_push/subscriptions: what `PushSubscription.toJSON()` gives."""

    body_name: ClassVar[str] = "subscription"
    endpoint: str = ""
    keys: NewKeys = NewKeys()


class OldSubscription(Input):
    """Body of DELETE /web_push/subscriptions; without an endpoint, everything of this session."""

    body_name: ClassVar[str] = "subscription"
    endpoint: str = ""
