"""What goes with messages beyond their text: commands, previews, priority, schedules, bookmarks, groups, fire."""

import re

import pytest
from playwright.async_api import expect

from mattermost_py.kernel.clock import now_ms
from tests.browser.test_accessibility import is_clean
from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World


async def test_a_command_is_completed_carried_out_and_answered_in_place(site: World, windows: Windows) -> None:
    """MSG-29: completion by Tab, an answer only its author sees, a refusal beside the field."""
    team, people, (ana,) = await windows.team(site, "ana")
    other = await site.channel(by=people[0], team=team, display_name="Elsewhere")
    ana.allow("404|400")
    await ana.composer.press_sequentially("/sh")
    await expect(ana.page.get_by_role("option", name=re.compile("shrug"))).to_be_visible()
    await ana.composer.press_sequentially("r")
    await ana.composer.press("Tab")
    await expect(ana.composer).to_have_value("/shrug ")
    await ana.composer.press_sequentially("so be it")
    await ana.composer.press("Enter")
    await expect(ana.post("so be it ¯")).to_be_visible()

    await ana.composer.fill("/away")
    await ana.composer.press("Enter")
    await expect(ana.composer).to_have_value("")
    await expect(ana.middle.get_by_text("Only visible to you").first).to_be_visible()

    await ana.composer.fill("/nosuchthing at all")
    await ana.composer.press("Enter")
    await expect(ana.button("Send as a message")).to_be_visible()
    await expect(ana.composer).to_have_value("/nosuchthing at all")

    await ana.composer.fill(f"/join ~{other.name}")
    await ana.composer.press("Enter")
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Elsewhere")


async def test_attachments_show_their_fields_and_quoted_posts_lead_to_their_place(
    site: World, windows: Windows
) -> None:
    team, people, (ana,) = await windows.team(site, "ana")
    square = await site.town_square(team)
    first = await site.post(by=people[0], channel=square, message="the first word")
    fields = [{"title": "Build", "value": "**4711**", "short": True}, {"title": "Log", "value": "`fine`"}]
    attachment = {"color": "#1d7a3e", "title": "Nightly", "text": "It is *green*", "fields": fields, "footer": "robot"}
    await site.post(by=people[0], channel=square, message="", props={"attachments": [attachment]})
    shown = ana.post("Nightly")
    await expect(shown.get_by_role("term")).to_have_text(["Build", "Log"])
    await expect(shown.get_by_role("definition").first.locator("strong")).to_have_text("4711")

    await ana.write(f"look: {site.base_url}/{team.name}/pl/{first.id}")
    link = ana.post("look:").get_by_role("link", name=re.compile("^Posted in"))
    await link.click()
    await expect(ana.post("the first word").first).to_be_visible()


async def test_an_urgent_message_asks_to_be_acknowledged_and_tells_who_did(site: World, windows: Windows) -> None:
    """MSG-18, MSG-19."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.open_menu("Priority and more", "Urgent")
    await ana.open_menu("Priority and more", "Request acknowledgement")
    await ana.write("the cellar is under water")
    await expect(ana.post("under water").get_by_text("Urgent")).to_be_visible()
    await expect(ana.post("under water").get_by_text("Nobody has acknowledged yet")).to_be_visible()

    await ben.button("Acknowledge", ben.post("under water")).click()
    await expect(ben.button("Acknowledged", ben.post("under water"))).to_be_visible()
    await ana.button("1 person acknowledged", ana.post("under water")).click()
    await expect(ana.dialog.get_by_role("button", name=ben.name)).to_be_visible()
    await ana.page.keyboard.press("Escape")

    await ben.button("Acknowledged", ben.post("under water")).click()
    await expect(ana.post("under water").get_by_text("Nobody has acknowledged yet")).to_be_visible()
    await ana.write("as usual again")
    await expect(ana.post("as usual again").get_by_text("Urgent")).to_have_count(0)


async def test_a_message_is_scheduled_changed_and_sent_early(site: World, windows: Windows) -> None:
    """MSG-15."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.composer.fill("good mornin")
    await ana.open_menu("Send later", "tomorrow at")
    await expect(ana.composer).to_have_value("")
    await expect(ana.composer).to_be_focused()
    await ana.middle.get_by_role("button", name="Show scheduled").click()

    kept = ana.middle.get_by_role("article", name="Scheduled message in Town Square")
    await expect(kept).to_contain_text("tomorrow at 9:00")
    await ana.button("Change the time", kept).click()
    await ana.dialog.get_by_label("Date and time").fill("2001-01-01T09:00")
    await ana.button("Save", ana.dialog).click()
    await expect(ana.dialog.get_by_role("alert")).to_contain_text("has passed")
    await ana.button("Cancel", ana.dialog).click()
    await ana.button("Edit text", kept).click()
    await kept.get_by_role("textbox").fill("good morning")
    await kept.get_by_role("textbox").press("Enter")
    await expect(kept.get_by_text("good morning", exact=True)).to_be_visible()
    await ana.button("Send now", kept).click()
    await ana.button("Send", ana.dialog).click()
    await expect(kept).to_have_count(0)
    await expect(ben.post("good morning")).to_have_count(1)


