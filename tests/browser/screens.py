"""Pictures of every main screen, to be looked at: `python -m tests.browser.screens [folder]` (`make screens`)."""

import asyncio
import io
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from PIL import Image
from playwright.async_api import expect

from mattermost_py.infra.http.pages import Pages
from tests.fixtures.browser import Window, Windows, client_folder, running_browser
from tests.fixtures.postgres import shared_cluster
from tests.fixtures.server import running_world
from tests.fixtures.world import Person, Thing, World

SIZES = {"wide": (1440, 900), "middle": (1024, 768), "phone": (390, 844)}
PEOPLE = (("ada.lovelace", "Ada", "Lovelace"), ("grace.hopper", "Grace", "Hopper"), ("alan.turing", "Alan", "Turing"))
CHANNELS = (("design", "Design"), ("backend", "Backend"), ("release-26-11", "Release 26.11"), ("lunch", "Lunch"))

CODE = """```python
def read(path: Path) -> Iterator[Line]:
    with path.open() as lines:
        yield from map(parse, lines)
```"""
TABLE = """| Step | Owner | Due |
|:--|:--|--:|
| Import | Grace | Mon |
| Search | Alan | Wed |

1. one
2. two

> measured twice"""

ELEMENTS = {"complementary": "aside"}

Draw = Callable[[Window], Awaitable[None]]


async def sign_up(world: World, name: str, first: str, last: str) -> Person:
    body = {"username": name, "email": f"{name}@example.org", "password": "Correct-horse-9"}
    reply = await world.anonymous().post("/users", {**body, "first_name": first, "last_name": last})
    assert reply.status_code == 201, reply.text
    return await world.sign_in(name)


async def furnish(world: World) -> tuple[Thing, list[Person]]:
    """A team at work: people, channels, talk of every kind."""
    people = [await sign_up(world, *each) for each in PEOPLE]
    world._admin = people[0]  # pyright: ignore[reportPrivateUsage] - the first account is the admin
    team = await world.new_team(by=people[0], name="orchard", display_name="Orchard")
    for person in people[1:]:
        await world.join_team(person, team)
    for name, title in CHANNELS:
        channel = await world.channel(by=people[1], team=team, name=name, display_name=title)
        await world.join(people[0], channel)
        await world.post(by=people[1], channel=channel, message=f"Welcome to {title}")
    await talk(world, people, await world.town_square(team))
    direct = await world.direct(people[1], people[0])
    await world.post(by=people[1], channel=direct, message="Have you seen the build?")
    return team, people


async def talk(world: World, people: list[Person], square: Thing) -> None:
    ada, grace, alan = people
    header = "Standup at 9:30 · [handbook](https://example.org) · **release on Friday**"
    await grace.put(f"/channels/{square.id}/patch", header=header)
    await world.post(by=grace, channel=square, message="Good morning! The importer is **ready for review** :tada:")
    await world.post(by=grace, channel=square, message="It reads about 40,000 lines a second now.")
    root = await world.post(by=alan, channel=square, message=f"Why not a generator?\n\n{CODE}")
    await world.reply(by=grace, to=root, message="Because the caller wants to go back. But see `Rewindable`.")
    await world.reply(by=ada, to=root, message=f"@{grace.username} I would keep it simple first.")
    for person in (ada, grace):
        await person.post("/reactions", user_id=person.id, post_id=root.id, emoji_name="+1")
    await ada.post("/reactions", user_id=ada.id, post_id=root.id, emoji_name="eyes")
    await world.post(by=ada, channel=square, message=f"### Plan of the week\n\n{TABLE}")
    uploaded = await alan.call(
        "POST", "/files", data={"channel_id": square.id}, files={"files": ("chart.png", chart())}
    )
    file_id = uploaded.json()["file_infos"][0]["id"]
    await world.post(by=alan, channel=square, message="Latency over the night:", file_ids=[file_id])
    await world.post(by=grace, channel=square, message=f"Looks calm. @{ada.username}, merge it?")


def chart() -> bytes:
    drawn = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(drawn, "PNG")
    return drawn.getvalue()


async def channel(window: Window) -> None:
    await expect(window.post("merge it?")).to_be_visible()


async def toolbar(window: Window) -> None:
    await window.post("Plan of the week").hover()


async def thread(window: Window) -> None:
    await window.button(re.compile("^2 replies")).click()
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


async def files(window: Window) -> None:
    await window.goto(f"/{window.team}/search?q=in:town-square&in=files")
    await expect(window.aside.get_by_role("button", name=re.compile("^Open ")).first).to_be_visible()


