"""What a browser must fetch before somebody can read and write."""

import gzip

from playwright.async_api import Response, expect

from tests.fixtures.browser import Window, Windows
from tests.fixtures.world import World

# Of scripts and styles, packed by gzip.
MOST_BYTES = 250_000
MOST_BYTES_BEFORE_SIGN_IN = 130_000

# When the field to write in appeared. What is needed next comes two seconds later, and is no part of the first load.
_NOTE_TIME = """
new MutationObserver((_, self) => {
  if (!document.querySelector("main textarea, main input")) return;
  window.usableAt = performance.now();
  self.disconnect();
}).observe(document, { childList: true, subtree: true });
"""
_REQUESTED = """() => performance.getEntriesByType("resource")
  .filter((each) => each.startTime < window.usableAt + 1900).map((each) => each.name)"""


async def first_load(window: Window, path: str) -> dict[str, int]:
    """Packed size of each script and style of the first visit, by address."""
    received: dict[str, Response] = {}
    window.page.on("response", lambda response: received.update({response.url: response}))
    await window.page.add_init_script(_NOTE_TIME)
    await window.goto(path)
    await expect(window.page.get_by_role("textbox").last).to_be_editable()
    if path != "/login":
        await expect(window.post("Guten Tag")).to_be_visible()
    requested: list[str] = await window.page.evaluate(_REQUESTED)
    found = {url for url in requested if url.endswith((".js", ".css"))}
    return {url: len(gzip.compress(await received[url].body(), 9)) for url in found}


async def test_the_first_visit_stays_within_its_budget_in_either_language(site: World, windows: Windows) -> None:
    """Maths, colours of code, menus, dialogs, settings, the console and the other language come when needed."""
    team = await site.new_team()
    ana = await windows.member(site, team, "ana")
    await site.post(by=ana, channel=await site.town_square(team), message="**Guten Tag** :wave: $x$ `code`")
    loads: list[dict[str, int]] = []
    for language, locale in (("en", "en-US"), ("de", "de-DE")):
        changed = await ana.put("/users/me/patch", locale=language)
        assert changed.status_code == 200
        window = await windows.before(site, ana, team, locale=locale)
        loads.append(await first_load(window, f"/{team.name}/channels/town-square"))
    for load in loads:
        assert sum(load.values()) <= MOST_BYTES, sorted(load.items(), key=lambda each: -each[1])
        assert any(url.endswith(".css") for url in load)
    english, german = (set(load) for load in loads)
    assert len(english - german) == len(german - english) == 1  # nothing but the catalogue
    sign_in = await first_load(await windows.blank(site.base_url), "/login")
    assert sum(sign_in.values()) <= MOST_BYTES_BEFORE_SIGN_IN, sorted(sign_in.items(), key=lambda each: -each[1])
