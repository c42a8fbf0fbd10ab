"""An event ready for sockets: its JSON is built once, and only the sequence number differs per socket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from mattermost_py.kernel.events import Audience, Event
from mattermost_py.kernel.json import dumps

# What a slow connection may lose (it polls these states anyway).
DROPPABLE = frozenset({"typing", "status_change", "multiple_channels_viewed"})


@dataclass(slots=True)
class Packet:
    """One event as bytes up to the number: `head + b"12}"` is the text frame of a socket whose next seq is 12."""

    name: str
    audience: Audience
    head: bytes
    personal: dict[str, bytes] = field(default_factory=dict[str, bytes])  # user id → their own head
    _asking: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes], init=False, repr=False, compare=False)

    @classmethod
    def of(cls, event: Event) -> Self:
        audience = event.audience()
        data = event.data()
        broadcast = _broadcast(audience)
        heads = {
            user_id: _head(event.name, {**data, **extra}, broadcast) for user_id, extra in event.personal().items()
        }
        return cls(event.name, audience, _head(event.name, data, broadcast), heads)

    def head_for(self, user_id: str, *, wants_ack: bool = False) -> bytes:
        """The bytes of this user's event; the same object for all who hear the same."""
        head = self.personal.get(user_id, self.head) if self.personal else self.head
        return self._asking_for_ack(head) if wants_ack and self.name == "posted" else head

    def _asking_for_ack(self, head: bytes) -> bytes:
        """`posted` with `should_ack` for connections that asked for it at the upgrade."""
        made = self._asking.get(head)
        if made is None:
            made = self._asking[head] = head.replace(b'"data":{', b'"data":{"should_ack":true,', 1)
        return made

    @property
    def is_droppable(self) -> bool:
        return self.name in DROPPABLE


def _head(name: str, data: Mapping[str, Any], broadcast: bytes) -> bytes:
    return b'{"event":%b,"data":%b,"broadcast":%b,"seq":' % (dumps(name), dumps(data), broadcast)


def _broadcast(audience: Audience) -> bytes:
    """The envelope's `broadcast` object; the two content marks are left out when false."""
    shown: dict[str, Any] = {
        "omit_users": dict.fromkeys(sorted(audience.omit_users), True) or None,
        "user_id": audience.user_id,
        "channel_id": audience.channel_id,
        "team_id": audience.team_id,
        "connection_id": audience.connection_id,
        "omit_connection_id": audience.omit_connection_id,
    }
    if audience.sanitized:
        shown["contains_sanitized_data"] = True
    if audience.sensitive:
        shown["contains_sensitive_data"] = True
    return dumps(shown)
