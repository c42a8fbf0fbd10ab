"""The web client's files: compressed once, cached for ever where their name holds a hash, every other path its page."""

import mimetypes
import re
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from html import escape
from importlib.resources import files
from pathlib import Path

from isal import igzip
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mattermost_py.config import ConfigStore, Settings
from mattermost_py.infra.http.manifest import branded, manifest

FOR_EVER = "public, max-age=31556926, immutable"
ASK_AGAIN = "no-cache"
PAGE = "index.html"
MANIFEST = "manifest.webmanifest"
COMPRESS_FROM_BYTES = 512
# The bundler's names end in eight letters of a hash; a plain word of eight small letters is none.
_HASHED = re.compile(r"-(?=[\w-]*[A-Z0-9_])[\w-]{8}\.\w+$")
_COMPRESSIBLE = re.compile(r"text/|application/(json|javascript|manifest\+json|wasm)|image/svg")
ROUTED = frozenset({"/robots.txt"})  # official routes that are answered here
_ROBOTS = "User-agent: *\nDisallow: /\n"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/wasm", ".wasm")


@dataclass
class Asset:
    """One file of the client, read when first asked for."""

    path: Path
    content_type: str
    is_hashed: bool
    _packed: dict[str, bytes | None] = field(default_factory=dict[str, bytes | None])

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def etag(self) -> str:
        return f'"{blake2b(self.content, digest_size=12).hexdigest()}"'

    def encoded(self, accepted: str) -> tuple[bytes, str]:
        """The smallest form the browser understands, and its name (empty for the plain one)."""
        if not _COMPRESSIBLE.match(self.content_type) or len(self.content) < COMPRESS_FROM_BYTES:
            return self.content, ""
        for coding, suffix in (("br", ".br"), ("gzip", ".gz")):
            if coding in accepted and (packed := self._ready(coding, suffix)):
                return packed, coding
        return self.content, ""

    def _ready(self, coding: str, suffix: str) -> bytes | None:
        """What the build packed; gzip is made now where it did not."""
        if coding not in self._packed:
            beside = self.path.with_name(self.path.name + suffix)
            made = beside.read_bytes() if beside.is_file() else None
            self._packed[coding] = made or (zlib.compress(self.content, 9, 31) if coding == "gzip" else None)
        return self._packed[coding]


