"""The web client as browsers are given it."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from mattermost_py.config import ConfigStore, load
from mattermost_py.infra.http.pages import FOR_EVER, Pages

PAGE = '<!doctype html><base href="/" /><title>x</title><script src="static/index-ABCD1234.js"></script>'
SCRIPT = "console.log('hello');" * 100


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built client."""
    folder = tmp_path / "client"
    (folder / "static").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "sw.js").write_text("self.skipWaiting();")
    script = folder / "static" / "index-ABCD1234.js"
    script.write_text(SCRIPT)
    script.with_name(script.name + ".br").write_bytes(b"packed by the build")
    (folder / "static" / "app-maskable.svg").write_text("<svg/>")
    (folder / "static" / "manifest.json").write_text("{}")
    return folder


@asynccontextmanager
async def visitor(folder: Path | str, **settings: dict[str, Any]) -> AsyncIterator[httpx2.AsyncClient]:
    overrides: dict[str, dict[str, Any]] = {"WebClient": {"Directory": str(folder)}, **settings}
    async with visiting(load(None, environ={}, overrides=overrides)) as http:
        yield http


@asynccontextmanager
async def visiting(config: ConfigStore) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=Pages(config))  # pyright: ignore[reportArgumentType] - ASGI typed by Starlette
    async with httpx2.AsyncClient(transport=transport, base_url="http://chat.test", trust_env=False) as http:
        yield http


async def test_every_path_is_the_page_with_the_sites_base_and_name(built: Path) -> None:
    settings = {"ServiceSettings": {"SiteURL": "https://x.test/chat"}, "TeamSettings": {"SiteName": "A & B"}}
    async with visitor(built, **settings) as http:
        for path in ("/", "/team/channels/town-square", "/login"):
            page = await http.get(path, headers={"accept-encoding": "gzip"})
            assert page.status_code == 200
            assert '<base href="/chat/">' in page.text
            assert "<title>A &amp; B</title>" in page.text
        assert (await http.head("/")).status_code == 200
        assert (await http.post("/")).status_code == 405


async def test_the_site_can_be_installed_under_its_own_name_and_path(built: Path) -> None:
    settings = {
        "ServiceSettings": {"SiteURL": "https://x.test/chat"},
        "TeamSettings": {"SiteName": "Orchard & Sons Company"},
    }
    async with visitor(built, **settings) as http:
        reply = await http.get("/manifest.webmanifest")
    assert reply.headers["content-type"] == "application/manifest+json"
    told = reply.json()
    assert (told["name"], told["short_name"]) == ("Orchard & Sons Company", "Orchard & Sons Comp…")
    assert [told[each] for each in ("id", "start_url", "scope")] == ["/chat/"] * 3
    assert {each["purpose"] for each in told["icons"]} == {"any", "maskable"}

    (built / "manifest.webmanifest").write_text('{"name": "of another client"}')
    async with visitor(built, **settings) as http:
        own = await http.get("/manifest.webmanifest")
    assert (own.json(), own.headers["content-type"]) == ({"name": "of another client"}, "application/manifest+json")


async def test_an_installed_site_has_its_own_icon_and_colour(built: Path) -> None:
    icon_id = "a" * 26
    head = (
        '<meta name="theme-color" content="#fff" /><link id="favicon" rel="icon" href="static/icon.svg" />'
        '<link rel="apple-touch-icon" href="static/icon-touch-180.png" /></head>'
    )
    (built / "index.html").write_text(PAGE + head)
    async with visitor(built, Branding={"Icon": icon_id, "Color": "#8a1538"}) as http:
        told = (await http.get("/manifest.webmanifest")).json()
        page = (await http.get("/")).text
    assert told["theme_color"] == "#8a1538"
    assert [each["src"] for each in told["icons"]] == [
        f"api/v4/brand/icon/{size}?v={icon_id}" for size in ("192", "512", "maskable")
    ]
    assert f'<link id="favicon" rel="icon" type="image/png" href="api/v4/brand/icon/64?v={icon_id}">' in page
    assert f'<link rel="apple-touch-icon" href="api/v4/brand/icon/180?v={icon_id}">' in page
    assert page.count("theme-color") == 1
    assert '<meta name="theme-color" content="#8a1538">' in page


