"""`python -m tests.bench.web`: what people feel of the web client, measured in a real Chromium (`make bench-web`).

`--small` is the same in a little place, in two minutes: a try, not a judgement.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator

from playwright.async_api import Browser

from tests.bench import figures
from tests.bench.figures import Figure
from tests.bench.own import OwnServer, own_server
from tests.bench.processes import busy_ticks
from tests.bench.stage import build
from tests.bench.web import moments
from tests.bench.web.moments import Effort
from tests.bench.web.place import Site, Size, fill, upload_picture
from tests.bench.web.visitor import at_rest, signed_in, visit
from tests.fixtures.browser import running_browser

QUIET = 0.1  # of the machine
LOOK_S = 1.0
SMALL = Size(channels=500, posts=20_000, long_channel=2000)
SMALL_EFFORT = Effort(
    visits=3, switches=10, letters=30, searches=5, posts_loaded=500, posts_scrolled=1000, traffic=300, lost_s=5
)


async def furnished(server: OwnServer, size: Size) -> Site:
    """The server, started with all this in it."""
    await server.start()
    stage = await build(server.url, people=6)
    file_id = await upload_picture(stage)
    started = time.perf_counter()
    fill(server.data, stage, size, file_id)
    print(f"{size.channels:,} channels and {size.posts:,} posts in {time.perf_counter() - started:.0f} s", flush=True)
    for each in stage.people:
        each.close()
    server.stop()
    await server.start()
    return Site(stage, size)


async def measured(browser: Browser, site: Site, effort: Effort, only: str) -> AsyncIterator[Figure]:
    """All moments; those whose name holds `only`."""
    for name, of_browser in (
        ("visits", moments.first_visits),
        ("scrolling", moments.scrolling),
        ("day", moments.a_day),
        ("line", moments.losing_the_line),
    ):
        if only in name:
            async for each in watched(of_browser(browser, site, effort)):
                yield each
    async with signed_in(browser, site) as context:
        page, _ = await visit(context, site, site.long_channel)
        await at_rest(page)
        for name, of_page in (
            ("typing", moments.typing),
            ("finding", moments.switching_by_name),
            ("switching", moments.switches),
        ):
            if only in name:
                async for each in watched(of_page(page, effort)):
                    yield each


async def watched(found: AsyncIterator[Figure]) -> AsyncIterator[Figure]:
    """These, and how busy the machine was with other work when they began."""
    busy, every = busy_ticks()
    await asyncio.sleep(LOOK_S)
    now_busy, now_every = busy_ticks()
    if (share := (now_busy - busy) / max(now_every - every, 1)) > QUIET:
        print(f"  (other work takes {share:.0%} of the machine: the next times are not the client's alone)", flush=True)
    async for each in found:
        yield each


async def run(options: argparse.Namespace) -> list[Figure]:
    size, effort = (SMALL, SMALL_EFFORT) if options.small else (Size(), Effort())
    found: list[Figure] = []
    with own_server() as server:
        site = await furnished(server, size)
        async with running_browser() as browser:
            async for each in measured(browser, site, effort, options.only):
                found.append(each)
                print(figures.figure_line(each), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="the short form")
    parser.add_argument("--only", default="", help="visits, scrolling, day, line, typing, finding or switching")
    options = parser.parse_args()
    found = asyncio.run(run(options))
    missed = [each.name for each in found if each.verdict() not in ("", figures.OK)]
    print(f"{len(found) - len(missed)} of {len(found)} within their budget")
    if missed and not options.small:
        sys.exit(f"over budget: {', '.join(missed)}")


if __name__ == "__main__":
    main()
