"""Requests that need not wait cost no task: a coroutine runs at once, and as a task only from its first wait on.

During that first step a stand-in is the current task, for time limits that begin there and end later.
Source: the asyncio documentation, "Extending", on task lifetime support.
"""

import asyncio
from asyncio.tasks import _enter_task as enter_task  # pyright: ignore[reportPrivateUsage, reportUnknownVariableType] - documented for extensions
from asyncio.tasks import _leave_task as leave_task  # pyright: ignore[reportPrivateUsage, reportUnknownVariableType] - documented for extensions
from collections.abc import Coroutine, Generator
from types import coroutine
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
    stand_in.task = task = loop.create_task(_rest(work, awaited))
    return task


async def _rest(work: Coroutine[Any, None, None], awaited: Any) -> None:
    await _continued(work, awaited)


@coroutine
def _continued(work: Coroutine[Any, None, None], awaited: Any) -> Generator[Any, None, None]:
    """Waits for what `work` waits for already, then lets it go on."""
    while True:
        try:
            yield awaited
        except BaseException as exc:  # noqa: BLE001 - a cancellation, say: it is for `work` to take
            try:
                awaited = work.throw(exc)
            except StopIteration:
                return
        else:
            break
    yield from work  # type: ignore[misc]
