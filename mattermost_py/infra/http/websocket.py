"""A WebSocket that began as an HTTP request: an asyncio protocol driven by callbacks, without task or timer of its own.

What arrives is read into messages for the handler. What is sent is collected and leaves after this turn of the loop,
in one write (`outbox.py`). When the client takes less than it is sent, the socket is parked: the transport holds what
it took, the handler keeps the rest and is told when there is room, and nothing more is read, so a client that does
not listen cannot fill memory with answers either. The server pings every minute; who does not answer is gone.
"""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import Protocol

from mattermost_py.infra.http.server import Member, Server
from mattermost_py.infra.http.socketframes import (
    Broken,
    Close,
    Inbound,
    Message,
    Ping,
    Reader,
    accept_key,
    close_frame,
    ping_frame,
    pong_frame,
    text_header,
)

log = logging.getLogger(__name__)

UPGRADE = "mmpy.upgrade"  # in a scope's extensions
PENDING_PARTS = 1500  # three a message; a longer burst is written out before its turn ends
PARK_ABOVE_BYTES = 32 * 1024
UNSENT_BYTES = 16 * 1024  # the kernel takes no more ahead of the network, so that a slow client is noticed
_PARKED, _HELD, _EARLY = 1, 2, 4


class Handler(Protocol):
    """Whoever talks to the client. Called by the event loop, must not block."""

    def received(self, message: str | bytes) -> None: ...

    def writable(self) -> None:
        """The socket was parked and takes more now."""
        ...

    def closed(self) -> None:
        """Called once, at the end."""
        ...


class Upgrade:
    """The wish of a request to become a WebSocket. To refuse, answer the request instead."""

    __slots__ = ("_give_up", "_key", "_server")

    def __init__(
        self, server: Server, key: bytes, give_up: Callable[[], tuple[asyncio.Transport, bytes] | None]
    ) -> None:
        self._server = server
        self._key = key
        self._give_up = give_up

    def accept(self, handler: Handler) -> "WebSocket | None":
        """Completes the handshake. None if the client is gone; then the handler hears nothing."""
        given = self._give_up()
        if given is None:
            return None
        transport, rest = given
        made = WebSocket(self._server, transport, handler)
        transport.set_protocol(made)
        transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            b"sec-websocket-accept: %b\r\n\r\n" % accept_key(self._key)
        )
        made.begin()
        if rest:
            made.read_soon(rest)
        return made


