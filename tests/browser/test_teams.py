"""Teams, the sidebar, and ways from place to place."""

import asyncio
import re

from playwright.async_api import Locator, expect

from tests.fixtures.browser import PATIENCE_MS, Window, Windows
from tests.fixtures.world import World


async def test_a_mention_in_another_team_raises_its_badge(site: World, windows: Windows) -> None:
    """TEAM-01."""
    here, people, (ana,) = await windows.team(site, "ana")
    there = await site.new_team()
    ben = await windows.member(site, there, "ben")
    invited = await people[0].post(f"/teams/members/invite?invite_id={there.invite_id}")
    assert invited.status_code == 201
    rail = ana.page.get_by_role("navigation", name="Teams")
    await expect(rail.get_by_role("link", name=here.display_name)).to_have_attribute("aria-current", "true")
    await site.post(by=ben, channel=await site.town_square(there), message=f"@{ana.name} over here")
    other = rail.get_by_role("link", name=re.compile(there.display_name))
    await expect(other).to_have_accessible_name(re.compile("1 mention"))
    await other.click()
    await expect(ana.post("over here")).to_be_visible()
    await expect(other).not_to_have_accessible_name(re.compile("mention"))


async def test_an_open_team_is_joined_from_the_list_a_closed_one_only_by_its_link(
    site: World, windows: Windows
) -> None:
    """TEAM-03."""
    _, people, (ana,) = await windows.team(site, "ana")
    open_team = await site.new_team(allow_open_invite=True)
    closed = await site.new_team(allow_open_invite=False)
    await ana.goto("/select_team")
    await expect(ana.button(open_team.display_name)).to_be_visible()
    await expect(ana.button(re.compile(closed.display_name))).to_have_count(0)
    await ana.button(open_team.display_name).click()
    await expect(ana.page).to_have_url(re.compile(f"/{open_team.name}/channels/town-square$"))
    await ana.goto(f"/signup_user_complete/?id={closed.invite_id}")
    await ana.button("Join team").click()
    await expect(ana.page).to_have_url(re.compile(f"/{closed.name}/channels/town-square$"))
    assert people


async def order(window: Window) -> list[str]:
    """Heads and channels of the sidebar from top to bottom."""
    texts = await window.sidebar.locator("[data-row]").all_inner_texts()
    return [text.split("\n")[-1].strip() for text in texts]


async def drag(window: Window, what: Locator, onto: Locator, *, below: bool = True) -> None:
    box = await onto.bounding_box()
    assert box is not None
    await what.drag_to(onto, target_position={"x": 60, "y": box["height"] - 4 if below else 4})
    assert window


async def test_the_order_of_the_sidebar_is_the_same_after_signing_in_elsewhere(site: World, windows: Windows) -> None:
    """TEAM-05: favourites, own categories, drag and drop or menus, folding, muting."""
    team, people, (ana,) = await windows.team(site, "ana")
    for name in ("Alpha", "Beta", "Gamma"):
        await site.channel(by=people[0], team=team, display_name=name)
    await expect(ana.in_sidebar("Gamma")).to_be_visible()
    await ana.open_menu("Add channels and people", "New category")
    await ana.dialog.get_by_label("Name of the category").fill("Projects")
    await ana.button("Create category", ana.dialog).click()
    await expect(ana.dialog).to_be_hidden()
    await drag(ana, ana.in_sidebar("Beta"), ana.button("Projects"))
    await drag(ana, ana.in_sidebar("Alpha"), ana.in_sidebar("Beta"))
    await ana.in_sidebar("Gamma").click(button="right")
    await ana.entry("Add to favorites").click()
    await ana.in_sidebar("Alpha").click(button="right")
    await ana.entry("Mute channel").click()
    await expect(ana.sidebar.locator("[data-row]")).to_contain_text(["Projects", "Beta", "Alpha", "Channels"])
    # What is dragged can be moved by menus, too.
    await ana.in_sidebar("Beta").click(button="right")
    await ana.entry("Move to").click()
    await ana.entry("Move down").click()
    await ana.button("Direct messages").click(button="right")
    await ana.entry("Move up").click()
    expected = ["Favorites", "Gamma", "Projects", "Alpha", "Beta", "Direct messages", "Channels", "Off-Topic"]
    await expect(ana.sidebar.locator("[data-row]")).to_contain_text([*expected, "Town Square"])

    elsewhere = await windows.of(site, people[0], team)
    await expect(elsewhere.sidebar.locator("[data-row]")).to_contain_text([*expected, "Town Square"])
    assert (await order(elsewhere))[: len(expected)] == expected
    await elsewhere.button("Projects").click()
    await expect(elsewhere.in_sidebar("Beta")).to_be_hidden()
    await expect(ana.in_sidebar("Beta")).to_be_hidden()
    await elsewhere.page.reload()
    await expect(elsewhere.button("Projects")).to_have_attribute("aria-expanded", "false")


