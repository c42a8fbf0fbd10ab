"""Pictures of other sites through this one, and where short addresses lead."""

import hashlib
import hmac
import json
from urllib.parse import quote

from tests.features.messaging.previews.doing import picture, switched
from tests.fixtures.website import Asked, Page, Website
from tests.fixtures.world import World

LOCAL = {"Enable": True, "ImageProxyType": "local"}


async def test_pictures_come_through_this_site(world: World, site: Website) -> None:
    ana = await world.member()
    image = site.has("/seen.png", picture(), content_type="image/png", headers={"ETag": '"one"'})
    drawing = site.has("/seen.svg", "<svg/>", content_type="image/svg+xml")
    bare = site.has("/bare", picture(), content_type="application/octet-stream")
    async with switched(world, ImageProxySettings=LOCAL):
        reply = await ana.get("/image", url=image)
        unchanged = await ana.call("GET", "/image", params={"url": image}, headers={"If-None-Match": '"one"'})
        drawn = await ana.get("/image", url=drawing)
        known = await ana.get("/image", url=bare)
    assert (reply.status_code, reply.content, reply.headers["content-type"]) == (200, picture(), "image/png")
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert unchanged.status_code == 304
    assert drawn.headers["content-disposition"].startswith("attachment")
    assert known.headers["content-type"] == "image/png"
    assert "authorization" not in site.requests("/seen.png")[0].headers


async def test_nothing_but_pictures_of_the_public_comes_through(world: World, site: Website) -> None:
    ana = await world.member()
    page = site.has("/page", "<script>1</script>")
    failed = site.has("/failed.png", picture(), content_type="image/png", status=500)
    async with switched(world, ImageProxySettings=LOCAL):
        for url in (page, failed, site.url("/nowhere"), "http://169.254.169.254/x.png", "http://127.0.0.9/x.png"):
            reply = await ana.get("/image", url=url)
            assert (reply.status_code, reply.json()["id"]) == (404, "api.image.get.app_error"), url
        for url in ("", "ftp://example.org/x.png", "http://[::1", "javascript:x"):
            reply = await ana.get("/image", url=url)
            assert (reply.status_code, reply.json()["id"]) == (400, "api.image.get.app_error"), url
        assert (await world.anonymous().get("/image", url=page)).status_code == 401


async def test_without_the_proxy_readers_go_there_themselves(world: World, site: Website) -> None:
    ana = await world.member()
    image = site.has("/direct.png", picture(), content_type="image/png")
    own = f"{world.base_url}/api/v4/files/x"
    for url, location in ((image, image), (own, own), ("/static/x.png", f"{world.base_url}/static/x.png")):
        reply = await ana.get("/image", url=url)
        assert (reply.status_code, reply.headers["location"]) == (302, location)
    async with switched(world, ImageProxySettings=LOCAL):
        assert (await ana.get("/image", url=own)).status_code == 302
    assert not site.requests("/direct.png")


async def test_a_camo_proxy_gets_signed_addresses(world: World) -> None:
    ana = await world.member()
    camo = {
        "Enable": True,
        "ImageProxyType": "atmos/camo",
        "RemoteImageProxyURL": "https://camo.example/",
        "RemoteImageProxyOptions": "secret",
    }
    url = "http://pictures.example/one.png"
    async with switched(world, ImageProxySettings=camo):
        reply = await ana.get("/image", url=url)
    signature = hmac.new(b"secret", url.encode(), hashlib.sha1).hexdigest()
    assert reply.headers["location"] == f"https://camo.example/{signature}/{url.encode().hex()}"


async def test_messages_show_their_pictures_through_the_proxy_and_keep_their_text(world: World, site: Website) -> None:
    ana = await world.member()
    image = site.has("/in-text.png", picture(), content_type="image/png")
    cover = site.has("/cover2.png", picture(5, 5), content_type="image/png")
    page = site.has(
        "/with-cover", f'<meta property="og:title" content="T"><meta property="og:image" content="{cover}">'
    )
    through = {url: f"{world.base_url}/api/v4/image?url={quote(url, safe='')}" for url in (image, cover)}
    text = f'{page} ![a]({image} "t") `![b]({image})` ![own](/api/v4/files/x)'
    shown = text.replace(f"![a]({image}", f"![a]({through[image]}")
    async with switched(world, ImageProxySettings=LOCAL):
        async with ana.listening() as heard:
            post = await world.post(by=ana, message=text)
            event = json.loads((await heard.wait_for("posted"))["data"]["post"])
        assert (post.message, post.message_source) == (shown, text)
        assert event["message"] == shown
        assert set(post.metadata["images"]) == set(through.values())
        (picture_of_page,) = post.metadata["embeds"][0]["data"]["images"]
        assert (picture_of_page["url"], picture_of_page["secure_url"]) == ("", through[cover])

        edited = (await ana.put(f"/posts/{post.id}/patch", message=f"{shown} more")).json()
        assert edited["message_source"] == f"{text} more"
        assert (await world.post(by=ana, message=shown)).message_source == text
    assert (await ana.get(f"/posts/{post.id}")).json()["message"] == f"{text} more"


async def test_redirects_are_told_but_not_followed(world: World, site: Website) -> None:
    ana = await world.member()
    site.answers("/short", _redirect)
    reply = await ana.get("/redirect_location", url=site.url("/short"))
    assert reply.json() == {"location": "https://long.example/"}
    assert site.requests("/short")[0].method == "HEAD"
    assert (await ana.get("/redirect_location", url="http://169.254.169.254/")).json() == {"location": ""}
    missing = await ana.get("/redirect_location")
    assert (missing.status_code, missing.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await world.anonymous().get("/redirect_location", url=site.url("/short"))).status_code == 401
    for off in ({"EnableLinkPreviews": False}, {"RestrictLinkPreviews": "127.0.0.1"}):
        async with switched(world, ServiceSettings=off):
            assert (await ana.get("/redirect_location", url=site.url("/short?2"))).json() == {"location": ""}
    assert len(site.requests("/short")) == 1


def _redirect(_asked: Asked) -> Page:
    return Page(status=301, headers={"Location": "https://long.example/"})
