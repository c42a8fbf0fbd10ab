"""Pictures of every main screen, to be looked at: `python -m tests.browser.screens [folder]` (`make screens`)."""

import argparse
import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import expect

from tests.browser.studio import Studio, studio
from tests.fixtures.browser import Window
from tests.fixtures.world import Person

SIZES = {"wide": (1440, 900), "middle": (1024, 768), "phone": (390, 844), "zoomed": (720, 450)}  # the last is 200 %
ELEMENTS = {"complementary": "aside"}

Draw = Callable[[Window], Awaitable[None]]


async def channel(window: Window) -> None:
    await expect(window.post("merge it?")).to_be_visible()


async def toolbar(window: Window) -> None:
    post = window.post("merge it?")
    await post.hover()
    await expect(post.get_by_role("toolbar")).to_be_visible()


async def tapped(window: Window) -> None:
    post = window.post("Latency over the night")
    await post.get_by_text("Latency over the night").tap()
    await expect(post.get_by_role("toolbar")).to_be_visible()


async def thread(window: Window) -> None:
    await window.button(re.compile("^3 replies")).click()
    await expect(window.post("keep it simple", window.aside)).to_be_visible()


async def switcher(window: Window) -> None:
    await window.page.keyboard.press("Control+K")
    await expect(window.page.get_by_role("option").first).to_be_visible()


def settings(tab: str) -> Draw:
    async def draw(window: Window) -> None:
        if await window.page.evaluate("innerWidth < 768"):
            await sidebar(window)
        await window.open_menu(re.compile("Open my menu$"), "Settings")
        await window.dialog.get_by_role("tab", name=tab).click()
        await expect(window.dialog.get_by_role("tabpanel", name=tab).get_by_role("heading").first).to_be_visible()

    return draw


def entry(menu: str | re.Pattern[str], name: str) -> Draw:
    async def draw(window: Window) -> None:
        await window.open_menu(menu, name)
        await expect(window.dialog).to_be_visible()

    return draw


def button(name: str | re.Pattern[str], *, opens: str = "complementary") -> Draw:
    async def draw(window: Window) -> None:
        await window.button(name).first.click()
        await expect(window.page.locator(f'[role="{opens}"], {ELEMENTS.get(opens, "none")}').first).to_be_visible()

    return draw


async def search(window: Window) -> None:
    field = window.page.get_by_role("combobox", name="Search messages")
    await field.fill("importer")
    await field.press("Enter")
    await expect(window.post("importer", window.aside)).to_be_visible()


async def threads(window: Window) -> None:
    await window.sidebar.get_by_role("link", name=re.compile("^Threads")).click()
    await expect(window.middle.get_by_role("list", name="Threads")).to_be_visible()


async def inbox(window: Window) -> None:
    await window.goto(f"/{window.team}/unreads")
    await expect(window.middle.get_by_role("listitem").first).to_contain_text("Have you seen")


async def nothing_found(window: Window) -> None:
    await window.goto(f"/{window.team}/search?q=zebra+in:town-square")
    await expect(window.aside.get_by_text("Nothing found")).to_be_visible()


async def pinned(window: Window) -> None:
    head = window.button(re.compile("^Pinned messages"))
    if await head.count() == 0:  # an earlier picture of another size may have done it
        await window.choose(window.post("merge it?"), "Pin to channel")
    await head.first.click()
    await expect(window.post("merge it?", window.aside)).to_be_visible()


async def files(window: Window) -> None:
    await window.goto(f"/{window.team}/search?q=in:town-square&in=files")
    await expect(window.aside.get_by_role("button", name=re.compile("^Open ")).first).to_be_visible()


async def picture(window: Window) -> None:
    await window.button(re.compile("^Open latency.png")).first.click()
    await expect(window.dialog.get_by_role("heading", name="latency.png")).to_be_visible()


async def shortcuts(window: Window) -> None:
    await window.page.keyboard.press("Control+/")
    await expect(window.dialog).to_be_visible()


async def completion(window: Window) -> None:
    # What is only begun here is not to be found in the other pictures.
    await window.page.route("**/api/v4/drafts", lambda route: route.abort())
    await window.composer.press_sequentially("Thanks @")
    await expect(window.page.get_by_role("option").first).to_be_visible()


async def editing(window: Window) -> None:
    await window.choose(window.post("Plan of the week"), "Edit")
    await expect(window.post("Plan of the week").get_by_role("textbox")).to_be_visible()


async def scheduled(window: Window) -> None:
    await window.goto(f"/{window.team}/drafts")
    await window.middle.get_by_role("tab", name=re.compile("^Scheduled")).click()
    await expect(window.middle.get_by_role("article").first).to_contain_text("tomorrow")


async def open_thread(window: Window) -> None:
    await window.goto(f"/{window.team}/threads")
    await window.middle.get_by_role("button", name=re.compile("Town Square$")).first.click()
    await expect(window.post("keep it simple")).to_be_visible()


async def lab(window: Window) -> None:
    await window.goto(f"/{window.team}/channels/lab")
    await expect(window.post("Everything from yesterday")).to_be_visible()


