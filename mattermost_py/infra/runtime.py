"""What one worker process holds: configuration, connections, caches, hub, bus; made once, passed everywhere."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from mattermost_py.config import ConfigStore
from mattermost_py.infra.cache import Caches
from mattermost_py.infra.db.db import Db, Tx
from mattermost_py.infra.db.lanes import Lanes
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.events import Event, Forget, Signal

if TYPE_CHECKING:
    from mattermost_py.infra.blobs import BlobStore
    from mattermost_py.infra.hub.hub import Hub
    from mattermost_py.infra.pool import WorkPool

log = logging.getLogger(__name__)

T = TypeVar("T")

Within = Callable[[Tx, Any], Awaitable[None]]
After = Callable[["Runtime", Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Listener:
    """Someone who acts on an event of a lower floor; the lists are in `app.py`.

    within: runs in the publisher's transaction before COMMIT, so both happen or neither.
    after:  runs after COMMIT and opens its own transaction; its failure is logged and harms nobody.
    """

    event: type[Event]
    within: Within | None = None
    after: After | None = None


def within(event: type[Event], act: Within) -> Listener:
    return Listener(event, within=act)


def after(event: type[Event], act: After) -> Listener:
    return Listener(event, after=act)


class Bus(Protocol):
    """How news reaches the other workers."""

    def send(self, messages: Sequence[Packet | Signal]) -> None: ...


class Runtime:
    """The worker's shared things. Only the event loop's thread touches it."""

    def __init__(
        self,
        *,
        config: ConfigStore,
        lanes: Lanes,
        hub: "Hub",
        blobs: "BlobStore",
        work: "WorkPool",
        listeners: Sequence[Listener] = (),
        caches: Caches | None = None,
    ) -> None:
        self.config = config
        self.lanes = lanes
        self.hub = hub
        self.blobs = blobs
        self.work = work
        self.caches = caches or Caches()
        self.statements = 0  # executed since start; tests read the difference
        self.is_busy = False  # an admin asked to shed optional load
        self.restart: Callable[[], object] | None = None  # makes all workers begin anew; None: nobody looks after us
        self._within: dict[type[Event], list[Within]] = {}
        self._after: dict[type[Event], list[After]] = {}
        self._background: set[asyncio.Task[None]] = set()
        self.bus: Bus | None = None  # None: this process is the only worker
        self._parts: dict[Any, Any] = {}
        self._hears: dict[type[Signal], Callable[[Any], None]] = {}
        for each in listeners:
            if each.within:
                self._within.setdefault(each.event, []).append(each.within)
            if each.after:
                self._after.setdefault(each.event, []).append(each.after)

    def db(self) -> Db:
        return Db(self)

    def part(self, kind: Callable[["Runtime"], T]) -> T:
        """The one `kind` of this worker, made when first asked for: what a feature keeps in memory between requests."""
        found = self._parts.get(kind)
        if found is None:
            found = self._parts[kind] = kind(self)
        return found

    def hear(self, kind: type[Signal], act: Callable[[Any], None]) -> None:
        """Lets a part take the signals of a kind that concerns neither sockets nor caches."""
        self._hears[kind] = act

    def listens_within(self, *kinds: type[Event]) -> bool:
        """Whether somebody acts on such events in the publisher's transaction, so that there must be one."""
        return any(kind in self._within for kind in kinds)

    def reaches(self, user_id: str) -> bool:
        """Whether an event for this user may find a socket; if not, it need not be made."""
        return self.bus is not None or self.hub.knows(user_id)

    def announce(self, news: Iterable[Event | Signal], *, listeners: bool = True) -> None:
        """Sends committed news to every worker's hub and caches, our own first.

        One after the other, since a signal may bring an event its audience.
        """
        messages: list[Packet | Signal] = []
        events: list[Event] = []
        for each in news:
            message: Packet | Signal
            if isinstance(each, Event):
                if type(each) in self._after:
                    events.append(each)
                if not self._is_heard(each):
                    continue
                message = Packet.of(each)
            else:
                message = each
            messages.append(message)
            self._apply(message)
        if self.bus and messages:
            self.bus.send(messages)
        if listeners and events:
            self.spawn(self.after_commit(events))

    def _is_heard(self, event: Event) -> bool:
        """Internal events (without a name) stay here; others need somebody who listens, here or elsewhere."""
        return bool(event.name) and (self.bus is not None or self.hub.has_audience(event.audience()))

    def deliver(self, messages: Iterable[Packet | Signal]) -> None:
        """Applies news to this process alone: the end of the bus."""
        for each in messages:
            self._apply(each)

    def _apply(self, message: Packet | Signal) -> None:
        if isinstance(message, Forget):
            self.caches.forget(message.cache, message.key)
        elif isinstance(message, Packet):
            self.hub.broadcast(message)
        elif act := self._hears.get(type(message)):
            act(message)
        else:
            self.hub.apply(message)

    async def within(self, tx: Tx, event: Event) -> None:
        for act in self._within.get(type(event), ()):
            await act(tx, event)

    async def after_commit(self, events: Iterable[Event]) -> None:
        for event in events:
            for act in self._after.get(type(event), ()):
                try:
                    await act(self, event)
                except Exception:
                    log.exception("listener failed", extra={"event": type(event).__name__})

    def spawn(self, work: Awaitable[None]) -> None:
        """Runs work that outlives its request; `drain` waits for it."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def drain(self, timeout_s: float = 10) -> None:
        """Waits for spawned work, and for what that spawns, then cancels the rest."""
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_s
        while self._background:
            _, late = await asyncio.wait(self._background, timeout=max(until - loop.time(), 0))
            if late:
                for task in late:
                    task.cancel()
                return
