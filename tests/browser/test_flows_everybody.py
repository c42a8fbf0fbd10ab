"""Flows for everybody's eyes and hands: keys of one's own, voices, sizes, directions, colours, clocks, languages."""

import json
import re
from typing import Any

from playwright.async_api import expect

from tests.browser.conftest import NewSite
from tests.features.governance.test_slack_import import packed
from tests.features.teams.test_mail_invitations import ON
from tests.fixtures.browser import Window, Windows, picture
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import PASSWORD, Person, World, unique

# As it is copied in the settings of the official client.
SAPPHIRE = {
    "type": "Sapphire",
    "sidebarBg": "#1543a3",
    "sidebarText": "#ffffff",
    "sidebarHeaderBg": "#0f3a8e",
    "centerChannelBg": "#fffdf5",
    "centerChannelColor": "#3f4350",
    "newMessageSeparator": "#15b7b7",
    "linkColor": "#1c58d9",
    "buttonBg": "#1c58d9",
    "buttonColor": "#ffffff",
    "codeTheme": "github",
}
# Text on the screen that no catalogue holds: names, clocks, letters on pictures.
UNTRANSLATED = """(known) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const place = walker.currentNode.parentElement;
    const isHidden = place.closest("script, style, noscript, [data-emoji]");
    if (isHidden || /^[\\d\\s:./%+-]*([AP]M)?$/.test(text) || text.includes("[") || text.includes("]")) continue;
    if (text.length < 3 || known.some((name) => name.includes(text) || text.includes(name))) continue;
    if (/^F\\d+$/.test(text)) continue;
    found.push(text);
  }
  return found;
}"""


async def section(window: Window, name: str) -> None:
    if await window.dialog.count() == 0:
        await window.button("Settings").first.click()
    await window.dialog.get_by_role("tab", name=name).click()


LONGEST_MOTION = """() => Math.max(...[...document.querySelectorAll("*")].flatMap((one) => {
  const { transitionDuration, animationDuration, animationName } = getComputedStyle(one);
  const moves = animationName === "none" ? [] : animationDuration.split(",");
  return [...transitionDuration.split(","), ...moves].map(parseFloat);
}))"""


