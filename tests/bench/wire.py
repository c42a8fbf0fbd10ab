"""A small, fast HTTP/1.1 and WebSocket client, so that the generator does not out-eat the server it measures."""

import asyncio
import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Http:
    """One keep-alive connection of one signed-in user; one request at a time."""

    def __init__(self, url: str, token: str = "") -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self.token = token
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(
        self, method: str, path: str, body: Any = None, *, etag: str = "", expect: tuple[int, ...] = (200, 201)
    ) -> Answer:
        """Sends a request below `/api/v4`. Raises: AssertionError when the status is not expected."""
        data = b"" if body is None else json.dumps(body).encode()
        head = [f"{method} /api/v4{path} HTTP/1.1", f"Host: {self._host}:{self._port}", "Accept-Encoding: identity"]
        head += [f"Authorization: Bearer {self.token}"] if self.token else []
        head += [f"If-None-Match: {etag}"] if etag else []
        head += ["Content-Type: application/json", f"Content-Length: {len(data)}"] if body is not None else []
        async with asyncio.timeout(TIMEOUT_S):
            answer = await self._exchange("\r\n".join([*head, "", ""]).encode() + data)
        assert answer.status in expect, f"{method} {path}: {answer.status} {answer.body[:300]!r}"
        return answer

    async def _exchange(self, request: bytes) -> Answer:
        if self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        assert self._reader is not None
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:-2])}
        status = int(head[0].split(" ")[1])
        body = b"" if status in (204, 304) else await self._body(self._reader, headers)
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, headers, body)

    async def _body(self, reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        parts: list[bytes] = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(parts)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


class Listener(asyncio.Protocol):
    """One WebSocket that counts what it hears; frames are split, not decoded, unless `on_text` wants them."""

    def __init__(self, url: str, token: str, on_text: Callable[[bytes], None] | None = None) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        self._token = token
        self._on_text = on_text
        self._buffer = bytearray()
        self._upgraded = False
        self._transport: asyncio.Transport | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.frames = 0

    async def open(self) -> "Listener":
        """Connects and waits for the hello event."""
        await asyncio.get_running_loop().create_connection(lambda: self, self.host, self.port)
        async with asyncio.timeout(TIMEOUT_S):
            await self.ready
        return self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast("asyncio.Transport", transport)  # uvloop's transports are not its subclasses
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            f"GET /api/v4/websocket HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {self._token}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._upgraded:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._buffer.startswith(b"HTTP/1.1 101"), bytes(self._buffer[:100])
            self._upgraded = True
            del self._buffer[: end + 4]
        self._split()

    def _split(self) -> None:
        """Takes whole frames off the buffer (RFC 6455 5.2; server frames are never masked)."""
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            size, head = buffer[at + 1] & 0x7F, 2
            if size == 126:
                size, head = int.from_bytes(buffer[at + 2 : at + 4]), 4
            elif size == 127:
                size, head = int.from_bytes(buffer[at + 2 : at + 10]), 10
            if len(buffer) - at < head + size:
                break
            if buffer[at] & 0x0F == 1:
                self._heard(buffer[at + head : at + head + size])
            at += head + size
        del buffer[:at]

    def _heard(self, text: bytearray) -> None:
        self.frames += 1
        if not self.ready.done():
            self.ready.set_result(None)
        if self._on_text:
            self._on_text(bytes(text))

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(exc or ConnectionError("closed before hello"))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