async def test_a_message_reminds_is_forwarded_and_read_as_it_was(site: World, windows: Windows) -> None:
    """MSG-11, MSG-17, MSG-25."""
    team, people, (ana,) = await windows.team(site, "ana")
    await site.channel(by=people[0], team=team, display_name="Attic")
    await ana.write("first thought")
    await ana.composer.press("ArrowUp")
    edit = ana.page.get_by_role("textbox", name="Edit message")
    await edit.fill("second thought")
    await edit.press("Enter")

    await ana.choose(ana.post("second thought"), "Edit history")
    await ana.button("Restore this version", ana.dialog).first.click()
    thought = ana.post("first thought").first
    await expect(thought).to_be_visible()

    await ana.act(thought, "More actions")
    await ana.entry("Remind me").click()
    await ana.page.get_by_role("menuitem", name="In 1 hour").click()
    await expect(ana.page.get_by_text(re.compile("^You will be reminded (today|tomorrow) at"))).to_be_visible()

    await ana.choose(thought, "Forward")
    await ana.dialog.get_by_role("combobox").fill("att")
    await ana.dialog.get_by_role("combobox").press("Enter")
    await ana.dialog.get_by_role("textbox", name="Comment").fill("for the attic")
    await ana.button("Forward", ana.dialog).click()
    await ana.enter("Attic")
    forwarded = ana.post("for the attic")
    await expect(forwarded.locator("blockquote")).to_contain_text("first thought")


