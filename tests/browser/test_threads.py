"""Threads beside the channel and in the inbox."""

import re

from playwright.async_api import Locator, expect

from tests.browser.conftest import NewSite
from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import Thing, World


async def inbox(window: Window) -> None:
    await window.sidebar.get_by_role("link", name=re.compile("^Threads")).click()
    await expect(window.page.get_by_role("tablist", name="Which threads")).to_be_visible()


def cards(window: Window) -> Locator:
    return window.middle.get_by_role("list", name="Threads").get_by_role("listitem")


async def test_the_number_of_replies_under_a_message_rises_live(site: World, windows: Windows) -> None:
    """THR-01."""
    _, _, (ana, ben) = await windows.team(site, "ana", "ben")
    await ana.write("who brings cake?")
    await ben.reply_to("who brings cake?")
    await ben.answer("me")
    await expect(ana.button(re.compile("^1 reply"))).to_be_visible()
    await ben.answer("and coffee")
    await expect(ana.button(re.compile("^2 replies"))).to_be_visible()
    await expect(ana.middle.get_by_text("and coffee")).to_have_count(0)


async def test_an_unread_reply_puts_its_thread_on_top_of_the_inbox(site: World, windows: Windows) -> None:
    """THR-02: the inbox with its filter; reading clears the mark."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    square = await site.town_square(team)
    older, newer = [await site.post(by=people[0], channel=square, message=text) for text in ("older", "newer")]
    await site.reply(by=ben, to=older, message="first answer")
    await site.reply(by=ben, to=newer, message="second answer")
    await inbox(ana)
    await expect(cards(ana)).to_contain_text(["newer", "older"])
    await site.reply(by=ben, to=older, message="third answer")
    await expect(cards(ana)).to_contain_text(["older", "newer"])
    await expect(cards(ana).first).to_contain_text("2 new replies")

    await ana.page.get_by_role("tab", name=re.compile("^Unread")).click()
    await cards(ana).first.get_by_role("button").click()
    await expect(ana.post("third answer")).to_be_visible()
    await expect(ana.page.get_by_role("tab", name=re.compile("^Unread 1"))).to_be_visible()
    await ana.button("Mark all as read").click()
    await ana.button("Mark all as read", ana.dialog).click()
    await expect(cards(ana)).to_have_count(1)  # the open one stays
    await expect(ana.page.get_by_role("tab", name=re.compile("^Unread 1"))).to_be_hidden()


async def test_who_does_not_follow_a_thread_hears_nothing_of_its_next_reply(site: World, windows: Windows) -> None:
    """THR-03."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    post = await site.post(by=people[0], channel=await site.town_square(team), message="noisy topic")
    await site.reply(by=ben, to=post, message="one")
    threads = ana.sidebar.get_by_role("link", name=re.compile("^Threads"))
    await expect(ana.button("Following", ana.post("noisy topic"))).to_have_attribute("aria-pressed", "true")
    await ana.open("off-topic")
    await inbox(ana)
    await expect(cards(ana)).to_have_count(1)
    await ana.open()
    await ana.button("Following", ana.post("noisy topic")).click()
    await expect(ana.button("Follow", ana.post("noisy topic"))).to_be_visible()
    await site.reply(by=ben, to=post, message="two")
    await expect(ana.button(re.compile("^2 replies"))).to_be_visible()
    await inbox(ana)
    await expect(ana.middle.get_by_text("No threads yet")).to_be_visible()
    await expect(threads).not_to_have_accessible_name(re.compile("mention"))

    await ana.open()
    await ana.write("a lonely remark")
    await ana.choose(ana.post("a lonely remark"), "Follow")
    listed = (await people[0].get(f"/channels/{post.channel_id}/posts")).json()["posts"].values()
    lonely = next(Thing(each) for each in listed if each["message"] == "a lonely remark")
    await site.reply(by=ben, to=lonely, message="not so lonely")
    await inbox(ana)
    await expect(cards(ana)).to_have_count(1)


async def test_a_mention_in_a_thread_makes_one_follow_it_with_a_badge(site: World, windows: Windows) -> None:
    """THR-04, NOTE-03."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    post = await site.post(by=ben, channel=await site.town_square(team), message="a question")
    await site.reply(by=ben, to=post, message=f"what do you say, @{people[0].username}?")
    threads = ana.sidebar.get_by_role("link", name=re.compile("^Threads"))
    await expect(threads).to_have_accessible_name(re.compile("1 mention"))
    await expect(ana.page).to_have_title(re.compile(r"^\(1\)"))
    await threads.click()
    await cards(ana).first.get_by_role("button").click()
    await expect(ana.post("what do you say")).to_be_visible()
    await expect(threads).not_to_have_accessible_name(re.compile("mention"))


async def test_flat_replies_are_a_matter_of_ones_own_view(new_site: NewSite, windows: Windows) -> None:
    """THR-05."""
    async with new_site(ServiceSettings={"CollapsedThreads": "default_on"}) as site:
        _, _, (ana, ben) = await windows.team(site, "ana", "ben")
        await ben_prefers_flat_replies(ana, ben)


async def ben_prefers_flat_replies(ana: Window, ben: Window) -> None:
    await ana.write("the root")
    await ana.reply_to("the root")
    await ana.answer("the reply")
    await expect(ben.button(re.compile("^1 reply"))).to_be_visible()
    await expect(ben.middle.get_by_text("the reply")).to_have_count(0)
    await ben.button("Settings").click()
    await ben.dialog.get_by_role("tab", name="Advanced").click()
    await ben.dialog.get_by_role("checkbox", name="Collapse replies into threads").click()
    await ben.page.keyboard.press("Escape")
    await expect(ben.post("the reply")).to_be_visible()
    await expect(ben.sidebar.get_by_role("link", name=re.compile("^Threads"))).to_have_count(0)
    await expect(ana.middle.get_by_text("the reply")).to_have_count(0)


async def test_marking_a_reply_unread_brings_the_badge_back(site: World, windows: Windows) -> None:
    """THR-06."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    post = await site.post(by=people[0], channel=await site.town_square(team), message="plans")
    await site.reply(by=ben, to=post, message=f"@{people[0].username} agreed")
    threads = ana.sidebar.get_by_role("link", name=re.compile("^Threads"))
    await inbox(ana)
    await cards(ana).first.get_by_role("button").click()
    await expect(ana.post("agreed")).to_be_visible()
    await expect(threads).not_to_have_accessible_name(re.compile("mention"))
    await ana.choose(ana.post("agreed"), "Mark as unread")
    await expect(threads).to_have_accessible_name(re.compile("1 mention"))
