"""Flows of people together: groups that grow, rules of channels, inboxes, windows of their own."""

import re

from playwright.async_api import Page, expect

from tests.browser.conftest import NewSite
from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World

PLANNERS = re.compile("The planners$")


async def settings_of(window: Window, name: str | re.Pattern[str]) -> None:
    await window.open_menu(name, "Channel settings")
    await expect(window.dialog).to_be_visible()


async def test_a_group_becomes_a_channel_that_opens_closes_and_fills(site: World, windows: Windows) -> None:
    """MSG-04, CHN-03, CHN-17."""
    team, people, (eve,) = await windows.team(site, "eve")
    admin = await site.admin()
    await site.join_team(admin, team)
    ben, cem, dan = [await windows.member(site, team, name) for name in ("ben", "cem", "dan")]
    group = (await admin.post("/channels/group", [admin.id, ben.id, cem.id])).json()
    first = (await ben.post("/posts", channel_id=group["id"], message="the plan")).json()
    boss = await windows.of(site, admin, team)
    await boss.goto(f"/{team.name}/messages/{group['name']}")
    await expect(boss.post("the plan")).to_be_visible()
    await boss.button(re.compile(ben.username)).first.click()
    await boss.entry("Make it a private channel").click()
    await boss.dialog.get_by_label("Name").fill("The planners")
    await boss.button("Make private channel", boss.dialog).click()
    await expect(boss.page.get_by_role("heading", level=1)).to_have_text("The planners")
    await expect(boss.page).to_have_url(re.compile("/channels/the-planners$"))
    await expect(boss.post("the plan")).to_have_attribute("data-post", first["id"])
    assert (await people[0].get(f"/channels/{group['id']}/posts")).status_code == 403

    await boss.open_menu(PLANNERS, "Add people")
    for person in (people[0], dan):
        await boss.dialog.get_by_role("textbox").or_(boss.dialog.get_by_role("combobox")).first.fill(person.username)
        await boss.dialog.get_by_role("option", name=re.compile(person.username)).click()
    await boss.button("Add 2 people", boss.dialog).click()
    await expect(boss.button("Members: 5")).to_be_visible()
    await expect(eve.in_sidebar("The planners")).to_be_visible()

    for kind, letter in (("Public channel", "O"), ("Private channel", "P")):
        await settings_of(boss, PLANNERS)
        await boss.dialog.get_by_role("radio", name=kind).check()
        await boss.button("Save", boss.dialog).click()
        await expect(boss.dialog).to_have_count(0)
        assert (await people[0].get(f"/channels/{group['id']}")).json()["type"] == letter
    await people[0].delete(f"/channels/{group['id']}/members/{people[0].id}")
    await expect(eve.in_sidebar("The planners")).to_have_count(0)
    assert (await people[0].get(f"/channels/{group['id']}/posts")).status_code == 403