async def test_ten_tasks_need_no_pointer_and_keys_are_ones_own(site: World, windows: Windows) -> None:
    """A11Y-02, A11Y-03, A11Y-04."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    garden = await site.channel(by=people[0], team=team, name="garden", display_name="Garden")
    keys, page = ana.page.keyboard, ana.page
    await keys.press("Control+/")
    change = ana.dialog.get_by_role("button", name=re.compile("^Go to a channel or person: "))
    await change.focus()
    await keys.press("Enter")
    await keys.press("Control+/")
    await expect(ana.dialog.get_by_role("alert")).to_contain_text("is already used")
    await keys.press("Control+J")
    await expect(change).to_have_accessible_name(re.compile(re.escape("Ctrl+J")))
    await keys.press("Escape")
    await expect(ana.dialog).to_have_count(0)
    await keys.press("Control+J")  # go somewhere by the new keys
    await ana.dialog.get_by_role("combobox").fill("gard")
    await expect(ana.dialog.get_by_role("option").first).to_contain_text("Garden")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Garden")
    await keys.press("Alt+ArrowDown")  # and on to the next channel, and back
    await keys.press("Alt+ArrowUp")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Garden")
    await keys.press("Control+Shift+L")  # write
    await keys.type("by hand")
    await keys.press("Enter")
    await expect(ana.post("by hand")).to_have_attribute("data-post", re.compile(r"^\w{26}$"))
    await keys.press("ArrowUp")  # change it
    await expect(page.get_by_role("textbox", name="Edit message")).to_be_focused()
    await keys.type("s")
    await keys.press("Enter")
    await expect(ana.post("by hands")).to_be_visible()
    await expect(ana.composer).to_be_focused()
    await keys.press("Shift+F6")  # from the field to the messages: react, save, answer
    await expect(ana.post("by hands")).to_be_focused()
    await keys.press("Tab")  # into it and back to it
    await keys.press("Shift+Tab")
    await expect(ana.post("by hands")).to_be_focused()
    await keys.press("+")
    await expect(ana.button(re.compile(r"\+1"), ana.post("by hands")).first).to_be_visible()
    await keys.press("s")
    await keys.press("r")
    await expect(ana.reply_box).to_be_focused()
    await keys.type("an answer")
    await keys.press("Enter")
    await expect(ana.post("an answer", ana.aside)).to_be_visible()
    await keys.press("Control+Shift+F")  # search here
    await keys.type("hands")
    await keys.press("Enter")
    await expect(ana.aside.get_by_role("article")).to_have_count(1)
    await keys.press("Escape")
    await expect(ana.aside).to_have_count(0)
    await keys.press("F6")  # from the top to the channels
    await expect(page.get_by_role("combobox", name="Search messages")).to_be_focused()
    await keys.press("Control+A")
    await keys.press("Backspace")
    await expect(page.get_by_role("listbox", name="Search suggestions")).to_be_visible()
    await keys.press("Tab")  # past the field, whatever it offers, and back
    await expect(ana.button("Recent mentions")).to_be_focused()
    await keys.press("Shift+Tab")
    await expect(page.get_by_role("combobox", name="Search messages")).to_be_focused()
    await keys.press("F6")
    await expect(ana.sidebar.get_by_role("link", name=re.compile("Garden"))).to_be_focused()

    await site.join(ben, garden)
    await site.post(by=ben, channel=garden, message="listen **well**")
    voice = page.locator("[data-announcer]")
    await expect(voice).to_have_text(re.compile(f"^Message from {ben.username}, .+: listen well$"))
    await expect(ana.post("listen well")).to_have_accessible_name(re.compile(f"^Message from {ben.username}, "))


async def test_sizes_directions_colours_and_clocks_are_ones_own(site: World, windows: Windows) -> None:
    """TEAM-15, A11Y-05, A11Y-07, A11Y-08, A11Y-10."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    square = await site.town_square(team)
    for number in range(60):
        await site.post(by=people[number % 2], channel=square, message=f"line {number}")
    await expect(ana.post("line 59")).to_be_in_viewport()
    inside = """all => all.map(one => one.getBoundingClientRect())
      .filter(box => box.top >= 90 && box.bottom < 760).length"""
    roomy = await ana.posts.evaluate_all(inside)
    await section(ana, "Display")
    await ana.dialog.get_by_role("radio", name=re.compile("^Compact")).check()
    await ana.dialog.get_by_role("radio", name="24 hours (16:00)").check()
    await ana.dialog.get_by_role("combobox", name="Time zone").select_option("Asia/Tokyo")
    await ana.dialog.get_by_role("radio", name="Own colors").check()
    await ana.dialog.get_by_role("textbox", name="Theme").fill(json.dumps(SAPPHIRE))
    await ana.button("Use these colors", ana.dialog).click()
    await expect(ana.page.locator("html")).to_have_css("--mm-side-bg", "#1543a3")
    await ana.page.keyboard.press("Escape")
    await expect(ana.page.locator("body")).to_have_css("background-color", "rgb(255, 253, 245)")
    await expect(ana.post("line 59")).to_be_in_viewport()
    assert await ana.posts.evaluate_all(inside) >= 1.5 * roomy
    last = ana.post("line 59").locator("time").first
    at = await last.get_attribute("datetime")
    there = await ana.page.evaluate(
        "at => new Intl.DateTimeFormat('en',"
        " { hour: 'numeric', minute: '2-digit', hour12: false, timeZone: 'Asia/Tokyo' }).format(new Date(at))",
        at,
    )
    await expect(last).to_have_text(there)
    await expect(ben.post("line 59").locator("time").first).not_to_have_text(there)

    await section(ana, "Display")
    await ana.dialog.get_by_role("radio", name="Right to left").check()
    await ana.dialog.get_by_role("combobox", name="Size of text").select_option("200")
    await ana.dialog.get_by_role("checkbox", name="High contrast").check()
    await ana.page.keyboard.press("Escape")
    await expect(ana.page.locator("html")).to_have_attribute("dir", "rtl")
    side, middle = await ana.sidebar.bounding_box(), await ana.middle.bounding_box()
    assert side is not None
    assert middle is not None
    assert side["x"] > middle["x"]
    await ana.write("مرحبا by the way")
    await ana.write("left to right")
    for text, direction in (("مرحبا", "rtl"), ("left to right", "ltr")):
        drawn = (
            await ana.post(text)
            .locator("p")
            .last.evaluate(
                "one => { const range = document.createRange(); range.selectNodeContents(one);"
                " const text = range.getBoundingClientRect(), box = one.getBoundingClientRect();"
                " return text.left - box.left < box.right - text.right ? 'ltr' : 'rtl'; }"
            )
        )
        assert drawn == direction, text
    clipped = await ana.page.evaluate(
        "() => [...document.querySelectorAll('button, a, h1, h2, textarea')].filter(one => one.checkVisibility())"
        ".filter(one => { const box = one.getBoundingClientRect();"
        " return box.width > 0 && box.top < innerHeight && (box.left < -1 || box.right > innerWidth + 1); })"
        ".map(one => one.outerHTML.slice(0, 120))"
    )
    assert clipped == []
    assert await ana.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    await ana.page.emulate_media(reduced_motion="no-preference")
    await ana.post("left to right").hover()
    assert 0 < await ana.page.evaluate(LONGEST_MOTION) <= 0.15
    await ana.page.emulate_media(reduced_motion="reduce")
    assert await ana.page.evaluate(LONGEST_MOTION) == 0
    faint = "getComputedStyle(document.documentElement).getPropertyValue('--mm-text-faint')"
    usual = await ben.page.evaluate(faint)
    await ben.page.emulate_media(contrast="more")
    assert await ben.page.evaluate(faint) not in (usual, "")


