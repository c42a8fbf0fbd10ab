"""News between the workers of one machine: frames on a stream socket, copied to all others by a relay.

A frame is its length (4 bytes, big-endian, without themselves), one byte for its kind, and its body. Order is kept.
Nothing is lost silently: whoever drops frames puts a `LOST` in their place, and a worker that reads one forgets
everything it remembers and lets its clients start over.
"""

import asyncio
import logging
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, fields
from functools import cache
from socket import socket
from typing import TYPE_CHECKING, cast

from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.events import Audience, Signal
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps, loads

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

PACKET, SIGNAL, LOST, BYE, ASK, ANSWER = b"P", b"S", b"L", b"B", b"?", b"!"
LENGTH = struct.Struct("!I")
LONGEST_FRAME_BYTES = 64 * 2**20
UNSENT_MOST_BYTES = 32 * 2**20
ID_BYTES = 26
ANSWER_WITHIN_S = 1.0


class Frames:
    """Cuts a byte stream into frames. Feed it, then take what is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, part: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Kind and body of each frame that is complete now. Raises: ValueError for what is no frame."""
        buffer = self._buffer
        buffer += part
        start = 0
        while len(buffer) - start >= LENGTH.size:
            (length,) = LENGTH.unpack_from(buffer, start)
            if not 1 <= length <= LONGEST_FRAME_BYTES:
                raise ValueError(f"a frame of {length} bytes")
            end = start + LENGTH.size + length
            if len(buffer) < end:
                break
            body = bytes(memoryview(buffer)[start + LENGTH.size : end])
            yield body[:1], body[1:]
            start = end
        del buffer[:start]


def frame(kind: bytes, body: bytes = b"") -> bytes:
    return LENGTH.pack(len(body) + 1) + kind + body


def encode(news: Packet | Signal) -> bytes:
    """One frame."""
    if isinstance(news, Signal):
        values = {each.name: getattr(news, each.name) for each in fields(news)}  # pyright: ignore[reportArgumentType] - all signals are dataclasses
        return frame(SIGNAL, dumps([type(news).__name__, values]))
    audience = asdict(news.audience)
    audience["omit_users"] = sorted(news.audience.omit_users)
    head = dumps([news.name, audience, len(news.head), {user: len(text) for user, text in news.personal.items()}])
    return frame(PACKET, b"".join((LENGTH.pack(len(head)), head, news.head, *news.personal.values())))


def decode(kind: bytes, body: bytes) -> Packet | Signal:
    """The news in a frame of kind PACKET or SIGNAL. Raises: ValueError, KeyError for what nobody here knows."""
    if kind == SIGNAL:
        name, values = loads(body)
        return _signals()[name](**values)
    (head_length,) = LENGTH.unpack_from(body)
    place = LENGTH.size + head_length
    name, audience, length, personal = loads(body[LENGTH.size : place])
    audience["omit_users"] = frozenset(audience["omit_users"])
    packet = Packet(name, Audience(**audience), body[place : place + length])
    place += length
    for user_id, size in personal.items():
        packet.personal[user_id] = body[place : place + size]
        place += size
    return packet


@cache
def _signals() -> dict[str, type[Signal]]:
    """Signals by class name; read when the first one arrives, when every feature is loaded."""
    return {each.__name__: each for each in Signal.__subclasses__()}


class HostBus(asyncio.Protocol):
    """A worker's end. Belongs to the event loop's thread."""

    def __init__(self, end: socket, workers: int) -> None:
        self._end = end
        self._others = workers - 1
        self._frames = Frames()
        self._runtime: Runtime | None = None
        self._transport: asyncio.Transport | None = None
        self._has_lost = False  # we dropped news, and the others do not know yet
        self._questions: dict[bytes, asyncio.Queue[bytes]] = {}
        self._answers: dict[str, Callable[[], bytes]] = {}

    async def join(self, runtime: "Runtime") -> None:
        """From now on the news of others reach this worker's hub and caches."""
        self._runtime = runtime
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=self._end)

    async def leave(self) -> None:
        """Says that nothing more will come, so nobody takes our end for a loss."""
        transport, self._transport = self._transport, None
        if transport is not None and not transport.is_closing():
            transport.write(frame(BYE))
            transport.close()  # sends what is waiting first

    def send(self, messages: Sequence[Packet | Signal]) -> None:
        """Sends news to all other workers; never waits."""
        transport = self._transport
        if transport is None:
            return
        if transport.get_write_buffer_size() > UNSENT_MOST_BYTES:
            self._has_lost = True
            return
        if self._has_lost:
            self._has_lost = False
            transport.write(frame(LOST))
        transport.write(b"".join([encode(each) for each in messages]))

    # --- questions ------------------------------------------------------------------------------------------------

    def answers(self, topic: str, answer: Callable[[], bytes]) -> None:
        """What this worker replies when another one asks about a topic."""
        self._answers[topic] = answer

    async def ask(self, topic: str) -> list[bytes]:
        """What the other workers reply; those that take too long are left out."""
        transport, replies = self._transport, list[bytes]()
        if transport is None or self._others < 1:
            return replies
        question = new_id().encode()
        heard = self._questions[question] = asyncio.Queue[bytes]()
        transport.write(frame(ASK, question + topic.encode()))
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                while len(replies) < self._others:
                    replies.append(await heard.get())
        except TimeoutError:
            log.debug("some workers did not answer in time")
        finally:
            del self._questions[question]
        return replies

    # --- what arrives ---------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's has the methods, not the base class

    def data_received(self, data: bytes) -> None:
        """Applies the news in it."""
        news: list[Packet | Signal] = []
        for kind, body in self._frames.feed(data):
            if kind in (PACKET, SIGNAL):
                self._collect(news, kind, body)
            elif kind == LOST:
                self._start_over()
                news.clear()
            elif kind == ASK:
                self._answer(body)
            elif kind == ANSWER and (waiting := self._questions.get(body[:ID_BYTES])):
                waiting.put_nowait(body[ID_BYTES:])
        if news and self._runtime:
            self._runtime.deliver(news)

    def connection_lost(self, exc: Exception | None) -> None:
        """Without its relay a worker hears nothing any more; the supervisor is about to end it."""
        if self._transport is not None:
            self._transport = None
            log.error("the connection to the other workers is lost", extra={"reason": str(exc or "closed")})
            self._start_over()

    def _collect(self, news: list[Packet | Signal], kind: bytes, body: bytes) -> None:
        try:
            news.append(decode(kind, body))
        except Exception:
            log.exception("another worker sent something unknown")
            self._start_over()

    def _answer(self, body: bytes) -> None:
        answer = self._answers.get(body[ID_BYTES:].decode())
        if answer is not None and self._transport is not None:
            self._transport.write(frame(ANSWER, body[:ID_BYTES] + answer()))

    def _start_over(self) -> None:
        log.warning("news of other workers were lost: caches are emptied, clients load afresh")
        if self._runtime is not None:
            self._runtime.caches.forget_all()
            self._runtime.hub.start_over()
