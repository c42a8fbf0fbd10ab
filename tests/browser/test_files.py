"""Files: sent, cancelled, refused, looked at."""

import asyncio
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Route, expect

from tests.browser.conftest import NewSite
from tests.fixtures.browser import Window, Windows, picture
from tests.fixtures.world import World

PNG = "image/png"


def file(name: str, kind: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": content}


async def attach(window: Window, *files: dict[str, object]) -> None:
    async with window.page.expect_file_chooser() as chooser:
        await window.button("Attach files").click()
    await (await chooser.value).set_files(list(files))  # pyright: ignore[reportArgumentType] - its own TypedDict


async def bring(window: Window, event: str, onto: Locator, name: str) -> None:
    """Drops a small file on the element, or pastes it there."""
    script = """(element, [event, name]) => {
      const carried = new DataTransfer();
      carried.items.add(new File(["hello from " + event], name, { type: "text/plain" }));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(event === "paste"
        ? new ClipboardEvent(event, { ...init, clipboardData: carried })
        : new DragEvent(event, { ...init, dataTransfer: carried }));
    }"""
    await onto.evaluate(script, [event, name])
    await expect(window.button(f"Remove {name}")).to_be_visible()


async def test_files_come_by_button_by_dropping_and_by_pasting(site: World, windows: Windows) -> None:
    """FILE-01: up to ten at once."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await attach(ana, file("one.txt", "text/plain", b"one"))
    await expect(ana.button("Remove one.txt")).to_be_visible()
    await bring(ana, "drop", ana.composer, "dropped.txt")
    await bring(ana, "paste", ana.composer, "pasted.txt")
    await ana.button("Remove one.txt").click()
    await ana.write("two files")
    cards = ben.post("two files").get_by_role("button", name=re.compile("^Open .*txt"))
    await expect(cards).to_have_count(2)

    await ana.choose(ana.post("two files"), "Edit")
    field = ana.page.get_by_role("textbox", name="Edit message")
    await bring(ana, "drop", field, "later.txt")
    await ana.button("Remove dropped.txt").click()
    await field.press("Enter")
    await expect(ben.button("Open later.txt")).to_be_visible()
    await expect(ben.button("Open dropped.txt")).to_be_hidden()
    await expect(cards).to_have_count(2)

    await attach(ana, *[file(f"{number}.txt", "text/plain", b"x") for number in range(11)])
    await expect(ana.page.get_by_role("status").filter(has_text="at most 10 files")).to_be_visible()
    await expect(ana.button(re.compile("^Remove"))).to_have_count(10)


async def limit_uploads(window: Window, bytes_per_s: int) -> None:
    """How fast the browser sends; -1 is as fast as it can."""
    network: Any = await window.page.context.new_cdp_session(window.page)  # its commands are untyped
    await network.send("Network.enable")
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_per_s}
    await network.send("Network.emulateNetworkConditions", limits)


async def test_a_cancelled_upload_leaves_nothing(new_site: NewSite, windows: Windows, tmp_path: Path) -> None:
    """FILE-01."""
    async with new_site() as site:
        _, _, (ana,) = await windows.team(site, "ana")
        network: Any = await ana.page.context.new_cdp_session(ana.page)  # its messages have no types
        await network.send("Network.enable")
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000}
        await network.send("Network.emulateNetworkConditions", slow)
        await attach(ana, file("huge.bin", "application/octet-stream", bytes(3_000_000)))
        progress = ana.page.get_by_role("progressbar", name="Uploading huge.bin")
        await expect(progress).to_have_js_property("max", 1)
        await ana.button("Cancel upload of huge.bin").click()
        await expect(progress).to_have_count(0)
        await limit_uploads(ana, -1)
        await attach(ana, file("small.txt", "text/plain", b"small"))
        await expect(ana.button("Remove small.txt")).to_be_visible()
        await ana.write("never mind the file")
        await expect(ana.post("never mind").get_by_role("button", name=re.compile("huge"))).to_have_count(0)
        stored = [path for path in tmp_path.rglob("*huge*") if path.is_file()]
        assert stored == []


async def test_an_upload_goes_on_while_one_is_elsewhere(site: World, windows: Windows) -> None:
    """FILE-01."""
    _, _, (ana,) = await windows.team(site, "ana")
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await ana.page.route("**/api/v4/files", hold)
    await attach(ana, file("slow.txt", "text/plain", b"slow"), file("next.txt", "text/plain", b"next"))
    progress = ana.page.get_by_role("progressbar")
    await expect(progress).to_have_count(2)
    await ana.enter("Off-Topic")
    await expect(progress).to_have_count(0)
    await ana.enter("Town Square")
    await expect(progress).to_have_count(2)
    await ana.enter("Off-Topic")
    released.set()
    await expect(ana.sidebar.get_by_role("link", name=re.compile("Drafts"))).to_be_visible()
    await expect(ana.button(re.compile("^Remove"))).to_have_count(0)
    await ana.enter("Town Square")
    for name in ("slow.txt", "next.txt"):
        await expect(ana.button(f"Remove {name}")).to_be_visible()
    await expect(progress).to_have_count(0)


async def test_a_file_above_the_limit_is_refused_before_it_is_sent(new_site: NewSite, windows: Windows) -> None:
    """FILE-03."""
    async with new_site(FileSettings={"MaxFileSize": 1_048_576}) as site:
        _, _, (ana,) = await windows.team(site, "ana")
        await attach(ana, file("big.bin", "application/octet-stream", bytes(1_048_577)))
        note = ana.page.get_by_role("status").filter(has_text="big.bin is too large")
        await expect(note).to_be_visible()
        await attach(ana, file("fits.bin", "application/octet-stream", bytes(1_048_576)))
        await expect(ana.button("Remove fits.bin")).to_be_visible()
        await expect(ana.button("Remove big.bin")).to_have_count(0)


async def test_four_pictures_are_a_grid_that_does_not_move_when_they_arrive(site: World, windows: Windows) -> None:
    """FILE-04: pictures."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await attach(ana, *[file(f"{number}.png", PNG, picture()) for number in range(4)])
    await expect(ana.button(re.compile("^Remove"))).to_have_count(4)
    arrive = asyncio.Event()

    async def wait(route: Route) -> None:
        await arrive.wait()
        await route.continue_()

    await ben.page.route("**/api/v4/files/**", wait)
    await ana.write("four pictures")
    tiles = ben.post("four pictures").get_by_role("button", name=re.compile("^Open .*png"))
    await expect(tiles).to_have_count(4)
    empty = [await tiles.nth(number).bounding_box() for number in range(4)]
    arrive.set()
    for number in range(4):
        await expect(tiles.nth(number).locator("img")).to_have_js_property("naturalWidth", 256)
    assert [await tiles.nth(number).bounding_box() for number in range(4)] == empty

    await tiles.first.click()
    shown = ben.dialog.get_by_role("img", name="0.png")
    await expect(shown).to_have_js_property("naturalWidth", 256)
    await ben.page.keyboard.press("ArrowRight")
    await expect(ben.dialog.get_by_role("heading", name="1.png")).to_be_visible()
    await ben.button("Zoom in", ben.dialog).click()
    await ben.page.keyboard.press("Escape")
    await expect(ben.dialog).to_be_hidden()


async def test_text_and_code_open_without_a_download(site: World, windows: Windows) -> None:
    """FILE-04: text and code."""
    _, _, (ana,) = await windows.team(site, "ana")
    await attach(
        ana,
        file("notes.txt", "text/plain", "plain words, käse".encode()),
        file("script.py", "text/x-python", b"def greet():\n    return 'hello'\n"),
    )
    await expect(ana.button(re.compile("^Remove"))).to_have_count(2)
    await ana.write("read these")
    await ana.button("Open notes.txt").click()
    await expect(ana.dialog.get_by_text("plain words, käse")).to_be_visible()
    await ana.button("Next file", ana.dialog).click()
    await expect(ana.dialog.get_by_text("greet")).to_be_visible()
    await expect(ana.dialog.locator(".hljs-keyword").first).to_have_text("def")


async def test_a_picture_in_a_message_is_as_large_as_its_hint_says(site: World, windows: Windows) -> None:
    """MSG-05: size hints."""
    _, _, (ana,) = await windows.team(site, "ana")
    address = f"{site.base_url}/static/icon.svg"
    await ana.write(f"![mark]({address} =120x80)")
    shown = ana.posts.last.get_by_role("img", name="mark")
    await expect(shown).to_have_attribute("width", "120")
    await expect(shown).to_have_attribute("height", "80")
