"""Deadlines of thousands of connections with one timer of the event loop: a set of connections a second.

A connection has one deadline at a time. Moving it later costs one attribute: the connection is found early, looked
at, and put into the right second then. Moving it earlier puts it into another set.
"""

import asyncio
import logging
import math

log = logging.getLogger(__name__)

NEVER = math.inf


class Timed:
    """Something with a deadline. Subclasses say what happens then."""

    __slots__ = ("deadline", "tick")

    def __init__(self) -> None:
        self.deadline = NEVER
        self.tick = 0  # the second whose set holds it; 0: none

    def expired(self) -> None:
        """The deadline has passed."""
        raise NotImplementedError


class Wheel:
    """All deadlines of one event loop; precise to a second."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._sets: dict[int, set[Timed]] = {}
        self._next = 0
        self._timer: asyncio.TimerHandle | None = None

    def now(self) -> float:
        return self._loop.time()

    def expect(self, item: Timed, seconds: float) -> None:
        """`item.expired()` is called in so many seconds, unless its deadline is moved."""
        item.deadline = deadline = self._loop.time() + seconds
        tick = int(deadline) + 1
        if item.tick == 0:
            self._place(item, tick)
        elif tick < item.tick:
            self._take_out(item)
            self._place(item, tick)

    def pause(self, item: Timed) -> None:
        """No deadline for now; the next one will not be earlier than this one was, as a rule."""
        item.deadline = NEVER

    def forget(self, item: Timed) -> None:
        """No deadline any more, and no reference either."""
        item.deadline = NEVER
        if item.tick:
            self._take_out(item)

    def stop(self) -> None:
        """Nothing expires any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for each in self._sets.values():
            for item in each:
                item.tick = 0
        self._sets.clear()

    def _place(self, item: Timed, tick: int) -> None:
        item.tick = tick
        self._sets.setdefault(tick, set()).add(item)
        if self._timer is None:
            self._next = int(self._loop.time()) + 1
            self._timer = self._loop.call_at(self._next, self._turn)

    def _take_out(self, item: Timed) -> None:
        held = self._sets.get(item.tick)
        item.tick = 0
        if held is not None:
            held.discard(item)

    def _turn(self) -> None:
        now = self._loop.time()
        while self._next <= now:
            tick, self._next = self._next, self._next + 1
            for item in self._sets.pop(tick, ()):
                if item.tick == tick:  # else an item before it moved it
                    item.tick = 0
                    self._look_at(item, now)
        self._timer = self._loop.call_at(self._next, self._turn) if self._sets else None

    def _look_at(self, item: Timed, now: float) -> None:
        if item.deadline > now:
            if item.deadline != NEVER:
                self._place(item, max(int(item.deadline) + 1, self._next))
            return
        item.deadline = NEVER
        try:
            item.expired()
        except Exception:
            log.exception("a deadline could not be kept", extra={"of": type(item).__name__})
