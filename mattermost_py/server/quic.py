"""HTTP/3 on the UDP port of the same number as each TCP port, by hypercorn and aioquic.

Every worker has UDP sockets of its own: the kernel keeps the packets of one client with one of them, as long as the
client's address stays and no worker comes or goes; else the client starts over, or returns to TCP.
Source: RFC 9114; RFC 7838 for how clients learn of it.
"""

import asyncio
import logging
import socket
from collections.abc import Sequence
from typing import Any

from aioquic.h3.connection import ErrorCode
from hypercorn.asyncio.task_group import TaskGroup
from hypercorn.asyncio.udp_server import UDPServer
from hypercorn.events import Event
from hypercorn.protocol.quic import QuicProtocol
from hypercorn.typing import ConnectionState

from mattermost_py.infra.http.server import App

LOOKING_EVERY_S = 0.05  # while the server stops
REMEMBERED_S = 3600  # how long a client may come by UDP at once
_log = logging.getLogger("mattermost_py.http")
logging.getLogger("quic").setLevel(logging.WARNING)  # it has a line for every connection


def beside(descriptors: Sequence[int]) -> list[socket.socket]:
    """UDP sockets at the addresses of these listening TCP sockets."""
    opened: list[socket.socket] = []
    for descriptor in descriptors:
        with socket.socket(fileno=descriptor) as tcp:
            family, address = tcp.family, tcp.getsockname()
            is_v6_only = family == socket.AF_INET6 and tcp.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
            tcp.detach()
        if family in (socket.AF_INET, socket.AF_INET6):
            opened.append(_bound(family, address, is_v6_only=bool(is_v6_only)))
    return opened


def _bound(family: int, address: Any, *, is_v6_only: bool) -> socket.socket:
    udp = socket.socket(family, socket.SOCK_DGRAM)
    udp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family == socket.AF_INET6:
        udp.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, is_v6_only)
    udp.bind(address)
    return udp


def announced(app: App, port: int) -> App:
    """The application, telling clients of TCP that they may come by QUIC as well."""
    line = (b"alt-svc", b'h3=":%d"; ma=%d' % (port, REMEMBERED_S))

    async def telling(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def tell(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], line]}
            await send(message)

        await app(scope, receive, tell if scope["type"] == "http" else send)

    return telling


class Datagrams(UDPServer):
    """Hypercorn's, which a single odd packet would end, and which would not notice that the server stops."""

    async def run(self) -> None:
        assert self.transport is not None
        udp = self.transport.get_extra_info("socket")
        server: Any = udp.getsockname()[:2]
        async with TaskGroup(self.loop) as tasks:
            state: Any = ConnectionState(self.state.copy())
            self.protocol = QuicProtocol(self.app, self.config, self.context, tasks, state, server, self.protocol_send)
            ending = self.loop.create_task(self.context.terminated.wait())
            try:
                while not ending.done():
                    await self._handle(await self._next(ending))
                while not self.protocol.idle:
                    await self._let_go()
                    await self._handle(await self._next(None))
            finally:
                ending.cancel()
                self.transport.close()

    async def _next(self, ending: asyncio.Task[None] | None) -> Event | None:
        """The next packet; None when the server begins to stop, and now and then while it stops."""
        queue: asyncio.Queue[Event] = self.protocol_queue  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - untyped there
        coming = self.loop.create_task(queue.get())
        awaited: set[asyncio.Task[Any]] = {coming, ending} if ending is not None else {coming}
        timeout_s = LOOKING_EVERY_S if ending is None else None
        await asyncio.wait(awaited, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        if coming.done():
            return coming.result()
        coming.cancel()
        return None

    async def _let_go(self) -> None:
        """Ends the connections that no answer is under way on."""
        connections = self.protocol.connections
        for each in {id(each): each for each in connections.values()}.values():
            if each.h3 is None or not each.h3.streams:
                each.quic.close(error_code=ErrorCode.H3_NO_ERROR)
                await self.protocol.send_all(each)
                await each.task.stop()
                for cid in each.cids:
                    connections.pop(cid, None)

    async def _handle(self, event: Event | None) -> None:
        if event is None:
            return
        try:
            await self.protocol.handle(event)
        except Exception:  # noqa: BLE001 - strangers' packets meet a library's code
            _log.exception("a QUIC packet could not be handled")
