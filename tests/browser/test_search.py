"""Search as people type it."""

import re

from playwright.async_api import expect

from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World


async def search(window: Window, words: str) -> None:
    field = window.page.get_by_role("combobox", name="Search messages")
    await field.fill(words)
    await field.press("Enter")
    await expect(window.page.get_by_role("complementary", name="Search results")).to_be_visible()


async def found(window: Window, *texts: str) -> None:
    """Exactly these messages are found."""
    results = window.aside.get_by_role("article")
    await expect(results).to_have_count(len(texts))
    for text in texts:
        await expect(results.filter(has_text=text)).to_have_count(1)


async def test_search_finds_what_one_may_read_and_jumps_there(site: World, windows: Windows) -> None:
    """SRCH-01, SRCH-08."""
    team, people, (ana, ben) = await windows.team(site, "ana", "ben")
    private = await site.channel(by=people[1], team=team, type="P", display_name="Hideout")
    await site.post(by=people[1], channel=private, message="a pineapple for me alone")
    square = await site.town_square(team)
    await site.post(by=people[1], channel=square, message="pineapple on pizza?")
    for number in range(120):
        await site.post(by=people[1], channel=square, message=f"chatter {number}")
    await search(ana, "pineapple")
    await found(ana, "pineapple on pizza?")
    await expect(ana.aside.locator("mark")).to_have_text("pineapple")
    await site.post(by=people[1], channel=square, message="#harvest: all barrels were deployed")
    await search(ana, "deploy")
    await expect(ana.aside.locator("mark")).to_have_text("deployed")
    await search(ana, "#harvest")
    await expect(ana.aside.locator("mark")).to_have_text("#harvest")
    await search(ana, "pineapple")
    await found(ana, "pineapple on pizza?")
    await search(ben, "pineapple")
    await found(ben, "pineapple on pizza?", "a pineapple for me alone")

    await expect(ana.post("pineapple on pizza?")).to_have_count(0)
    await ana.button("Jump").click()
    await expect(ana.post("pineapple on pizza?")).to_be_in_viewport()
    await expect(ana.post("pineapple on pizza?")).to_have_class(re.compile("flash"))
    await expect(ana.button("Jump to latest")).to_be_visible()


async def test_filters_are_offered_and_narrow_the_results(site: World, windows: Windows) -> None:
    """SRCH-03."""
    team, people, (ana, _) = await windows.team(site, "ana", "ben")
    square = await site.town_square(team)
    garden = await site.channel(by=people[0], team=team, name="garden", display_name="Garden")
    await site.post(by=people[0], channel=square, message="apples by me")
    await site.post(by=people[1], channel=square, message="apples by another")
    await site.post(by=people[0], channel=garden, message="apples in the garden")
    field = ana.page.get_by_role("combobox", name="Search messages")
    await field.press_sequentially(f"apples from:{people[1].username[:4]}")
    await ana.page.get_by_role("option", name=re.compile(people[1].username)).click()
    await expect(field).to_have_value(re.compile(f"^apples from:{people[1].username} ?$"))
    await field.press("Enter")
    await found(ana, "apples by another")
    await search(ana, "apples in:garden")
    await found(ana, "apples in the garden")
    await search(ana, "apples before:2020-01-01")
    await expect(ana.aside.get_by_text("Nothing found")).to_be_visible()
    await search(ana, "apples after:2020-01-01")
    await found(ana, "apples by me", "apples by another", "apples in the garden")


async def test_what_messages_have_and_are_narrows_too(site: World, windows: Windows) -> None:
    """SRCH-05."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    square = await site.town_square(team)
    texts = ("pears at https://pears.example", "pears pinned", f"pears for @{people[0].username}", "pears alone")
    posts = [await site.post(by=ben, channel=square, message=text) for text in texts]
    assert (await ben.post(f"/posts/{posts[1].id}/pin")).status_code == 200
    field = ana.page.get_by_role("combobox", name="Search messages")
    await field.press_sequentially("pears ha")
    await ana.page.get_by_role("option", name=re.compile("^has:")).click()
    await ana.page.get_by_role("option", name="link with a link").click()
    await expect(field).to_have_value(re.compile("^pears has:link ?$"))
    await field.press("Enter")
    await found(ana, texts[0])
    await expect(ana.aside.locator("mark")).to_have_text(["pears", "pears"])
    await search(ana, "pears is:pinned")
    await found(ana, texts[1])
    await search(ana, "mentions:me")
    await found(ana, texts[2])
    await search(ana, "pears -has:link -is:pinned")
    await found(ana, *texts[2:])
    await ana.button("Remove filter -is:pinned", ana.aside).click()
    await found(ana, *texts[1:])


async def test_phrases_exclusions_and_beginnings(site: World, windows: Windows) -> None:
    """SRCH-04."""
    team, people, (ana,) = await windows.team(site, "ana")
    square = await site.town_square(team)
    for text in ("red green blue", "green red blue", "red green draft", "reduction"):
        await site.post(by=people[0], channel=square, message=text)
    await search(ana, '"red green"')
    await found(ana, "red green blue", "red green draft")
    await search(ana, '"red green" -draft')
    await found(ana, "red green blue")
    await search(ana, "redu*")
    await found(ana, "reduction")


async def test_recent_mentions_and_hashtags_are_searches(site: World, windows: Windows) -> None:
    """SRCH-07, SRCH-08: what was found leads to its place also from threads."""
    team, people, (ana,) = await windows.team(site, "ana")
    ben = await windows.member(site, team, "ben")
    root = await site.post(by=ben, channel=await site.town_square(team), message="the root #harvest")
    await site.reply(by=ben, to=root, message=f"deep down, @{ana.name}")
    await ana.button("Recent mentions").click()
    await found(ana, "deep down")
    await ana.button("Jump").click()
    thread = ana.page.get_by_role("complementary", name="Thread")
    await expect(ana.post("deep down", thread)).to_be_in_viewport()
    await (
        ana.post("the root", thread)
        .get_by_role("link", name="#harvest")
        .or_(ana.post("the root", thread).get_by_role("button", name="#harvest"))
        .click()
    )
    await found(ana, "the root")
    assert people
