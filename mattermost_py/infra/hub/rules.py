"""What the product adds to the socket's protocol: who may come in, what a stream hears, which actions there are."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mattermost_py.infra.http.call import Call, Principal
from mattermost_py.infra.hub.connection import Connection
from mattermost_py.infra.hub.packet import Packet

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime


@dataclass(frozen=True, slots=True)
class ActionCall:
    """A client's request over the socket, as action handlers see it."""

    runtime: "Runtime"
    connection: Connection
    data: dict[str, Any]

    @property
    def user_id(self) -> str:
        return self.connection.actor.user_id


Action = Callable[[ActionCall], Awaitable[dict[str, Any] | None]]
Authenticate = Callable[[Call, str, bool], Awaitable[Principal | None]]


@dataclass(frozen=True, slots=True)
class SocketRules:
    """What the product adds to the protocol; written in `app.py`."""

    authenticate: Authenticate
    open_stream: Callable[["Runtime", Connection], Awaitable[Packet]]  # makes it reachable; returns its hello
    connected: Callable[["Runtime", Connection], Awaitable[None]]  # presence
    disconnected: Callable[["Runtime", Connection], Awaitable[None]]
    sees_private: Callable[["Runtime", Principal], Awaitable[bool]]
    actions: Mapping[str, Action]
