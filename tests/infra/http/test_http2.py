"""Clients that speak HTTP/2 reach hypercorn; TLS with HTTP/1.1 stays with our own connections."""

import asyncio

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded

from mattermost_py.server.tls import Tls
from tests.infra.http.raw import RawClient, echo, served


async def _get_by_http2(client: RawClient) -> bytes:
    talk = H2Connection(H2Configuration(client_side=True, header_encoding="utf-8"))
    talk.initiate_connection()
    headers = [(":method", "GET"), (":path", "/two"), (":scheme", "http"), (":authority", "x")]
    talk.send_headers(1, headers, end_stream=True)
    body = b""
    async with asyncio.timeout(30):
        while True:
            await client.send(talk.data_to_send())
            for event in talk.receive_data(await client.reader.read(65536)):
                if isinstance(event, DataReceived):
                    body += event.data or b""
                if isinstance(event, StreamEnded):
                    return body


async def test_http2_by_its_preface_reaches_hypercorn() -> None:
    async with served(echo) as place:
        assert await _get_by_http2(await place.client()) == b"GET /two  "


async def test_http2_by_tls_reaches_hypercorn(tls: Tls) -> None:
    async with served(echo, tls=tls) as place:
        assert await _get_by_http2(await place.secure("h2", "http/1.1")) == b"GET /two  "


async def test_http1_over_tls_is_ours(tls: Tls) -> None:
    async with served(echo, tls=tls) as place:
        for protocols in (("http/1.1",), ()):
            client = await place.secure(*protocols)
            long = b"POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + b"a" * 200_000
            assert len((await client.ask(long)).body) == 200_011
            reply = await client.ask(b"GET /one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert reply.body == b"GET /one  "
            assert await client.is_closed()
