"""Request heads and bodies as bytes: what is a request, and where it ends. Knows no socket.

A head is read by llhttp (httptools), strictly: one reading of the bytes for everybody is what prevents smuggling. A
client repeats its header lines for every request, so lines that were read once are remembered, for all connections.
Source: RFC 9112.
"""

import re
from base64 import b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import httptools

from mattermost_py.infra.http.limits import HttpLimits

HeaderPairs = tuple[tuple[bytes, bytes], ...]

CHUNKED = -1  # as a body's length
REMEMBERED = 512  # blocks of header lines
REMEMBERED_BYTES = 2048  # at most this long
LONGEST_SIZE_LINE = 256
LONGEST_TRAILERS = 8192

# A request line that needs no second look: a usual method, a path in printable ASCII, HTTP/1.1.
_PLAIN_LINE = re.compile(rb"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (/[!-\"$-~]*) HTTP/1\.1")
_ORIGIN_FORM = re.compile(rb"/[!-\"$-~]*")
_ABSOLUTE_FORM = re.compile(rb"(?i:https?)://[^/?#\s]+([/?][!-\"$-~]*)?")
_BARE_LINE_END = re.compile(rb"(?<!\r)\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[\t -~\x80-\xff]*)?")
_DIGITS = re.compile(rb"[0-9]{1,18}")
HTTP2_PREFACE = b"PRI * HTTP/2.0"


