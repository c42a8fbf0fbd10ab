"""One client's event stream: its numbering, its bounded queue, and the ring that makes a reconnect lossless.

Protocol (official server, `reliable_resume`): every event carries a `seq` that starts at 0 with `hello` and never
skips. A client that lost its socket comes back with its connection id and the next number it expects. If what it missed is
still in the ring or the queue, it is sent on without a new hello; otherwise the stream starts over with a new id.
"""

from collections import deque
from typing import Protocol

from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.ids import new_id

QUEUE_EVENTS = 256  # waiting for a slow or absent client; one more closes the connection
SLOW_EVENTS = 128  # from here on typing and status events are skipped
RING_EVENTS = 128  # already sent, kept for a resume


class Link(Protocol):
    """A socket as the stream sees it: takes text, says how much it has not sent yet."""

    def send(self, text: bytes) -> None:
        """Takes one message; never blocks."""
        ...

    @property
    def waiting(self) -> int:
        """Messages taken but not yet given to the kernel."""
        ...

    def close(self, code: int, reason: str) -> None: ...


class Connection:
    """One event stream of one session. Lives on without a link for a while, so that it can be resumed.

    Only the event loop's thread touches it.
    """

    __slots__ = (
        "_queue",
        "_ring",
        "active_channel",
        "actor",
        "channel_ids",
        "id",
        "inactive_since_ms",
        "link",
        "next_seq",
        "sees_private",
        "team_ids",
        "token",
        "wants_ack",
    )

    def __init__(self, actor: Actor, *, sees_private: bool, wants_ack: bool, token: str) -> None:
        self.id = new_id()
        self.actor = actor
        self.token = token
        self.sees_private = sees_private  # holds manage_system
        self.wants_ack = wants_ack
        self.active_channel = ""
        self.channel_ids: set[str] = set()
        self.team_ids: set[str] = set()
        self.link: Link | None = None
        self.inactive_since_ms = 0
        self.next_seq = 0
        self._queue: deque[bytes] = deque()  # heads that got no number yet
        self._ring: deque[bytes] = deque(maxlen=RING_EVENTS)  # heads numbered next_seq - len .. next_seq - 1

    def deliver(self, packet: Packet) -> bool:
        """Sends or keeps an event. Returns False when the client is too far behind and must be cut off."""
        link, head = self.link, packet.head_for(self.actor.user_id)
        if self.wants_ack and packet.name == "posted":
            head = _asking_for_ack(head)
        if link is None:
            return self._keep(head, packet.is_droppable)
        waiting = link.waiting
        if waiting >= SLOW_EVENTS and packet.is_droppable:
            return True
        if waiting >= QUEUE_EVENTS:
            return False
        self._send(link, head)
        return True

    def reply(self, text: bytes) -> None:
        """Answers a client's action; replies carry no event number."""
        if self.link is not None:
            self.link.send(text)

    def attach(self, link: Link, sequence: int) -> bool:
        """Goes on where the client stopped: it expects `sequence` next. Returns False when that is lost."""
        missed = self.next_seq - sequence
        if sequence <= 0 or missed < 0 or missed > len(self._ring):
            return False
        self.link = link
        self.inactive_since_ms = 0
        for index in range(len(self._ring) - missed, len(self._ring)):
            link.send(b"%b%d}" % (self._ring[index], self.next_seq - (len(self._ring) - index)))
        self._flush(link)
        return True

    def start(self, link: Link, hello: Packet) -> None:
        """A fresh stream on this link: hello is number 0, then what was kept since the stream became reachable."""
        self.link = link
        self._send(link, hello.head)
        self._flush(link)

    def detach(self) -> None:
        """The socket is gone; the stream waits for a resume."""
        self.link = None
        self.inactive_since_ms = now_ms()

    def close(self, code: int = 1000, reason: str = "") -> None:
        if self.link is not None:
            self.link.close(code, reason)
            self.link = None

    def _keep(self, head: bytes, is_droppable: bool) -> bool:
        if len(self._queue) >= QUEUE_EVENTS:
            return False
        if not (is_droppable and len(self._queue) >= SLOW_EVENTS):
            self._queue.append(head)
        return True

    def _flush(self, link: Link) -> None:
        while self._queue:
            self._send(link, self._queue.popleft())

    def _send(self, link: Link, head: bytes) -> None:
        link.send(b"%b%d}" % (head, self.next_seq))
        self._ring.append(head)
        self.next_seq += 1


def _asking_for_ack(head: bytes) -> bytes:
    """`posted` with `should_ack` for connections that asked for it at the upgrade."""
    return head.replace(b'"data":{', b'"data":{"should_ack":true,', 1)
