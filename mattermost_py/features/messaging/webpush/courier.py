"""Brings waiting messages to push services: at once, and again after a pause that grows, as long as they are worth it.

Nobody waits for it: whoever has put something into the outbox calls the courier and goes on.
"""

import asyncio
import logging
from typing import TYPE_CHECKING

from mattermost_py.features.messaging.webpush import keys, outbox_store, store, wording
from mattermost_py.features.messaging.webpush.models import Waiting
from mattermost_py.infra.db import Db
from mattermost_py.infra.mail.letters import site_url
from mattermost_py.infra.push.figures import PUSHES
from mattermost_py.infra.push.sending import TIMEOUT_S, Browser, Fate, Message, Outcome, send
from mattermost_py.infra.push.vapid import Sender
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import HOUR_MS, now_ms

if TYPE_CHECKING:
    from mattermost_py.config import Settings

log = logging.getLogger(__name__)

AT_ONCE = 20
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 15_000, HOUR_MS
CLEARING_MS = HOUR_MS  # later the reader has taken the note away themselves
# Its maker stops calling browsers that are sent something and show nothing.
SHOWS_EVERYTHING = "https://%.push.apple.com/%"


class Courier:
    """One worker's way to the push services: goes one time at once. Only the event loop's thread touches it."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._is_out = False
        self._is_wanted = False

    def call(self, after_s: float = 0) -> None:
        """Sends what waits, soon; returns at once."""
        self._runtime.spawn(self._go(after_s))

    async def _go(self, after_s: float) -> None:
        if after_s:
            await asyncio.sleep(after_s)
        self._is_wanted = True
        if self._is_out:
            return
        self._is_out = True
        try:
            await self._deliver()
        except Exception:
            log.exception("push outbox was not looked at")  # the chore comes by again
        finally:
            self._is_out = False

    async def _deliver(self) -> None:
        """Sends everything that is due."""
        db = self._runtime.db()
        while True:
            self._is_wanted = False
            now = now_ms()
            lease_ms = int(TIMEOUT_S * 1000) + 60_000  # more than a batch can take
            batch = await outbox_store.claim(db, now, now + lease_ms, AT_ONCE)
            if not batch:
                if self._is_wanted:
                    continue
                return
            sender = await keys.sender(db)
            async with asyncio.TaskGroup() as tasks:
                for each in batch:
                    tasks.create_task(self._bring(sender, each))

    async def _bring(self, sender: Sender, waiting: Waiting) -> None:
        db, now = self._runtime.db(), now_ms()
        if now >= waiting.expires_at:
            PUSHES.note("late")
            await outbox_store.drop(db, [waiting.id])
            return
        settings = self._runtime.config.current
        browser = Browser(waiting.endpoint, waiting.public_key, waiting.secret)
        message = Message(
            waiting.payload.encode(),
            (waiting.expires_at - now) // 1000,
            waiting.is_urgent,
            topic=waiting.place if waiting.is_clearing else "",
        )
        outcome = await send(settings, sender, browser, message, contact=contact(settings))
        PUSHES.note(outcome.fate.value)
        await self._settle(db, waiting, outcome)

    async def _settle(self, db: Db, waiting: Waiting, outcome: Outcome) -> None:
        told = {"push": waiting.id, "subscription": waiting.subscription_id, "reason": outcome.reason}
        match outcome.fate:
            case Fate.TAKEN:
                if not await outbox_store.taken(db, waiting.id) and not waiting.is_clearing and waiting.place:
                    await self._take_back(db, waiting)
            case Fate.GONE:
                log.info("a browser is not called any more", extra=told)
                await store.delete(db, [waiting.subscription_id])
                db.forget(store.SUBSCRIBERS)
            case Fate.REFUSED:
                log.warning("a push service refused a message", extra=told)
                await outbox_store.drop(db, [waiting.id])
            case Fate.LATER:
                pause_ms = max(_pause_ms(waiting.attempts), outcome.retry_after_s * 1000)
                log.info("a push service takes no message now", extra=told)
                await outbox_store.postpone(db, waiting.id, now_ms() + pause_ms)

    async def _take_back(self, db: Db, waiting: Waiting) -> None:
        """Its place was read while it was on its way."""
        now = now_ms()
        await outbox_store.put_clearing(
            db,
            waiting.subscription_id,
            waiting.place,
            payload=wording.clearing(waiting.place),
            unless=SHOWS_EVERYTHING,
            now=now,
            expires_at=now + CLEARING_MS,
        )
        self._is_wanted = True


def contact(settings: "Settings") -> str:
    """Whom operators of push services can turn to."""
    chosen, support = settings.WebPush.Contact, settings.SupportSettings.SupportEmail
    if chosen or support:
        return chosen or f"mailto:{support}"
    return site_url(settings)


def _pause_ms(attempts: int) -> int:
    return min(FIRST_PAUSE_MS * 2 ** min(attempts - 1, 10), LONGEST_PAUSE_MS)