async def test_a_channel_shows_its_banner_its_numbers_and_its_rules(site: World, windows: Windows) -> None:
    """CHN-08, CHN-10, CHN-12, CHN-13."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    room = await site.channel(by=people[0], team=team, name="notices", display_name="Notices")
    await site.join(people[1], room)
    root = await site.post(by=people[1], channel=room, message="first")
    await ana.open("notices")
    await ben.open("notices")
    await settings_of(ana, "Notices")
    await ana.dialog.get_by_role("checkbox", name=re.compile("^Show a banner")).check()
    await ana.dialog.get_by_label("Text of the banner").fill("**Read** before you write")
    await ana.button("Save", ana.dialog).click()
    for window in (ana, ben):
        banner = window.page.get_by_role("region", name="Banner")
        await expect(banner.first.locator("strong")).to_have_text("Read")
    await ben.reply_to("first")
    await expect(ben.page.get_by_role("region", name="Banner")).to_have_count(2)
    await ben.button("Close", ben.aside).click()

    await people[1].post(f"/posts/{root.id}/pin")
    await ana.button("About this channel").click()
    stats = (await people[0].get(f"/channels/{room.id}/stats")).json()
    await expect(ana.button(re.compile("^Members"), ana.aside)).to_contain_text(str(stats["member_count"]))
    await expect(ana.button(re.compile("^Pinned messages"), ana.aside)).to_contain_text(str(stats["pinnedpost_count"]))
    await expect(ana.button(re.compile("^Files"), ana.aside)).to_contain_text(str(stats["files_count"]))

    rules = [
        {"name": name, "roles": {"members": False, "guests": False}}
        for name in ("create_post", "create_reactions", "manage_members", "manage_bookmarks")
    ]
    moderated = await (await site.admin()).put(f"/channels/{room.id}/moderations/patch", rules)
    assert moderated.status_code == 200, moderated.text
    await expect(ben.middle.get_by_text("You do not have permission to write here.")).to_be_visible()
    await ben.post("first").hover()
    await expect(ben.post("first").get_by_role("toolbar")).to_be_visible()
    await expect(ben.button("Add reaction", ben.post("first"))).to_have_count(0)
    await ben.open_menu("Notices")
    await expect(ben.entry("Notifications")).to_be_visible()
    await expect(ben.entry("Add people")).to_have_count(0)
    await expect(ben.entry("Add bookmark")).to_have_count(0)
    await ben.page.keyboard.press("Escape")
    refused = await people[1].post("/posts", channel_id=room.id, message="me too")
    assert refused.status_code == 403
    await ana.write("only those who run it")
    await expect(ben.post("only those who run it")).to_be_visible()


async def test_threads_move_part_and_have_windows_of_their_own(new_site: NewSite, windows: Windows) -> None:
    """MSG-26, THR-07, TEAM-10."""
    async with new_site(FeatureFlags={"MoveThreadsEnabled": True}) as site:
        team, people, (ana,) = await windows.team(site, "ana")
        ben = await windows.member(site, team, "ben")
        attic = await site.channel(by=people[0], team=team, name="attic", display_name="Attic")
        await site.join(ben, attic)
        square = await site.town_square(team)
        root = await site.post(by=ben, channel=square, message="the root")
        for text in ("one", "two"):
            await site.reply(by=ben, to=root, message=f"reply {text}")
        await ana.reply_to("the root")
        await ana.page.get_by_role("checkbox", name="Also send to Town Square").check()
        await ana.answer("for everybody")
        await expect(ana.post("for everybody", ana.middle)).to_have_count(1)
        await expect(ana.post("for everybody", ana.aside)).to_have_count(1)
        await expect(ana.post("the root", ana.middle)).to_contain_text("3 replies")

        async with ana.page.context.expect_page() as opening:
            await ana.button("Open in a window of its own").click()
        own: Page = await opening.value
        await expect(own.get_by_role("article").filter(has_text="reply two")).to_be_visible()
        await site.reply(by=ben, to=root, message="heard there, too")
        await expect(own.get_by_role("article").filter(has_text="heard there, too")).to_be_visible()
        await own.close()

        await ana.choose(ana.post("reply two", ana.aside), "Move out of the thread")
        await ana.dialog.get_by_role("combobox").fill("attic")
        await ana.dialog.get_by_role("combobox").press("Enter")
        await ana.button("Move", ana.dialog).click()
        await expect(ana.post("reply two", ana.aside)).to_have_count(0)
        await ana.choose(ana.post("the root", ana.middle), "Move thread")
        await ana.dialog.get_by_role("combobox").fill("attic")
        await ana.dialog.get_by_role("combobox").press("Enter")
        await ana.button("Move", ana.dialog).click()
        await expect(ana.dialog).to_have_count(0)
        await ana.enter("Attic")
        moved = ana.posts.filter(has=ana.page.get_by_text("the root", exact=True)).first
        await expect(moved).to_contain_text("4 replies")  # the three that stayed in it, and the note of the move
        await expect(moved).to_contain_text(ben.username)
        await expect(ana.post("reply two")).to_be_visible()


async def test_a_channel_appears_in_its_category_for_everybody(new_site: NewSite, windows: Windows) -> None:
    """TEAM-07."""
    async with new_site(ExperimentalSettings={"ExperimentalChannelCategorySorting": True}) as site:
        _, people, (ana, ben) = await windows.team(site, "ana", "ben")
        await ana.open_menu("Add channels and people", "Create channel")
        await ana.dialog.get_by_label("Name").fill("Roof")
        await ana.dialog.get_by_label("Sidebar category (optional)").fill("Projects")
        await ana.button("Create channel", ana.dialog).click()
        await ana.dialog.get_by_role("combobox").fill(people[1].username)
        await ana.dialog.get_by_role("option", name=re.compile(people[1].username)).click()
        await ana.button("Add 1 person", ana.dialog).click()
        for window in (ana, ben):
            await expect(window.sidebar).to_contain_text(re.compile(r"Projects\s*Roof.*Channels"))
        await ana.enter("Roof")
        await settings_of(ana, "Roof")
        field = ana.dialog.get_by_label("Sidebar category (optional)")
        await expect(field).to_have_value("Projects")
        await expect(ana.dialog.locator("datalist option")).to_have_count(1)
        await field.fill("Attics")
        await ana.button("Save", ana.dialog).click()
        for window in (ana, ben):
            await expect(window.sidebar).to_contain_text(re.compile(r"Attics\s*Roof.*Channels"))
            await expect(window.sidebar).not_to_contain_text("Projects")


async def test_a_private_channel_is_found_asked_for_and_entered(site: World, windows: Windows) -> None:
    """CHN-04."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    await site.channel(by=people[0], team=team, type="P", name="board", display_name="Board", purpose="Who decides")
    await ana.open("board")
    await settings_of(ana, re.compile("Board$"))
    await ana.dialog.get_by_role("checkbox", name=re.compile("^May be found")).check()
    await ana.button("Save", ana.dialog).click()
    await expect(ana.dialog).to_have_count(0)
    await ana.button("About this channel").click()
    await ana.button(re.compile("^Members"), ana.aside).click()
    await expect(ana.aside.get_by_role("list", name="Members")).to_contain_text(people[0].username)

    async def ask(text: str) -> None:
        await ben.open_menu("Add channels and people", "Browse channels")
        row = ben.dialog.get_by_role("listitem").filter(has_text="Board")
        await expect(row).to_contain_text("Who decides")
        await ben.button("Ask to join: Board").click()
        await ben.page.get_by_label("Message (optional)").fill(text)
        await ben.button("Ask to join", ben.dialog).click()
        await expect(ben.button("Withdraw request: Board")).to_be_visible()
        await ben.page.keyboard.press("Escape")
        await expect(ben.dialog).to_have_count(0)

    waiting = ana.aside.get_by_role("region", name="Requests to join")
    await ask("I keep the books")
    await expect(waiting).to_contain_text("I keep the books")
    await ana.button(f"Decline {people[1].username}").click()
    await ana.dialog.get_by_label("Reason (optional)").fill("Next year")
    await ana.button("Decline", ana.dialog).click()
    await expect(waiting).to_have_count(0)
    await expect(ben.in_sidebar("Board")).to_have_count(0)
    letters = ben.in_sidebar(re.compile("system-bot", re.IGNORECASE))
    await letters.click()
    await expect(ben.post("Next year")).to_contain_text("Board")

    await ask("Once more")
    await expect(waiting).to_contain_text("Once more")
    await ana.button(f"Approve {people[1].username}").click()
    await expect(waiting).to_have_count(0)
    await ben.in_sidebar("Board").click()
    await expect(ben.page.get_by_role("heading", level=1)).to_contain_text("Board")
    await expect(ben.composer).to_be_visible()


