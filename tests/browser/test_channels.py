"""Channels as people make, find, change and leave them."""

import re

from playwright.async_api import expect

from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World


async def create_channel(window: Window, name: str, *, private: bool = False) -> None:
    await window.open_menu("Add channels and people", "Create channel")
    await window.dialog.get_by_label("Name", exact=True).fill(name)
    if private:
        await window.dialog.get_by_role("radio", name=re.compile("^Private channel")).check()
    await window.button("Create channel", window.dialog).click()
    await window.button("Not now", window.dialog).click()
    await expect(window.page.get_by_role("heading", level=1)).to_have_text(name)


async def test_a_new_channel_is_found_by_browsing_joined_and_left(site: World, windows: Windows) -> None:
    """CHN-01, CHN-05."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await create_channel(ana, "Garden")
    await ben.open_menu("Add channels and people", "Browse channels")
    rows = ben.dialog.get_by_role("listitem")
    await expect(rows.filter(has_text="Town Square")).to_be_visible()
    await ben.dialog.get_by_role("checkbox", name="Hide joined").check()
    await expect(rows.filter(has_text="Town Square")).to_be_hidden()
    await ben.button("Join: Garden", ben.dialog).click()
    await expect(ben.page.get_by_role("heading", level=1)).to_have_text("Garden")
    await expect(ana.middle.get_by_text(f"{ben.name} joined the channel")).to_be_visible()
    await ben.open_menu("Garden", "Leave channel")
    await ben.button("Leave channel", ben.dialog).click()
    await expect(ben.in_sidebar("Garden")).to_be_hidden()
    await expect(ben.page.get_by_role("heading", level=1)).to_have_text("Town Square")


async def test_a_private_channel_is_for_the_invited_only(site: World, windows: Windows) -> None:
    """CHN-02."""
    team, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await create_channel(ana, "Secret Plans", private=True)
    await ana.write("the treasure is under the oak")
    await ben.open_menu("Add channels and people", "Browse channels")
    await ben.dialog.get_by_label("Find channels").fill("Secret")
    await expect(ben.dialog.get_by_text("No channel fits")).to_be_visible()
    await ben.page.keyboard.press("Escape")
    await search(ben, "treasure")
    await expect(ben.aside.get_by_text("Nothing found")).to_be_visible()
    await ben.allow("404|403").goto(f"/{team.name}/channels/secret-plans")
    await expect(ben.page.get_by_text("This channel is not open to you")).to_be_visible()

    await ana.open_menu(re.compile("Secret Plans$"), "Add people")
    await ana.dialog.get_by_role("combobox").fill(ben.name)
    await ana.dialog.get_by_role("option", name=re.compile(ben.name)).click()
    await ana.button("Add 1 person", ana.dialog).click()
    await ben.in_sidebar("Secret Plans").click()
    await expect(ben.post("the treasure")).to_be_visible()


async def search(window: Window, words: str) -> None:
    field = window.page.get_by_role("combobox", name="Search messages")
    await field.fill(words)
    await field.press("Enter")


async def test_an_archived_channel_can_be_read_and_brought_back(site: World, windows: Windows) -> None:
    """CHN-06."""
    team, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await create_channel(ana, "Summer Party")
    await ana.write("bring umbrellas")
    await ben.open_menu("Add channels and people", "Browse channels")
    await ben.button("Join: Summer Party", ben.dialog).click()
    await ana.open_menu("Summer Party", "Archive channel")
    await ana.button("Archive channel", ana.dialog).click()
    note = "This channel is archived. It can be read but not written to."
    await expect(ben.page.get_by_text(note)).to_be_visible()
    await expect(ben.post("bring umbrellas")).to_be_visible()
    await search(ben, "umbrellas")
    await expect(ben.post("bring umbrellas", ben.aside)).to_be_visible()
    await expect(ben.composer).to_have_count(0)

    leader = await windows.of(site, await site.team_admin(team), team)
    await leader.goto(f"/{team.name}/channels/summer-party")
    await leader.open_menu("Summer Party", "Restore channel")
    await expect(ben.composer).to_be_visible()
    await ben.write("on again")
    await ana.enter("Summer Party")
    await expect(ana.post("on again")).to_be_visible()


async def test_name_address_purpose_and_header_can_be_changed(site: World, windows: Windows) -> None:
    """CHN-07."""
    team, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await create_channel(ana, "Lunch")
    await ben.open_menu("Add channels and people", "Browse channels")
    await ben.button("Join: Lunch", ben.dialog).click()
    await ana.open_menu("Lunch", "Channel settings")
    await ana.dialog.get_by_label("Name", exact=True).fill("Dinner")
    await ana.dialog.get_by_label("Address").fill("dinner")
    await ana.dialog.get_by_label("Purpose").fill("Where to eat")
    await ana.dialog.get_by_label("Header").fill("See the [menu](https://example.org/menu)")
    await ana.button("Save", ana.dialog).click()
    await expect(ben.in_sidebar("Dinner")).to_be_visible()
    await expect(ben.page.get_by_role("heading", level=1)).to_have_text("Dinner")
    link = ben.middle.get_by_role("link", name="menu").first
    await expect(link).to_have_attribute("href", "https://example.org/menu")
    await expect(ben.middle.get_by_text("renamed the channel from Lunch to Dinner")).to_be_visible()
    await ben.button("About this channel").click()
    await expect(ben.aside.get_by_text("Where to eat")).to_be_visible()
    await expect(ana.page).to_have_url(re.compile(f"/{team.name}/channels/dinner$"))


async def test_one_key_reads_everything_and_undo_brings_it_back(site: World, windows: Windows) -> None:
    """CHN-15."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    topic = await site.channel(by=people[0], team=team, display_name="Topic")
    await site.join(ben, topic)
    root = await site.post(by=people[0], channel=topic, message="root")
    await site.post(by=ben, channel=topic, message=f"@{ana.name} look")
    await site.post(by=ben, channel=await site.direct(ben, people[0]), message="psst")
    await site.reply(by=ben, to=root, message=f"@{ana.name} and here")
    rows = [ana.in_sidebar(re.compile(f"^{name}")) for name in ("Topic", ben.username, "Threads")]
    for row in rows:
        await expect(row).to_have_accessible_name(re.compile("1 mention"))
    await ana.page.keyboard.press("Shift+Escape")
    for row in rows:
        await expect(row).not_to_have_accessible_name(re.compile("mention|unread"))
    await ana.button("Undo").click()
    for row in rows:
        await expect(row).to_have_accessible_name(re.compile("1 mention"))