async def test_the_filter_lists_only_unread_channels(site: World, windows: Windows) -> None:
    """TEAM-06: and unread channels gather at the top for who wants that."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    busy = await site.channel(by=people[0], team=team, display_name="Busy")
    await site.join(ben, busy)
    await site.post(by=ben, channel=busy, message="news")
    await expect(ana.in_sidebar("Busy")).to_have_accessible_name(re.compile("unread"))
    await ana.button("Show only unread").click()
    await expect(ana.in_sidebar("Off-Topic")).to_have_count(0)
    await expect(ana.in_sidebar("Busy")).to_be_visible()
    await ana.button("Show all channels").click()
    await expect(ana.in_sidebar("Off-Topic")).to_be_visible()

    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Sidebar").click()
    await ana.dialog.get_by_role("checkbox", name=re.compile("^Gather unread")).check()
    await ana.page.keyboard.press("Escape")
    await expect(ana.sidebar.get_by_text("Unread", exact=True)).to_be_visible()


async def test_two_letters_and_enter_open_a_channel(site: World, windows: Windows) -> None:
    """TEAM-09."""
    team, people, (ana,) = await windows.team(site, "ana")
    for name in ("Zebra", "Zeppelin", "Accounting"):
        await site.channel(by=people[0], team=team, display_name=name)
    await windows.member(site, team, "zelda")
    await expect(ana.in_sidebar("Accounting")).to_be_visible()
    await ana.page.keyboard.press("Control+K")
    field = ana.page.get_by_role("combobox", name="Go to a channel")
    await expect(field).to_be_focused()
    await ana.page.keyboard.type("ac")
    await ana.page.keyboard.press("Enter")
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Accounting")

    await ana.page.keyboard.press("Control+K")
    await ana.page.keyboard.type("zel")
    person = ana.page.get_by_role("option", name=re.compile("zelda"))
    await person.click()
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text(re.compile("zelda"))


async def test_the_new_messages_line_is_at_the_first_unread_one(site: World, windows: Windows) -> None:
    """TEAM-13: the line, the way to the newest, and where a channel opens."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    news = await site.channel(by=people[0], team=team, display_name="News")
    await site.join(ben, news)
    await ana.enter("News")
    await ana.write("seen by me")
    await ana.enter("Off-Topic")
    for number in range(40):
        await site.post(by=ben, channel=news, message=f"news {number:02}")
    await site.post(by=ben, channel=news, message=f"@{people[0].username} that was all")
    await expect(ana.in_sidebar("News")).to_have_accessible_name(re.compile("1 mention"))  # all of them have come
    await ana.enter("News")
    line = ana.middle.get_by_role("separator").filter(has_text="New messages")
    await expect(line).to_be_in_viewport()
    await expect(ana.post("news 00")).to_be_in_viewport()
    await expect(ana.post("seen by me")).to_be_in_viewport()
    await ana.button("Jump to latest").click()
    await expect(ana.post("that was all")).to_be_in_viewport()
    await ana.button("Jump to new messages").click()
    await expect(line).to_be_in_viewport()

    await ana.button("Settings").click()
    await ana.dialog.get_by_role("tab", name="Advanced").click()
    await ana.dialog.get_by_role("radio", name="at the newest message").check()
    await ana.page.keyboard.press("Escape")
    await ana.enter("Off-Topic")
    for number in range(40, 80):
        await site.post(by=ben, channel=news, message=f"news {number:02}")
    await ana.enter("News")
    await expect(ana.post("news 79")).to_be_in_viewport()


