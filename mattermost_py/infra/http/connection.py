"""HTTP/1.1 on one socket: an asyncio protocol that reads requests with llhttp and hands them to an ASGI application.

The life of a connection: idle → head → request running (its body may still arrive; further requests wait, up to a
bound) → answer written → idle again, or closing. One task runs per request that waits for something, none per
connection. Deadlines are kept by one wheel for all. What is no request is answered once and the connection ends: after
a framing error nobody can know where the next request begins. A request to become a WebSocket carries an `Upgrade` in
its scope (`websocket.py`); a client that speaks HTTP/2 is handed to whoever `Server.hand_over` names.
"""

import asyncio
import logging
import re
from ssl import SSLObject
from typing import Any, cast

from mattermost_py.infra.http import eager
from mattermost_py.infra.http.exchange import Exchange, refusal, scope_of
from mattermost_py.infra.http.heads import HTTP2_PREFACE, Body, Refused, RequestHead, body_of
from mattermost_py.infra.http.server import Member, Server
from mattermost_py.infra.http.websocket import UPGRADE, Upgrade

log = logging.getLogger(__name__)

_EMPTY_LINES = re.compile(rb"(?:\r\n)+")


class HttpConnection(Member, asyncio.Protocol):
    """One client's socket. Only the event loop's thread touches it."""

    __slots__ = (
        "_body",
        "_client",
        "_exchange",
        "_has_ended",
        "_is_held",
        "_is_leaving",
        "_is_secure",
        "_rest",
        "_room",
        "_server",
        "_skipped",
        "_task",
        "_unwritten",
        "transport",
    )

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self.transport: asyncio.Transport | None = None
        self._rest = bytearray()  # of a head, or further requests
        self._exchange: Exchange | None = None  # the request being answered
        self._task: asyncio.Task[None] | None = None
        self._body: Body | None = None  # being received, wanted or not
        self._skipped = 0
        self._unwritten = 0  # when the client was last looked at for taking nothing
        self._room: asyncio.Event | None = None  # set: the client has room again
        self._is_held = False  # we do not read
        self._has_ended = False  # the client sends nothing more
        self._is_leaving = False  # we read only to throw away
        self._is_secure = False
        self._client: tuple[str, int] | None = None

    # --- the socket -----------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport = cast("asyncio.Transport", transport)
        tls = cast("SSLObject | None", transport.get_extra_info("ssl_object"))
        self._is_secure = tls is not None
        if tls is not None and tls.selected_alpn_protocol() == "h2":
            self._hand_over(b"")
            return
        peer: Any = transport.get_extra_info("peername")
        self._client = (str(peer[0]), int(peer[1])) if isinstance(peer, tuple) and peer else None  # pyright: ignore[reportUnknownArgumentType] - asyncio's untyped addresses
        if not self._server.enter(self):
            self._refuse(503, "too many connections")
            return
        self._server.wheel.expect(self, self._server.limits.head_s)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.leave(self)
        self.transport = None
        if self._room is not None:
            self._room.set()
        if self._exchange is not None:
            is_streaming = self._exchange.is_streaming
            self._exchange.lose()
            if is_streaming and self._task is not None:
                self._task.cancel()  # nobody is left for the rest of the answer

    def data_received(self, data: bytes) -> None:
        if self._is_leaving:
            self._skip(len(data))
        elif self._body is not None:
            self._receive_body(data)
        elif self._exchange is not None:
            self._rest += data
            if len(self._rest) > self._server.limits.buffered_bytes:
                self._hold()
        else:
            self._read_head(data)

    def eof_received(self) -> bool:
        """A client may stop sending and still read its answer, except over TLS."""
        self._has_ended = True
        if self._exchange is None or self._is_secure or self._is_leaving:
            return False
        if self._body is not None:
            self._exchange.lose()
        self._exchange.note_end()
        return True

    def pause_writing(self) -> None:
        self._room = asyncio.Event()
        self._unwritten = 0
        self._server.wheel.expect(self, self._server.limits.write_stall_s)

    def resume_writing(self) -> None:
        if self._room is not None:
            self._room.set()
            self._room = None
        if self._is_leaving:
            return
        if self._exchange is None:
            self._server.wheel.expect(self, self._server.limits.idle_s)
        else:
            self._server.wheel.forget(self)

    async def writable(self) -> None:
        if self._room is not None:
            await self._room.wait()

    # --- requests arrive ------------------------------------------------------------------------------------------

    def _read_head(self, data: bytes | bytearray) -> None:
        """Starts a request if its head is complete, else waits for the rest of it."""
        was_waiting = bool(self._rest)
        if was_waiting:
            self._rest += data
            data = self._rest
        if data.startswith(b"\r\n") and (empty := _EMPTY_LINES.match(data)):  # clients may send one after a body
            data = data[empty.end() :]
        end = data.find(b"\r\n\r\n")
        try:
            if end < 0:
                self._wait_for_head(data, was_waiting=was_waiting)
                return
            head_bytes = bytes(data[:end])
            if head_bytes == HTTP2_PREFACE:
                self._hand_over(bytes(data))
                return
            head = self._server.heads.read(head_bytes)
        except Refused as exc:
            self._refuse(exc.status, str(exc))
            return
        if not was_waiting and len(data) == end + 4:  # nothing else, as a rule: no body, no further request
            self._start(head)
            return
        self._rest = data if isinstance(data, bytearray) else bytearray(data)
        del self._rest[: end + 4]  # in place: many requests may wait behind this one
        self._start(head)

    def _wait_for_head(self, data: bytes | bytearray, *, was_waiting: bool) -> None:
        self._server.heads.check_partial(data)
        self._rest = bytearray(data)
        if data and not was_waiting:
            self._server.wheel.expect(self, self._server.limits.head_s)

    def _start(self, head: RequestHead) -> None:
        """Runs the application for this request; what followed its head is its body, then further requests."""
        server = self._server
        server.wheel.pause(self)
        self._body = body = body_of(head.fields)
        self._exchange = exchange = Exchange(self, head, body)
        scope = scope_of(
            head, scheme="https" if self._is_secure else "http", client=self._client, server=server.address
        )
        if head.fields.websocket_key:
            scope["type"] = "websocket"
            scope["scheme"] = "wss" if self._is_secure else "ws"
            scope["subprotocols"] = []
            scope["extensions"] = {UPGRADE: Upgrade(server, head.fields.websocket_key, self._give_up)}
        if body is not None:
            waiting, self._rest = self._rest, bytearray()
            self._receive_body(bytes(waiting))
        run = self._run(exchange, scope)
        if self._rest or scope["type"] == "websocket" or asyncio.current_task(server.loop) is not None:
            self._task = server.loop.create_task(run)  # requests in a row must not pile up on the stack
        elif task := eager.start(server.loop, run):
            self._task = task

    def _receive_body(self, data: bytes) -> None:
        assert self._body is not None
        server, exchange = self._server, self._exchange
        try:
            part, rest, is_last = self._body.feed(data)
        except Refused as exc:
            self._break(exc.status, str(exc))
            return
        if is_last:
            self._body = None
            self._rest += rest
            server.wheel.pause(self)
        else:
            server.wheel.expect(self, server.limits.body_stall_s)
        if exchange is None:
            self._skip_body(len(part))
            return
        if data:
            exchange.waits_for_continue = False
        exchange.arrived(part, is_last=is_last)
        if exchange.buffered > server.limits.buffered_bytes and not is_last:
            self._hold()

    def wants_body(self) -> None:
        exchange = self._exchange
        if exchange is None or self.transport is None:
            return
        if exchange.waits_for_continue and not exchange.is_started:
            exchange.waits_for_continue = False
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if self._is_held:
            self._release()

    def may_continue(self, body: Body | None) -> bool:
        if self._server.is_draining or self._has_ended:
            return False
        return body is None or 0 <= body.remaining <= self._server.limits.skipped_bytes

    def _hold(self) -> None:
        """Reads no more until there is a use for it; a client cannot be blamed for the time that takes."""
        if not self._is_held and self.transport is not None:
            self._is_held = True
            self.transport.pause_reading()
            self._server.wheel.forget(self)

    def _release(self) -> None:
        if self._is_held and self.transport is not None:
            self._is_held = False
            self.transport.resume_reading()
            if self._body is not None:
                self._server.wheel.expect(self, self._server.limits.body_stall_s)

    # --- requests end ---------------------------------------------------------------------------------------------

    async def _run(self, exchange: Exchange, scope: dict[str, Any]) -> None:
        try:
            await self._server.app(scope, exchange.receive, exchange)
        except asyncio.CancelledError:
            if not exchange.is_gone:  # not because of the client: the server ends
                raise
        except Exception:
            if not exchange.is_gone:
                log.exception("the application failed", extra={"path": scope["path"]})
        finally:
            self._finish(exchange)

    def _finish(self, exchange: Exchange) -> None:
        """The application has returned: on to the next request, or the end."""
        self._exchange = self._task = None
        transport = self.transport
        if transport is None or self._is_leaving:
            return
        if not exchange.is_started:
            self._refuse(500, "Internal Server Error")
        elif not exchange.is_ended:
            transport.abort()  # the client must not take a torn answer for a whole one
        elif not exchange.keeps_alive or self._server.is_draining or self._has_ended:
            self._close()
        else:
            self._skipped = 0
            self._release()
            self._next()

    def _next(self) -> None:
        if self._body is not None:
            self._server.wheel.expect(self, self._server.limits.body_stall_s)
            return  # the rest of a body that nobody wanted is read first
        if not self._rest:
            limits = self._server.limits
            self._server.wheel.expect(self, limits.idle_s if self._room is None else limits.write_stall_s)
            return
        waiting, self._rest = self._rest, bytearray()
        self._read_head(waiting)

    def _skip_body(self, size: int) -> None:
        self._skipped += size
        if self._skipped > self._server.limits.skipped_bytes:
            self._close()
        elif self._body is None:
            self._next()

    def expired(self) -> None:
        """A deadline has passed; which one follows from what the connection was doing."""
        transport = self.transport
        if transport is None:
            return
        if self._room is not None and self._takes(transport):
            self._server.wheel.expect(self, self._server.limits.write_stall_s)
        elif self._is_leaving or self._room is not None:
            transport.abort()
        elif self._exchange is not None:
            self._break(408, "the body did not arrive in time")
        elif self._rest:
            self._refuse(408, "the request did not arrive in time")
        else:
            self._close()

    def _takes(self, transport: asyncio.Transport) -> bool:
        """Whether the client took any of its answer since the last look."""
        before, self._unwritten = self._unwritten, transport.get_write_buffer_size()
        return before == 0 or self._unwritten < before

    def drain(self) -> None:
        """The server ends: idle connections close, running requests are the last of theirs."""
        if self._exchange is None and not self._is_leaving:
            self._close()

    def abort(self) -> None:
        if self._task is not None:
            self._task.cancel()
        if self.transport is not None:
            self.transport.abort()

    def _break(self, status: int, reason: str) -> None:
        """The request being received turned out not to be one, or will never be complete."""
        exchange, self._body = self._exchange, None
        if exchange is not None:
            exchange.lose()
        if exchange is None or not exchange.is_started:
            self._refuse(status, reason)
        else:
            self._close()

    def _refuse(self, status: int, reason: str) -> None:
        if self.transport is not None and not self.transport.is_closing():
            self.transport.write(refusal(status, reason))
            self._close(lingers=True)

    def _close(self, *, lingers: bool = False) -> None:
        """Ends the connection when all is written. A client that still sends would lose the answer to a reset, so
        what it sends is read for a moment."""
        transport = self.transport
        if transport is None or self._is_leaving:
            return
        self._is_leaving = True
        self._rest.clear()
        if (lingers or self._body is not None) and not self._has_ended:
            self._body = None
            if transport.can_write_eof():
                transport.write_eof()
            self._release()
            self._skipped = 0
            self._server.wheel.expect(self, self._server.limits.linger_s)
        else:
            transport.close()
            self._server.wheel.expect(self, self._server.limits.write_stall_s)

    def _skip(self, size: int) -> None:
        self._skipped += size
        if self._skipped > 4 * self._server.limits.skipped_bytes and self.transport is not None:
            self.transport.abort()

    # --- other protocols ------------------------------------------------------------------------------------------

    def _give_up(self) -> tuple[asyncio.Transport, bytes] | None:
        """Hands the socket to another protocol, with what has arrived for it. None if the client is gone."""
        transport, rest = self.transport, bytes(self._rest)
        if transport is None or self._is_leaving or self._has_ended:
            return None
        self._server.leave(self)
        self._release()
        self.transport = None
        self._rest.clear()
        return transport, rest

    def _hand_over(self, data: bytes) -> None:
        transport = self.transport
        assert transport is not None
        if self._server.hand_over is None:
            self._refuse(505, "HTTP version not supported")
            return
        self._server.leave(self)
        self.transport = None
        self._server.hand_over(transport, data)
