"""One client's event stream: its numbering, its bounded queue, and the ring that makes a reconnect lossless.

Protocol (official server, `reliable_resume`): every event carries a `seq` that starts at 0 with `hello` and never
skips. A client that lost its socket comes back with its connection id and the next number it expects. If what it
missed is still in the ring or the queue, it is sent on without a new hello; otherwise the stream starts over with a
new id.

An event gets its number when a socket takes it. While there is no socket, or the socket is parked because its client
is slow, events wait in the queue without a number, so that those a slow client may lose leave no gap. Ring and queue
hold the bytes of the event, which all streams share.
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

_TAILS = [b"%d}" % seq for seq in range(4096)]  # what follows a head, by number


class Link(Protocol):
    """A socket as the stream sees it: takes text, says when it has enough."""

    @property
    def is_parked(self) -> bool:
        """Whether the client takes less than it is sent; nothing should be pushed now."""
        ...

    def push(self, head: bytes, tail: bytes) -> None:
        """Takes one text message in two parts; never blocks."""
        ...

    def send(self, text: bytes) -> None:
        """Takes one text message; never blocks."""
        ...

    def close(self, code: int, reason: str) -> None: ...


class Group:
    """A user, channel or team, and the streams that hear it; `home` is the index that holds it."""

    __slots__ = ("connections", "home", "id")

    def __init__(self, group_id: str, home: "dict[str, Group]") -> None:
        self.id = group_id
        self.home = home
        self.connections: set[Connection] = set()

    def drop(self, connection: "Connection") -> None:
        self.connections.discard(connection)
        if not self.connections:
            self.home.pop(self.id, None)


class Connection:
    """One event stream of one session. Lives on without a link for a while, so that it can be resumed.

    Only the event loop's thread touches it.
    """

    __slots__ = (
        "_queue",
        "_ring",
        "active_channel",
        "actor",
        "groups",
        "id",
        "inactive_since_ms",
        "link",
        "moves",
        "needs_mfa",
        "next_seq",
        "sees_private",
        "token",
        "wants_ack",
    )

    def __init__(
        self, actor: Actor, *, sees_private: bool, wants_ack: bool, token: str, needs_mfa: bool = False
    ) -> None:
        self.id = new_id()
        self.actor = actor
        self.token = token
        self.sees_private = sees_private  # holds manage_system
        self.wants_ack = wants_ack
        self.needs_mfa = needs_mfa  # must set up a second factor before it hears anything
        self.active_channel = ""
        self.groups: list[Group] = []  # where it hears: its user, teams and channels
        self.moves: dict[str, bool] | None = {}  # joined and left while the memberships were read; None afterwards
        self.link: Link | None = None
        self.inactive_since_ms = 0
        self.next_seq = 0
        self._queue: deque[bytes] | None = None  # heads that got no number yet
        self._ring: deque[bytes] | None = None  # heads numbered next_seq - len .. next_seq - 1

    def deliver(self, packet: Packet) -> bool:
        """Sends or keeps an event. Returns False when the client is too far behind and must be cut off."""
        if self.needs_mfa:
            return True
        if packet.personal or self.wants_ack:
            head = packet.head_for(self.actor.user_id, wants_ack=self.wants_ack)
        else:
            head = packet.head
        link = self.link
        if link is None or self._queue is not None or link.is_parked:
            return self._keep(head, packet.is_droppable)
        seq = self.next_seq
        self.next_seq = seq + 1
        link.push(head, _TAILS[seq] if seq < 4096 else b"%d}" % seq)
        if self._ring is None:
            self._ring = deque(maxlen=RING_EVENTS)
        self._ring.append(head)
        return True

    def reply(self, text: bytes) -> None:
        """Answers a client's action; replies carry no event number."""
        if self.link is not None:
            self.link.send(text)

    def attach(self, link: Link, sequence: int) -> bool:
        """Goes on where the client stopped: it expects `sequence` next. Returns False when that is lost."""
        missed = self.next_seq - sequence
        ring = self._ring or ()
        if sequence <= 0 or missed < 0 or missed > len(ring):
            return False
        self.link = link
        self.inactive_since_ms = 0
        for index in range(len(ring) - missed, len(ring)):
            link.push(ring[index], b"%d}" % (self.next_seq - (len(ring) - index)))
        self.go_on()
        return True

    def start(self, link: Link, hello: Packet) -> None:
        """A fresh stream on this link: hello is number 0, then what was kept since the stream became reachable."""
        self.link = link
        self._send(link, hello.head)
        self.go_on()

    def go_on(self) -> None:
        """The link has room: what waited is sent, as far as it goes."""
        link, queue = self.link, self._queue
        while queue and link is not None and not link.is_parked:
            self._send(link, queue.popleft())
        if not queue:
            self._queue = None

    def detach(self) -> None:
        """The socket is gone; the stream waits for a resume."""
        self.link = None
        self.inactive_since_ms = now_ms()

    def close(self, code: int = 1000, reason: str = "") -> None:
        """Ends the socket from our side; while the hub knows the stream, its client may come back to it."""
        link = self.link
        if link is not None:
            self.detach()
            link.close(code, reason)

    @property
    def waiting(self) -> int:
        """Events without a number yet."""
        return len(self._queue) if self._queue is not None else 0

    def _keep(self, head: bytes, is_droppable: bool) -> bool:
        queue = self._queue
        if queue is None:
            queue = self._queue = deque()
        if len(queue) >= QUEUE_EVENTS:
            if self.link is not None:
                queue.append(head)  # the socket closes, and a client that returns at once has lost nothing
            return False
        if not (is_droppable and len(queue) >= SLOW_EVENTS):
            queue.append(head)
        return True

    def _send(self, link: Link, head: bytes) -> None:
        link.push(head, b"%d}" % self.next_seq)
        if self._ring is None:
            self._ring = deque(maxlen=RING_EVENTS)
        self._ring.append(head)
        self.next_seq += 1