class Client:
    """A built web client in a folder. Sees a new build without a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._assets: dict[str, Asset] = {}
        self._built_ns = 0
        self._page = ""

    def refresh(self) -> bool:
        """Whether there is a client; reads the folder again if it was built anew."""
        try:
            built_ns = (self._folder / PAGE).stat().st_mtime_ns
        except OSError:
            return False
        if built_ns != self._built_ns:
            self._assets = dict(_assets(self._folder))
            self._page = (self._folder / PAGE).read_text(encoding="utf-8")
            self._built_ns = built_ns
        return True

    def asset(self, name: str) -> Asset | None:
        return self._assets.get(name)

    def page(self, settings: Settings) -> bytes:
        """The one page of the client, for the path the site lives at and with its looks."""
        base, title = settings.subpath, settings.site_name
        page = re.sub(r"<base\s+href=\"[^\"]*\"\s*/?>", f'<base href="{escape(base)}/">', self._page, count=1)
        page = re.sub(r"<title>[^<]*</title>", lambda _: f"<title>{escape(title)}</title>", page, count=1)
        return branded(page, settings).encode()


def _assets(folder: Path) -> list[tuple[str, Asset]]:
    found: list[tuple[str, Asset]] = []
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        is_internal = name == PAGE or path.suffix in (".br", ".gz", ".map") or path.name.startswith(".")
        if path.is_file() and not is_internal:
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            text = kind.startswith("text/") or kind == "application/javascript"
            content_type = f"{kind}; charset=utf-8" if text else kind
            found.append((name, Asset(path, content_type, bool(_HASHED.search(path.name)))))
    return found


class Pages(Starlette):
    """ASGI application for every path outside the API."""

    def __init__(self, config: ConfigStore) -> None:
        super().__init__(
            routes=[
                Route("/robots.txt", self._robots, methods=["GET"]),
                Route("/static/{name:path}", self._static, methods=["GET"]),
                Route("/{name:path}", self._anything, methods=["GET"]),
            ]
        )
        self._config = config
        self._clients: dict[Path, Client] = {}

    async def _robots(self, _request: Request) -> Response:
        return PlainTextResponse(_ROBOTS, headers={"x-content-type-options": "nosniff"})

    async def _static(self, request: Request) -> Response:
        client = self._client()
        asset = client.asset(f"static/{request.path_params['name']}") if client else None
        if asset is None:
            return PlainTextResponse("404 page not found\n", 404, headers={"cache-control": "no-cache, public"})
        return _file(request, asset)

    async def _anything(self, request: Request) -> Response:
        """A file at the root of the client (its service worker), else its page: the browser finds its own way."""
        settings = self._config.current
        client = self._client()
        if client is None:
            return _missing(settings)
        name = request.path_params["name"]
        asset = client.asset(name)
        if asset is not None:
            return _file(request, asset)
        if name == MANIFEST:
            headers = {"cache-control": ASK_AGAIN, "x-content-type-options": "nosniff"}
            return Response(manifest(settings), headers=headers, media_type="application/manifest+json")
        content = client.page(settings)
        headers = {**_page_headers(settings), "vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
            content = igzip.compress(content, 1)  # pyright: ignore[reportUnknownMemberType] - stub without types
        return Response(content, headers=headers, media_type="text/html")

    def _client(self) -> Client | None:
        """The client in use, if there is one."""
        chosen = self._config.current.WebClient
        if not chosen.Enable:
            return None
        folder = Path(chosen.Directory).expanduser() if chosen.Directory else built_in_client()
        client = self._clients.get(folder)
        if client is None:
            client = self._clients[folder] = Client(folder)
        return client if client.refresh() else None


def built_in_client() -> Path:
    """Where the build puts the web client."""
    return Path(str(files("mattermost_py"))) / "web" / "dist"


def _file(request: Request, asset: Asset) -> Response:
    headers = {
        "cache-control": FOR_EVER if asset.is_hashed else ASK_AGAIN,
        "etag": asset.etag,
        "vary": "Accept-Encoding",
        "x-content-type-options": "nosniff",
    }
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    content, coding = asset.encoded(request.headers.get("accept-encoding", ""))
    if coding:
        headers["content-encoding"] = coding
    headers["content-type"] = asset.content_type
    return Response(content, headers=headers)


def _page_headers(settings: Settings) -> dict[str, str]:
    service = settings.ServiceSettings
    headers = {
        "cache-control": "no-cache, max-age=31556926, public",
        "content-security-policy": policy(settings),
        "x-frame-options": "SAMEORIGIN",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "",
    }
    if service.TLSStrictTransport:
        headers["strict-transport-security"] = f"max-age={service.TLSStrictTransportMaxAge}"
    return headers


def policy(settings: Settings) -> str:
    """The Content-Security-Policy: scripts come from here alone, none stands in the page."""
    service = settings.ServiceSettings
    has_gifs = service.EnableGifPicker and service.GiphySdkKey != ""
    rules: dict[str, str] = {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob: https: http:",
        "media-src": "'self' blob: https: http:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws: wss:" + (" https://api.giphy.com" if has_gifs else ""),
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": f"'self' {service.FrameAncestors}".strip(),
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _missing(settings: Settings) -> Response:
    """A page for whoever runs the server from its source and has not built the client."""
    is_off = not settings.WebClient.Enable
    reason = (
        "<p>The web client is switched off (<code>WebClient.Enable = false</code>).</p>"
        if is_off
        else "<p>The web client has not been built yet.</p><pre>make run</pre><p>builds it and starts the server. "
        "In an installed copy, set <code>WebClient.Directory</code> to the folder of a built client.</p>"
    )
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>mmpy</title>'
        "<style>body{font:16px/1.5 system-ui;max-width:34rem;margin:15vh auto;padding:0 1rem}"
        "pre{background:#8882;padding:.6rem 1rem;border-radius:6px}:root{color-scheme:light dark}</style>"
        "<h1>The server is running</h1>"
        f"{reason}<p>The API answers at <code>{escape(settings.subpath)}/api/v4/</code>, "
        "and apps of Mattermost for desktop and phones can connect to this address.</p></html>"
    )
    headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'", "cache-control": "no-store"}
    return Response(page, 503, headers=headers, media_type="text/html")
