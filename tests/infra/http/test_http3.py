"""Clients that speak HTTP/3, by UDP at the port of TCP."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aioquic.asyncio.client import connect  # pyright: ignore[reportUnknownVariableType] - an untyped callable in it
from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.h3.connection import H3_ALPN, H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.events import ConnectionTerminated, QuicEvent

from mattermost_py.server.tls import Tls
from tests.infra.http.raw import App, Place, echo, served


class Client(QuicConnectionProtocol):
    """One HTTP/3 connection."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.talk = H3Connection(self._quic)
        self.ended = asyncio.Event()
        self._bodies: dict[int, bytes] = {}
        self._answers: dict[int, asyncio.Future[tuple[dict[bytes, bytes], bytes]]] = {}
        self._heads: dict[int, dict[bytes, bytes]] = {}

    def quic_event_received(self, event: QuicEvent) -> None:
        if isinstance(event, ConnectionTerminated):
            self.ended.set()
        for each in self.talk.handle_event(event):
            if isinstance(each, HeadersReceived):
                self._heads[each.stream_id] = dict(each.headers)
            if isinstance(each, DataReceived):
                self._bodies[each.stream_id] = self._bodies.get(each.stream_id, b"") + each.data
            if isinstance(each, HeadersReceived | DataReceived) and each.stream_ended:
                answer = (self._heads[each.stream_id], self._bodies.get(each.stream_id, b""))
                self._answers[each.stream_id].set_result(answer)

    def begin(self, method: str, path: str, body: bytes = b"") -> asyncio.Future[tuple[dict[bytes, bytes], bytes]]:
        """Sends a request; its answer is to come."""
        stream = self._quic.get_next_available_stream_id()
        head = ((b":method", method), (b":scheme", "https"), (b":authority", "x"), (b":path", path))
        self.talk.send_headers(stream, [(name, value.encode()) for name, value in head], end_stream=not body)
        if body:
            self.talk.send_data(stream, body, end_stream=True)
        self._answers[stream] = asyncio.get_running_loop().create_future()
        self.transmit()
        return self._answers[stream]

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[dict[bytes, bytes], bytes]:
        async with asyncio.timeout(30):
            return await self.begin(method, path, body)


@asynccontextmanager
async def client(place: Place) -> AsyncIterator[Client]:
    setting = QuicConfiguration(is_client=True, alpn_protocols=H3_ALPN, verify_mode=ssl.CERT_NONE)
    async with connect("127.0.0.1", place.port, configuration=setting, create_protocol=Client) as talk:
        assert isinstance(talk, Client)
        yield talk


def held(release: asyncio.Event) -> App:
    """Echoes once it may."""

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["path"] == "/held":
            await release.wait()
        await echo(scope, receive, send)

    return app


async def test_http3_is_answered_and_tcp_tells_of_it(tls: Tls) -> None:
    async with served(echo, tls=tls, http3=True) as place, client(place) as talk:
        answers = await asyncio.gather(talk.ask("GET", "/three?x=1"), talk.ask("POST", "/three", b"a" * 100_000))
        assert [head[b":status"] for head, _ in answers] == [b"200", b"200"]
        assert [body for _, body in answers] == [b"GET /three x=1 ", b"POST /three  " + b"a" * 100_000]
        told = await (await place.secure("http/1.1")).ask(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert told.headers["alt-svc"] == f'h3=":{place.port}"; ma=3600'
    async with served(echo, tls=tls) as place:
        told = await (await place.secure("http/1.1")).ask(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert "alt-svc" not in told.headers


async def test_strange_packets_harm_nobody(tls: Tls) -> None:
    loop = asyncio.get_running_loop()
    async with served(echo, tls=tls, http3=True) as place:
        stranger, _ = await loop.create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=("127.0.0.1", place.port)
        )
        for packet in (b"", b"\x00", b"\xc0" + b"\xff" * 1300, b"\xc3\x00\x00\x00\x01\x08" + bytes(1300)):
            stranger.sendto(packet)
        async with client(place) as talk:
            assert (await talk.ask("GET", "/after"))[1] == b"GET /after  "
        stranger.close()


async def test_the_end_of_the_server_lets_answers_finish_and_closes_what_is_idle(tls: Tls) -> None:
    release = asyncio.Event()
    async with served(held(release), tls=tls, http3=True, drain_s=20) as place:
        async with client(place) as idle, client(place) as busy:
            await asyncio.gather(idle.ask("GET", "/"), busy.ask("GET", "/"))
            under_way = busy.begin("GET", "/held")
            await busy.ask("GET", "/")  # by now the held request is there
            place.stop.set()
            async with asyncio.timeout(15):
                await idle.ended.wait()
                assert not under_way.done()
                release.set()
                assert (await under_way)[1] == b"GET /held  "
                await busy.ended.wait()
