"""One request and its answer: the ASGI `receive` and `send` of our own connections.

An answer that is whole goes out as one write of head and body. An answer in parts has its declared length, or is
chunked, or (HTTP/1.0) ends with the connection; each part waits until the client has room for it.
"""

import asyncio
import logging
import time
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import unquote

from mattermost_py.infra.http.heads import Body, Fields, RequestHead

log = logging.getLogger(__name__)

ONE_WRITE_BYTES = 16 * 1024  # a larger body is not copied behind its head
TEXTS = "mmpy.headers"  # in a scope: headers as text, ready made
_ASGI = {"version": "3.0", "spec_version": "2.4"}
_STATUS_LINES = {each.value: f"HTTP/1.1 {each.value} {each.phrase}\r\ndate: ".encode("latin-1") for each in HTTPStatus}
_BODILESS = frozenset({204, 304})
_HOP = frozenset({b"connection", b"transfer-encoding", b"keep-alive"})  # ours to say
Headers = Any  # ASGI: any iterable of pairs of bytes


class Dates:
    """The `date` header's value, made once a second."""

    def __init__(self) -> None:
        self._second = 0
        self._text = b""

    def now(self) -> bytes:
        second = int(time.time())  # the wall clock of the wire, not the product's
        if second != self._second:
            self._second = second
            self._text = formatdate(second, usegmt=True).encode() + b"\r\n"
        return self._text


_dates = Dates()


class Carrier(Protocol):
    """The connection as its exchange sees it."""

    transport: asyncio.Transport | None

    def wants_body(self) -> None:
        """The application waits for the body, or took some of it."""
        ...

    def may_continue(self, body: Body | None) -> bool:
        """Whether another request can follow this one."""
        ...

    async def writable(self) -> None:
        """Returns when the client has room, or is gone."""
        ...


