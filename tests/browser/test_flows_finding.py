"""Flows of finding and looking: files of every kind, searches to share, ways back."""

import hashlib
import io
import os
import re
import wave

import pytest
from playwright.async_api import Locator, Route, expect

from tests.acceptance.test_files import photo
from tests.browser.conftest import NewSite
from tests.browser.test_files import attach, file
from tests.fixtures.browser import PHONE, Window, Windows
from tests.fixtures.world import World

LARGE = 9 * 1024 * 1024 + 17  # sent in parts
HAS_VIEWER = "Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', { get: () => true });"


def beep() -> bytes:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(1)
        track.setframerate(8000)
        track.writeframes(bytes(range(256)) * 8)
    return sound.getvalue()


async def open_file(window: Window, name: str) -> None:
    await window.button(f"Open {name}").first.click()
    await expect(window.dialog.get_by_role("heading", name=name)).to_be_visible()


async def plays(sound: Locator) -> bool:
    """Whether the browser can make something of a sound file."""
    script = """element => new Promise((resolve) => {
      element.onloadedmetadata = () => resolve(true);
      element.onerror = () => resolve(false);
      element.preload = "metadata";
      element.load();
    })"""
    return await sound.evaluate(script)


async def test_a_large_file_goes_on_where_the_network_was_lost(new_site: NewSite, windows: Windows) -> None:
    """FILE-02, FILE-06."""
    async with new_site(FileSettings={"EnablePublicLink": True}) as site:
        _, people, (ana,) = await windows.team(site, "ana")
        ana.allow("ERR_INTERNET_DISCONNECTED|Failed to load|404|WebSocket")
        content = os.urandom(LARGE)
        parts: list[str] = []

        async def lose_the_second(route: Route) -> None:
            parts.append(route.request.method)
            is_second = route.request.method == "POST" and parts.count("POST") == 2
            await (route.abort("internetdisconnected") if is_second else route.continue_())

        await ana.page.route(re.compile(r"/api/v4/uploads/\w{26}$"), lose_the_second)
        await attach(ana, file("huge.bin", "application/octet-stream", content))
        await expect(ana.button("Remove huge.bin")).to_be_visible()
        assert "GET" in parts  # it asked how much had arrived
        assert parts.count("POST") == 3  # two parts, one of them again
        await ana.write("here it is")
        async with ana.page.expect_download() as downloading:
            await ana.post("here it is").get_by_role("link", name="Download huge.bin").click()
        path = await (await downloading.value).path()
        assert hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest()

        await open_file(ana, "huge.bin")
        await ana.button("Copy public link").click()
        await expect(ana.page.get_by_text("Public link copied")).to_be_visible()
        link = await ana.page.evaluate("navigator.clipboard.readText()")
        assert (await ana.page.request.get(link)).ok
        turned = {"FileSettings": {"PublicLinkSalt": "another-salt-of-at-least-thirty-two-letters"}}
        changed = await (await site.admin()).put("/config/patch", turned)
        assert changed.status_code == 200, changed.text
        assert (await ana.page.request.get(link)).status in (400, 404)
        assert people


