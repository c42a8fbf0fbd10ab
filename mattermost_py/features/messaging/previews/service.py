"""What is behind the links of messages: from memory, from the database, or looked up outside, once an hour at most."""

import asyncio
import logging
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.previews import reading, store
from mattermost_py.features.messaging.previews.domains import is_allowed
from mattermost_py.features.messaging.previews.models import IMAGE, NOTHING, OPENGRAPH, URL_MOST, Finding, Json, Link
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db
from mattermost_py.infra.fetch import Fetched, FetchFailed, Wanted, fetch
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.kernel.errors import Busy

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

FINDINGS = CacheSpec[Finding]("link_findings", size=10_000)  # hour and address → what is there; never changes

AT_ONCE = 16  # requests of one worker
UNDER_WAY_MOST = 1000  # links waited for; more are looked up when they are read the next time
MIB = 1024 * 1024
PAGE_BYTES_MOST, IMAGE_BYTES_MOST = 4 * MIB, 16 * MIB
_ACCEPTED = {"accept": "text/html,application/xhtml+xml,image/*;q=0.9,*/*;q=0.5"}


async def known(db: Db, links: Collection[Link]) -> dict[Link, Finding]:
    """What is known of these links; what nobody looked at yet is left out."""
    if not links:
        return {}
    cache = db.cache(FINDINGS)
    found = {link: finding for link in links if (finding := cache.get(_key(link))) is not None}
    missing = [link for link in links if link not in found and len(link.url) <= URL_MOST]
    if missing:
        version = cache.version
        fresh = await store.of(db, missing)
        for link, finding in fresh.items():
            cache.put(_key(link), finding, version=version)
        found.update(fresh)
    return found


def look_up(runtime: "Runtime", links: Iterable[Link]) -> "list[asyncio.Task[None]]":
    """Starts to find out what is there; returns the tasks to wait for, if anybody wants to."""
    return runtime.part(_Lookups).of(links)


class _Lookups:
    """The lookups under way in this worker, each link once. Only the event loop's thread touches it."""

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._running: dict[Link, asyncio.Task[None]] = {}

    def of(self, links: Iterable[Link]) -> list[asyncio.Task[None]]:
        return [task for link in links if (task := self._of(link)) is not None]

    def _of(self, link: Link) -> asyncio.Task[None] | None:
        running = self._running.get(link)
        if running is not None:
            return running
        if len(link.url) > URL_MOST or len(self._running) >= UNDER_WAY_MOST:
            return None
        task = asyncio.ensure_future(self._look_up(link))
        self._running[link] = task
        self._runtime.spawn(task)
        task.add_done_callback(lambda _: self._running.pop(link, None))
        return task

    async def _look_up(self, link: Link) -> None:
        """Finds out what is there, remembers it, and goes on with the pictures the page shows."""
        db = self._runtime.db()
        try:
            async with self._turns:
                finding = await _find(self._runtime, link.url)
            await store.insert(db, link, finding)
        except Exception:  # nobody waits for the outcome; the message is shown without it
            log.exception("link was not looked up")
            return
        cache = db.cache(FINDINGS)
        cache.put(_key(link), finding, version=cache.version)
        images = [Link(url, link.hour_ms) for url in finding.image_urls()]
        unknown = set(images) - (await known(db, images)).keys()
        if unknown:
            await asyncio.gather(*self.of(unknown))


def _key(link: Link) -> str:
    return f"{link.hour_ms} {link.url}"


async def _find(runtime: "Runtime", url: str) -> Finding:
    """Asks the other side. Whatever goes wrong there, there is nothing to show."""
    settings = runtime.config.current
    timeout_s = settings.ExperimentalSettings.LinkMetadataTimeoutMilliseconds / 1000
    restricted = settings.ServiceSettings.RestrictLinkPreviews
    wanted = Wanted(
        url,
        headers={**_ACCEPTED, "accept-language": settings.LocalizationSettings.DefaultServerLocale},
        timeout_s=timeout_s,
        most_bytes=IMAGE_BYTES_MOST,
        may_ask=lambda address: is_allowed(address, restricted),
    )
    try:
        answer = await fetch(settings, wanted)
        return await _read(runtime, answer, url, timeout_s) if answer.is_ok else NOTHING
    except (FetchFailed, WorkCrashed, Busy, TimeoutError) as exc:
        log.debug("nothing found behind a link", extra={"reason": str(exc)})
        return NOTHING


async def _read(runtime: "Runtime", answer: Fetched, url: str, timeout_s: float) -> Finding:
    kind = answer.content_type
    if kind == reading.SVG:
        return Finding(IMAGE, {"width": 0, "height": 0, "format": "svg", "frame_count": 0})
    if kind.startswith("image/"):
        size = await runtime.work.run(reading.read_image, answer.body, timeout_s=timeout_s)
        return Finding(IMAGE, size) if size else NOTHING
    if kind not in ("text/html", "application/xhtml+xml"):
        return NOTHING
    charset = answer.headers.get("content-type", "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    page: Json | None = await runtime.work.run(
        reading.read_page, answer.body[:PAGE_BYTES_MOST], charset, answer.url, timeout_s=timeout_s
    )
    return Finding(OPENGRAPH, {**page, "url": url}) if page else NOTHING