async def test_every_word_comes_from_a_catalogue(site: World, windows: Windows) -> None:
    """A11Y-06: with the pseudo-language nothing on the main screens reads as it was written in the code."""
    team, people, (ana,) = await windows.team(site, "ana")
    await site.post(by=people[0], channel=await site.town_square(team), message="own words")
    await ana.page.evaluate("localStorage.setItem('mmpy.pseudo', '1')")
    await ana.goto(f"/{team.name}/channels/town-square")
    await expect(ana.page.get_by_text("own words")).to_be_visible()
    known = [
        team.display_name,
        ana.name,
        "own words",
        "Town Square",
        "Off-Topic",
        "mmpy",
        "Ctrl",
        "Alt",
        "Shift",
        "Esc",
        "Tab",
        "Enter",
        "Tab",
    ]
    known += [(await site.admin()).username, "English", "Deutsch", "UTC", "example.org", "Asia", "Europe"]
    assert await ana.page.evaluate(UNTRANSLATED, known) == []
    for keys in ("Control+Shift+A", "Control+/", "Control+K", "Control+Shift+U"):
        await ana.page.keyboard.press(keys)
        shown = ana.dialog if keys != "Control+Shift+U" else ana.middle.get_by_text(re.compile("···"))
        await expect(shown.first).to_be_visible()
        await expect(shown.first).to_contain_text("···")
        assert await ana.page.evaluate(UNTRANSLATED, known) == [], keys
        await ana.page.keyboard.press("Escape")


async def test_a_team_is_furnished_invited_to_archived_and_brought_back(new_site: NewSite, windows: Windows) -> None:
    """TEAM-02, TEAM-04, CHN-14; and what a team wrote in Slack."""
    settings: dict[str, dict[str, Any]] = {
        **ON,
        "TeamSettings": {"EnableOpenServer": True, "ExperimentalDefaultChannels": ["welcome"]},
    }
    async with mail_server() as mail, new_site(EmailSettings=mail.settings, **settings) as site:
        admin = await site.admin()
        team = await site.new_team(by=admin)
        await site.channel(by=admin, team=team, name="welcome", display_name="Welcome")
        ben = await windows.member(site, team, "ben")
        boss, other = await windows.of(site, admin, team), await windows.of(site, ben, team)
        await expect(other.in_sidebar("Welcome")).to_be_visible()
        await expect(
            other.sidebar.get_by_role("link").filter(has_text=re.compile("Off-Topic|Town Square|Welcome"))
        ).to_have_count(2)

        await boss.open_menu(team.display_name, "Team settings")
        await boss.dialog.get_by_label("Team name").fill("The orchard")
        chosen: Any = {"name": "icon.png", "mimeType": "image/png", "buffer": picture()}
        async with boss.page.expect_response(re.compile("/image$")):
            await boss.dialog.locator("input[accept^='image/']").set_input_files(chosen)
        await expect(boss.button("Remove picture", boss.dialog)).to_be_visible()
        await bring_from_slack(boss, other, ben)
        await boss.button("Save", boss.dialog).click()
        await expect(other.button("The orchard")).to_be_visible()

        address = f"{unique('invited')}@example.org"
        await boss.open_menu("The orchard", "Invite people")
        await boss.dialog.get_by_role("textbox", name="By email").fill(address)
        await boss.button("Send invitations", boss.dialog).click()
        history = boss.dialog.get_by_role("list", name="Invitations by email").get_by_role("listitem")
        await expect(history).to_contain_text("open")
        letter = await mail.wait_for(address)
        await boss.button(f"Revoke the invitation of {address}", boss.dialog).click()
        await expect(history).to_contain_text("revoked")
        body = {"username": unique("new"), "email": address, "password": PASSWORD}
        late = await site.anonymous().post(f"/users?t={letter.query('t')}", body)
        assert late.json()["id"] == "api.user.create_user.signup_link_expired.app_error"
        await boss.page.keyboard.press("Escape")

        await boss.open_menu("The orchard", "Team settings")
        await boss.button("Archive team", boss.dialog).click()
        await boss.button("Archive team", boss.dialog.last).click()
        await expect(other.page.get_by_text("This team is not open to you")).to_be_visible()
        await boss.page.get_by_role("status").get_by_role("button", name="Undo").click()
        await expect(boss.in_sidebar("Welcome")).to_be_visible()
        await other.open("welcome")