class Refused(Exception):
    """What arrived is no request that can be answered; the connection ends with this status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fields:
    """The header lines of a request and what they say about the connection."""

    headers: HeaderPairs  # names in lower case
    texts: dict[str, str]  # the same as text; the last of equal names wins
    length: int  # of the body; CHUNKED if nobody knows
    keeps_alive: bool
    expects_continue: bool
    websocket_key: bytes  # of a request to become a WebSocket; empty for others


class RequestHead(NamedTuple):  # one a request, and a dataclass that nobody may change is dear to make
    method: str
    target: bytes  # path and query
    version: str
    fields: Fields


class _Lines:
    """What llhttp found."""

    def __init__(self) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.is_complete = False

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value.rstrip(b" \t")))

    def on_headers_complete(self) -> None:
        self.is_complete = True


class Heads:
    """Reads heads for all connections of a server."""

    def __init__(self, limits: HttpLimits) -> None:
        self._limits = limits
        self._known: dict[bytes, Fields] = {}

    def check_partial(self, data: bytes | bytearray) -> None:
        """Whether this may still become a head. Raises: Refused."""
        if _BARE_LINE_END.search(data):
            raise Refused(400, "bare line feed")
        if data.find(b"\r\n", 0, self._limits.request_line_bytes + 2) < 0 and (
            len(data) > self._limits.request_line_bytes
        ):
            raise Refused(414, "request line too long")
        if len(data) > self._limits.head_bytes:
            raise Refused(431, "headers too large")

    def read(self, head: bytes) -> RequestHead:
        """head: everything before the empty line. Raises: Refused."""
        line, _, block = head.partition(b"\r\n")
        known = self._known.get(block)
        if known is not None and len(line) <= self._limits.request_line_bytes:
            plain = _PLAIN_LINE.fullmatch(line)
            if plain is not None:
                return RequestHead(plain[1].decode(), plain[2], "1.1", known)
        return self._read_strictly(head, line, block)

    def _read_strictly(self, head: bytes, line: bytes, block: bytes) -> RequestHead:
        if len(line) > self._limits.request_line_bytes:
            raise Refused(414, "request line too long")
        if len(block) > self._limits.head_bytes:
            raise Refused(431, "headers too large")
        method, version, lines = _parse(head)
        if line.count(b" ") != 2:
            raise Refused(400, "malformed request line")
        if len(lines.headers) > self._limits.header_lines:
            raise Refused(431, "too many headers")
        target = _target(lines.url)
        fields = _fields(lines.headers, method, version)
        if version == "1.1" and len(block) <= REMEMBERED_BYTES and not fields.websocket_key:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[block] = fields
        return RequestHead(method, target, version, fields)


def _parse(head: bytes) -> tuple[str, str, _Lines]:
    lines = _Lines()
    parser = httptools.HttpRequestParser(lines)
    try:
        parser.feed_data(head + b"\r\n\r\n")
    except httptools.HttpParserUpgrade:
        pass
    except httptools.HttpParserInvalidMethodError:
        raise Refused(501, "unknown method") from None
    except httptools.HttpParserError as exc:
        raise Refused(400, str(exc)) from None
    if not lines.is_complete:
        raise Refused(400, "malformed request")
    method, version = parser.get_method().decode(), parser.get_http_version()
    if version not in ("1.1", "1.0"):
        raise Refused(505, "HTTP version not supported")
    if method == "CONNECT":
        raise Refused(405, "this is no proxy")
    return method, version, lines


def _target(url: bytes) -> bytes:
    """Path and query of any form of request target."""
    if _ORIGIN_FORM.fullmatch(url) or url == b"*":
        return url
    absolute = _ABSOLUTE_FORM.fullmatch(url)
    if absolute is None:
        raise Refused(400, "malformed request target")
    rest = absolute[1] or b"/"
    return rest if rest.startswith(b"/") else b"/" + rest


def _fields(headers: list[tuple[bytes, bytes]], method: str, version: str) -> Fields:
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) > 1 or (not hosts and version == "1.1"):
        raise Refused(400, "there must be one host")
    options = _tokens(headers, b"connection")
    expected = _tokens(headers, b"expect")
    if expected - {b"100-continue"}:
        raise Refused(417, "unknown expectation")
    key = _websocket_key(headers) if method == "GET" and version == "1.1" and b"upgrade" in options else b""
    length = _body_length(headers, version)
    if key and length:
        raise Refused(400, "an opening handshake has no body")
    return Fields(
        headers=tuple(headers),
        texts={name.decode("latin-1"): value.decode("latin-1") for name, value in headers},
        length=length,
        keeps_alive=b"close" not in options if version == "1.1" else b"keep-alive" in options,
        expects_continue=bool(expected) and version == "1.1",
        websocket_key=key,
    )


def _tokens(headers: list[tuple[bytes, bytes]], wanted: bytes) -> set[bytes]:
    """The comma-separated words of all headers of this name, in lower case."""
    words = (word.strip(b" \t").lower() for name, value in headers if name == wanted for word in value.split(b","))
    return {word for word in words if word}


def _body_length(headers: list[tuple[bytes, bytes]], version: str) -> int:
    lengths = [value for name, value in headers if name == b"content-length"]
    codings = [value for name, value in headers if name == b"transfer-encoding"]
    if codings:
        if lengths or version != "1.1":
            raise Refused(400, "a chunked body has no length, and no place in HTTP/1.0")
        if len(codings) > 1 or codings[0].lower() != b"chunked":
            raise Refused(501, "transfer coding not supported")
        return CHUNKED
    if len(lengths) > 1 or (lengths and not _DIGITS.fullmatch(lengths[0])):
        raise Refused(400, "malformed content length")
    return int(lengths[0]) if lengths else 0


def _websocket_key(headers: list[tuple[bytes, bytes]]) -> bytes:
    """The key of a well-formed opening handshake; empty if it asks for something else. Source: RFC 6455 4.2.1."""
    if b"websocket" not in _tokens(headers, b"upgrade"):
        return b""
    if [value for name, value in headers if name == b"sec-websocket-version"] != [b"13"]:
        raise Refused(426, "only version 13 of the WebSocket protocol is spoken")
    keys = [value for name, value in headers if name == b"sec-websocket-key"]
    try:
        is_key = len(keys) == 1 and len(b64decode(keys[0], validate=True)) == 16
    except Base64Error:
        is_key = False
    if not is_key:
        raise Refused(400, "malformed WebSocket key")
    return keys[0]


class Body(Protocol):
    """Cuts a body out of a stream."""

    def feed(self, data: bytes) -> tuple[bytes, bytes, bool]:
        """Content, what follows the body, whether the body is complete. Raises: Refused."""
        ...

    @property
    def remaining(self) -> int:
        """Bytes to come; CHUNKED if nobody knows."""
        ...


class LengthBody:
    __slots__ = ("remaining",)

    def __init__(self, length: int) -> None:
        self.remaining = length

    def feed(self, data: bytes) -> tuple[bytes, bytes, bool]:
        remaining = self.remaining
        if len(data) < remaining:
            self.remaining = remaining - len(data)
            return data, b"", False
        self.remaining = 0
        return (data, b"", True) if len(data) == remaining else (data[:remaining], data[remaining:], True)


class ChunkedBody:
    """Chunks, strictly: sizes in hexadecimal, CRLF at every line's end; extensions and trailers are dropped."""

    __slots__ = ("_buffer", "_in_chunk", "_in_trailers", "_trailer_bytes")

    remaining = CHUNKED

    def __init__(self) -> None:
        self._buffer = b""
        self._in_chunk = 0  # bytes of the chunk still to come, its CRLF included
        self._in_trailers = False
        self._trailer_bytes = 0

    def feed(self, data: bytes) -> tuple[bytes, bytes, bool]:
        data = self._buffer + data if self._buffer else data
        parts: list[bytes] = []
        at = 0
        while True:
            if self._in_chunk:
                at = self._take_chunk(data, at, parts)
                if self._in_chunk:
                    break
            line, after = self._line(data, at)
            if line is None:
                break
            at = after
            if self._in_trailers and not line:
                self._buffer = b""
                return b"".join(parts), data[at:], True
            if not self._in_trailers:
                self._start_chunk(line)
        self._buffer = data[at:]
        return b"".join(parts), b"", False

    def _take_chunk(self, data: bytes, at: int, parts: list[bytes]) -> int:
        content = self._in_chunk - 2
        if content > 0:
            part = data[at : at + content]
            parts.append(part)
            self._in_chunk -= len(part)
            at += len(part)
        if self._in_chunk == 2 and len(data) - at >= 2:
            if data[at : at + 2] != b"\r\n":
                raise Refused(400, "a chunk is longer than its size")
            self._in_chunk = 0
            at += 2
        return at

    def _line(self, data: bytes, at: int) -> tuple[bytes | None, int]:
        end = data.find(b"\r\n", at)
        length = (len(data) if end < 0 else end) - at
        if self._in_trailers:
            self._trailer_bytes += length if end >= 0 else 0
            too_long = self._trailer_bytes + (length if end < 0 else 0) > LONGEST_TRAILERS
        else:
            too_long = length > LONGEST_SIZE_LINE
        line = data[at : at + length]
        if too_long or b"\n" in line or b"\r" in line[:-1]:
            raise Refused(400, "malformed chunk")
        return (None, at) if end < 0 else (line, end + 2)

    def _start_chunk(self, line: bytes) -> None:
        size = _CHUNK_SIZE.fullmatch(line)
        if size is None:
            raise Refused(400, "malformed chunk size")
        length = int(size[1], 16)
        if length:
            self._in_chunk = length + 2
        else:
            self._in_trailers = True


def body_of(fields: Fields) -> Body | None:
    """How the body of this request is cut out; None if there is none."""
    if not fields.length:
        return None
    return ChunkedBody() if fields.length == CHUNKED else LengthBody(fields.length)