async def test_pages_are_guarded_by_headers(built: Path) -> None:
    async with visitor(built, ServiceSettings={"FrameAncestors": "https://portal.test"}) as http:
        headers = (await http.get("/")).headers
    async with visitor(built, ServiceSettings={"GiphySdkKey": "key"}) as http:
        with_gifs = (await http.get("/")).headers["content-security-policy"]
    assert "giphy" not in headers["content-security-policy"]
    assert "connect-src 'self' ws: wss: https://api.giphy.com;" in with_gifs
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self' https://portal.test"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["x-content-type-options"] == "nosniff"


async def test_files_are_packed_and_kept_for_ever_only_if_their_name_holds_a_hash(built: Path) -> None:
    script = "/static/index-ABCD1234.js"
    async with visitor(built) as http:
        packed = await http.get(script, headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert (packed.text, packed.headers["cache-control"]) == (SCRIPT, FOR_EVER)
        assert packed.headers["content-type"] == "text/javascript; charset=utf-8"

        async with http.stream("GET", script, headers={"accept-encoding": "gzip, br"}) as best:
            assert best.headers["content-encoding"] == "br"
            assert b"".join([part async for part in best.aiter_raw()]) == b"packed by the build"

        plain = await http.get("/static/manifest.json", headers={"accept-encoding": "identity"})
        assert (plain.text, plain.headers["cache-control"]) == ("{}", "no-cache")
        again = await http.get("/static/manifest.json", headers={"if-none-match": plain.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (await http.get("/static/app-maskable.svg")).headers["cache-control"] == "no-cache"
        assert (await http.get("/sw.js")).text == "self.skipWaiting();"


async def test_what_is_not_there_is_404_and_never_a_file_outside(built: Path) -> None:
    (built.parent / "secret.txt").write_text("secret")
    async with visitor(built) as http:
        for path in ("/static/gone.js", "/static/", "/static/../index.html.map", "/static/%2e%2e/%2e%2e/secret.txt"):
            reply = await http.get(path)
            assert "secret" not in reply.text
            assert reply.status_code == 404 or "<base" in reply.text, path
        assert (await http.get("/static/index-ABCD1234.js.br")).status_code == 404
        assert (await http.get("/robots.txt")).text == "User-agent: *\nDisallow: /\n"


async def test_a_new_build_is_seen_without_a_restart(built: Path) -> None:
    async with visitor(built) as http:
        assert (await http.get("/static/new-ZZZZ9999.js")).status_code == 404
        (built / "static" / "new-ZZZZ9999.js").write_text("new")
        (built / "index.html").write_text(PAGE.replace("x</title>", "y</title>"))
        assert (await http.get("/static/new-ZZZZ9999.js")).text == "new"


async def test_another_client_is_served_as_soon_as_the_configuration_is_read_again(built: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text(PAGE + "other")
    file = tmp_path / "config.toml"

    def names(folder: Path) -> None:
        file.write_text(f'[WebClient]\nDirectory = "{folder}"\n')

    names(built)
    config = load(file, environ={})
    async with visiting(config) as http:
        for folder, is_other in ((built, False), (other, True)):
            names(folder)
            config.reload()
            assert (await http.get("/")).text.endswith("other") is is_other


async def test_without_a_client_the_page_says_what_to_do(tmp_path: Path) -> None:
    async with visitor(tmp_path / "nothing") as http:
        page = await http.get("/")
        assert page.status_code == 503
        assert "make run" in page.text
        assert (await http.get("/static/x.js")).status_code == 404
    async with visitor(tmp_path, WebClient={"Enable": False}) as http:
        assert "switched off" in (await http.get("/")).text


def test_gzip_is_readable_everywhere(built: Path) -> None:
    from mattermost_py.infra.http.pages import Client

    client = Client(built)
    assert client.refresh()
    asset = client.asset("static/index-ABCD1234.js")
    assert asset is not None
    content, coding = asset.encoded("gzip")
    assert (gzip.decompress(content).decode(), coding) == (SCRIPT, "gzip")
