"""No serious finding of axe on any main page, in light and dark."""

import re
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from playwright.async_api import expect

from mattermost_py.infra.http.pages import built_in_client
from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World

AXE = built_in_client().parent / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")

# In the dark only colours differ: everything else about the same page was looked at in the light.
_LOOK = """async () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const rules = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
  return (await axe.run(isDark ? { runOnly: rules } : {})).violations;
}"""

Visit = Callable[[Window], Coroutine[Any, Any, None]]


async def is_clean(window: Window, place: str) -> None:
    """Fails with every serious finding on what is on the screen now."""
    if not await window.page.evaluate("'axe' in window"):
        # Evaluated, not added as a script: the page's policy lets no foreign script in.
        await window.page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = await window.page.evaluate(_LOOK)
    serious = [
        f"{place}: {each['id']} ({each['impact']}): {node['html'][:160]}\n    {node.get('failureSummary', '')}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]
    assert serious == [], "\n".join(serious)


@pytest.fixture(params=["light", "dark"])
async def ana(request: pytest.FixtureRequest, site: World, windows: Windows) -> Window:
    """Somebody in a team with a lively channel."""
    team = await site.new_team()
    person = await windows.member(site, team, "ana")
    ben = await windows.member(site, team, "ben")
    square = await site.town_square(team)
    root = await site.post(by=person, channel=square, message="# Plan\n\n- [x] done\n- [ ] open\n\n`code` and ~~no~~")
    await site.reply(by=ben, to=root, message=f"sounds good @{person.username} [link](https://example.org)")
    await site.post(
        by=ben, channel=square, message="```python\ndef f():\n    return 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    await person.post("/reactions", user_id=person.id, post_id=root.id, emoji_name="tada")
    await site.post(by=ben, channel=await site.direct(ben, person), message="psst")
    return await windows.of(site, person, team, dark=request.param == "dark")


async def test_the_channel_and_everything_beside_it_is_accessible(ana: Window) -> None:
    """A11Y-01 of the main screen: list, toolbar, thread, members, info, search, lists of posts."""
    await expect(ana.post("def f()")).to_be_visible()
    await ana.post("Plan").hover()
    await is_clean(ana, "channel")
    await ana.button(re.compile("^1 reply")).click()
    await expect(ana.post("sounds good", ana.aside)).to_be_visible()
    await is_clean(ana, "thread")
    for name in (re.compile("^Members"), "About this channel", "Recent mentions", "Saved messages"):
        await ana.button(name).click()
        await expect(ana.aside).to_be_visible()
        await is_clean(ana, str(name))
    field = ana.page.get_by_role("combobox", name="Search messages")
    await field.fill("code")
    await field.press("Enter")
    await expect(ana.post("Plan", ana.aside)).to_be_visible()
    await is_clean(ana, "search")
    await ana.sidebar.get_by_role("link", name=re.compile("^Threads")).click()
    await expect(ana.page.get_by_role("tablist", name="Which threads")).to_be_visible()
    await is_clean(ana, "threads")


async def test_every_dialog_is_accessible(ana: Window) -> None:
    """A11Y-01 of dialogs, menus and pickers."""

    async def close() -> None:
        await ana.page.keyboard.press("Escape")
        await expect(ana.dialog).to_have_count(0)

    await ana.page.keyboard.press("Control+K")
    await expect(ana.page.get_by_role("option").first).to_be_visible()
    await is_clean(ana, "switcher")
    await close()
    for entry in ("Browse channels", "Create channel", "New direct message", "New category", "Invite people"):
        await ana.open_menu("Add channels and people", entry)
        await expect(ana.dialog).to_be_visible()
        if entry == "New direct message":
            await expect(ana.dialog.get_by_role("option").first).to_be_visible()
        await is_clean(ana, entry)
        await close()
    await ana.button("Settings").click()
    for tab in ("Profile", "Notifications", "Display", "Sidebar", "Advanced", "Security"):
        await ana.dialog.get_by_role("tab", name=tab).click()
        await expect(
            ana.dialog.get_by_role("tabpanel", name=tab).locator("input:visible, button:visible").first
        ).to_be_visible()
        await is_clean(ana, tab)
    await close()
    await ana.button("Insert emoji").click()
    await expect(ana.page.get_by_role("option").first).to_be_visible()
    await is_clean(ana, "emoji")
    await close()
    await ana.button("Town Square").first.click()
    await is_clean(ana, "menu")


@pytest.mark.parametrize("dark", [False, True])
async def test_the_pages_before_a_team_are_accessible(site: World, windows: Windows, *, dark: bool) -> None:
    """A11Y-01 of signing in and up, and of choosing and creating teams."""
    await site.admin()
    window = await windows.blank(site.base_url, dark=dark)
    for path, title in (
        ("/login", "Sign in"),
        ("/signup_user_complete", "Create your account"),
        ("/reset_password", "Set a new password"),
    ):
        await window.goto(path)
        await expect(window.page.get_by_role("heading", name=title)).to_be_visible()
        await is_clean(window, path)
    team = await site.new_team()
    member = await windows.of(site, await windows.member(site, team, "ana"), team, dark=dark)
    for path, title in (
        ("/select_team", "Choose a team"),
        ("/create_team", "Name your team"),
        ("/error", "There is nothing here"),
    ):
        await member.goto(path)
        await expect(member.page.get_by_role("heading", name=title)).to_be_visible()
        await is_clean(member, path)
