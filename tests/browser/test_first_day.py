"""The first day of a server: somebody founds a team, brings a second person by a link, and they talk."""

import re
from pathlib import Path

from playwright.async_api import expect

from tests.browser.conftest import NewSite
from tests.fixtures.browser import Window, Windows, client_folder, picture
from tests.fixtures.process import server
from tests.fixtures.world import PASSWORD


async def sign_up(window: Window, name: str) -> None:
    page = window.page
    await page.get_by_label("Email").fill(f"{name}@example.org")
    await page.get_by_label("Username").fill(name)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await window.button("Create account").click()


async def found_team(window: Window, name: str) -> str:
    """Puts the set-up off and creates a team on the page that asks for it. Returns the link that invites to it."""
    page = window.page
    await window.button("Later").click()
    await page.get_by_label("Team name").fill(name)
    await window.button("Create team").click()
    link = await window.dialog.get_by_role("textbox", name="Invite link").input_value()
    await window.button("Close", window.dialog).click()
    return link


async def test_the_first_person_founds_a_team_and_chats_with_the_second(new_site: NewSite, windows: Windows) -> None:
    """MSG-01, MSG-02, MSG-09, MSG-11, MSG-13, MSG-36, THR-01, TEAM-03, NOTE-09, NOTE-11, FILE-01, FILE-04."""
    async with new_site() as site:
        anna = await windows.blank(site.base_url)
        await anna.goto("/")
        await expect(anna.page.get_by_role("heading", name="You are the first")).to_be_visible()
        await sign_up(anna, "anna")
        link = await found_team(anna, "Orchard")
        assert "/signup_user_complete/?id=" in link
        await expect(anna.page).to_have_url(re.compile("/orchard/channels/town-square$"))

        ben = await windows.blank(site.base_url)
        await ben.page.goto(link)
        await expect(ben.page.get_by_role("heading", name="Join Orchard")).to_be_visible()
        await sign_up(ben, "ben")
        await expect(ben.page).to_have_url(re.compile("/orchard/channels/town-square$"))
        await expect(anna.middle.get_by_text("ben joined")).to_be_visible()

        await they_chat(anna, ben)
        await they_reply_in_a_thread(anna, ben)
        await they_change_their_minds(anna, ben)
        await they_share_a_picture(anna, ben)
        await they_talk_in_private(anna, ben)


async def they_chat(anna: Window, ben: Window) -> None:
    await anna.composer.press_sequentially("Good morn")
    await expect(ben.middle.get_by_text("anna is typing")).to_be_visible()
    await anna.write("Good morning, **Ben**")
    await expect(ben.post("Good morning, Ben").get_by_text("Ben", exact=True)).to_have_css("font-weight", "700")
    await expect(ben.middle.get_by_text("anna is typing")).to_be_hidden()
    await ben.write("Good morning to you")
    await expect(anna.post("Good morning to you")).to_be_visible()
    await anna.page.reload()
    await expect(anna.post("Good morning to you")).to_be_visible()


async def they_reply_in_a_thread(anna: Window, ben: Window) -> None:
    await ben.reply_to("Good morning, Ben")
    await ben.answer("first reply")
    await expect(anna.button(re.compile("^1 reply"), anna.post("Good morning, Ben"))).to_be_visible()
    await ben.answer("second reply")
    await expect(anna.button(re.compile("^2 replies"), anna.post("Good morning, Ben"))).to_be_visible()
    await anna.button(re.compile("^2 replies")).click()
    await expect(anna.post("second reply", anna.aside)).to_be_visible()
    await anna.answer("and my answer")
    await expect(ben.post("and my answer", ben.aside)).to_be_visible()
    for window in (anna, ben):
        await window.button("Close", window.aside).click()


async def they_change_their_minds(anna: Window, ben: Window) -> None:
    await anna.act(anna.post("Good morning to you"), "Add reaction")
    await anna.page.get_by_role("combobox", name="Search emoji").fill("tada")
    await anna.page.keyboard.press("Enter")
    chip = ben.post("Good morning to you").get_by_role("button", name=re.compile("tada, 1 person"))
    await chip.click()
    await expect(anna.button(re.compile("tada, 2 people"))).to_be_visible()

    await ben.choose(ben.post("Good morning to you"), "Edit")
    await ben.page.get_by_role("textbox", name="Edit message").fill("Good evening to you")
    await ben.page.keyboard.press("Enter")
    await expect(anna.post("Good evening to you").get_by_text("(edited)")).to_be_visible()

    await ben.write("a slip of the tongue")
    await ben.choose(ben.post("a slip of the tongue"), "Delete")
    await ben.button("Delete", ben.dialog).click()
    await expect(anna.post("a slip of the tongue")).to_be_hidden()


async def they_share_a_picture(anna: Window, ben: Window) -> None:
    async with anna.page.expect_file_chooser() as chooser:
        await anna.button("Attach files").click()
    await (await chooser.value).set_files({"name": "gradient.png", "mimeType": "image/png", "buffer": picture()})
    await expect(anna.button("Remove gradient.png")).to_be_visible()
    await anna.write("look at this")
    preview = ben.post("look at this").get_by_role("button", name="Open gradient.png")
    await expect(preview.locator("img")).to_have_js_property("naturalWidth", 256)
    await preview.click()
    await expect(ben.dialog.get_by_role("img", name="gradient.png")).to_be_visible()
    await ben.page.keyboard.press("Escape")
    await expect(ben.dialog).to_be_hidden()


async def they_talk_in_private(anna: Window, ben: Window) -> None:
    await ben.page.keyboard.press("Control+K")
    await ben.page.get_by_role("combobox", name="Go to a channel or person").fill("an")
    await ben.page.get_by_role("option", name="anna", exact=True).click()
    await expect(ben.page).to_have_url(re.compile("/orchard/messages/@anna$"))
    await ben.write("just between us")
    row = anna.in_sidebar("ben")
    await expect(row).to_have_accessible_name(re.compile("1 mention"))
    await expect(anna.page).to_have_title(re.compile(r"^\(1\) "))
    await row.click()
    await expect(anna.post("just between us")).to_be_visible()
    await expect(row).not_to_have_accessible_name(re.compile("mention"))
    await expect(anna.page).not_to_have_title(re.compile(r"^\("))


async def test_a_restart_of_the_server_loses_nothing(tmp_path: Path, windows: Windows) -> None:
    """A restart: who is signed in stays so, what was said stays said, what is written meanwhile goes out once."""
    settings = {"MM_WEBCLIENT_DIRECTORY": client_folder()}
    data = tmp_path / "data"
    with server(data, environ=settings) as first:
        anna = (await windows.blank(first.url)).allow(
            "ERR_CONNECTION|WebSocket|ERR_INCOMPLETE|502|503|fetching the script"
        )
        await anna.goto("/")
        await sign_up(anna, "anna")
        await found_team(anna, "Orchard")
        await anna.write("before the restart")
        await expect(anna.post("before the restart")).to_be_visible()
        listen = first.url.removeprefix("http://")
    await expect(anna.page.get_by_text("No connection")).to_be_visible()
    await anna.composer.fill("written meanwhile")
    await anna.composer.press("Enter")
    await expect(anna.post("written meanwhile")).to_be_visible()
    with server(data, listen=listen, environ=settings):
        await expect(anna.page.get_by_text("No connection")).to_be_hidden(timeout=30_000)
        await expect(anna.post("written meanwhile").get_by_text("Will be sent")).to_be_hidden()
        await anna.page.reload()
        for text in ("before the restart", "written meanwhile"):
            await expect(anna.post(text)).to_have_count(1)
        await anna.page.close()