async def picture(window: Window) -> None:
    await window.button(re.compile("^Open chart.png")).first.click()
    await expect(window.dialog.get_by_role("heading", name="chart.png")).to_be_visible()


async def shortcuts(window: Window) -> None:
    await window.page.keyboard.press("Control+/")
    await expect(window.dialog).to_be_visible()


async def completion(window: Window) -> None:
    await window.composer.press_sequentially("Thanks @")
    await expect(window.page.get_by_role("option").first).to_be_visible()


async def post_menu(window: Window) -> None:
    await window.act(window.post("merge it?"), "More actions")
    await expect(window.page.get_by_role("menu")).to_be_visible()


async def drafts(window: Window) -> None:
    await window.composer.fill("half a thought")
    await window.composer.blur()  # which keeps it
    await window.goto(f"/{window.team}/drafts")
    await expect(window.middle.get_by_text("half a thought")).to_be_visible()


async def private(window: Window) -> None:
    await window.goto(f"/{window.team}/channels/nowhere-at-all")
    await expect(window.middle.get_by_text("This channel is not open to you")).to_be_visible()


async def empty(window: Window) -> None:
    await window.goto(f"/{window.team}/channels/off-topic")
    await expect(window.middle.get_by_text("This is where")).to_be_visible()


async def sidebar(window: Window) -> None:
    await window.button("Back to channels").click()


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
}
ON_PHONES: dict[str, Draw] = {
    **SETTINGS,
    "channel": channel,
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
}
BEFORE = {"login": "/login", "sign-up": "/signup_user_complete", "not-found": "/error"}
WITHOUT_TEAM = {"create-team": "/create_team", "select-team": "/select_team"}
CONSOLE = {
    "": "",
    **{page: f"reporting/{page}" for page in ("statistics", "health", "server_logs")},
    **{page: f"user_management/{page}" for page in ("users", "teams", "channels", "roles", "schemes", "attributes")},
    **{page: f"environment/{page}" for page in ("jobs", "history")},
    **{page: f"integrations/{page}" for page in ("bots", "tokens")},
    "branding": "site/branding",
    "setup": "setup",
    "settings": "settings/EmailSettings",
}


async def draw_all(world: World, windows: Windows, folder: Path, wanted: str) -> None:
    team, people = await furnish(world)
    for size, dark in ((size, dark) for size in SIZES for dark in (False, True)):
        look = f"{size}-{'dark' if dark else 'light'}"
        blank = await windows.blank(world.base_url, size=SIZES[size], dark=dark)
        for name, path in BEFORE.items():
            if re.search(wanted, f"{name}-{look}"):
                await blank.goto(path)
                await shoot(blank, folder / f"{name}-{look}.png")
        names = [name for name in (ON_PHONES if size == "phone" else SCREENS) if re.search(wanted, f"{name}-{look}")]
        for name in names:
            window = await windows.of(world, people[0], team, size=SIZES[size], dark=dark)
            await channel(window)
            await {**SCREENS, **ON_PHONES}[name](window)
            await shoot(window, folder / f"{name}-{look}.png")
            await window.page.context.close()
        role = (await people[0].get("/roles/name/channel_user")).json()["id"]
        pages = {**CONSOLE, "role": f"user_management/roles/{role}", "user": f"user_management/users/{people[1].id}"}
        others = {f"console-{name}": f"/admin_console/{path}" for name, path in pages.items()}
        for name, path in (WITHOUT_TEAM | others).items():
            if re.search(wanted, f"{name}-{look}"):
                window = await windows.of(world, people[0], team, size=SIZES[size], dark=dark)
                await window.goto(path)
                await shoot(window, folder / f"{name}-{look}.png")


async def shoot(window: Window, path: Path) -> None:
    await window.page.wait_for_load_state("networkidle")
    await window.page.screenshot(path=path)
    print(path, flush=True)


async def main(folder: Path, wanted: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, shared_cluster(Path(home) / "postgres") as cluster:
        settings = {"WebClient": {"Directory": client_folder()}}
        async with running_world(cluster.create_database(), Path(home), settings, pages=Pages) as world:
            async with running_browser() as browser, AsyncExitStack() as stack:
                await draw_all(world, Windows(browser, stack), folder, wanted)


if __name__ == "__main__":
    folder, wanted = [*sys.argv[1:], *("screens", "")[len(sys.argv) - 1 :]][:2]
    asyncio.run(main(Path(folder), wanted))
