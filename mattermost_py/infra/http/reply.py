"""Answers: status, headers and body as bytes, sent as ASGI messages."""

from collections.abc import AsyncIterator
from email.utils import formatdate
from typing import Any

from isal import igzip

from mattermost_py.infra.http.exchange import Exchange
from mattermost_py.kernel.clock import now_ms

Scope = dict[str, Any]
HeaderList = list[tuple[bytes, bytes]]

JSON_TYPE = (b"content-type", b"application/json")
COMPRESS_FROM_BYTES = 4096


class Standing:
    """Headers that many answers carry, written once for all of them. Raises: ValueError for a line end in a value."""

    __slots__ = ("lines", "pairs")

    def __init__(self, pairs: HeaderList) -> None:
        self.pairs = tuple(pairs)
        self.lines = b"".join([b"%b: %b\r\n" % pair for pair in pairs])
        if self.lines.count(b"\n") != len(pairs) or self.lines.count(b"\r") != len(pairs):
            raise ValueError("a header holds a line end")


class Response:
    """A whole answer. Handlers make them through `Call`; the application adds the standard headers and sends them."""

    __slots__ = ("body", "headers", "standing", "status", "stream")

    def __init__(
        self,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: HeaderList | None = None,
        stream: AsyncIterator[bytes] | None = None,
    ) -> None:
        self.body = body
        self.status = status
        self.headers: HeaderList = headers if headers is not None else []
        self.stream = stream
        self.standing: Standing | None = None  # sent besides `headers`

    def set(self, name: str, value: str) -> None:
        """Adds a header; the value is latin-1 as HTTP wants it."""
        self.headers.append((name.lower().encode(), value.encode("latin-1", "replace")))

    async def send(self, send: Any, *, head_only: bool = False) -> None:
        """Writes the answer as ASGI messages; a stream is sent part by part, without a length unless one is set."""
        if self.stream is None and isinstance(send, Exchange):
            self.respond(send)
            return
        headers = self.headers
        if self.standing is not None:
            headers = [*headers, *self.standing.pairs]
        if self.stream is None:
            headers.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if self.stream is None or head_only:
            await send({"type": "http.response.body", "body": b"" if head_only else self.body})
            return
        async for part in self.stream:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    def respond(self, exchange: Exchange) -> None:
        """Writes the answer, which is no stream, to our own connection: head and body in one write."""
        exchange.respond(self.status, self.headers, self.body, b"" if self.standing is None else self.standing.lines)

    def compress(self) -> None:
        """Gzips a large JSON or text body in place."""
        if self.stream is None and len(self.body) >= COMPRESS_FROM_BYTES and self._is_text():
            self.body = igzip.compress(self.body, 1)  # pyright: ignore[reportUnknownMemberType] - stub without types
            self.headers.append((b"content-encoding", b"gzip"))
            self.headers.append((b"vary", b"Accept-Encoding"))

    def _is_text(self) -> bool:
        kinds = (b"application/json", b"text/", b"application/javascript")
        named = dict(self.headers)
        return b"content-encoding" not in named and named.get(b"content-type", b"").startswith(kinds)


def set_cookie(
    name: str,
    value: str,
    *,
    path: str,
    max_age_s: int,
    http_only: bool = False,
    secure: bool = False,
    domain: str = "",
    same_site: str = "",
) -> tuple[bytes, bytes]:
    """A Set-Cookie header; `max_age_s` below 0 deletes the cookie."""
    parts = [f"{name}={value}", f"Path={path or '/'}", f"Max-Age={max(max_age_s, 0)}"]
    parts.append(f"Expires={formatdate(now_ms() // 1000 + max_age_s if max_age_s >= 0 else 0, usegmt=True)}")
    parts += [f"Domain={domain}"] if domain else []
    parts += ["HttpOnly"] if http_only else []
    parts += ["Secure"] if secure else []
    parts += [f"SameSite={same_site}"] if same_site else []
    return b"set-cookie", "; ".join(parts).encode("latin-1")
