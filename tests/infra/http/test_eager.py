"""Coroutines that run at once, and as a task only from their first wait on."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import httpx2
import pytest

from mattermost_py.infra.http import eager
from tests.fixtures.server import NO_AUTHORITY


async def test_work_without_a_wait_is_over_at_once() -> None:
    loop, done = asyncio.get_running_loop(), asyncio.Event()

    async def work() -> None:
        done.set()

    begun = loop.create_future()
    loop.call_soon(lambda: begun.set_result((eager.start(loop, work()), done.is_set())))
    assert await begun == (None, True)


async def test_the_rest_is_a_task_with_its_results_and_failures() -> None:
    loop, heard = asyncio.get_running_loop(), list[str]()

    async def work(answer: "asyncio.Future[str]") -> None:
        try:
            heard.append(await answer)
            await asyncio.sleep(0)
            heard.append("awake")
        except LookupError as exc:
            heard.append(f"failed: {exc}")

    good, bad = loop.create_future(), loop.create_future()
    tasks = [await _begin(work(each)) for each in (good, bad)]
    good.set_result("first")
    bad.set_exception(LookupError("lost"))
    await asyncio.gather(*tasks)
    assert sorted(heard) == ["awake", "failed: lost", "first"]


async def test_a_time_limit_of_the_first_step_holds_for_the_rest() -> None:
    heard = list[str]()

    async def work() -> None:
        try:
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()
        except TimeoutError:
            heard.append("late")
        async with asyncio.timeout(5), asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0))
        heard.append("on")

    await (await _begin(work()))
    assert heard == ["late", "on"]


async def _wait_then_clean(heard: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)
        heard.append("cleaned")


async def test_a_cancelled_rest_cleans_up() -> None:
    heard = list[str]()
    task = await _begin(_wait_then_clean(heard))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cleaned"]


async def test_work_that_is_cancelled_before_its_task_began_cleans_up_too() -> None:
    loop, heard = asyncio.get_running_loop(), list[str]()

    begun: asyncio.Future[asyncio.Task[None] | None] = loop.create_future()

    def begin_and_cancel() -> None:
        task = eager.start(loop, _wait_then_clean(heard))
        assert task is not None
        task.cancel()
        begun.set_result(task)

    loop.call_soon(begin_and_cancel)
    task = await begun
    assert task is not None
    with pytest.raises(asyncio.CancelledError):
        await task
    assert heard == ["cleaned"]


async def test_a_library_that_keeps_hold_of_its_task_finds_the_one_that_stays() -> None:
    heard = list[object]()

    async def work() -> None:
        await eager.in_a_task()
        heard.append(asyncio.current_task())
        async with httpx2.AsyncClient(verify=NO_AUTHORITY) as client:
            with pytest.raises(httpx2.ConnectError):
                await client.get("http://127.0.0.1:1")
        heard.append("refused")
        await eager.in_a_task()

    task = await _begin(work())
    await task
    assert heard == [task, "refused"]


async def _begin(work: Coroutine[Any, None, None]) -> "asyncio.Task[None]":
    """As a protocol does it: from a callback of the loop, outside of any task."""
    loop = asyncio.get_running_loop()
    begun: asyncio.Future[asyncio.Task[None] | None] = loop.create_future()
    loop.call_soon(lambda: begun.set_result(eager.start(loop, work)))
    task = await begun
    assert task is not None
    return task
