"""The WebSocket protocol by hand: handshake, frames that are and are not allowed, pings, slow clients, the end."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.websocket import UPGRADE, WebSocket
from tests.infra.http.raw import WAIT_S, Place, RawClient, served

HANDSHAKE = (
    b"GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


@dataclass
class Echo:
    """Sends back what it hears."""

    socket: WebSocket | None = None
    heard: list[str | bytes] = field(default_factory=list[str | bytes])
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    had_room: asyncio.Event = field(default_factory=asyncio.Event)

    def received(self, message: str | bytes) -> None:
        self.heard.append(message)
        assert self.socket is not None
        self.socket.send(message.encode() if isinstance(message, str) else b"%d bytes" % len(message))

    def writable(self) -> None:
        self.had_room.set()

    def closed(self) -> None:
        self.ended.set()


class Sockets:
    """An application whose every socket echoes; without an upgrade it answers plainly."""

    def __init__(self) -> None:
        self.opened: list[Echo] = []

    async def __call__(self, scope: dict[str, Any], _receive: Any, send: Any) -> None:
        if scope["type"] == "http" or scope["path"] == "/refused":
            await Response(b"plain", status=403 if scope["path"] == "/refused" else 200).send(send)
            return
        echo = Echo()
        self.opened.append(echo)
        echo.socket = scope["extensions"][UPGRADE].accept(echo)


class Client:
    """The other end, frame by frame."""

    def __init__(self, raw: RawClient) -> None:
        self.raw = raw

    async def send(self, opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True) -> None:
        await self.raw.send(frame(opcode, payload, fin=fin, masked=masked))

    async def frame(self) -> tuple[int, bytes]:
        """The next frame."""
        reader = self.raw.reader
        async with asyncio.timeout(WAIT_S):
            first, length = await reader.readexactly(2)
            assert not length & 0x80, "servers do not mask"
            if length == 126:
                (length,) = struct.unpack("!H", await reader.readexactly(2))
            elif length == 127:
                (length,) = struct.unpack("!Q", await reader.readexactly(8))
            return first & 0x0F, await reader.readexactly(length)

    async def close_code(self) -> int:
        """The code of the close frame that ends the connection."""
        opcode, payload = await self.frame()
        assert opcode == CLOSE
        self.raw.writer.write(frame(CLOSE, payload[:2]))
        assert await self.raw.is_closed()
        self.raw.writer.close()
        return int.from_bytes(payload[:2], "big")


def frame(opcode: int, payload: bytes = b"", *, fin: bool = True, masked: bool = True, rsv: int = 0) -> bytes:
    head = bytes([(0x80 if fin else 0) | rsv | opcode])
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head += bytes([mask | len(payload)])
    else:
        head += bytes([mask | 126]) + struct.pack("!H", len(payload))
    if not masked:
        return head + payload
    key = b"\x37\xfa\x21\x3d"  # the same each time, for the bytes are part of names of tests
    return head + key + bytes(byte ^ key[at % 4] for at, byte in enumerate(payload))


@asynccontextmanager
async def talking(**limits: Any) -> AsyncIterator[tuple[Sockets, Client, Place]]:
    """An open socket."""
    sockets = Sockets()
    async with served(sockets, **limits) as place:
        raw = await place.client()
        assert (await raw.ask(HANDSHAKE)).status == 101
        yield sockets, Client(raw), place


async def test_the_handshake_proves_itself() -> None:
    async with served(Sockets()) as place:
        reply = await place.ask(HANDSHAKE)
        assert reply.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
        for wrong, status in (
            (HANDSHAKE.replace(b"13", b"12"), 426),
            (HANDSHAKE.replace(b"dGhl", b""), 400),
            (HANDSHAKE.replace(b"dGhl", b"!!!!"), 400),
            (HANDSHAKE.replace(b"\r\n\r\n", b"\r\nContent-Length: 1\r\n\r\na"), 400),
            (HANDSHAKE.replace(b"/socket", b"/refused"), 403),
            (HANDSHAKE.replace(b"keep-alive, Upgrade", b"keep-alive"), 200),
            (HANDSHAKE.replace(b"WebSocket\r", b"h2c\r"), 200),
        ):
            assert (await place.ask(wrong)).status == status


async def test_messages_of_every_size_come_back() -> None:
    async with talking() as (_, client, _place):
        for size in (0, 1, 125, 126, 127, 4000, 8192):
            await client.send(TEXT, b"a" * size)
            assert await client.frame() == (TEXT, b"a" * size)
        await client.send(BINARY, b"\xff\xfe")
        assert await client.frame() == (TEXT, b"2 bytes")


async def test_frames_may_come_with_the_handshake_and_in_single_bytes() -> None:
    async with served(Sockets()) as place:
        raw = await place.client()
        assert (await raw.ask(HANDSHAKE + frame(TEXT, b"early"))).status == 101
        client = Client(raw)
        assert await client.frame() == (TEXT, b"early")
        for byte in frame(TEXT, "grüße".encode()):
            await raw.send(bytes([byte]))
        assert await client.frame() == (TEXT, "grüße".encode())


async def test_a_message_in_fragments_is_one_message_and_pings_may_come_between() -> None:
    euro = "€".encode()
    async with talking() as (sockets, client, _):
        await client.send(TEXT, b"a" + euro[:1], fin=False)
        await client.send(PING, b"are you there")
        assert await client.frame() == (PONG, b"are you there")
        await client.send(0, euro[1:2], fin=False)
        await client.send(0, euro[2:] + b"b")
        assert await client.frame() == (TEXT, b"a" + euro + b"b")
        assert sockets.opened[0].heard == ["a€b"]


@pytest.mark.parametrize(
    ("case", "sent", "code"),
    [
        ("not masked", frame(TEXT, b"a", masked=False), 1002),
        ("reserved bit", frame(TEXT, b"a", rsv=0x40), 1002),
        ("reserved opcode", frame(3, b"a"), 1002),
        ("continuation of nothing", frame(0, b"a"), 1002),
        ("a new message inside another", frame(TEXT, b"a", fin=False) + frame(TEXT, b"b"), 1002),
        ("fragmented ping", frame(PING, b"a", fin=False), 1002),
        ("long ping", frame(PING, b"a" * 126), 1002),
        ("text that is not UTF-8", frame(TEXT, b"\xff"), 1007),
        ("text that ends in a letter", frame(TEXT, "€".encode()[:2]), 1007),
        ("too big", frame(TEXT, b"a" * 8193), 1009),
        ("too big in fragments", frame(TEXT, b"a" * 5000, fin=False) + frame(0, b"a" * 5000), 1009),
        ("close with half a code", frame(CLOSE, b"\x03"), 1002),
        ("close with a reserved code", frame(CLOSE, struct.pack("!H", 1005)), 1002),
        ("close with a reason that is not UTF-8", frame(CLOSE, struct.pack("!H", 1000) + b"\xff"), 1007),
        ("goodbye", frame(CLOSE, struct.pack("!H", 4001) + b"why"), 4001),
    ],
)
async def test_a_broken_protocol_ends_the_socket_with_its_reason(case: str, sent: bytes, code: int) -> None:
    async with talking() as (sockets, client, _):
        await client.raw.send(sent + frame(TEXT, b"later"))
        assert (case, await client.close_code()) == (case, code)
        async with asyncio.timeout(WAIT_S):
            await sockets.opened[0].ended.wait()
        assert sockets.opened[0].heard == []


async def test_a_close_without_a_code_is_answered_without_one() -> None:
    async with talking() as (_, client, _place):
        await client.send(CLOSE)
        assert await client.frame() == (CLOSE, b"")
        assert await client.raw.is_closed()


async def test_the_server_says_goodbye_and_waits_for_the_client_only_so_long() -> None:
    async with talking(close_s=0.5) as (sockets, client, _):
        socket = sockets.opened[0].socket
        assert socket is not None
        socket.send(b"last words")
        socket.close(4000, "enough")
        socket.send(b"never")
        socket.close(4001, "again")
        assert await client.frame() == (TEXT, b"last words")
        assert await client.frame() == (CLOSE, struct.pack("!H", 4000) + b"enough")
        await client.send(TEXT, b"too late")
        assert await client.raw.is_closed()
        await sockets.opened[0].ended.wait()
        assert sockets.opened[0].heard == []


async def test_a_client_that_leaves_without_a_word_is_noticed() -> None:
    async with talking() as (sockets, client, _):
        client.raw.writer.close()
        async with asyncio.timeout(WAIT_S):
            await sockets.opened[0].ended.wait()


async def test_who_answers_pings_stays_and_who_does_not_goes() -> None:
    async with talking(ping_s=0.5, pong_s=1.5) as (sockets, client, place):
        raw = await place.client()
        await raw.ask(HANDSHAKE)
        deaf = sockets.opened[1]
        while not deaf.ended.is_set():
            opcode, payload = await client.frame()
            assert (opcode, payload) == (PING, b"")
            await client.send(PONG)
        assert not sockets.opened[0].ended.is_set()


async def test_messages_of_one_turn_leave_together() -> None:
    async with talking() as (sockets, client, _):
        socket = sockets.opened[0].socket
        assert socket is not None
        for number in range(3):
            socket.push(b"event ", b"%d" % number)
        together = b"".join(b"\x81\x07event %d" % number for number in range(3))
        assert await client.raw.reader.read(1000) == together


async def test_a_slow_client_is_parked_and_hears_everything_when_it_listens() -> None:
    sockets = Sockets()
    async with served(sockets) as place:
        raw = await place.client(receive_bytes=4096)
        await raw.ask(HANDSHAKE)
        echo = sockets.opened[0]
        assert echo.socket is not None
        sent = 0
        async with asyncio.timeout(WAIT_S):
            while not echo.socket.is_parked:
                echo.socket.send(b"%08d" % sent + b"x" * 8000)
                sent += 1
                await asyncio.sleep(0)
        assert sent * 8000 < 20_000_000
        client = Client(raw)
        for number in range(sent):
            _, text = await client.frame()
            assert text[:8] == b"%08d" % number
        async with asyncio.timeout(WAIT_S):
            await echo.had_room.wait()
        assert not echo.socket.is_parked


async def test_a_client_that_takes_nothing_is_cut_off() -> None:
    sockets = Sockets()
    async with served(sockets, socket_stall_s=0.5) as place:
        raw = await place.client(receive_bytes=4096)
        await raw.ask(HANDSHAKE)
        echo = sockets.opened[0]
        assert echo.socket is not None
        while not echo.socket.is_parked:
            echo.socket.send(b"x" * 8000)
            await asyncio.sleep(0)
        async with asyncio.timeout(WAIT_S):
            await echo.ended.wait()


async def test_the_end_of_the_server_is_said_to_every_socket() -> None:
    async with talking() as (_, client, place):
        place.stop.set()
        assert await client.close_code() == 1001
