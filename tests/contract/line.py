"""A fast connection of one caller that can send anything: thousands of requests are asked here."""

import asyncio
import json
import mimetypes
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.bench.wire import Answer, Http
from tests.contract.facts import API
from tests.fixtures.world import Person, unique

TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a form."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a route: the values of its path, and what is sent."""

    path: dict[str, str] = field(default_factory=dict[str, str])
    query: dict[str, Any] = field(default_factory=dict[str, Any])
    body: Any = None
    form: dict[str, str | Upload] = field(default_factory=dict[str, "str | Upload"])
    raw: bytes = b""

    def address(self, route_path: str) -> str:
        """The path with its variables filled in, and the query."""
        parts = route_path.split("/")
        filled = "/".join(self.path[part[1:-1]] if part.startswith("{") else part for part in parts)
        return f"{filled}?{urlencode(self.query)}" if self.query else filled


def ask(body: Any = None, /, *, query: dict[str, Any] | None = None, **path: str) -> Ask:
    """A request with a JSON body (or none) and these values of the path."""
    return Ask(path, query or {}, body)


def form(fields: dict[str, str | Upload], /, **path: str) -> Ask:
    """A request with a form of files."""
    return Ask(path, form=fields)


class Line(Http):
    """One keep-alive connection; one request at a time."""

    _asks_for_head = False

    async def send(self, method: str, address: str, content: bytes = b"", kind: str = "application/json") -> Answer:
        """Any request, with any body. Raises: TimeoutError when no answer comes."""
        self._asks_for_head = method == "HEAD"
        head = [f"{method} {address} HTTP/1.1", f"Host: {self._host}:{self._port}", "Accept-Encoding: identity"]
        head += [f"Authorization: Bearer {self.token}"] if self.token else []
        head += [f"Content-Type: {kind}"] if content and kind else []
        head += [f"Content-Length: {len(content)}"] if content or method not in ("GET", "HEAD") else []
        async with asyncio.timeout(TIMEOUT_S):
            return await self._exchange("\r\n".join([*head, "", ""]).encode() + content)

    async def _body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        return b"" if self._asks_for_head else await super()._body(reader, headers)

    async def make(self, method: str, path: str, body: Any = None) -> Any:
        """What a builder of the table needs to exist. Raises: AssertionError when it could not be made."""
        answer = await self.send(method, API + path, b"" if body is None else json.dumps(body).encode())
        assert answer.status in (200, 201), f"{method} {path}: {answer.status} {answer.body[:300]!r}"
        return answer.json()


def encoded(wanted: Ask) -> tuple[bytes, str]:
    """The body of a request and its type."""
    if wanted.form:
        return _multipart(wanted.form)
    if wanted.raw:
        return wanted.raw, "application/octet-stream"
    return (b"", "") if wanted.body is None else (json.dumps(wanted.body).encode(), "application/json")


def _multipart(fields: dict[str, str | Upload]) -> tuple[bytes, str]:
    edge = unique("edge")
    parts: list[bytes] = []
    for name, value in fields.items():
        head, content = f'form-data; name="{name}"', value.encode() if isinstance(value, str) else value.content
        kind = ""
        if isinstance(value, Upload):
            head += f'; filename="{value.name}"'
            kind = f"\r\nContent-Type: {mimetypes.guess_type(value.name)[0] or 'application/octet-stream'}"
        parts.append(f"--{edge}\r\nContent-Disposition: {head}{kind}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


class Caller:
    """Somebody on the stage: a name of the matrix, an account, a connection."""

    def __init__(self, role: str, line: Line, person: Person | None = None) -> None:
        self.role = role
        self.line = line
        self.person = person

    @property
    def id(self) -> str:
        assert self.person is not None
        return self.person.id

    @property
    def username(self) -> str:
        assert self.person is not None
        return self.person.username

    async def send(self, method: str, route_path: str, wanted: Ask) -> Answer:
        content, kind = encoded(wanted)
        return await self.line.send(method, wanted.address(route_path), content, kind)

    async def make(self, method: str, path: str, body: Any = None) -> Any:
        return await self.line.make(method, path, body)