async def test_bookmarks_of_a_channel_are_for_everybody_in_it(site: World, windows: Windows) -> None:
    """CHN-09."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.open_menu("Town Square", "Add bookmark")
    await ana.dialog.get_by_label("Address").fill("example.org/plan")
    await ana.dialog.get_by_label("Name").fill("The plan")
    await ana.button("Save", ana.dialog).click()
    bar = ben.page.get_by_role("navigation", name="Bookmarks")
    await expect(bar.get_by_role("link")).to_have_attribute("href", "https://example.org/plan")

    await ana.button("Add bookmark").click()
    await ana.dialog.get_by_role("radio", name="A file").check()
    await ana.dialog.locator("input[type=file]").set_input_files(
        {"name": "menu.txt", "mimeType": "text/plain", "buffer": b"soup"}
    )
    await expect(ana.dialog.get_by_text("menu.txt")).to_be_visible()
    await ana.button("Save", ana.dialog).click()
    await expect(bar.get_by_role("listitem")).to_have_text(["The plan", "menu.txt"])

    await ana.open_menu("Actions for bookmark menu.txt", "Move left")
    await expect(bar.get_by_role("listitem")).to_have_text(["menu.txt", "The plan"])
    await ana.open_menu("Actions for bookmark The plan", "Edit")
    await ana.dialog.get_by_label("Name").fill("The old plan")
    await ana.button("Save", ana.dialog).click()
    await expect(bar.get_by_role("listitem")).to_have_text(["menu.txt", "The old plan"])
    await ana.open_menu("Actions for bookmark The old plan", "Delete")
    await ana.button("Delete", ana.dialog).click()
    await expect(bar.get_by_role("listitem")).to_have_text(["menu.txt"])


async def test_a_group_is_completed_shown_and_marked_for_its_members(site: World, windows: Windows) -> None:
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    guest = await site.guest(team, await site.town_square(team))
    name = f"crew{people[1].id[:6]}"
    body = {"name": name, "display_name": "The crew", "source": "custom", "allow_reference": True}
    made = await (await site.admin()).post("/groups", {**body, "user_ids": [people[1].id]})
    assert made.status_code == 201, made.text

    await ana.composer.press_sequentially(f"hello @{name[:7]}")
    await ana.page.get_by_role("option", name=re.compile("The crew · 1 member")).click()
    await ana.composer.press("Enter")
    await ana.post("hello").get_by_role("button", name=f"@{name}").click()
    await expect(ana.dialog.get_by_role("listitem")).to_have_text(re.compile(people[1].username))
    await ana.page.keyboard.press("Escape")
    await expect(ben.post("hello").get_by_role("button", name=f"@{name}")).to_have_class(re.compile("own"))

    await site.post(by=guest, channel=await site.town_square(team), message="may I come in?")
    await expect(ana.post("may I come in?").get_by_text("Guest", exact=True)).to_be_visible()


async def test_a_message_burns_for_whoever_opened_it(site: World, windows: Windows) -> None:
    """MSG-21."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.open_menu("Priority and more", "Burn after reading")
    await ana.write("the key is under the mat")
    await expect(ana.post("under the mat").get_by_text("Nobody has opened it yet")).to_be_visible()

    sealed = ben.post("once you open it")
    await expect(sealed).to_be_visible()
    await expect(ben.post("under the mat")).to_have_count(0)
    await ben.button("Open message", sealed).click()
    opened = ben.post("under the mat")
    await expect(opened.get_by_role("timer")).to_contain_text("burns in")
    await expect(ana.post("under the mat").get_by_text("1 person has opened it")).to_be_visible()

    await _burn(ben, "under the mat")
    await expect(ana.post("under the mat")).to_be_visible()
    await _burn(ana, "under the mat")


async def _burn(window: Window, text: str) -> None:
    await window.choose(window.post(text), "Burn now")
    await window.button("Burn now", window.dialog).click()
    await expect(window.post(text)).to_have_count(0)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_what_goes_with_messages_is_accessible(site: World, windows: Windows, dark: bool) -> None:
    """axe finds nothing serious in the channel, its menus and dialogs, and among what is scheduled."""
    team = await site.new_team()
    ana, ben = await windows.member(site, team, "ana"), await windows.member(site, team, "ben")
    square = await site.town_square(team)
    await ben.post(f"/channels/{square.id}/bookmarks", display_name="Plan", link_url="https://example.org", type="link")
    label = {"priority": "urgent", "requested_ack": True}
    asked = await site.post(by=ben, channel=square, message="under water", metadata={"priority": label})
    await ana.post(f"/users/{ana.id}/posts/{asked.id}/ack")
    await site.post(by=ben, channel=square, message="secret", type="burn_on_read")
    soon = now_ms() + 86_400_000
    await ana.post("/posts/schedule", channel_id=square.id, message="later", priority=label, scheduled_at=soon)

    window = await windows.of(site, ana, team, dark=dark)
    await expect(window.page.get_by_role("navigation", name="Bookmarks")).to_be_visible()
    await window.button("1 person acknowledged").click()
    await expect(window.dialog).to_be_visible()
    await is_clean(window, "channel")
    await window.page.keyboard.press("Escape")
    for name in ("Priority and more", "Actions for bookmark Plan"):
        await window.open_menu(name)
        await expect(window.page.get_by_role("menu")).to_be_visible()
        await is_clean(window, name)
        await window.page.keyboard.press("Escape")
    await window.choose(window.post("under water"), "Forward")
    await expect(window.dialog.get_by_role("option").first).to_be_visible()
    await is_clean(window, "forward")
    await window.page.keyboard.press("Escape")
    await window.button("Show scheduled").click()
    await expect(window.middle.get_by_role("article")).to_be_visible()
    await is_clean(window, "scheduled")
