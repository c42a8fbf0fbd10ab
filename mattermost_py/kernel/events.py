"""What is announced after a commit: WebSocket events for clients and signals for other workers' memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who hears an event. All empty = every authenticated connection.

    Source: `broadcast` of the WebSocket envelope; the filters apply in the order of these fields.
    """

    sanitized: bool = False  # holds hidden fields' blanks: not for system managers, who get the sensitive twin
    sensitive: bool = False  # holds private fields: only for users with manage_system
    connection_id: str = ""
    omit_connection_id: str = ""
    user_id: str = ""
    omit_users: frozenset[str] = frozenset()
    channel_id: str = ""
    team_id: str = ""


class Event:
    """One thing that happened. Subclasses are frozen dataclasses that set `name` and override the methods.

    An event without a name is internal: only listeners hear it.
    """

    name: ClassVar[str] = ""

    def audience(self) -> Audience:
        raise TypeError(f"{type(self).__name__} has no audience")

    def data(self) -> Payload:
        return {}

    def personal(self) -> Mapping[str, Payload]:
        """User id → fields added to `data` on that user's connections only."""
        return {}


class Signal:
    """A change that every worker applies to its memory. Subclasses are frozen dataclasses of JSON values."""


@dataclass(frozen=True, slots=True)
class ChannelMembership(Signal):
    """A user joined or left a channel: the hub's channel → sockets index follows."""

    user_id: str
    channel_id: str
    joined: bool


@dataclass(frozen=True, slots=True)
class TeamMembership(Signal):
    """A user joined or left a team: the hub's team → sockets index follows."""

    user_id: str
    team_id: str
    joined: bool


@dataclass(frozen=True, slots=True)
class GuestStanding(Signal):
    """A user became a guest or ceased to be one: what their open sockets may hear follows."""

    user_id: str
    is_guest: bool


@dataclass(frozen=True, slots=True)
class SecondFactorSet(Signal):
    """A user has a second factor now: sockets that had to wait for it hear everything from here on."""

    user_id: str


@dataclass(frozen=True, slots=True)
class SessionsRevoked(Signal):
    """Sockets of this session (or, with no id, of this user) must close."""

    user_id: str
    session_id: str = ""


@dataclass(frozen=True, slots=True)
class PresenceAsked(Signal):
    """A worker lost the last socket of these users: whoever still has one of theirs answers."""

    user_ids: list[str]


@dataclass(frozen=True, slots=True)
class PresenceTold(Signal):
    """The answer: these users have live sockets here."""

    user_ids: list[str]


@dataclass(frozen=True, slots=True)
class ConfigurationSaved(Signal):
    """New settings are in the database: every worker takes them over."""


@dataclass(frozen=True, slots=True)
class ServerBusy(Signal):
    """An admin declared the server busy until this time (ms since epoch), or, with 0, not busy any more."""

    until_ms: int


@dataclass(frozen=True, slots=True)
class JobsWaiting(Signal):
    """There is work in the queue of jobs, or some of it shall stop."""


@dataclass(frozen=True, slots=True)
class Forget(Signal):
    """A cached value is stale. An empty key empties the whole cache, an empty name all of them."""

    cache: str
    key: str
