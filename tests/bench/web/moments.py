"""Each moment of a working day, measured in the page, with what people may expect of it."""

import asyncio
import gzip
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from playwright.async_api import Browser, Page, Response, expect

from tests.bench.figures import Figure, percentile
from tests.bench.web.line import line_to
from tests.bench.web.place import Site
from tests.bench.web.visitor import SLOW_MS, Memory, Thread, at_rest, signed_in, visit

P95 = 0.95
FRAME_MS = 32


@dataclass(frozen=True, slots=True)
class Effort:
    """How often and how long."""

    visits: int = 12
    switches: int = 40
    letters: int = 100
    searches: int = 15
    posts_loaded: int = 5000
    posts_scrolled: int = 10_000
    traffic: int = 10_000  # posts of a day, in a few minutes
    lost_s: float = 30


def figure(name: str, times: list[float], target: float, thread: Thread) -> Figure:
    spent = percentile(thread.spent_ms, 0.5)
    note = f"median {percentile(times, 0.5):.0f}, worst {max(times):.0f}, n = {len(times)}; {spent:.0f} ms of CPU"
    return Figure(f"{name}, p95", percentile(times, P95), "ms", target, note=note)


async def first_visits(browser: Browser, site: Site, effort: Effort) -> AsyncIterator[Figure]:
    cold: list[float] = []
    warm: list[float] = []
    size_bytes = 0
    of_cold, of_warm = Thread(), Thread()
    for _ in range(effort.visits):
        async with signed_in(browser, site) as context:
            fetched: list[Response] = []
            context.on("response", lambda response, kept=fetched: kept.append(response))
            first = Thread()
            page, ms = await visit(context, site, site.long_channel)
            of_cold.spent_ms.append(first.since_opened_ms())
            cold.append(ms)
            size_bytes = await _size(fetched)
            await page.close()
            second = Thread()
            again, ms = await visit(context, site, site.long_channel)
            of_warm.spent_ms.append(second.since_opened_ms())
            warm.append(ms)
            await again.close()
    yield figure("first visit, cold cache", cold, 1500, of_cold)
    yield figure("first visit, warm cache", warm, 500, of_warm)
    yield Figure("scripts and styles of the first visit, gzip", size_bytes / 1000, "kB", 250)


async def _size(fetched: list[Response]) -> int:
    """Everything until the page was usable."""
    wanted = [each for each in fetched if each.url.endswith((".js", ".css"))]
    return sum([len(gzip.compress(await each.body(), 9)) for each in wanted])


async def switches(page: Page, effort: Effort) -> AsyncIterator[Figure]:
    """Down the sidebar through channels nobody opened yet, and back up."""
    await at_rest(page)
    for name, by, target in (("not cached", 1, 150), ("cached", -1, 50)):
        times: list[float] = []
        thread = Thread().of_page()
        for _ in range(effort.switches):
            thread.start()
            ms: float | None = await page.evaluate("(by) => probe.step(by)", by)
            thread.stop()
            if ms is not None:
                times.append(ms)
            # Not the load state `networkidle`: a page that was idle once stays so, and the next switch came at once.
            await page.evaluate("probe.quiet()")
        yield figure(f"channel switch, {name}", times, target, thread)


async def typing(page: Page, effort: Effort) -> AsyncIterator[Figure]:
    """With thousands of posts of the channel loaded."""
    found = await page.evaluate("(most) => probe.scroll({ by: -240, seconds: 240, most })", effort.posts_loaded)
    field = page.locator("main textarea")
    await field.focus()
    await page.evaluate(_NOTE_KEYS)
    thread = Thread().of_page()
    for letter in ("the quick brown fox " * effort.letters)[: effort.letters]:
        thread.start()
        await page.keyboard.type(letter)
        await page.evaluate("probe.afterPaint()")
        thread.stop()
    times: list[float] = await page.evaluate("probe.keys")
    await field.fill("")
    yield figure(f"key press to paint, {found['posts']:,} posts loaded", times, 30, thread)


_NOTE_KEYS = """() => {
  probe.keys = [];
  document.addEventListener("keydown", (event) => {
    void probe.afterPaint().then((at) => probe.keys.push(at - event.timeStamp));
  }, true);
}"""


async def switching_by_name(page: Page, effort: Effort) -> AsyncIterator[Figure]:
    opened: list[float] = []
    found: list[float] = []
    chance = random.Random(3)
    of_opening, of_finding = Thread().of_page(), Thread().of_page()
    await page.locator("main textarea").focus()
    for _ in range(effort.searches):
        await page.evaluate(_NOTE_OPENING)
        of_opening.start()
        await page.keyboard.press("Control+k")
        opened.append(await page.evaluate("probe.opened"))
        of_opening.stop()
        letters = chance.choice(["al", "be", "ga", "de", "om", "si", "ka"])
        await page.keyboard.type(letters[0])
        await page.evaluate("probe.afterPaint()")
        await page.evaluate(_NOTE_RESULT, letters)
        of_finding.start()
        await page.keyboard.type(letters[1])
        found.append(await page.evaluate("probe.found"))
        of_finding.stop()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
    yield figure("Ctrl+K to its field", opened, 50, of_opening)
    yield figure("Ctrl+K, second letter to result", found, 50, of_finding)


