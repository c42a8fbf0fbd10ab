"""Clients that speak HTTP/2 reach hypercorn; TLS with HTTP/1.1 stays with our own connections."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import DataReceived, StreamEnded

from mattermost_py.server.tls import Tls
from tests.infra.http.raw import Place, RawClient, echo, served


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """A certificate for 127.0.0.1 that nobody signed."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return Tls(str(folder / "cert.pem"), str(folder / "key.pem"))


async def _secure(place: Place, *protocols: str) -> RawClient:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(protocols)
    client = RawClient(*await asyncio.open_connection("127.0.0.1", place.port, ssl=context))
    place.adopt(client)
    return client


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
        assert await _get_by_http2(await _secure(place, "h2", "http/1.1")) == b"GET /two  "


async def test_http1_over_tls_is_ours(tls: Tls) -> None:
    async with served(echo, tls=tls) as place:
        for protocols in (("http/1.1",), ()):
            client = await _secure(place, *protocols)
            long = b"POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + b"a" * 200_000
            assert len((await client.ask(long)).body) == 200_011
            reply = await client.ask(b"GET /one HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert reply.body == b"GET /one  "
            assert await client.is_closed()