async def test_a_channel_is_marked_unread_from_a_message_and_read_by_key(site: World, windows: Windows) -> None:
    """CHN-15: from a message on, and back."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    for text in ("one", "two", "three"):
        await ben.write(text)
    await expect(ana.post("three")).to_be_visible()
    await ana.choose(ana.post("two"), "Mark as unread")
    await expect(ana.middle.get_by_role("separator").filter(has_text="New messages")).to_be_visible()
    await ana.enter("Off-Topic")
    row = ana.in_sidebar("Town Square")
    await expect(row).to_have_accessible_name(re.compile("unread"))
    await row.click()
    await expect(row).not_to_have_accessible_name(re.compile("unread"))


async def test_members_are_found_appointed_and_removed(site: World, windows: Windows) -> None:
    """CHN-16, and the same for a team."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    channel = await site.channel(by=people[0], team=team, display_name="Board")
    await site.join(people[1], channel)
    await ana.open(channel.name)
    await ben.open(channel.name)
    await ana.button("Members: 2").click()
    await ana.aside.get_by_label("Find people").fill(ben.name)
    await expect(ana.aside.get_by_role("listitem")).to_have_count(1)
    await ana.open_menu(f"Actions for {ben.name}", "Make channel admin")
    await expect(ana.aside.get_by_role("listitem").get_by_text("Admin")).to_be_visible()

    await ben.open_menu("Board", "Channel settings")
    await ben.dialog.get_by_label("Header").fill("by the new admin")
    await ben.button("Save", ben.dialog).click()
    await expect(ana.middle.get_by_text("by the new admin").first).to_be_visible()

    await ana.open_menu(f"Actions for {ben.name}", "Remove from channel")
    await expect(ben.in_sidebar("Board")).to_be_hidden()
    await expect(ana.button("Members: 1")).to_be_visible()
    await expect(ana.aside.get_by_role("listitem")).to_have_count(0)

    admin = await site.admin()
    await admin.put(f"/teams/{team.id}/members/{people[0].id}/schemeRoles", scheme_user=True, scheme_admin=True)
    await ana.open_menu(team.display_name, "Members")
    await ana.dialog.get_by_label("Find people").fill(ben.name)
    rows = ana.dialog.get_by_role("listitem")
    await expect(rows).to_have_count(1)
    await ana.open_menu(f"Actions for {ben.name}", "Make team admin")
    await expect(rows.get_by_text("Admin")).to_be_visible()
    member = (await admin.get(f"/teams/{team.id}/members/{people[1].id}")).json()
    assert member["scheme_admin"] is True


async def test_calling_everybody_asks_first_and_names_the_true_number(site: World, windows: Windows) -> None:
    """CHN-18."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    await people[1].put("/users/me/patch", timezone=zone("Asia/Tokyo"))
    await people[0].put("/users/me/patch", timezone=zone("Europe/Berlin"))
    for number in range(4):
        await windows.member(site, team, f"crowd{number}")
    await expect(ana.button("Members: 7")).to_be_visible()
    await ana.composer.fill("@all lunch is ready")
    await ana.composer.press("Enter")
    await expect(ana.dialog).to_contain_text(re.compile("@all sends a notification to 6 people in [23] time zones"))
    await expect(ben.post("lunch is ready")).to_have_count(0)
    await ana.button("Send", ana.dialog).click()
    await expect(ben.post("lunch is ready")).to_be_visible()


def zone(name: str) -> dict[str, str]:
    return {"useAutomaticTimezone": "false", "manualTimezone": name, "automaticTimezone": ""}