class WebSocket(Member, asyncio.Protocol):
    """One open socket. Only the event loop's thread touches it."""

    __slots__ = (
        "_handler",
        "_heard_at",
        "_is_closing",
        "_is_deaf",
        "_pending",
        "_pinged_at",
        "_reader",
        "_server",
        "_transport",
        "_unwritten",
        "_waits",
        "is_parked",
    )

    def __init__(self, server: Server, transport: asyncio.Transport, handler: Handler) -> None:
        super().__init__()
        self._server = server
        self._transport = transport
        self._handler = handler
        self._pending: list[bytes] | None = None  # parts of frames, written out after this turn
        self._reader: Reader | None = None
        self._waits = 0  # why we do not read
        self._unwritten = 0
        self._is_closing = False
        self._is_deaf = False  # what arrives is thrown away
        self.is_parked = False
        self._heard_at = self._pinged_at = server.wheel.now()

    def begin(self) -> None:
        """The socket is a WebSocket from here on."""
        self._server.replace(self)
        self._transport.set_write_buffer_limits(high=PARK_ABOVE_BYTES)
        raw = self._transport.get_extra_info("socket")
        if raw is not None and raw.family in (socket.AF_INET, socket.AF_INET6):
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
        if self._server.is_draining:
            self.drain()
        else:
            self._server.wheel.expect(self, self._server.limits.ping_s)

    # --- sending --------------------------------------------------------------------------------------------------

    def push(self, head: bytes, tail: bytes) -> None:
        """Takes a text message in two parts, so that many sockets can share the first."""
        if self._is_closing:
            return
        pending = self._pending
        if pending is None:
            self._pending = [text_header(len(head) + len(tail)), head, tail]
            self._server.outbox.mark(self)
            return
        pending += (text_header(len(head) + len(tail)), head, tail)
        if len(pending) > PENDING_PARTS:
            self._write_pending()
            self._pending = []  # still marked

    def send(self, text: bytes) -> None:
        """Takes a text message."""
        self.push(text, b"")

    def flush(self) -> None:
        """Called by the outbox."""
        self._write_pending()
        self._pending = None

    def _write_pending(self) -> None:
        if self._pending and not self._transport.is_closing():
            self._transport.write(b"".join(self._pending))

    def _write(self, frame: bytes) -> None:
        """A control frame, behind what is waiting."""
        if self._pending is not None:
            self._pending.append(frame)
        elif not self._transport.is_closing():
            self._transport.write(frame)

    def pause_writing(self) -> None:
        self.is_parked = True
        self._wait(_PARKED)
        self._unwritten = self._transport.get_write_buffer_size()
        if not self._is_closing:
            self._server.wheel.expect(self, self._server.limits.socket_stall_s)

    def resume_writing(self) -> None:
        self.is_parked = False
        self._go_on(_PARKED)
        if not self._is_closing:
            self._server.wheel.expect(self, self._server.limits.ping_s)
            self._handler.writable()

    # --- receiving ------------------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        if self._is_deaf:
            return
        self._heard_at = self._server.wheel.now()
        reader = self._reader or Reader(self._server.limits.message_bytes)
        try:
            found = reader.feed(data)
        except Broken as exc:
            self._reader = None
            self._fail(exc.code, str(exc))
            return
        self._reader = None if reader.is_idle else reader
        for each in found:
            self._take(each)

    def _take(self, frame: Inbound) -> None:
        if isinstance(frame, Close):
            self._answer_close(frame.code)
        elif self._is_closing:
            return
        elif isinstance(frame, Message):
            self._handler.received(frame.content)
        elif isinstance(frame, Ping):
            self._write(pong_frame(frame.payload))

    def read_soon(self, data: bytes) -> None:
        """Takes what came along with the handshake, once whoever accepted it has its socket."""
        self._wait(_EARLY)
        self._server.loop.call_soon(self._read_early, data)

    def _read_early(self, data: bytes) -> None:
        self._go_on(_EARLY)
        if not self._is_closing:
            self.data_received(data)

    def hold(self) -> None:
        """The handler cannot keep up: nothing is read until `release`."""
        self._wait(_HELD)

    def release(self) -> None:
        self._go_on(_HELD)

    def _wait(self, reason: int) -> None:
        if not self._waits and not self._transport.is_closing():
            self._transport.pause_reading()
        self._waits |= reason

    def _go_on(self, reason: int) -> None:
        self._waits &= ~reason
        if not self._waits and not self._transport.is_closing():
            self._transport.resume_reading()

    # --- the end --------------------------------------------------------------------------------------------------

    def close(self, code: int, reason: str) -> None:
        """Says goodbye behind everything sent before, and waits a little for the client's own."""
        if self._is_closing:
            return
        self._write(close_frame(code, reason))
        self._is_closing = True
        self._waits = 0
        if not self._transport.is_closing():
            self._transport.resume_reading()
        self._server.wheel.expect(self, self._server.limits.close_s)

    def _answer_close(self, code: int) -> None:
        if not self._is_closing:
            self._write(close_frame(code))
            self._is_closing = True
        self.flush()
        self._transport.close()
        self._server.wheel.expect(self, self._server.limits.close_s)

    def _fail(self, code: int, reason: str) -> None:
        """The client broke the protocol: nothing it sends from here on can be understood."""
        if not self._is_closing:
            self._write(close_frame(code, reason))
            self._is_closing = True
        self.flush()
        # The client may still be sending; closing now would answer that with a reset that eats our close frame.
        self._is_deaf = True
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._server.wheel.expect(self, self._server.limits.close_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.leave(self)
        self._is_closing = True
        self._reader = None
        self._handler.closed()

    def drain(self) -> None:
        self.close(1001, "going away")

    def abort(self) -> None:
        self._transport.abort()

    # --- time passes ----------------------------------------------------------------------------------------------

    def expired(self) -> None:
        """Time to ping, or to give the client up."""
        limits, now = self._server.limits, self._server.wheel.now()
        if self._is_closing or (self.is_parked and not self._takes()):
            self._transport.abort()
        elif self.is_parked:
            self._server.wheel.expect(self, limits.socket_stall_s)
        elif self._heard_at >= self._pinged_at:
            self._pinged_at = now
            self._write(ping_frame())
            self._server.wheel.expect(self, limits.ping_s)
        elif now - self._heard_at >= limits.pong_s:
            self._transport.abort()
        else:
            self._server.wheel.expect(self, limits.pong_s - (now - self._heard_at))

    def _takes(self) -> bool:
        """Whether a parked client took anything since the last look."""
        before, self._unwritten = self._unwritten, self._transport.get_write_buffer_size()
        return self._unwritten < before
