"""Flows of writing: whatever way text comes in, what is taken back, what calls whom, pictures of one's own."""

import asyncio
import re
from typing import Any

from playwright.async_api import Route, expect

from tests.browser.conftest import NewSite
from tests.browser.test_files import file
from tests.browser.test_notifications import KEEP_NOTES, notes
from tests.features.messaging.previews.doing import picture as small_picture
from tests.fixtures.browser import Window, Windows, picture
from tests.fixtures.website import website
from tests.fixtures.world import World

TABLE = "<table><tr><th>Fruit</th><th>Count</th></tr><tr><td>apples</td><td>3</td></tr></table>"
MOVING = "https://media.giphy.com"
JAPANESE = ("日本語の文章を書く", "猫が好きです", "今日は雨だ")


async def paste(window: Window, html: str, plain: str) -> None:
    script = """(element, [html, plain]) => {
      const carried = new DataTransfer();
      carried.setData("text/html", html);
      carried.setData("text/plain", plain);
      element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: carried }));
    }"""
    await window.composer.evaluate(script, [html, plain])


async def test_text_stays_as_it_was_meant_whatever_way_it_comes(new_site: NewSite, windows: Windows) -> None:
    """MSG-06, MSG-12, MSG-25, MSG-34, MSG-35, A11Y-09."""
    async with new_site(
        ServiceSettings={"EnableLatex": True, "EnableInlineLatex": True, "PostEditTimeLimit": 2}
    ) as site:
        team, people, (ana,) = await windows.team(site, "ana")
        await ana.composer.fill("bold words")
        await ana.composer.press("Control+A")
        await ana.button("Bold").click()
        for _ in range(2):
            await ana.button("Preview").click()
            await expect(ana.middle.locator("strong").filter(has_text="bold words")).to_be_visible()
            await ana.button("Back to writing").click()
            await expect(ana.composer).to_have_value("**bold words**")
        await ana.composer.press("Enter")
        await expect(ana.post("bold words").locator("strong")).to_be_visible()
        await ana.post("bold words").hover()
        await ana.button("More actions", ana.post("bold words")).click()
        await expect(ana.entry("Delete")).to_be_visible()
        await ana.page.keyboard.press("Escape")

        await paste(ana, TABLE, "Fruit\tCount\napples\t3")
        await expect(ana.composer).to_have_value("| Fruit | Count |\n| --- | --- |\n| apples | 3 |")
        await ana.composer.press("Enter")
        await expect(ana.posts.last.get_by_role("cell", name="apples")).to_be_visible()

        code = "def f(x):\n    return x"
        await ana.composer.fill(f"```python\n{code}\n```\n\nand $x^2$")
        await ana.composer.press("Control+Enter")
        shown = ana.posts.last
        await expect(shown.locator("math")).to_be_visible()
        await expect(shown.locator("code span").filter(has_text="def")).to_be_visible()
        await shown.locator("pre").hover()
        await ana.button(re.compile("^Copy"), shown).first.click()
        assert (await ana.page.evaluate("navigator.clipboard.readText()")).strip() == code

        await ana.composer.fill("```\nif x:\n")
        for key in ("Tab", "y", "Escape"):
            await ana.composer.press(key)
        await expect(ana.composer).to_have_value("```\nif x:\n  y")
        await ana.composer.press("Tab")
        await expect(ana.composer).not_to_be_focused()
        await ana.composer.fill("")

        keyboard: Any = await ana.page.context.new_cdp_session(ana.page)  # its commands are untyped
        await ana.composer.focus()
        for sentence in JAPANESE:
            for length in range(1, len(sentence) + 1):
                await keyboard.send(
                    "Input.imeSetComposition",
                    {"text": sentence[:length], "selectionStart": length, "selectionEnd": length},
                )
            await keyboard.send("Input.insertText", {"text": sentence})
        await expect(ana.composer).to_have_value("".join(JAPANESE))
        await ana.composer.press("Enter")
        await expect(ana.post("".join(JAPANESE))).to_be_visible()

        # By now the first message is too old to be changed.
        old = (await people[0].get(f"/channels/{(await site.town_square(team)).id}/posts")).json()
        (first,) = [each for each in old["posts"].values() if each["message"] == "**bold words**"]
        async with asyncio.timeout(10):
            while (await people[0].put(f"/posts/{first['id']}/patch", message=first["message"])).status_code == 200:
                pass
        await ana.act(ana.post("bold words"), "More actions")
        await expect(ana.entry("Delete")).to_be_visible()
        await expect(ana.entry("Edit")).to_have_count(0)
        await ana.entry("Forward").click()
        await expect(ana.dialog.get_by_role("combobox")).to_be_visible()


