"""The listening sockets with our own HTTP/1.1 behind them; hypercorn keeps settings, TLS, HTTP/2, HTTP/3 and lifespan.

Follows hypercorn's own worker in what happens when, and hands it every client that speaks HTTP/2: by ALPN, or by the
preface of HTTP/2 on a plain connection.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.asyncio.lifespan import Lifespan
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config

from mattermost_py.infra.http.connection import HttpConnection
from mattermost_py.infra.http.limits import HttpLimits
from mattermost_py.infra.http.server import App, Server

STREAM_BYTES = 64 * 1024


class Doors:
    """All listening sockets of one process, open while `serve` runs."""

    def __init__(self, app: App, config: Config, limits: HttpLimits) -> None:
        self._config = config
        self._wrapped = ASGIWrapper(cast("Any", app))
        self._context = WorkerContext(None)
        self._state: dict[str, Any] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        self.server = Server(app, limits, hand_over=self._hand_over)

    async def serve(self, until: Callable[[], Awaitable[object]]) -> None:
        """Answers until `until` returns; then no new connection comes in, and running requests may end."""
        lifespan = Lifespan(self._wrapped, self._config, self._loop, cast("Any", self._state))
        living = self._loop.create_task(lifespan.handle_lifespan())
        await lifespan.wait_for_startup()
        if living.done() and (failure := living.exception()) is not None:
            raise failure
        try:
            listening = await self._listen()
            try:
                await until()
            finally:
                for each in listening:
                    each.close()
                await self._drain()
        finally:
            await lifespan.wait_for_shutdown()
            living.cancel()
            await asyncio.wait((living,))

    async def _listen(self) -> list[asyncio.Server]:
        config, sockets = self._config, self._config.create_sockets()
        opened = [*sockets.secure_sockets, *sockets.insecure_sockets]
        name: Any = opened[0].getsockname() if opened else None
        self.server.address = (str(name[0]), int(name[1])) if isinstance(name, tuple) else None  # pyright: ignore[reportUnknownArgumentType] - the socket module's untyped addresses
        context = config.create_ssl_context() if config.ssl_enabled else None
        made = [
            await self._loop.create_server(
                self._connection,
                sock=each,
                backlog=config.backlog,
                ssl=context if each in sockets.secure_sockets else None,
                ssl_handshake_timeout=config.ssl_handshake_timeout if each in sockets.secure_sockets else None,
            )
            for each in opened
        ]
        if sockets.quic_sockets:
            await self._open_quic(sockets.quic_sockets)
        return made

    async def _open_quic(self, sockets: Sequence[socket.socket]) -> None:
        from mattermost_py.server import quic  # loads aioquic, which few servers need

        def datagrams() -> quic.Datagrams:
            return quic.Datagrams(self._wrapped, self._loop, self._config, self._context, cast("Any", self._state))

        self.server.app = quic.announced(self.server.app, sockets[0].getsockname()[1])
        for each in sockets:
            _, udp = await self._loop.create_datagram_endpoint(datagrams, sock=each)
            self._own(self._loop.create_task(udp.run()))

    def _connection(self) -> HttpConnection:
        return HttpConnection(self.server)

    async def _drain(self) -> None:
        await self._context.terminated.set()
        patience_s = self._config.graceful_timeout
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.server.drain(patience_s))
            if self._tasks:
                tasks.create_task(_wait(set(self._tasks), patience_s))

    # --- HTTP/2 ---------------------------------------------------------------------------------------------------

    def _hand_over(self, transport: asyncio.Transport, data: bytes) -> None:
        """From here on hypercorn talks to this client, who sent `data` already."""
        reader = asyncio.StreamReader(limit=STREAM_BYTES, loop=self._loop)
        streams = asyncio.StreamReaderProtocol(reader, self._talk_http2, loop=self._loop)
        transport.set_protocol(streams)
        streams.connection_made(transport)
        if data:
            streams.data_received(data)

    async def _talk_http2(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._own(task)
        await TCPServer(
            self._wrapped, self._loop, self._config, self._context, cast("Any", self._state), reader, writer
        )

    def _own(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _wait(tasks: set[asyncio.Task[None]], timeout_s: float) -> None:
    _, late = await asyncio.wait(tasks, timeout=timeout_s)
    for each in late:
        each.cancel()
