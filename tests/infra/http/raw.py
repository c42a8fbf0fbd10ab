"""HTTP spoken by hand to a served ASGI application: what a well-behaved client library would not send."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from mattermost_py.infra.http.limits import HttpLimits
from mattermost_py.server import quic
from mattermost_py.server.serving import serve
from mattermost_py.server.tls import Tls

App = Callable[[dict[str, Any], Any, Any], Coroutine[Any, Any, None]]
WAIT_S = 30.0


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes


class RawClient:
    """One TCP connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def reply(self, *, has_body: bool = True) -> Reply:
        """The next answer, as its framing says."""
        async with asyncio.timeout(WAIT_S):
            head = await self.reader.readuntil(b"\r\n\r\n")
            status, headers = _parsed(head)
            if not has_body or status in (100, 101, 204, 304):
                return Reply(status, headers, b"")
            if headers.get("transfer-encoding") == "chunked":
                return Reply(status, headers, await self._chunks())
            if "content-length" in headers:
                return Reply(status, headers, await self.reader.readexactly(int(headers["content-length"])))
            return Reply(status, headers, await self.reader.read())

    async def _chunks(self) -> bytes:
        body = b""
        while size := int(await self.reader.readuntil(b"\r\n"), 16):
            body += await self.reader.readexactly(size)
            assert await self.reader.readexactly(2) == b"\r\n"
        assert await self.reader.readexactly(2) == b"\r\n"
        return body

    async def is_closed(self) -> bool:
        """Waits for the server to end the connection; False if it sends something else."""
        async with asyncio.timeout(WAIT_S):
            try:
                return await self.reader.read(1) == b""
            except ConnectionError:
                return True

    async def ask(self, data: bytes) -> Reply:
        await self.send(data)
        return await self.reply()


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"repeated headers: {names}"
    return int(first.split(" ")[1]), {name: value for name, value in pairs}  # noqa: C416 - dict() cannot see the pairs' types


class Place:
    """A served application."""

    def __init__(self, port: int, stop: asyncio.Event) -> None:
        self.port = port
        self.stop = stop
        self._open: list[RawClient] = []

    async def client(self, *, receive_bytes: int = 0, **options: Any) -> RawClient:
        """A connection; `receive_bytes` is how much its kernel takes ahead."""
        raw = socket.socket()
        if receive_bytes:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        raw.setblocking(False)
        await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", self.port))
        client = RawClient(*await asyncio.open_connection(sock=raw, limit=receive_bytes or 2**16, **options))
        self.adopt(client)
        return client

    async def secure(self, *protocols: str) -> RawClient:
        """A connection by TLS that offers these protocols."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_alpn_protocols(protocols)
        client = RawClient(*await asyncio.open_connection("127.0.0.1", self.port, ssl=context))
        self.adopt(client)
        return client

    def adopt(self, client: RawClient) -> None:
        """Closes this connection at the end as well."""
        self._open.append(client)

    async def ask(self, data: bytes) -> Reply:
        """One request on a connection of its own."""
        return await (await self.client()).ask(data)

    def close(self) -> None:
        for each in self._open:
            each.writer.close()


def _living(app: App) -> App:
    """With the start and end that a server announces."""

    async def living(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for stage in ("startup", "shutdown"):
            assert (await receive())["type"] == f"lifespan.{stage}"
            await send({"type": f"lifespan.{stage}.complete"})

    return living


@asynccontextmanager
async def served(
    app: App, *, tls: Tls | None = None, http3: bool = False, drain_s: float = 5, **limits: Any
) -> AsyncIterator[Place]:
    """The application behind our own connections, with these bounds."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    udp = [each.detach() for each in quic.beside([listener.fileno()])] if http3 else []
    stop = asyncio.Event()
    serving = asyncio.create_task(
        serve(
            _living(app),
            [f"fd://{listener.fileno()}"],
            stop.wait,
            tls=tls,
            quic=[f"fd://{each}" for each in udp],
            limits=replace(HttpLimits(), **limits),
            drain_s=drain_s,
        )
    )
    place = Place(listener.getsockname()[1], stop)
    try:
        yield place
    finally:
        place.close()
        stop.set()
        await serving
        listener.detach()


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answers with what arrived: method, path, query and body."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        body, more = body + message["body"], message["more_body"]
    told = b"%b %b %b %b" % (scope["method"].encode(), scope["path"].encode(), scope["query_string"], body)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": told})
