"""Requests that need not wait cost no task: a coroutine runs at once, and as a task only from its first wait on.

During that first step a stand-in is the current task, for time limits that begin there and end later. A library that
keeps hold of its task would hold the stand-in; see `in_a_task`.
Source: the asyncio documentation, "Extending", on task lifetime support.
"""

import asyncio
from asyncio.tasks import _enter_task as enter_task  # pyright: ignore[reportPrivateUsage, reportUnknownVariableType] - documented for extensions
from asyncio.tasks import _leave_task as leave_task  # pyright: ignore[reportPrivateUsage, reportUnknownVariableType] - documented for extensions
from collections.abc import Coroutine, Generator
from typing import Any


class _StandIn:
    """The task that may come; it passes on what time limits and task groups ask of their task."""

    __slots__ = ("task",)

    def __init__(self) -> None:
        self.task: asyncio.Task[None] | None = None

    def cancel(self, msg: object = None) -> bool:
        return self.task is not None and self.task.cancel(msg)

    def cancelling(self) -> int:
        return self.task.cancelling() if self.task is not None else 0

    def uncancel(self) -> int:
        return self.task.uncancel() if self.task is not None else 0


def start(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, None, None]) -> asyncio.Task[None] | None:
    """Runs `work` up to its first wait, outside of any task. Returns: the task of the rest; None when nothing is left.

    Raises: what `work` raised before it waited.
    """
    stand_in = _StandIn()
    enter_task(loop, stand_in)  # type: ignore[arg-type]
    try:
        awaited = work.send(None)
    except StopIteration:
        return None
    finally:
        leave_task(loop, stand_in)  # type: ignore[arg-type]
    stand_in.task = task = loop.create_task(_Rest(work, awaited))
    return task


async def in_a_task() -> None:
    """Returns when the current task is the one that will also end the work.

    To be awaited before a library is called that keeps hold of its task. anyio does, and with it the HTTP client: it
    notes the task that enters one of its time limits, asks for it again when leaving, and cancels it in between.
    """
    if isinstance(asyncio.current_task(), _StandIn):
        await asyncio.sleep(0)


class _Rest(Coroutine[Any, Any, None]):
    """What is left of work that waits for something: its task first waits for that, too.

    No coroutine around it, since one that is cancelled before it began does not tell the work inside.
    """

    __slots__ = ("_first", "_work")

    def __init__(self, work: Coroutine[Any, Any, None], awaited: object) -> None:
        self._work = work
        self._first: tuple[object] | None = (awaited,)

    def send(self, value: Any, /) -> Any:
        if self._first is not None:
            (awaited,), self._first = self._first, None
            return awaited
        return self._work.send(value)

    def throw(self, *reason: Any) -> Any:
        self._first = None
        return self._work.throw(*reason)

    def close(self) -> None:
        self._work.close()

    def __await__(self) -> Generator[Any, Any, None]:
        return self._work.__await__()
