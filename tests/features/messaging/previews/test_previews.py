"""What posts show of the pages and pictures they link to."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.features.messaging.previews.doing import picture, switched
from tests.fixtures.website import Website
from tests.fixtures.world import Person, Thing, World

HERE = "127.0.0.1"


def page(**properties: str) -> str:
    tags = "".join(f'<meta property="og:{name}" content="{value}">' for name, value in properties.items())
    return f"<html><head><title>Plain title</title>{tags}</head><body>text</body></html>"


def embed_of(post: Thing) -> dict[str, Any]:
    (embed,) = post.metadata["embeds"]
    return embed


async def stored(world: World, url: str) -> list[str]:
    sql = "SELECT type FROM linkmetadata WHERE url = %(url)s"
    return await world.application.runtime.db().many(str, sql, url=url)


async def test_a_page_shows_what_it_tells_of_itself(world: World, site: Website) -> None:
    ana, ben = await world.member(), await world.member()
    site.has("/cover.png", picture(), content_type="image/png")
    told = {"title": "A &amp; B", "description": "d" * 400, "site_name": "The site", "type": "article", "locale": "de"}
    url = site.has("/article", page(**told, image="/cover.png", url="https://elsewhere.example/"))
    async with ben.listening() as heard:
        post = await world.post(by=ana, message=f"see {url}.")
        event = await heard.wait_for("posted")
    cover = {"url": site.url("/cover.png"), "secure_url": "", "type": "", "width": 0, "height": 0}
    assert embed_of(post) == {
        "type": "opengraph",
        "url": url,
        "data": {
            "type": "article",
            "url": url,
            "title": "A & B",
            "description": "d" * 300 + "[...]",
            "determiner": "",
            "site_name": "The site",
            "locale": "",
            "locales_alternate": None,
            "images": [cover],
            "audios": None,
            "videos": None,
        },
    }
    assert post.metadata["images"] == {
        site.url("/cover.png"): {"width": 30, "height": 20, "format": "png", "frame_count": 0}
    }
    assert json.loads(event["data"]["post"])["metadata"] == post.metadata
    assert (await ben.get(f"/posts/{post.id}")).json()["metadata"] == post.metadata


async def test_a_page_is_asked_once_an_hour_whoever_links_to_it(world: World, site: Website) -> None:
    ana = await world.member()
    url = site.has("/once", page(title="Once"))
    for _ in range(3):
        assert embed_of(await world.post(by=ana, message=url))["data"]["title"] == "Once"
    world.application.runtime.caches.forget_all()
    assert embed_of(await world.post(by=ana, message=url))["type"] == "opengraph"
    assert len(site.requests("/once")) == 1
    assert await stored(world, url) == ["opengraph"]


async def test_pages_without_opengraph_show_title_and_description(world: World, site: Website) -> None:
    ana = await world.member()
    head = '<title> Plain\n title </title><meta name="description" content="Words">'
    cards = '<meta name="twitter:title" content="Card"><meta name="twitter:image" content="/t.png">'
    plain = embed_of(await world.post(by=ana, message=site.has("/plain", head)))["data"]
    card = embed_of(await world.post(by=ana, message=site.has("/card", head + cards)))["data"]
    assert (plain["title"], plain["description"], plain["images"]) == ("Plain title", "Words", None)
    assert (card["title"], card["images"][0]["url"]) == ("Card", site.url("/t.png"))


async def test_five_pictures_of_a_page_are_shown_and_no_drawings(world: World, site: Website) -> None:
    ana = await world.member()
    names = ["/a.svg", "javascript:x", *(f"/{n}.png" for n in range(7))]
    tags = "".join(f'<meta property="og:image" content="{name}">' for name in names)
    data = embed_of(await world.post(by=ana, message=site.has("/many", page(title="Many") + tags)))["data"]
    assert [each["url"] for each in data["images"]] == [site.url(f"/{n}.png") for n in range(5)]


async def test_links_to_pictures_show_them(world: World, site: Website) -> None:
    ana = await world.member()
    still = site.has("/still.jpg", picture(8, 6, "JPEG"), content_type="image/jpeg")
    moving = site.has("/moving.gif", picture(4, 4, "GIF", frames=3), content_type="image/gif")
    drawing = site.has("/drawing.svg", "<svg/>", content_type="image/svg+xml")
    post = await world.post(by=ana, message=f"{still} ![a]({moving}) ![b]({drawing} =10x10)")
    assert embed_of(post) == {"type": "image", "url": still}
    assert post.metadata["images"] == {
        still: {"width": 8, "height": 6, "format": "jpeg", "frame_count": 0},
        moving: {"width": 4, "height": 4, "format": "gif", "frame_count": 3},
        drawing: {"width": 0, "height": 0, "format": "svg", "frame_count": 0},
    }


async def test_what_shows_nothing_stays_a_link(world: World, site: Website) -> None:
    ana = await world.member()
    site.has("/text", "plain", content_type="text/plain")
    site.has("/broken", b"no picture", content_type="image/png")
    site.has("/failed", page(title="Error"), status=500)
    for path in ("/text", "/broken", "/failed", "/missing"):
        post = await world.post(by=ana, message=site.url(path))
        assert embed_of(post) == {"type": "link", "url": site.url(path)}
        assert await stored(world, site.url(path)) == ["none"]


async def test_nothing_private_is_asked(world: World, site: Website) -> None:
    ana = await world.member()
    other = site.has("/inside", page(title="Secret")).replace(HERE, "127.0.0.9")
    away = site.has("/away", status=302, headers={"Location": other})
    for url in (other, away, "http://169.254.169.254/latest/", "http://[::1]/"):
        assert embed_of(await world.post(by=ana, message=url))["type"] == "link"
    assert not site.requests("/inside")


async def test_restricted_domains_are_never_asked(world: World, site: Website) -> None:
    ana = await world.member()
    denied = site.has("/denied", page(title="Denied")).replace(HERE, "localhost")
    away = site.has("/to-denied", status=302, headers={"Location": denied})
    allowed = site.has("/allowed", page(title="Allowed"))
    async with switched(world, ServiceSettings={"RestrictLinkPreviews": "example.com, localhost"}):
        both = await world.post(by=ana, message=f"{denied} {allowed} ![x]({denied})")
        alone = await world.post(by=ana, message=f"{denied}?2")
        redirected = await world.post(by=ana, message=away)
    assert embed_of(both)["url"] == allowed
    assert alone.metadata == {}
    assert embed_of(redirected)["type"] == "link"
    assert not site.requests("/denied")
    assert embed_of(await world.post(by=ana, message=denied))["type"] == "opengraph"


async def test_previews_can_be_switched_off(world: World, site: Website) -> None:
    ana = await world.member()
    url = site.has("/off", page(title="Off"))
    async with switched(world, ServiceSettings={"EnableLinkPreviews": False}):
        assert (await world.post(by=ana, message=f"{url} ![x]({url})")).metadata == {}
    assert not site.requests("/off")
    unsafe = await world.post(by=ana, message=url, props={"unsafe_links": "true"})
    assert unsafe.metadata == {}


async def test_code_holds_no_links(world: World, site: Website) -> None:
    ana = await world.member()
    url = site.has("/code", page(title="Code"))
    for message in (f"`{url}`", f"```\n{url}\n```", f"    {url}", f"text\n\n    ![x]({url})"):
        assert (await world.post(by=ana, message=message)).metadata == {}
    assert not site.requests("/code")


async def test_a_slow_page_does_not_hold_up_the_post(
    world: World, site: Website, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mattermost_py.features.messaging.posts.previewing.PATIENCE_S", 0.05)
    ana, ben = await world.member(), await world.member()
    gate = site.holds("/slow", page(title="At last"))
    async with ben.listening() as heard:
        post = await world.post(by=ana, message=site.url("/slow"))
        await heard.wait_for("posted", where=lambda event: post.id in event["data"]["post"])
        assert embed_of(post) == {"type": "link", "url": site.url("/slow")}
        gate.set()
        edited = json.loads((await heard.wait_for("post_edited"))["data"]["post"])
    assert edited["metadata"]["embeds"][0]["data"]["title"] == "At last"
    assert (edited["message"], edited["edit_at"], edited["update_at"]) == (post.message, 0, post.update_at)
    listed = (await ben.get(f"/channels/{post.channel_id}/posts")).json()["posts"][post.id]
    assert listed["metadata"] == edited["metadata"]


async def test_an_edited_link_is_looked_up(world: World, site: Website) -> None:
    ana = await world.member()
    post = await world.post(by=ana, message="nothing")
    url = site.has("/edited", page(title="Edited"))
    async with ana.listening() as heard:
        await ana.put(f"/posts/{post.id}/patch", message=url)
        event = await heard.wait_for("post_edited", where=lambda each: "opengraph" in each["data"]["post"])
    assert json.loads(event["data"]["post"])["metadata"]["embeds"][0]["data"]["title"] == "Edited"


async def test_readers_of_old_messages_get_them_with_previews_soon(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    url = site.url("/later")
    async with switched(world, ServiceSettings={"EnableLinkPreviews": False}):
        post = await world.post(by=ana, channel=channel, message=url)
    site.has("/later", page(title="Later"))
    await ana.get(f"/channels/{channel.id}/posts")
    await world.application.runtime.drain()
    listed = (await ana.get(f"/channels/{channel.id}/posts")).json()["posts"][post.id]
    assert listed["metadata"]["embeds"][0]["data"]["title"] == "Later"


async def test_pictures_of_attachments_have_sizes(world: World, site: Website) -> None:
    ana = await world.member()
    urls = [site.has(f"/part{n}.png", picture(n + 1, 1), content_type="image/png") for n in range(4)]
    attachment = {
        "text": f"![x]({urls[0]})",
        "fields": [{"title": "f", "value": f"![y]({urls[1]})"}, {"title": "n", "value": 3}],
        "image_url": urls[2],
        "author_icon": urls[3],
    }
    linked = site.has("/not-asked", page(title="No"))
    post = await world.post(by=ana, message=linked, props={"attachments": [attachment]})
    assert embed_of(post) == {"type": "message_attachment"}
    assert {url: size["width"] for url, size in post.metadata["images"].items()} == dict(
        zip(urls, (1, 2, 3, 4), strict=True)
    )
    assert not site.requests("/not-asked")


async def test_pages_in_other_character_sets_are_read(world: World, site: Website) -> None:
    ana = await world.member()
    by_header = site.has(
        "/latin", "<title>Größe</title>".encode("latin-1"), content_type="text/html; charset=ISO-8859-1"
    )
    by_itself = site.has(
        "/own", '<meta charset="windows-1251"><title>Привет</title>'.encode("cp1251"), content_type="text/html"
    )
    for url, title in ((by_header, "Größe"), (by_itself, "Привет")):
        assert embed_of(await world.post(by=ana, message=url))["data"]["title"] == title


async def test_the_asking_says_who_it_is(world: World, site: Website) -> None:
    ana = await world.member()
    await world.post(by=ana, message=site.has("/who", page(title="Who")))
    (asked,) = site.requests("/who")
    assert asked.headers["user-agent"] == "Mattermost-Bot/1.1"
    assert not {"cookie", "authorization"} & asked.headers.keys()


async def _promised(world: World, person: Person, channel: Thing, message: str) -> None:
    async with world.queries(at_most=3):
        await world.post(by=person, channel=channel, message=message)


async def test_a_known_link_costs_a_post_no_statement_more(world: World, site: Website) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    url = site.has("/cheap", page(title="Cheap"))
    await world.post(by=ana, channel=channel, message=url)
    await _promised(world, ana, channel, url)


async def test_worlds_without_permission_ask_nobody(new_world: NewWorld, site: Website) -> None:
    url = site.has("/unasked", page(title="Unasked"))
    async with new_world() as world:
        ana = await world.member()
        assert embed_of(await world.post(by=ana, message=url)) == {"type": "link", "url": url}
    assert not site.requests("/unasked")
