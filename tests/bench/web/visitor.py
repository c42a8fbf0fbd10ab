"""The first person of the site before a real Chromium."""

import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from playwright.async_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.bench.processes import PROC, descendants, memory_bytes
from tests.bench.stage import PASSWORD
from tests.bench.web.place import Site

PROBE = (Path(__file__).parent / "probe.js").read_text()
SLOW_MS = 60_000


@asynccontextmanager
async def signed_in(browser: Browser, site: Site, url: str = "") -> AsyncIterator[BrowserContext]:
    """A browser with an empty cache and a session."""
    context = await browser.new_context(
        base_url=url or site.stage.url, viewport={"width": 1440, "height": 900}, locale="en-US"
    )
    try:
        await context.add_init_script(PROBE)
        body = {"login_id": site.stage.users[0]["username"], "password": PASSWORD}
        asks_for_cookies = {"X-Requested-With": "XMLHttpRequest"}
        reply = await context.request.post("/api/v4/users/login", data=body, headers=asks_for_cookies)
        assert reply.ok, await reply.text()
        yield context
    finally:
        await context.close()


async def visit(context: BrowserContext, site: Site, channel: str) -> tuple[Page, float]:
    """Returns: the page once one can read and write, and the milliseconds that took."""
    page = await context.new_page()
    page.set_default_timeout(SLOW_MS)
    page.on("pageerror", lambda error: print(f"the page failed: {error}", file=sys.stderr))
    await page.goto(f"/{site.team}/channels/{channel}", wait_until="commit")
    return page, float(await page.evaluate("probe.usable"))


async def at_rest(page: Page) -> None:
    """The list of channels is there, and what is done ahead of need is done."""
    await expect(page.locator("nav a[data-row]").first).to_be_visible(timeout=SLOW_MS)
    await page.evaluate("probe.fetched('Switcher')")
    await page.wait_for_load_state("networkidle")
    await page.evaluate("probe.still()")


class Thread:
    """The one thread of a page that everything waits for: its time on a CPU does not depend on what else runs."""

    def __init__(self) -> None:
        self._before = set(renderers())
        self._pids: set[int] = set()
        self._since_ms = 0.0
        self.spent_ms: list[float] = []

    def since_opened_ms(self) -> float:
        """Of the pages that were opened since this was made, from their beginning."""
        self._pids = set(renderers()) - self._before
        return self._now_ms()

    def of_page(self) -> "Thread":
        """The page that is open."""
        self._pids = {max(renderers(), key=lambda pid: memory_bytes([pid]))}
        return self

    def start(self) -> None:
        self._since_ms = self._now_ms()

    def stop(self) -> None:
        self.spent_ms.append(self._now_ms() - self._since_ms)

    def _now_ms(self) -> float:
        found = [PROC / str(pid) / "task" / str(pid) / "schedstat" for pid in self._pids]
        return sum(int(each.read_text().split()[0]) for each in found if each.exists()) / 1e6


class Memory:
    """What one page holds: its objects, and the process it lives in."""

    def __init__(self, session: CDPSession, pid: int) -> None:
        self._session = session
        self._pid = pid

    @classmethod
    async def of(cls, page: Page) -> "Memory":
        session = await page.context.new_cdp_session(page)
        await _tell(session, "Performance.enable")
        return cls(session, max(renderers(), key=lambda pid: memory_bytes([pid])))

    async def read(self) -> tuple[float, float]:
        """Returns: MB of objects after a collection, MB of the whole process."""
        await _tell(self._session, "HeapProfiler.collectGarbage")
        found = await _tell(self._session, "Performance.getMetrics")
        values = {each["name"]: each["value"] for each in found["metrics"]}
        return values["JSHeapUsedSize"] / 1e6, memory_bytes([self._pid]) / 1e6


async def _tell(session: CDPSession, what: str) -> dict[str, Any]:
    send = cast("Callable[[str], Awaitable[dict[str, Any]]]", session.send)  # pyright: ignore[reportUnknownMemberType]
    return await send(what)


def renderers() -> list[int]:
    """The processes of this run's pages."""
    return [pid for pid in descendants(os.getpid()) if b"--type=renderer" in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""
