"""What supervisor and worker say to each other over the socket between them, one JSON object a message."""

import socket
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from mattermost_py.kernel.json import dumps, loads
from mattermost_py.server.plan import Plan

LONGEST_BYTES = 128 * 1024
MOST_DESCRIPTORS = 64


@dataclass(frozen=True, slots=True)
class Order:
    """All a worker needs to begin. The descriptors travel with it: first the listeners, then the others."""

    index: int  # 1 for the first worker
    workers: int
    file: str
    overrides: Mapping[str, Mapping[str, Any]]
    conninfo: str
    listeners: int  # how many of the descriptors are for the site
    metrics: int  # how many are for measurements
    has_bus: bool

    @property
    def plan(self) -> Plan:
        return Plan(Path(self.file) if self.file else None, self.overrides)


@dataclass(frozen=True, slots=True)
class Message:
    """Everything else. `text` is for people."""

    kind: Literal["ready", "alive", "failed", "reload", "drain", "reloaded", "restart"]
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])


class Control:
    """One end of the pair. Sending never blocks: an end that does not read is as good as dead."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end
        end.setblocking(False)

    @classmethod
    def pair(cls) -> tuple["Control", socket.socket]:
        """Our end, and the end to hand to a child."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        return cls(ours), theirs

    def give(self, order: Order, descriptors: Sequence[int]) -> None:
        socket.send_fds(self.socket, [dumps(asdict(order))], list(descriptors))

    @staticmethod
    def take_order(end: socket.socket) -> tuple[Order, list[int]] | None:
        """The first message, waited for; None if the other end is gone."""
        end.setblocking(True)
        text, descriptors, _, _ = socket.recv_fds(end, LONGEST_BYTES, MOST_DESCRIPTORS)
        return (Order(**loads(text)), descriptors) if text else None

    def say(self, kind: str, text: str = "", **values: Any) -> bool:
        """False when nobody listens any more."""
        try:
            self.socket.send(dumps({"kind": kind, "text": text[:4096], "values": values}))
        except OSError:
            return False
        return True

    def heard(self) -> tuple[list[Message], bool]:
        """What has arrived, and whether the other end is still there."""
        messages: list[Message] = []
        while True:
            try:
                text = self.socket.recv(LONGEST_BYTES)
            except BlockingIOError:
                return messages, True
            except OSError:
                return messages, False
            if not text:
                return messages, False
            messages.append(Message(**loads(text)))

    def close(self) -> None:
        self.socket.close()