async def test_files_of_every_kind_are_opened_found_and_told_apart(site: World, windows: Windows) -> None:
    """FILE-04, FILE-05, FILE-07, SRCH-02, MSG-33."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.page.add_init_script(HAS_VIEWER)
    await ana.open()
    await attach(
        ana,
        file("beep.wav", "audio/wav", beep()),
        file("clip.webm", "video/webm", b"\x1a\x45\xdf\xa3"),
        file("paper.pdf", "application/pdf", b"%PDF-1.4 nothing to see"),
        file("photo.jpg", "image/jpeg", photo()),
        file("notes.md", "text/markdown", b"# Notes\nonly the quokka knows"),
    )
    await expect(ana.button(re.compile("^Remove"))).to_have_count(5)
    await ana.write("all kinds")
    shown = ana.post("all kinds")
    assert await plays(shown.locator("audio"))
    box = await shown.get_by_role("img", name="photo.jpg").bounding_box()
    assert box is not None
    assert box["height"] > box["width"]  # the camera was turned; the picture stands upright

    await open_file(ana, "clip.webm")
    await expect(ana.dialog.locator("video")).to_be_visible()
    await ana.page.keyboard.press("Escape")
    await open_file(ana, "paper.pdf")
    frame = ana.dialog.locator("iframe")
    answer = await ana.page.request.get(await frame.evaluate("element => element.src"))
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
    await ana.page.keyboard.press("Escape")
    await open_file(ana, "notes.md")
    await expect(ana.dialog.get_by_text("# Notes")).to_be_visible()
    await ana.page.keyboard.press("Escape")

    await ana.button("About this channel").click()
    await ana.button(re.compile("^Files"), ana.aside).click()
    cards = ana.aside.get_by_role("button", name=re.compile("^Open "))
    await expect(cards).to_have_count(5)
    await ana.button("Documents", ana.aside).click()
    await expect(cards).to_have_count(1)
    await expect(cards).to_have_accessible_name("Open paper.pdf")
    await ana.button("Close", ana.aside).click()
    field = ana.page.get_by_role("combobox", name="Search messages")
    await field.fill("quokka")
    await field.press("Enter")
    await ana.aside.get_by_role("tab", name="Files").click()
    await expect(ana.aside.get_by_role("button", name="Open notes.md")).to_be_visible()
    await ana.enter("Off-Topic")
    await ana.button("Jump", ana.aside).click()
    await expect(ana.post("all kinds")).to_be_in_viewport()

    # A voice message is one more file, recorded on the spot.
    await ana.button("Record a voice message").click()
    await expect(ana.page.get_by_role("timer")).to_have_text("0:01")
    await ana.button("Stop recording").click()
    await expect(ana.button(re.compile("^Remove Voice message"))).to_be_visible()
    await ana.write("listen")
    assert await plays(ana.post("listen").locator("audio"))


async def test_a_search_reaches_all_teams_and_is_shared_by_its_address(site: World, windows: Windows) -> None:
    """SRCH-06, SRCH-07, SRCH-09."""
    here, people, (ana, ben) = await windows.team(site, "ana", "ben")
    there = await site.new_team()
    await people[0].post(f"/teams/members/invite?invite_id={there.invite_id}")
    await site.post(by=people[0], channel=await site.town_square(here), message="the walrus of this team #마케팅")
    await site.post(by=people[0], channel=await site.town_square(there), message="the walrus of the other team")
    closed = await site.channel(by=people[0], team=here, type="P")
    await site.post(by=people[0], channel=closed, message="the walrus nobody sees")
    await ana.open()
    field = ana.page.get_by_role("combobox", name="Search messages")
    await field.fill(f"walrus from:{people[0].username}")
    await field.press("Enter")
    found = ana.aside.get_by_role("article")
    await expect(found).to_have_count(2)
    await ana.aside.get_by_role("combobox", name="Where to search").select_option("All teams")
    await expect(found).to_have_count(3)
    await ana.button("Copy link to this search", ana.aside).click()
    await expect(ana.page.get_by_text("Link copied")).to_be_visible()
    link = await ana.page.evaluate("navigator.clipboard.readText()")
    await ana.button(f"Remove filter from:{people[0].username}", ana.aside).click()
    await expect(field).to_have_value("walrus")

    await ben.page.goto(link)
    await expect(ben.aside.get_by_role("article")).to_have_text(re.compile("this team"))
    await (
        ben.post("this team")
        .first.get_by_role("link", name="#마케팅")
        .or_(ben.post("this team").first.get_by_role("button", name="#마케팅"))
        .first.click()
    )
    await expect(ben.page.get_by_role("combobox", name="Search messages")).to_have_value("#마케팅")
    await expect(ben.aside.get_by_role("article")).to_have_count(1)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desktop", "phone"])
async def test_what_is_unread_is_one_list_and_the_way_back_leads_where_one_was(
    site: World, windows: Windows, size: tuple[int, int] | None
) -> None:
    """TEAM-10, TEAM-11, TEAM-14: the list by keyboard alone."""
    team = await site.new_team()
    me, ben = await windows.member(site, team, "ana"), await windows.member(site, team, "ben")
    square = await site.town_square(team)
    room = await site.channel(by=ben, team=team, name="harbour", display_name="Harbour")
    await site.join(me, room)
    for number in range(60):
        await site.post(by=me, channel=square, message=f"line {number}")
    ana = await windows.of(site, me, team, **({} if size is None else {"size": size}))
    await expect(ana.post("line 59")).to_be_in_viewport()
    await ana.post("line 59").hover()
    await ana.page.mouse.wheel(0, -1200)
    await expect(ana.button("Jump to latest")).to_be_visible()
    await expect(ana.post("line 59")).not_to_be_in_viewport()
    seen = await ana.posts.evaluate_all(
        "all => all.find(one => one.getBoundingClientRect().top > 150).querySelector('p').textContent"
    )
    await site.post(by=ben, channel=room, message="ships ahoy")
    await site.post(by=ben, channel=await site.direct(ben, me), message="psst")
    if size is not None:
        await ana.button("Back to channels").click()
    link = ana.sidebar.get_by_role("link", name=re.compile("^Unreads"))
    await expect(link).to_contain_text("2")
    if size is None:
        await ana.page.keyboard.press("Control+Shift+U")
    else:
        await link.click()
    places = ana.middle.get_by_role("list", name="Unreads").get_by_role("listitem")
    await expect(places).to_contain_text(["psst", "ships ahoy"])
    first = places.get_by_role("button", name=re.compile("^Open "))
    await first.first.focus()
    await ana.page.keyboard.press("r")
    await expect(places.first).to_contain_text("Read")
    await ana.page.keyboard.press("ArrowDown")
    await expect(first.nth(1)).to_be_focused()
    await ana.page.keyboard.press("Enter")
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Harbour")
    await ana.composer.press_sequentially("see ~town")
    await ana.page.get_by_role("option", name=re.compile("Town Square")).click()
    await ana.composer.press("Enter")
    await expect(ana.post("see").get_by_role("link", name="Town Square")).to_be_visible()
    await ana.page.go_back()
    await expect(ana.middle.get_by_text("Everything is read")).to_be_visible()
    await ana.page.go_back()
    await expect(ana.post(re.compile(f"{seen}$"))).to_be_in_viewport()
    await expect(ana.button("Jump to latest")).to_be_visible()