_NOTE_OPENING = """() => {
  probe.opened = new Promise((done) => {
    // Control comes first, a few milliseconds before.
    const pressed = async (event) => {
      if (event.key !== "k") return;
      document.removeEventListener("keydown", pressed, true);
      await probe.until(() => document.querySelector('[role="dialog"] [role="option"]'));
      done((await probe.afterPaint()) - event.timeStamp);
    };
    document.addEventListener("keydown", pressed, true);
  });
}"""
_NOTE_RESULT = """(letters) => {
  probe.found = new Promise((done) => document.addEventListener("keydown", async (event) => {
    const first = () => document.querySelector('[role="dialog"] [role="option"]')?.textContent.toLowerCase() ?? "";
    const field = document.querySelector('[role="dialog"] input');
    await probe.until(() => field.value === letters && first().includes(letters));
    done((await probe.afterPaint()) - event.timeStamp);
  }, { capture: true, once: true }));
}"""


async def scrolling(browser: Browser, site: Site, effort: Effort) -> AsyncIterator[Figure]:
    """From the newest post up, and down again through what is loaded."""
    async with signed_in(browser, site) as context:
        page, _ = await visit(context, site, site.long_channel)
        await at_rest(page)
        thread = Thread().of_page()
        thread.start()
        asked = {"by": -90, "seconds": 400, "most": effort.posts_scrolled}
        up = await page.evaluate("(asked) => probe.scroll(asked)", asked)
        thread.stop()
        thread.start()
        down = await page.evaluate(
            "(asked) => probe.scroll(asked)", {**asked, "by": 90, "most": effort.posts_scrolled // 5}
        )
        thread.stop()
    for (way, found), spent in zip((("up", up), ("down", down)), thread.spent_ms, strict=True):
        frames: list[float] = found["frames"][1:]
        slow = [each for each in frames if each > FRAME_MS]
        cpu_ms = spent / len(frames)
        note = (
            f"{len(slow)} of {len(frames)} above {FRAME_MS}; p99 {percentile(frames, 0.99):.0f}; {cpu_ms:.1f} ms of CPU"
        )
        yield Figure(f"slowest frame, {way} {found['posts']:,} posts", max(frames), "ms", FRAME_MS, note=note)
        note = f"px: {found['jumps'][:6]}" if found["jumps"] else ""
        yield Figure(f"jumps, {way}", len(found["jumps"]), "", 0, note=note)


async def a_day(browser: Browser, site: Site, effort: Effort) -> AsyncIterator[Figure]:
    """As many posts as in eight busy hours, read by somebody who moves from channel to channel."""
    async with signed_in(browser, site) as context:
        page, _ = await visit(context, site, site.long_channel)
        await at_rest(page)
        memory = await Memory.of(page)
        begun = await memory.read()
        halves: list[tuple[float, float]] = []
        for _ in range(2):
            await _half_a_day(page, site, effort.traffic // 2)
            halves.append(await memory.read())
    (heap, process), (half_heap, _) = halves[1], halves[0]
    yield Figure("tab after a day, whole process", process, "MB", 250, note=f"{begun[1]:.0f} before")
    yield Figure("its objects", heap, "MB", 250, note=f"{begun[0]:.0f} before, {half_heap:.0f} at noon")
    yield Figure("growth in the second half", heap - half_heap, "MB", 10)


async def _half_a_day(page: Page, site: Site, posts: int) -> None:
    stage = site.stage
    places = [stage.channel["id"], stage.other_channel["id"], stage.hall["id"]]
    chance = random.Random(posts)
    for i in range(posts):
        who = stage.people[1 + i % (len(stage.people) - 1)]
        message = f"Message {i} of the day about **release {i % 9}** :tada: " + "and so on " * (i % 20)
        await who.ask("POST", "/posts", {"channel_id": chance.choice(places), "message": message})
        if i % 50 == 49:
            await page.evaluate("(by) => probe.step(by)", 1 if i % 4 else -1)


async def losing_the_line(browser: Browser, site: Site, effort: Effort) -> AsyncIterator[Figure]:
    """A draft, a message sent and one missed while there was no line."""
    stage, run = site.stage, time.time_ns()
    await stage.people[1].ask("POST", "/posts", {"channel_id": stage.hall["id"], "message": f"before {run}"})
    async with line_to(stage.url) as line, signed_in(browser, site, line.url) as context:
        page, _ = await visit(context, site, stage.hall["name"])
        await at_rest(page)
        field = page.locator("main textarea")
        line.cut()
        started = time.perf_counter()
        await expect(page.get_by_role("status").filter(has_text="connection")).to_be_visible(timeout=SLOW_MS)
        hint_s = time.perf_counter() - started
        await field.fill(f"sent {run}")
        await field.press("Enter")
        await field.fill(f"draft {run}")
        await stage.people[1].ask("POST", "/posts", {"channel_id": stage.hall["id"], "message": f"missed {run}"})
        await asyncio.sleep(max(0, effort.lost_s - (time.perf_counter() - started)))
        line.mend()
        mended = time.perf_counter()
        await expect(page.locator("main article").filter(has_text=f"missed {run}")).to_be_visible(timeout=SLOW_MS)
        await expect(page.locator("main article").filter(has_text=f"sent {run}")).to_have_count(1, timeout=SLOW_MS)
        found = await _sent(site, f"sent {run}")
        while found == 0 and time.perf_counter() - mended < SLOW_MS / 1000:
            await asyncio.sleep(0.2)
            found = await _sent(site, f"sent {run}")
        back_s = time.perf_counter() - mended
        kept = await field.input_value() == f"draft {run}"
    yield Figure("line lost: until the hint shows", hint_s, "s", 10)
    yield Figure("line back: until all is caught up and sent", back_s, "s", 15)
    yield Figure("messages lost, doubled or forgotten", abs(found - 1) + (not kept), "", 0)


async def _sent(site: Site, message: str) -> int:
    page = (await site.stage.me.ask("GET", f"/channels/{site.stage.hall['id']}/posts?per_page=60")).json()
    return sum(post["message"] == message for post in page["posts"].values())