async def long_post(window: Window) -> None:
    await lab(window)
    await window.button("Show more").scroll_into_view_if_needed()
    await expect(window.page.locator("math").first).to_be_visible()


def lab_file(name: str) -> Draw:
    async def draw(window: Window) -> None:
        await lab(window)
        await window.button(re.compile(f"^Open {name}")).first.click()
        await expect(window.dialog.get_by_role("heading", name=name)).to_be_visible()

    return draw


async def group(window: Window) -> None:
    await lab(window)
    await window.middle.get_by_role("button", name="@makers").click()
    await expect(window.dialog).to_be_visible()


async def profile(window: Window) -> None:
    await window.button("Mary Jackson", window.post("merge it?")).first.click()
    await expect(window.dialog).to_be_visible()


async def found_place(window: Window) -> None:
    await switcher(window)
    await window.page.keyboard.type("re")
    await expect(window.page.get_by_role("option").filter(has_text="Command").first).to_be_visible()


def choice(name: str) -> Draw:
    async def draw(window: Window) -> None:
        await window.choose(window.post("Plan of the week"), name)
        await expect(window.dialog).to_be_visible()

    return draw


async def post_menu(window: Window) -> None:
    await window.act(window.post("merge it?"), "More actions")
    await expect(window.page.get_by_role("menu")).to_be_visible()


async def drafts(window: Window) -> None:
    await window.goto(f"/{window.team}/drafts")
    await expect(window.middle.get_by_role("listitem").filter(has_text="Half a thought")).to_be_visible()


async def private(window: Window) -> None:
    await window.goto(f"/{window.team}/channels/nowhere-at-all")
    await expect(window.middle.get_by_text("This channel is not open to you")).to_be_visible()


async def empty(window: Window) -> None:
    await window.goto(f"/{window.team}/channels/off-topic")
    await expect(window.middle.get_by_text("This is where")).to_be_visible()


async def sidebar(window: Window) -> None:
    await window.button("Back to channels").click()


def keys(combination: str) -> Draw:
    async def draw(window: Window) -> None:
        await window.page.keyboard.press(combination)
        await expect(window.page.locator("[role=dialog], aside").first).to_be_visible()

    return draw


def place(path: str) -> Draw:
    async def draw(window: Window) -> None:
        await window.goto(f"/{window.team}/{path}")
        await expect(window.page.get_by_role("listitem").first).to_be_visible()

    return draw


ADD = "Add channels and people"
TABS = ("Profile", "Security", "Notifications", "Display", "Sidebar", "Advanced")
SETTINGS = {f"settings-{tab.lower()}": settings(tab) for tab in TABS}
SCREENS: dict[str, Draw] = {
    "channel": channel,
    "toolbar": toolbar,
    "thread": thread,
    "empty": empty,
    "switcher": switcher,
    "inbox": inbox,
    "nothing-found": nothing_found,
    "files": files,
    "picture": picture,
    "shortcuts": shortcuts,
    "completion": completion,
    "post-menu": post_menu,
    "drafts": drafts,
    "private": private,
    **SETTINGS,
    "search": search,
    "threads": threads,
    "browse": entry(ADD, "Browse channels"),
    "create": entry(ADD, "Create channel"),
    "direct": entry(ADD, "New direct message"),
    "invite": entry(ADD, "Invite people"),
    "channel-settings": entry("Town Square", "Channel settings"),
    "channel-notifications": entry("Town Square", "Notifications"),
    "members": button(re.compile("^Members")),
    "info": button("About this channel"),
    "emoji": button("Insert emoji", opens="dialog"),
    "status-menu": button(re.compile("Open my menu$"), opens="menu"),
    "add-menu": button(ADD, opens="menu"),
    "team-menu": button("Orchard", opens="menu"),
    "help-menu": button("Help", opens="menu"),
    "formatting": entry("Help", "Formatting messages"),
    "channel-menu": button("Town Square", opens="menu"),
    "pinned": pinned,
    "team-members": entry("Orchard", "Members"),
    "team-settings": entry("Orchard", "Team settings"),
    "custom-status": entry(re.compile("Open my menu$"), "Set a status"),
    "mentions": button("Recent mentions"),
    "saved": button("Saved messages"),
    "editing": editing,
    "scheduled": scheduled,
    "open-thread": open_thread,
    "lab": lab,
    "long-post": long_post,
    "gallery": lab_file("a.png"),
    "text-file": lab_file("numbers.csv"),
    "group": group,
    "profile": profile,
    "found-place": found_place,
    "forward": choice("Forward"),
    "delete": choice("Delete"),
}
ON_PHONES: dict[str, Draw] = {
    **SETTINGS,
    "channel": channel,
    "toolbar": tapped,
    "thread": thread,
    "inbox": inbox,
    "nothing-found": nothing_found,
    "files": files,
    "picture": picture,
    "shortcuts": shortcuts,
    "completion": completion,
    "drafts": drafts,
    "private": private,
    "empty": empty,
    "sidebar": sidebar,
    "info": button("About this channel"),
    "emoji": button("Insert emoji", opens="dialog"),
    "channel-settings": entry("Town Square", "Channel settings"),
    "scheduled": scheduled,
    "open-thread": open_thread,
    "lab": lab,
    "long-post": long_post,
    "gallery": lab_file("a.png"),
    "profile": profile,
    "switcher": switcher,
    "found-place": found_place,
}
# Reached without a word of English, so that they can be drawn in other languages and directions.
WORDLESS: dict[str, Draw] = {
    "channel": channel,
    "switcher": switcher,
    "info": keys("Control+."),
    "settings": keys("Control+Shift+A"),
    "direct": keys("Control+Shift+K"),
    "shortcuts": keys("Control+/"),
    "mentions": keys("Control+Shift+M"),
    "inbox": place("unreads"),
    "threads": place("threads"),
    "drafts": place("drafts"),
    "lab": lab,
}
BEFORE = {"login": "/login", "sign-up": "/signup_user_complete", "not-found": "/error"}
WITHOUT_TEAM = {"create-team": "/create_team", "select-team": "/select_team"}
CONSOLE = {
    "": "",
    **{page: f"reporting/{page}" for page in ("statistics", "health", "server_logs")},
    **{
        page: f"user_management/{page}"
        for page in ("users", "teams", "channels", "groups", "roles", "schemes", "attributes")
    },
    **{page: f"environment/{page}" for page in ("jobs", "history")},
    "audits": "compliance/audits",
    "support": "about/support",
    **{page: f"integrations/{page}" for page in ("bots", "tokens")},
    "branding": "site/branding",
    "maintenance": "site/maintenance",
    "notices": "site/notices",
    "setup": "setup",
    "settings": "settings/EmailSettings",
}


