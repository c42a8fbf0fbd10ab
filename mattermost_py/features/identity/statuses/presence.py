"""Presence as it happens: sockets and activity, written in batches."""

import asyncio
import logging
from collections.abc import Sequence

from psycopg import Error as DatabaseError

from mattermost_py.features.identity.statuses import store
from mattermost_py.features.identity.statuses.events import StatusChanged
from mattermost_py.features.identity.statuses.models import AWAY, OFFLINE, ONLINE, Status
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import HOUR_MS, now_ms, now_s
from mattermost_py.kernel.errors import Busy
from mattermost_py.kernel.events import PresenceAsked, PresenceTold

log = logging.getLogger(__name__)

STATUSES = CacheSpec[Status]("statuses", size=50_000)

ARRIVE_AFTER_S = 0.05  # many clients come back at once after a restart
LEAVE_AFTER_S = 0.5  # a reload of the page closes one socket and opens the next
ANSWER_WITHIN_S = 1.0  # how long other workers may take to say that somebody is still with them
WRITE_EVERY_MS = 120_000  # activity is written at most so often a user
NOTED_MOST = 100_000
WATCH_MOST_S = 60.0
TRUST_AFTER_MS = 60_000  # after a restart clients need a moment to come back
CHECK_EVERY_MS = HOUR_MS


class Presence:
    """Who came, left or did something since the last write. Only the event loop's thread touches it."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._noted: dict[str, int] = {}  # user id → when their activity was last handed to the database
        self._arriving: dict[str, int] = {}
        self._leaving: set[str] = set()
        self._told: set[str] = set()
        self._present: set[str] = set()  # users with live sockets here, as far as known
        runtime.hear(PresenceAsked, self._answer)
        runtime.hear(PresenceTold, self._hear)
        self.next_check_ms = 0  # when to look for people of whom nobody has a socket; 0 = nobody ever came here
        self._next_look: asyncio.TimerHandle | None = None
        self._watch_later()

    def stop(self) -> None:
        """The worker ends; who is connected moves to another one or is offline."""
        if self._next_look is not None:
            self._next_look.cancel()

    # --- what happens ---------------------------------------------------------------------------------------------

    def connected(self, user_id: str) -> None:
        now = now_ms()
        self._present.add(user_id)
        self._leaving.discard(user_id)
        self.next_check_ms = self.next_check_ms or now + TRUST_AFTER_MS
        self._arrive(user_id, now)

    def disconnected(self, user_id: str) -> None:
        if not self._runtime.hub.is_online(user_id):
            self._leave({user_id})

    def active(self, user_id: str) -> None:
        """The user did something; costs a write every two minutes at most."""
        now = now_ms()
        if now - self._noted.get(user_id, 0) >= WRITE_EVERY_MS:
            self._arrive(user_id, now)

    def forget(self, user_id: str) -> None:
        """The status was set in another way; the next activity counts again."""
        self._noted.pop(user_id, None)

    def _arrive(self, user_id: str, at: int) -> None:
        if len(self._noted) >= NOTED_MOST:
            self._noted.clear()
        self._noted[user_id] = at
        if not self._arriving:
            self._runtime.spawn(self._write_arriving())
        self._arriving[user_id] = at

    def _leave(self, user_ids: set[str]) -> None:
        if user_ids and not self._leaving:
            self._runtime.spawn(self._write_leaving())
        self._leaving |= user_ids

    # --- writing --------------------------------------------------------------------------------------------------

    async def _write_arriving(self) -> None:
        await asyncio.sleep(ARRIVE_AFTER_S)
        batch, self._arriving = self._arriving, {}
        db = self._runtime.db()
        try:
            changed = await store.arrive(db, list(batch), list(batch.values()))
        except (DatabaseError, Busy):
            log.warning("presence was not written", exc_info=True)
            return
        db.forget(STATUSES, *batch)
        self._announce(changed, ONLINE)

    async def _write_leaving(self) -> None:
        await asyncio.sleep(LEAVE_AFTER_S)
        batch, self._leaving = self._gone(self._leaving), set()
        if batch and self._runtime.bus is not None:
            batch = await self._gone_everywhere(batch)
        if not batch:
            return
        try:
            changed = await store.leave(self._runtime.db(), sorted(batch))
        except (DatabaseError, Busy):
            log.warning("presence was not written", exc_info=True)
            return
        for user_id in batch:
            self.forget(user_id)
        self._announce(changed, OFFLINE)

    def _gone(self, user_ids: set[str]) -> set[str]:
        gone = {user_id for user_id in user_ids if not self._runtime.hub.is_online(user_id)}
        self._present -= gone
        return gone

    async def _gone_everywhere(self, user_ids: set[str]) -> set[str]:
        """Those of whom no other worker has a socket either."""
        self._told -= user_ids
        self._runtime.announce([PresenceAsked(sorted(user_ids))])
        await asyncio.sleep(ANSWER_WITHIN_S)
        return self._gone(user_ids - self._told)

    def _answer(self, asked: PresenceAsked) -> None:
        here = [user_id for user_id in asked.user_ids if self._runtime.hub.is_online(user_id)]
        if here:
            self._runtime.announce([PresenceTold(here)])

    def _hear(self, told: PresenceTold) -> None:
        self._told.update(told.user_ids)

    def _announce(self, user_ids: Sequence[str], status: str) -> None:
        if user_ids:
            db = self._runtime.db()
            db.forget(STATUSES, *user_ids)
            db.publish(*(StatusChanged(user_id, status) for user_id in user_ids))

    # --- time passes ----------------------------------------------------------------------------------------------

    def _watch_later(self) -> None:
        away_s = self._runtime.config.current.TeamSettings.UserStatusAwayTimeout
        wait_s = min(WATCH_MOST_S, max(away_s / 5, 0.5))
        self._next_look = asyncio.get_running_loop().call_later(wait_s, self._watch)

    def _watch(self) -> None:
        self._runtime.spawn(self.look_around())
        self._watch_later()

    async def look_around(self) -> None:
        """Idle people become away; do-not-disturb ends when its time has come; who was lost in a crash is offline."""
        db = self._runtime.db()
        away_ms = db.settings.TeamSettings.UserStatusAwayTimeout * 1000
        try:
            if self._present:
                self._announce(await store.rest(db, sorted(self._present), now_ms() - away_ms), AWAY)
            for each in await store.end_dnd(db, now_s()):
                self._announce([each.user_id], each.status)
            if 0 < self.next_check_ms <= now_ms():
                self.next_check_ms = now_ms() + CHECK_EVERY_MS
                self._leave(self._gone(set(await store.here_by_themselves(db))))
        except (DatabaseError, Busy):
            log.warning("presence was not checked", exc_info=True)