async def bring_from_slack(boss: Window, other: Window, ben: Person) -> None:
    """What is no export is refused; an export becomes a channel of those whose addresses are known here."""
    chosen, name = boss.dialog.locator("input[accept^='.zip']"), unique("cellar")
    said = {"type": "message", "user": "U1", "text": "the *barrels* are full", "ts": "1469785420.000100"}
    files = {
        "users.json": [{"id": "U1", "name": "ben", "profile": {"email": ben.user["email"]}}],
        "channels.json": [{"id": "C1", "name": name, "members": ["U1"]}],
        f"{name}/2016-07-29.json": [said],
    }
    boss.allow("/import")
    for content in (b"no archive", packed(files)):
        await expect(boss.button("Choose an export", boss.dialog)).to_be_enabled()
        await chosen.set_input_files({"name": "export.zip", "mimeType": "application/zip", "buffer": content})
        if content == b"no archive":
            await expect(boss.dialog.get_by_role("alert")).to_be_visible()
    await expect(boss.dialog.get_by_role("status")).to_have_text("export.zip was imported.")
    await expect(boss.dialog.get_by_role("alert")).to_have_count(0)
    account = boss.dialog.get_by_role("region", name="What was done")
    await expect(account).to_contain_text(f"{name}: 1 message")
    await other.open(name)
    await expect(other.post("the barrels are full").locator("strong")).to_have_text("barrels")


async def test_a_guest_comes_by_a_link_sees_one_channel_and_comes_again(new_site: NewSite, windows: Windows) -> None:
    """People and channels of their own choice; the password stays empty; members see that somebody is a guest."""
    settings: dict[str, dict[str, Any]] = {
        **ON,
        "GuestAccountsSettings": {"Enable": True, "EnableGuestMagicLink": True},
    }
    async with mail_server() as mail, new_site(EmailSettings=mail.settings, **settings) as site:
        admin, address = await site.admin(), f"{unique('visitor')}@example.org"
        team = await site.new_team(by=admin)
        boss = await windows.of(site, admin, team)
        await boss.open_menu(team.display_name, "Invite people")
        form = boss.dialog
        await form.get_by_role("radio", name=re.compile("^Guests")).check()
        await expect(boss.button("Send invitations", form)).to_be_disabled()
        await form.get_by_role("textbox", name="By email").fill(address)
        await form.get_by_label("Channels for guests").select_option("Off-Topic")
        await form.get_by_role("checkbox", name=re.compile("^Sign in by link")).check()
        await form.get_by_label("A personal message").fill("See you on Monday!")
        await form.get_by_label("Last day").fill("2037-05-01")
        await boss.button("Send invitations", form).click()
        letter = await mail.wait_for(address)
        assert "See you on Monday!" in letter.plain
        await boss.page.keyboard.press("Escape")

        guest = await windows.blank(site.base_url)
        await guest.goto(letter.link.removeprefix(site.base_url))
        await expect(guest.page.get_by_role("heading", level=1)).to_have_text("Off-Topic")
        await expect(guest.middle.get_by_text("With guests")).to_be_visible()
        await expect(guest.in_sidebar("Town Square")).to_have_count(0)
        await boss.enter("Off-Topic")
        await expect(boss.middle.get_by_text("With guests")).to_be_visible()

        again = await windows.blank(site.base_url)
        await again.goto("/login")
        await again.page.get_by_role("textbox", name="Email or username").fill(address)
        await again.button("Sign in").click()
        await expect(again.page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

        person = (await admin.get(f"/users/email/{address}")).json()
        await boss.goto(f"/admin_console/user_management/users/{person['id']}")
        stay = boss.page.get_by_role("region", name="Stay")
        await expect(stay.get_by_label("Last day")).to_have_value("2037-05-01")
        await stay.get_by_label("Last day").fill("")
        await stay.get_by_role("button", name="Save").click()
        await expect(stay.get_by_role("button", name="Save")).to_be_disabled()
        assert (await admin.get(f"/users/{person['id']}/stay")).json()["ends_at"] == 0