async def test_a_message_is_taken_back_and_what_calls_whom_is_a_matter_of_words(site: World, windows: Windows) -> None:
    """NOTE-02, NOTE-10, NOTE-15: and a message taken back before it leaves."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    me, other = people
    await ana.page.add_init_script(KEEP_NOTES)
    await ana.open("off-topic")
    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Notifications").click()
    for label, words in (("Other words", "deploy"), ("Words to highlight without notification", "kiwi")):
        field = ana.dialog.get_by_label(label)
        await field.fill(words)
        async with ana.page.expect_response(re.compile("/users/me/patch")):
            await field.blur()
    await ana.button("Notify me here", ana.dialog).click()
    await expect(ana.dialog.get_by_text("A notification was shown.")).to_be_visible()
    await ana.button("Send me a test message", ana.dialog).click()
    await expect(ana.dialog.get_by_text(re.compile("^A message from the server's bot"))).to_be_visible()
    await ana.dialog.get_by_role("tab", name="Advanced").click()
    await ana.dialog.get_by_label("Time to take a message back").select_option("30")
    await ana.page.keyboard.press("Escape")
    await expect(ana.dialog).to_have_count(0)
    await expect(ana.sidebar.get_by_role("link", name=re.compile("1 mention"))).to_be_visible()
    await ana.page.evaluate("window.notes = []")
    square = await site.town_square(team)
    for text in ("a kiwi for all", "we deploy at nine"):
        await site.post(by=other, channel=square, message=text)
    await notes(ana, f"@{other.username} in Town Square: we deploy at nine")

    await ana.composer.fill("not like this")
    await ana.composer.press("Enter")
    await expect(ana.post("not like this").get_by_role("timer")).to_contain_text("Leaves in")
    await ana.button("Undo", ana.post("not like this")).click()
    await expect(ana.composer).to_have_value("not like this")
    await expect(ana.post("not like this")).to_have_count(0)
    await ana.enter("Town Square")
    await expect(ana.post("a kiwi for all").locator("mark")).to_have_text("kiwi")
    await expect(ben.post("not like this")).to_have_count(0)

    await other.put(f"/users/{other.id}/status", user_id=other.id, status="dnd")
    direct = await site.direct(me, other)
    await ana.goto(f"/{team.name}/messages/@{other.username}")
    await expect(ana.middle.get_by_role("note")).to_contain_text("does not want to be disturbed")
    assert direct.id


async def test_a_picture_becomes_an_emoji_until_it_is_deleted(site: World, windows: Windows) -> None:
    """MSG-08."""
    _, people, (ana, ben) = await windows.team(site, "ana", "ben")
    name = f"quokka{people[0].id[:6]}"
    await ana.button("Insert emoji").click()
    await ana.button("Custom emoji").click()
    chosen: Any = file(f"{name}.png", "image/png", picture())  # Playwright has a TypedDict of its own
    await ana.dialog.locator("input[type=file]").set_input_files(chosen)
    await expect(ana.dialog.get_by_role("textbox", name="Name")).to_have_value(name)
    await ana.button("Add", ana.dialog).click()
    await expect(ana.dialog.get_by_text(f":{name}:")).to_be_visible()
    await ana.button("Close", ana.dialog.last).click()
    await ana.write(f"look :{name}:")
    await expect(ben.post("look").get_by_role("img", name=re.compile(name))).to_be_visible()
    await ben.act(ben.post("look"), "Add reaction")
    await ben.page.get_by_role("combobox", name="Search emoji").fill(name)
    await ben.page.get_by_role("option", name=name).click()
    await expect(ana.button(re.compile(name), ana.post("look"))).to_be_visible()

    await ana.button("Insert emoji").click()
    await ana.button("Custom emoji").click()
    await ana.button(f"Delete :{name}:", ana.dialog).click()
    await ana.button("Delete", ana.dialog.last).click()
    await expect(ana.dialog.get_by_text(f":{name}:")).to_have_count(0)
    await ana.page.keyboard.press("Escape")
    await ana.composer.press_sequentially(f":{name}")
    await expect(ana.page.get_by_role("option", name=re.compile(name))).to_have_count(0)


async def test_gifs_are_there_once_the_site_has_a_key(new_site: NewSite, windows: Windows) -> None:
    """GIPHY is asked of with that key alone, and only when somebody looks for a GIF."""
    asked: list[str] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.url)
        words = "cats" if "/search?" in asked[-1] else "many"
        found = [
            {"id": f"{at}", "title": f"{words} [{at}]", "images": {"fixed_height": {"url": f"{MOVING}/{at}.gif"}}}
            for at in range(24 if "offset=0" in asked[-1] else 0)
        ]
        await route.fulfill(json={"data": found}, headers={"access-control-allow-origin": "*"})

    async with new_site() as site:
        _, _, (ana,) = await windows.team(site, "ana")
        await ana.page.route("https://api.giphy.com/**", answer)
        await ana.page.route(
            f"{MOVING}/**", lambda route: route.fulfill(body=small_picture(), content_type="image/png")
        )
        await ana.button("Insert emoji").click()
        await expect(ana.page.get_by_role("combobox", name="Search emoji")).to_be_visible()
        await expect(ana.page.get_by_role("tab", name="GIFs")).to_have_count(0)
        patch = {"ServiceSettings": {"GiphySdkKey": "the-key"}}
        assert (await (await site.admin()).put("/config/patch", patch)).status_code == 200
        await ana.page.reload()

        await ana.composer.fill("see ")
        await ana.button("Insert emoji").click()
        await expect(ana.page.get_by_role("combobox", name="Search emoji")).to_be_visible()
        assert asked == []
        await ana.page.get_by_role("tab", name="GIFs").click()
        await expect(ana.button("many [0]")).to_be_visible()
        await ana.page.get_by_role("searchbox", name="Search GIFs").fill("cats")
        await ana.button("cats [1]").click()
        await expect(ana.composer).to_have_value(f"see ![cats 1]({MOVING}/1.gif) ")
        await ana.composer.press("Enter")
        await expect(ana.post("see").get_by_role("img", name="cats 1")).to_be_visible()
        assert all("api_key=the-key" in each for each in asked)

        await expect(ana.button("Insert emoji")).to_be_visible()
        patch = {"ServiceSettings": {"EnableEmojiPicker": False}}
        assert (await (await site.admin()).put("/config/patch", patch)).status_code == 200
        await expect(ana.button("Insert emoji")).to_have_count(0)


async def test_links_show_what_they_lead_to_and_pictures_come_from_here(new_site: NewSite, windows: Windows) -> None:
    """MSG-27, MSG-28."""
    settings = {
        "ServiceSettings": {
            "EnableLinkPreviews": True,
            "RestrictLinkPreviews": "localhost",
            "AllowedUntrustedInternalConnections": "127.0.0.1 localhost",
        },
        "ImageProxySettings": {"Enable": True, "ImageProxyType": "local"},
    }
    with website() as web:
        web.has("/cover.png", small_picture(), content_type="image/png")
        tags = '<meta property="og:title" content="The article"><meta property="og:image" content="/cover.png">'
        url = web.has("/article", f"<html><head>{tags}</head></html>")
        async with new_site(**settings) as site:
            _, _, (ana,) = await windows.team(site, "ana")
            asked: list[str] = []
            ana.page.on("request", lambda one: asked.append(one.url))
            await ana.write(f"read {url}")
            await expect(ana.post("read").get_by_role("link", name="The article")).to_be_visible()
            await ana.write(f"look ![pic]({web.url('/cover.png')})")
            await expect(ana.post("look").get_by_role("img", name="pic")).to_have_js_property("naturalWidth", 30)
            assert [each for each in asked if each.startswith(web.url(""))] == []
            assert any("/api/v4/image?" in each for each in asked)
            denied = url.replace("127.0.0.1", "localhost")
            await ana.write(f"never {denied}")
            await expect(ana.post("never")).to_be_visible()
            await ana.button("Settings").click()
            await ana.dialog.get_by_role("tab", name="Display").click()
            await ana.dialog.get_by_role("checkbox", name="Show previews of links").uncheck()
            await ana.page.keyboard.press("Escape")
            await expect(ana.post("read").get_by_role("link", name="The article")).to_have_count(0)
            await expect(ana.post("never").get_by_role("link", name="The article")).to_have_count(0)