class Exchange:
    """One request on a connection. The application awaits `receive` and calls the exchange itself to send."""

    __slots__ = (
        "_buffered",
        "_carrier",
        "_delivered",
        "_has_left",
        "_headers",
        "_is_chunked",
        "_is_headless",
        "_left",
        "_news",
        "_parts",
        "_status",
        "_version",
        "body",
        "is_complete",
        "is_ended",
        "is_gone",
        "is_started",
        "keeps_alive",
        "waits_for_continue",
    )

    def __init__(self, carrier: Carrier, head: RequestHead, body: Body | None) -> None:
        fields = head.fields
        self._carrier = carrier
        self._version = head.version
        self._is_headless = head.method == "HEAD"  # its answers have no body
        self.body = body  # what is still to come of it
        self.keeps_alive = fields.keeps_alive
        self.waits_for_continue = fields.expects_continue and body is not None
        self.is_complete = body is None  # the request has arrived whole
        self.is_started = False  # the answer's head is written
        self.is_ended = False
        self.is_gone = False  # the client is
        self._parts: list[bytes] = []
        self._buffered = 0
        self._delivered = False
        self._has_left = False
        self._news: asyncio.Event | None = None
        self._status = 0
        self._headers: Headers = ()
        self._left = 0  # of the declared length; -1: not declared
        self._is_chunked = False

    # --- the request ----------------------------------------------------------------------------------------------

    @property
    def buffered(self) -> int:
        """Bytes of the body that the application has not taken."""
        return self._buffered

    def arrived(self, part: bytes, *, is_last: bool) -> None:
        """More of the body."""
        if part:
            self._parts.append(part)
            self._buffered += len(part)
        if is_last:
            self.body = None
            self.is_complete = True
        self._tell()

    def note_end(self) -> None:
        """The client sends nothing more. Most have left; some still read, so the answer is written all the same."""
        self._has_left = True
        self._tell()

    def lose(self) -> None:
        """The client is gone."""
        self.is_gone = True
        self._tell()

    def _tell(self) -> None:
        if self._news is not None:
            self._news.set()

    async def receive(self) -> dict[str, Any]:
        while True:
            if self._parts or (self.is_complete and not self._delivered):
                return self._next_part()
            if self._has_left or self.is_gone or self.is_ended:
                return {"type": "http.disconnect"}
            if not self.is_complete:
                self._carrier.wants_body()
            self._news = self._news or asyncio.Event()
            self._news.clear()
            await self._news.wait()

    def _next_part(self) -> dict[str, Any]:
        parts, self._parts, self._buffered = self._parts, [], 0
        self._delivered = self.is_complete
        if not self.is_complete:
            self._carrier.wants_body()
        body = parts[0] if len(parts) == 1 else b"".join(parts)
        return {"type": "http.request", "body": body, "more_body": not self.is_complete}

    # --- the answer -----------------------------------------------------------------------------------------------

    async def __call__(self, message: dict[str, Any]) -> None:
        """ASGI's `send`."""
        kind = message["type"]
        if kind == "http.response.start":
            if self._status:
                raise RuntimeError("an answer starts once")
            self._status, self._headers = message["status"], message.get("headers", ())
        elif kind == "http.response.body":
            await self._send_body(message.get("body", b""), has_more=message.get("more_body", False))
        else:
            raise RuntimeError(f"{kind} is nothing an HTTP answer consists of")

    def respond(self, status: int, headers: Headers, body: bytes, lines: bytes = b"") -> None:
        """The whole answer at once; the body's length needs no header yet. Nothing is sent of the body to HEAD.

        lines: more headers, as they go out.
        """
        if self._status:
            raise RuntimeError("an answer starts once")
        self._status = status
        has_body = status not in _BODILESS
        length = b"content-length: %d\r\n" % len(body) if has_body else b""
        head = self._head(headers, lines + length)
        self._write(head, body if has_body and not self._is_headless else b"")
        self._end()

    async def _send_body(self, body: bytes, *, has_more: bool) -> None:
        if not self._status or self.is_ended:
            raise RuntimeError("a body without its answer's start")
        if not self.is_started:
            head = self._open_stream(body, has_more=has_more)
            self._write(head, self._framed(body, has_more=has_more))
        else:
            self._write(b"", self._framed(body, has_more=has_more))
        if not has_more:
            self._end()
        await self._carrier.writable()

    def _open_stream(self, body: bytes, *, has_more: bool) -> bytes:
        """The head of an answer in parts, and how its end will be known."""
        declared = next((value for name, value in self._headers if name.lower() == b"content-length"), None)
        headers = [pair for pair in self._headers if pair[0].lower() != b"content-length"]
        if self._status in _BODILESS:
            return self._head(headers, b"")
        if declared is None and not has_more:
            declared = b"%d" % len(body) if body or not self._is_headless else None
        if declared is not None:
            self._left = int(declared)
            return self._head(headers, b"content-length: %d\r\n" % self._left)
        self._left = -1
        if self._version == "1.1":
            self._is_chunked = True
            return self._head(headers, b"transfer-encoding: chunked\r\n")
        self.keeps_alive = False  # the connection's end is the body's end
        return self._head(headers, b"")

    def _framed(self, body: bytes, *, has_more: bool) -> bytes:
        if self._is_headless or self._status in _BODILESS:
            return b""
        if self._is_chunked:
            chunk = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
            return chunk if has_more else chunk + b"0\r\n\r\n"
        if self._left >= 0:
            if len(body) > self._left:
                log.error("an answer is longer than it said")
                self.keeps_alive = False
                body = body[: self._left]
            self._left -= len(body)
        return body

    def _head(self, headers: Headers, framing: bytes) -> bytes:
        self.is_started = True
        self.keeps_alive = self.keeps_alive and not self.waits_for_continue and self._carrier.may_continue(self.body)
        made = [b"%b: %b\r\n" % pair for pair in headers if pair[0] not in _HOP]
        lines = b"".join(made)
        if lines.count(b"\n") != len(made) or lines.count(b"\r") != len(made):
            # A line end inside a value would let its author write the rest of the answer.
            self.keeps_alive = False
            log.error("an answer's header holds a line end")
            self._status, lines, framing = 500, b"", b"content-length: 0\r\n"
            self._left, self._is_headless, self._is_chunked = 0, True, False
        elif self.keeps_alive:
            lines += b"" if self._version == "1.1" else b"connection: keep-alive\r\n"
        if not self.keeps_alive:
            framing += b"connection: close\r\n"
        start = _STATUS_LINES.get(self._status) or b"HTTP/1.1 %d \r\ndate: " % self._status
        return b"".join((start, _dates.now(), lines, framing, b"\r\n"))

    def _write(self, head: bytes, body: bytes) -> None:
        transport = self._carrier.transport
        if transport is None or self.is_gone:
            return
        if len(body) <= ONE_WRITE_BYTES:
            if head or body:
                transport.write(head + body)
            return
        if head:
            transport.write(head)
        transport.write(body)

    def _end(self) -> None:
        self.is_ended = True
        if self._left > 0 and not self._is_headless:
            log.error("an answer is shorter than it said")
            self.keeps_alive = False
        self._tell()

    @property
    def is_streaming(self) -> bool:
        """Whether the answer has begun and not ended."""
        return self.is_started and not self.is_ended


def scope_of(
    head: RequestHead, *, scheme: str, client: tuple[str, int] | None, server: tuple[str, int] | None
) -> dict[str, Any]:
    """The ASGI scope of a request."""
    raw_path, _, query = head.target.partition(b"?")
    path = raw_path.decode("ascii")
    fields: Fields = head.fields
    return {
        "type": "http",
        "asgi": _ASGI,
        "http_version": head.version,
        "method": head.method,
        "scheme": scheme,
        "path": unquote(path) if "%" in path else path,
        "raw_path": raw_path,
        "query_string": query,
        "root_path": "",
        "headers": fields.headers,
        "client": client,
        "server": server,
        "extensions": {},
        TEXTS: fields.texts,
    }


def refusal(status: int, reason: str) -> bytes:
    """A whole answer for what was no request; the connection ends with it."""
    body = reason.encode("latin-1", "replace")
    start = _STATUS_LINES[status]
    extra = b"sec-websocket-version: 13\r\n" if status == 426 else b""
    end = b"content-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % len(body)
    return b"".join((start, _dates.now(), extra, end, body))
