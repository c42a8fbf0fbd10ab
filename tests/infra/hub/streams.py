"""Events for the tests of streams, and a socket that is read by hand."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from mattermost_py.infra.hub.connection import Connection
from mattermost_py.kernel.events import Audience, Event
from tests.fixtures.world import WAIT_S, Person, World

HANDSHAKE = (
    "GET /api/v4/websocket{query} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {token}\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Told(Event):
    """Something that must not be lost."""

    name = "told"
    number: int
    user_id: str = ""
    channel_id: str = ""
    padding: str = ""

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id, channel_id=self.channel_id)

    def data(self) -> dict[str, Any]:
        return {"number": self.number, "padding": self.padding}


@dataclass(frozen=True, slots=True)
class Typing(Event):
    """Something a slow client may miss."""

    name = "typing"
    user_id: str

    def audience(self) -> Audience:
        return Audience(user_id=self.user_id)


async def quiet(world: World) -> Person:
    """Somebody whose coming and going is no news: they chose their status themselves."""
    person = await world.stranger()
    chosen = await person.put("/users/me/status", user_id=person.id, status="dnd")
    assert chosen.status_code == 200, chosen.text
    return person


def tell(world: World, person: Person, numbers: range, *, padding: int = 0) -> None:
    """Announces one event after another, all in one turn of the loop."""
    world.application.runtime.announce(
        [Told(number, user_id=person.id, padding="x" * padding) for number in numbers], listeners=False
    )


def streams(world: World, person: Person) -> list[Connection]:
    return world.application.runtime.hub.of_user(person.id)


@asynccontextmanager
async def socket_of(person: Person, query: str = "") -> AsyncIterator[ClientConnection]:
    headers = {"Authorization": f"Bearer {person.token}"}
    async with websockets.connect(person.world.websocket_url + query, additional_headers=headers) as made:
        yield made


async def events(made: ClientConnection, count: int) -> list[dict[str, Any]]:
    """The next messages."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(WAIT_S):
        while len(found) < count:
            found.append(json.loads(await made.recv()))
    return found


async def detached(world: World, person: Person) -> None:
    """Waits until the server has noticed that the person's sockets are gone."""
    async with asyncio.timeout(WAIT_S):
        while any(each.link is not None for each in streams(world, person)):
            await asyncio.sleep(0.01)


class Stubborn(asyncio.Protocol):
    """A client that reads only when told to, through a kernel that takes little ahead."""

    def __init__(self) -> None:
        self._arrived = bytearray()
        self._transport: asyncio.Transport | None = None
        self._more = asyncio.Event()
        self.ended = False

    @classmethod
    async def open(cls, person: Person, *, query: str = "", receive_bytes: int = 0) -> "Stubborn":
        raw = socket.socket()
        if receive_bytes:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        raw.setblocking(False)
        loop = asyncio.get_running_loop()
        port = int(person.world.base_url.rpartition(":")[2])
        await loop.sock_connect(raw, ("127.0.0.1", port))
        _, made = await loop.create_connection(cls, sock=raw)
        made.write(HANDSHAKE.format(query=query, token=person.token).encode())
        async with asyncio.timeout(WAIT_S):
            while b"\r\n\r\n" not in made._arrived:
                await made._wait()
        del made._arrived[: made._arrived.index(b"\r\n\r\n") + 4]
        return made

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._arrived += data
        self._more.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self._more.set()

    async def _wait(self) -> None:
        self._more.clear()
        await self._more.wait()

    def write(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.write(data)

    def stop(self) -> None:
        assert self._transport is not None
        self._transport.pause_reading()

    def go_on(self) -> None:
        assert self._transport is not None
        self._transport.resume_reading()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    async def next(self) -> dict[str, Any] | int:
        """The next event; at the end the code of the close frame, 0 if there was none."""
        async with asyncio.timeout(WAIT_S):
            while (found := self._frame()) is None and not self.ended:
                await self._wait()
        return 0 if found is None else found

    def arrived(self) -> list[dict[str, Any] | int]:
        """What is complete now."""
        found: list[dict[str, Any] | int] = []
        while (each := self._frame()) is not None:
            found.append(each)
        return found

    def _frame(self) -> dict[str, Any] | int | None:
        data = self._arrived
        if len(data) < 2:
            return None
        length, start = data[1], 2
        if length == 126:
            if len(data) < 4:
                return None
            (length,), start = struct.unpack_from("!H", data, 2), 4
        if len(data) < start + length:
            return None
        opcode, payload = data[0] & 0x0F, bytes(data[start : start + length])
        del data[: start + length]
        return json.loads(payload) if opcode == 1 else int.from_bytes(payload[:2], "big")