class Artist:
    """Draws what is wanted of it into a folder."""

    def __init__(self, place: Studio, folder: Path, wanted: str) -> None:
        self._place = place
        self._folder = folder
        self._wanted = wanted

    async def draw(self, screens: dict[str, Draw], size: str, dark: bool, look: str) -> None:
        for name in [name for name in screens if re.search(self._wanted, f"{name}-{look}")]:
            window = await self._place.opened(SIZES[size], dark=dark)
            try:
                await channel(window)
                await screens[name](window)
            except (AssertionError, PlaywrightError) as problem:  # the others are worth drawing all the same
                print(f"{name}-{look} cannot be drawn as meant: {str(problem).splitlines()[0]}", flush=True)
            await self._shoot(window, f"{name}-{look}")
            await window.page.context.close()

    async def visit(self, window: Window, places: dict[str, str], look: str) -> None:
        for name, path in places.items():
            if re.search(self._wanted, f"{name}-{look}"):
                await window.goto(path)
                await self._shoot(window, f"{name}-{look}")

    async def _shoot(self, window: Window, name: str) -> None:
        path = self._folder / f"{name}.png"
        await window.page.wait_for_load_state("networkidle")
        await window.page.screenshot(path=path)
        print(path, flush=True)


async def draw_all(place: Studio, folder: Path, wanted: str) -> None:
    artist, ada = Artist(place, folder, wanted), place.ada
    role = (await ada.get("/roles/name/channel_user")).json()["id"]
    details = {"role": f"user_management/roles/{role}", "user": f"user_management/users/{place.people[1].id}"}
    console = {f"console-{name}": f"/admin_console/{path}" for name, path in {**CONSOLE, **details}.items()}
    for size, dark in ((size, dark) for size in ("wide", "middle", "phone") for dark in (False, True)):
        look = f"{size}-{'dark' if dark else 'light'}"
        blank = await place.windows.blank(place.world.base_url, size=SIZES[size], dark=dark)
        await artist.visit(blank, BEFORE, look)
        await artist.draw(ON_PHONES if size == "phone" else SCREENS, size, dark, look)
        await artist.visit(await place.window(SIZES[size], dark=dark), WITHOUT_TEAM | console, look)
    await ada.put("/users/me/patch", locale="de")
    for size in ("wide", "middle", "phone"):
        await artist.draw(WORDLESS, size, False, f"{size}-german")
    await ada.put("/users/me/patch", locale="en")
    await artist.draw(WORDLESS, "zoomed", False, "zoomed")
    for name, value, size in (
        ("direction", "rtl", "middle"),
        ("direction", "rtl", "phone"),
        ("contrast", "high", "wide"),
    ):
        await prefer(ada, f"mmpy_{name}", value)
        await artist.draw(WORDLESS, size, name == "contrast", f"{size}-{name}")
        await prefer(ada, f"mmpy_{name}", "")


async def prefer(person: Person, name: str, value: str) -> None:
    row = {"user_id": person.id, "category": "display_settings", "name": name, "value": value}
    reply = await person.put("/users/me/preferences", [row])
    assert reply.status_code == 200, reply.text


async def main(folder: Path, wanted: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    async with studio() as place:
        await draw_all(place, folder, wanted)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path("screens"), help="where the pictures go")
    asked.add_argument("wanted", nargs="?", default="", help="draw only those with this in their names")
    given = asked.parse_args()
    asyncio.run(main(given.folder, given.wanted))
