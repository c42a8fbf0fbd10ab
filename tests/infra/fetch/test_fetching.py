"""What requests to the outside may reach, and how much of it they bring back."""

import gzip
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mattermost_py.config import Settings, load
from mattermost_py.config.proxies import outgoing_proxy
from mattermost_py.infra.fetch import Fetched, FetchFailed, FetchRefused, Wanted, fetch, fetching
from mattermost_py.infra.fetch.addresses import allowed
from tests.fixtures.certificate import self_signed
from tests.fixtures.website import Website, website

HERE = "127.0.0.1"


@pytest.fixture
def site() -> Iterator[Website]:
    with website() as running:
        yield running


def settings(*, allows: str = HERE, **more: Any) -> Settings:
    given = {"AllowedUntrustedInternalConnections": allows, **more}
    return load(None, environ={}, overrides={"ServiceSettings": given}).current


async def got(url: str, *, allows: str = HERE, **options: Any) -> Fetched:
    return await fetch(settings(allows=allows), Wanted(url, **options))


@pytest.mark.parametrize(
    ("address", "is_reached"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("2002:7f00:1::", False),
        ("2001:0:7f00:1::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
    ],
)
def test_only_public_addresses_are_reached(address: str, is_reached: bool) -> None:
    assert allowed("").has_address(ipaddress.ip_address(address)) is is_reached


@pytest.mark.parametrize(
    ("allows", "is_reached"),
    [
        ("", False),
        ("10.0.0.0/8", True),
        ("10.1.2.3", True),
        ("example.org, 10.1.0.0/16", True),
        ("10.1.2.4 ::1", False),
    ],
)
def test_admins_allow_addresses_and_networks(allows: str, is_reached: bool) -> None:
    for address in ("10.1.2.3", "::ffff:10.1.2.3"):
        assert allowed(allows).has_address(ipaddress.ip_address(address)) is is_reached


async def test_this_machine_is_reached_only_where_an_admin_allows_it(site: Website) -> None:
    url = site.has("/", "hello")
    assert (await got(url)).body == b"hello"
    by_name = url.replace(HERE, "localhost")
    assert (await got(by_name, allows="localhost")).body == b"hello"
    for forbidden in (
        url,
        by_name,
        url.replace(HERE, "2130706433"),
        url.replace(HERE, "0x7f.1"),
        url.replace(HERE, "0"),
    ):
        with pytest.raises(FetchFailed):
            await got(forbidden, allows="")
    assert len(site.asked) == 2


async def test_the_name_stays_in_the_request(site: Website) -> None:
    site.has("/", "hello")
    await got(site.url().replace(HERE, "localhost"), allows="localhost")
    assert site.asked[0].headers["host"] == f"localhost:{site.port}"


async def test_a_redirect_is_checked_like_the_first_address(site: Website) -> None:
    site.has("/there", "there")
    site.has("/here", status=302, headers={"Location": "/there"})
    answered = await got(site.url("/here"))
    assert (answered.body, answered.url) == (b"there", site.url("/there"))

    site.has("/away", status=302, headers={"Location": f"http://localhost:{site.port}/there"})
    site.has("/file", status=302, headers={"Location": "file:///etc/passwd"})
    with socket.create_server(("127.0.0.2", 0)) as other:
        site.has("/other", status=302, headers={"Location": f"http://127.0.0.2:{other.getsockname()[1]}/"})
        for path in ("/other", "/file"):
            with pytest.raises(FetchRefused):
                await got(site.url(path))
    assert (await got(site.url("/away"))).status == 200  # another name of what is allowed


async def test_redirects_end_some_time(site: Website) -> None:
    site.has("/round", status=302, headers={"Location": "/round"})
    with pytest.raises(FetchRefused):
        await got(site.url("/round"), redirects=3)
    assert len(site.asked) == 4
    assert (await got(site.url("/round"), redirects=0)).headers["location"] == "/round"


async def test_secrets_do_not_follow_to_another_host(site: Website) -> None:
    site.has("/end", "end")
    site.has("/same", status=307, headers={"Location": "/end"})
    site.has("/other", status=302, headers={"Location": f"http://localhost:{site.port}/end"})
    for path, method, secret, body in (("/same", "POST", "Token t", b"x=1"), ("/other", "GET", None, b"")):
        site.asked.clear()
        await got(site.url(path), method="POST", body=b"x=1", headers={"Authorization": "Token t"})
        last = site.asked[-1]
        assert (last.path, last.method, last.headers.get("authorization"), last.body) == ("/end", method, secret, body)


async def test_long_answers_are_cut(site: Website) -> None:
    site.has("/long", b"x" * 5000)
    site.has("/bomb", gzip.compress(b"y" * 5_000_000), headers={"Content-Encoding": "gzip"})
    for path, letter in (("/long", b"x"), ("/bomb", b"y")):
        answered = await got(site.url(path), most_bytes=1000)
        assert (answered.body, answered.is_cut) == (letter * 1000, True)
    whole = await got(site.url("/long"), most_bytes=5000)
    assert (len(whole.body), whole.is_cut) == (5000, False)


async def test_silence_is_not_waited_for(site: Website) -> None:
    site.holds("/slow")
    with pytest.raises(FetchFailed, match="too long"):
        await got(site.url("/slow"), timeout_s=0.05)


async def test_what_is_no_web_address_is_refused() -> None:
    for url in ("ftp://example.org/", "gopher://127.0.0.1:70/", "http://", "http:///x", "nonsense", "http://[::1", ""):
        with pytest.raises(FetchFailed):
            await got(url)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's certificate for the name `localhost`, and this process trusts who signed it."""
    certificate, key = self_signed(tmp_path, name="localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetching.tls.cache_clear()
    yield context
    fetching.tls.cache_clear()


async def test_the_other_side_proves_its_name(authority: ssl.SSLContext) -> None:
    with website(authority) as site:
        site.has("/", "secret")
        named, numbered = f"https://localhost:{site.port}/", f"https://{HERE}:{site.port}/"
        assert (await got(named, allows="localhost")).body == b"secret"
        with pytest.raises(FetchFailed):
            await got(numbered)  # the certificate is for the name
        trusting = settings(EnableInsecureOutgoingConnections=True)
        assert (await fetch(trusting, Wanted(numbered))).body == b"secret"


def test_the_operators_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    assert outgoing_proxy("https", "example.org", 443) == ""
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    monkeypatch.setenv("no_proxy", "near.example")
    assert outgoing_proxy("https", "example.org", 443) == "http://proxy.example:3128"
    for scheme, host in (("http", "example.org"), ("https", "near.example"), ("https", "localhost"), ("https", HERE)):
        assert outgoing_proxy(scheme, host, 443) == ""
