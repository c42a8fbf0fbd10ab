"""Small work that repeats: every worker looks what is due, and the first one to claim it does it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms

log = logging.getLogger(__name__)

MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86_400
LOOK_EVERY_S = 15.0
PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing to be done again and again, on one worker of all machines. What it leaves undone waits for next time.

    act: opens its own transaction; returns how many things it changed.
    """

    name: str
    every_s: int
    act: Callable[[Runtime], Awaitable[int]]


class Housekeeping:
    """One worker's share of the chores. Only the task that runs `keep` touches it."""

    def __init__(self, runtime: Runtime, chores: Sequence[Chore]) -> None:
        self._runtime = runtime
        self._chores = chores
        self._asked_at = dict.fromkeys((each.name for each in chores), 0)

    async def keep(self) -> None:
        """Looks again and again until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("chores were not looked at")  # the database may be away; it will be back
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> list[str]:
        """Does what is due. Returns the names of what this worker did."""
        now = now_ms()
        due = [each for each in self._chores if now - self._asked_at[each.name] >= each.every_s * 1000]
        if not due:
            return []
        mine = set(await self._claim(due, now))
        for each in due:
            self._asked_at[each.name] = now
        for each in due:
            if each.name in mine:
                await self._do(each)
        return sorted(mine)

    async def _claim(self, due: Sequence[Chore], now: int) -> list[str]:
        """Names of the chores that nobody did in their time. A clock that was set back does not stop them."""
        return await self._runtime.db().many(
            str,
            """
            INSERT INTO mmpy.chores AS c (name, next_at)
            SELECT name, next_at FROM unnest(%(names)s::text[], %(next)s::bigint[]) AS due (name, next_at)
            ON CONFLICT (name) DO UPDATE
               SET next_at = excluded.next_at
             WHERE c.next_at <= %(now)s::bigint OR c.next_at > excluded.next_at
            RETURNING name
            """,
            names=[each.name for each in due],
            next=[now + each.every_s * 1000 for each in due],
            now=now,
        )

    async def _do(self, chore: Chore) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                changed = await chore.act(self._runtime)
        except Exception:
            log.exception("chore failed", extra={"chore": chore.name})
            return
        if changed:
            log.debug("chore done", extra={"chore": chore.name, "changed": changed})


@asynccontextmanager
async def keeping_house(runtime: Runtime, chores: Sequence[Chore]) -> AsyncIterator[None]:
    """While the context lasts, chores are done."""
    keeping = asyncio.create_task(Housekeeping(runtime, chores).keep())
    try:
        yield
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
