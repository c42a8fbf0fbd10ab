"""One request to the outside, with limits on where it goes, how long it takes, and how much comes back."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import httpx2

from mattermost_py.config.proxies import outgoing_proxy
from mattermost_py.infra.fetch.addresses import Allowed, allowed, resolved
from mattermost_py.infra.http.eager import in_a_task

if TYPE_CHECKING:
    from mattermost_py.config import Settings

USER_AGENT = "Mattermost-Bot/1.1"  # sites know it and show it what they show to previewers
REDIRECTS_MOST = 10
MIB = 1024 * 1024
_DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
_WINDOW_BITS: Mapping[str, int] = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class FetchFailed(Exception):
    """The other side could not be reached, took too long, or answered with what is no HTTP."""


class FetchRefused(FetchFailed):
    """The address is not one that users may have us ask: not public, not HTTP, or too many redirects away."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask for.

    most_bytes: of the decoded answer; what is longer is cut there.
    redirects:  how many are followed; 0 returns the redirect itself.
    may_ask:    whether an address may be asked, the first one and those it redirects to; None: any.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    timeout_s: float = 30.0
    most_bytes: int = MIB
    redirects: int = REDIRECTS_MOST
    may_ask: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer. `url` is where it came from after all redirects; names of `headers` are lower-case."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool = False

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """Lower-case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


async def fetch(settings: "Settings", wanted: Wanted) -> Fetched:
    """Asks and returns the answer, whatever its status. Raises: FetchFailed, FetchRefused."""
    service = settings.ServiceSettings
    permitted = allowed(service.AllowedUntrustedInternalConnections)
    await in_a_task()  # httpx2 keeps hold of it
    try:
        async with asyncio.timeout(wanted.timeout_s):
            return await _follow(wanted, permitted, verifies=not service.EnableInsecureOutgoingConnections)
    except TimeoutError as exc:
        raise FetchFailed("it took too long") from exc
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError, zlib.error, ValueError) as exc:
        raise FetchFailed(str(exc) or type(exc).__name__) from exc


async def _follow(wanted: Wanted, permitted: Allowed, *, verifies: bool) -> Fetched:
    """The request and, as far as wanted, those it is redirected to; each is checked like the first."""
    headers = {"user-agent": USER_AGENT, "accept-encoding": "gzip", **_lower(wanted.headers)}
    request = httpx2.Request(wanted.method, wanted.url, headers=headers, content=wanted.body or None)
    for _ in range(wanted.redirects + 1):
        if wanted.may_ask is not None and not wanted.may_ask(str(request.url)):
            raise FetchRefused("the caller does not want to ask there")
        async with _client(request.url, verifies=verifies) as client:
            answered, following = await _ask(client, request, wanted, permitted)
        if following is None or wanted.redirects == 0:
            return answered
        request = following
    raise FetchRefused("too many redirects")


async def _ask(
    client: httpx2.AsyncClient, request: httpx2.Request, wanted: Wanted, permitted: Allowed
) -> tuple[Fetched, httpx2.Request | None]:
    """One answer, and the request it redirects to."""
    host, url = request.url.host, str(request.url)
    following: httpx2.Request | None = None
    async with _connected(client, request, permitted) as response:
        if response.is_redirect and "location" in response.headers and wanted.redirects:
            following = _redirected(request, response)
            body, is_cut = b"", False
        else:
            body, is_cut = await _read(response, wanted.most_bytes)
        headers = {name.lower(): value for name, value in response.headers.items()}
        assert request.url.host == host  # the copy that was sent had the address in its place
        return Fetched(response.status_code, url, headers, body, is_cut), following


@asynccontextmanager
async def _connected(
    client: httpx2.AsyncClient, request: httpx2.Request, permitted: Allowed
) -> AsyncIterator[httpx2.Response]:
    """The answer to a request that is sent to a checked address of its host, and to no other one.

    Raises: FetchRefused; what httpx2 raises when none of the addresses answers.
    """
    url = request.url
    addresses = await _checked_addresses(url, permitted)
    failure: Exception = FetchRefused(f"{url.host} has no address that may be reached")
    for address in addresses:
        pinned = _pinned(request, address) if address else request
        try:
            response = await client.send(pinned, stream=True, follow_redirects=False)
        except httpx2.ConnectError as exc:
            failure = exc
            continue
        try:
            yield response
        finally:
            await response.aclose()
        return
    raise failure


async def _checked_addresses(url: httpx2.URL, permitted: Allowed) -> list[str]:
    """Addresses to connect to, in order; '' leaves the name to the proxy. Raises: FetchRefused, OSError."""
    if url.scheme not in _DEFAULT_PORTS or not url.host:
        raise FetchRefused(f"not an address of the web: {url.scheme}")
    port = url.port or _DEFAULT_PORTS[url.scheme]
    host = url.raw_host.decode("ascii")
    if not outgoing_proxy(url.scheme, host, port):
        return await resolved(host, port, permitted)
    try:
        found = await resolved(host, port, permitted)
    except OSError:
        return [""]  # only the proxy knows the names of the outside
    return [""] if found else []


def _pinned(request: httpx2.Request, address: str) -> httpx2.Request:
    """The request with the address in place of the name; the name stays in `Host` and in what TLS checks."""
    url = request.url
    extensions = {**request.extensions, "sni_hostname": url.raw_host.decode("ascii")}
    return httpx2.Request(
        request.method,
        url.copy_with(host=address),
        headers=request.headers,
        content=request.content or None,
        extensions=extensions,
    )


def _redirected(request: httpx2.Request, response: httpx2.Response) -> httpx2.Request:
    """The next request: as a GET unless the status keeps the method; secrets stay with the host they were for."""
    target = request.url.join(response.headers["location"])
    headers = httpx2.Headers(request.headers)
    headers.pop("host", None)
    if (target.scheme, target.host, target.port) != (request.url.scheme, request.url.host, request.url.port):
        headers.pop("authorization", None)
        headers.pop("cookie", None)
    keeps = response.status_code in (307, 308) or request.method in ("GET", "HEAD")
    if not keeps:
        for name in ("content-length", "content-type", "transfer-encoding"):
            headers.pop(name, None)
    method = request.method if keeps else "GET"
    return httpx2.Request(method, target, headers=headers, content=(request.content or None) if keeps else None)


async def _read(response: httpx2.Response, most_bytes: int) -> tuple[bytes, bool]:
    """The body, unpacked piece by piece so that a small one cannot become huge. Raises: FetchFailed, zlib.error."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in _WINDOW_BITS and encoding not in ("", "identity"):
        raise FetchFailed(f"the answer is packed as {encoding}")
    unpack = zlib.decompressobj(_WINDOW_BITS[encoding]) if encoding in _WINDOW_BITS else None
    parts, left = list[bytes](), most_bytes
    async for part in response.aiter_raw():
        packed = part
        while packed:
            piece = unpack.decompress(packed, left + 1) if unpack else packed
            packed = unpack.unconsumed_tail if unpack else b""
            parts.append(piece[:left])
            if len(piece) > left:
                return b"".join(parts), True
            left -= len(piece)
    return b"".join(parts), False


@asynccontextmanager
async def _client(url: httpx2.URL, *, verifies: bool) -> AsyncIterator[httpx2.AsyncClient]:
    """A client for one request: a connection that was checked for one name is not used for another one."""
    proxy = ""
    if url.scheme in _DEFAULT_PORTS and url.host:
        proxy = outgoing_proxy(url.scheme, url.raw_host.decode("ascii"), url.port or _DEFAULT_PORTS[url.scheme])
    transport = httpx2.AsyncHTTPTransport(verify=tls(verifies), trust_env=False, proxy=proxy or None)
    async with httpx2.AsyncClient(transport=transport, trust_env=False, timeout=None) as client:
        yield client


@lru_cache(maxsize=2)
def tls(verifies: bool) -> ssl.SSLContext:
    return httpx2.create_ssl_context(verify=verifies)


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