async def test_levels_stand_above_and_below_in_their_colours(new_site: NewSite, windows: Windows) -> None:
    """CHN-11."""
    levels = ["Open=#007a33", "Secret=#fff200"]
    async with new_site(Classification={"Levels": levels, "Site": "Open"}) as site:
        team, people, (ana, ben) = await windows.team(site, "ana", "ben")
        room = await site.channel(by=people[0], team=team, name="vault", display_name="Vault")
        await site.join(people[1], room)
        await ana.open("vault")
        await ben.open("vault")
        await settings_of(ana, "Vault")
        await ana.dialog.get_by_label("Classification of this channel").select_option("Secret")
        await ana.button("Save", ana.dialog).click()
        for window in (ana, ben):
            bars = window.page.get_by_role("region", name="Classification of this channel")
            await expect(bars).to_have_text(["Secret", "Secret"])
            await expect(bars.first).to_have_css("background-color", "rgb(255, 242, 0)")
            await expect(bars.first).to_have_css("color", "rgb(0, 0, 0)")
        await ben.open("vault")
        await expect(ben.page.get_by_role("region", name="Classification of this channel")).to_have_count(2)
        await ben.open()
        await expect(ben.page.get_by_role("region", name="Classification of this channel")).to_have_count(0)
        blank = await windows.blank(site.base_url)
        await blank.goto("/login")
        for window in (ben, blank):
            bars = window.page.get_by_role("region", name="Classification", exact=True)
            await expect(bars).to_have_text(["Open", "Open"])
            await expect(bars.last).to_have_css("color", "rgb(255, 255, 255)")
            await expect(bars.last).to_be_in_viewport()