async def test_the_back_button_returns_to_the_channel_before_and_to_the_place_in_it(
    site: World, windows: Windows
) -> None:
    """TEAM-10: addresses are those of the official client; the history works, while a link starts at the end."""
    team, people, (ana,) = await windows.team(site, "ana")
    square = await site.town_square(team)
    for i in range(20):
        await site.post(by=people[0], channel=square, message=f"Message {i} begins\n" + "and goes on\n" * 8)
    read, last = ana.post("Message 9 begins"), ana.post("Message 19 begins")
    await expect(last).to_be_in_viewport()
    await last.hover()
    while not await read.is_visible():
        await ana.page.mouse.wheel(0, -100)
        await ana.page.evaluate("() => new Promise(requestAnimationFrame)")
    await expect(last).not_to_be_in_viewport()
    await read.scroll_into_view_if_needed()
    top = await read.evaluate(_TOP_AT_REST)
    await ana.enter("Off-Topic")
    await expect(ana.page).to_have_url(re.compile(f"/{team.name}/channels/off-topic$"))
    await ana.page.go_back()
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Town Square")
    await expect(read).to_be_in_viewport()
    async with asyncio.timeout(PATIENCE_MS / 1000):
        await read.evaluate(_AT_TOP, top)
    await ana.page.keyboard.press("Alt+ArrowUp")
    await expect(ana.page.get_by_role("heading", level=1)).to_have_text("Off-Topic")
    await ana.enter("Town Square")
    await expect(last).to_be_in_viewport()


# The wheel still turns for a while after it was asked to.
_TOP_AT_REST = """(post) => new Promise((done) => {
  let last = NaN, frames = 0;
  const look = () => {
    const { top } = post.getBoundingClientRect();
    frames = top === last ? frames + 1 : 0;
    last = top;
    if (frames < 12) requestAnimationFrame(look); else done(top);
  };
  look();
})"""

# Rows find their height within a few frames.
_AT_TOP = """(post, top) => new Promise((done) => {
  const look = () => Math.abs(post.getBoundingClientRect().top - top) < 3 ? done() : requestAnimationFrame(look);
  look();
})"""


async def test_a_phone_shows_one_thing_at_a_time(site: World, windows: Windows) -> None:
    """Below 768 px: channels, then the channel, then what was opened beside it, each with a way back."""
    team, people, _ = await windows.team(site, "ana")
    ana = await windows.of(site, people[0], team, size=(390, 844), has_touch=True)
    await ana.write("from my phone")
    post = ana.post("from my phone")
    await post.get_by_text("from my phone").tap()
    tools, author = post.get_by_role("toolbar"), ana.button(ana.name, post).last
    await expect(ana.button("More actions", tools)).to_be_visible()
    above, below = await tools.bounding_box(), await author.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"], "what can be done covers who wrote"
    await ana.button("Back to channels").click()
    await expect(ana.sidebar).to_be_visible()
    await expect(ana.composer).to_be_hidden()
    await ana.in_sidebar("Off-Topic").click()
    await expect(ana.composer).to_be_visible()
    await expect(ana.sidebar).to_be_hidden()
    await ana.button("About this channel").click()
    await expect(ana.composer).to_be_hidden()
    await ana.button("Back", ana.aside).click()
    await expect(ana.composer).to_be_visible()
    wide = await ana.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide


async def test_a_channel_that_fits_on_the_screen_offers_no_way_to_its_end(site: World, windows: Windows) -> None:
    """TEAM-13: there is nowhere to jump to."""
    _, _, (ana,) = await windows.team(site, "ana")
    await ana.enter("Off-Topic")
    await expect(ana.middle.get_by_text("This is where Off-Topic begins")).to_be_visible()
    await expect(ana.button("Jump to latest")).to_be_hidden()
    await ana.write("first words")
    await expect(ana.post("first words")).to_be_in_viewport()
    await expect(ana.button("Jump to latest")).to_be_hidden()
