"""Health, and the state in which an admin asked the server to shed load."""

import asyncio
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mattermost_py.features.system.health import store
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.events import Forget, ServerBusy

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

HEALTHY, SICK = "OK", "UNHEALTHY"
PATIENCE_S = 2.0  # of each check; whoever asks waits for the answer
PROBE = "testfile"


async def database_status(runtime: "Runtime") -> str:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return HEALTHY if await store.answers(runtime.db()) else SICK
    except Exception:
        log.exception("the database does not answer")
        return SICK


async def filestore_status(runtime: "Runtime") -> str:
    """Whether files can be written and removed."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            await runtime.blobs.write(PROBE, b"")
            await runtime.blobs.delete(PROBE)
    except Exception:
        log.exception("the file store cannot be written")
        return SICK
    return HEALTHY


@dataclass(frozen=True, slots=True)
class BusyState:
    """The answer of GET /server_busy."""

    busy: bool
    expires: int  # seconds since epoch; 0 = not busy
    expires_ts: str

    def wire(self) -> dict[str, bool | int | str]:
        fields: dict[str, bool | int | str] = {"busy": self.busy, "expires": self.expires}
        return fields | ({"expires_ts": self.expires_ts} if self.expires_ts else {})


class Busyness:
    """Until when this worker is busy; ends by itself."""

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime
        self._end: asyncio.TimerHandle | None = None
        self.until_ms = 0

    def follow(self, news: ServerBusy) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
        self.until_ms = news.until_ms
        left_s = (news.until_ms - now_ms()) / 1000
        self._runtime.is_busy = left_s > 0
        if left_s > 0:
            self._end = asyncio.get_running_loop().call_later(left_s, self.follow, ServerBusy(0))

    @property
    def state(self) -> BusyState:
        if not self._runtime.is_busy:
            return BusyState(False, 0, "")
        ends = datetime.fromtimestamp(self.until_ms / 1000, UTC)
        return BusyState(True, self.until_ms // 1000, ends.strftime("%Y-%m-%dT%H:%M:%SZ"))


def prepare(runtime: "Runtime") -> None:
    """At the start of a worker: hears when an admin declares the server busy."""
    runtime.hear(ServerBusy, runtime.part(Busyness).follow)


def declare_busy(runtime: "Runtime", seconds: int) -> None:
    runtime.announce([ServerBusy(now_ms() + seconds * 1000 if seconds else 0)])


def forget_everything(runtime: "Runtime") -> None:
    """Empties the caches of all workers."""
    runtime.announce([Forget("", "")])


def runs_as_root() -> bool:
    """Whether the process could do anything to its machine, which administrators are warned of."""
    return os.geteuid() == 0
