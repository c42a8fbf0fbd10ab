"""Slow work: results, errors, crashes, time limits and refusals."""

import asyncio
import os
import time
from collections.abc import AsyncIterator

import pytest

from mattermost_py.config import load
from mattermost_py.infra.pool import WorkCrashed, WorkPool
from mattermost_py.kernel.errors import Busy, Invalid

pytestmark = pytest.mark.anyio


@pytest.fixture
async def pool() -> AsyncIterator[WorkPool]:
    config = load(None, environ={}, overrides={"Workers": {"SlowWorkerMemoryMB": 512}})
    async with WorkPool(config) as opened:
        yield opened


def total(numbers: list[int], start: int) -> int:
    return sum(numbers, start)


def refuse() -> None:
    raise Invalid("api.some.app_error", Name="picture")


def die() -> None:
    os.abort()


def devour() -> int:
    return len(bytearray(2 * 1024**3))


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


async def test_work_runs_in_another_process_and_errors_come_back_whole(pool: WorkPool) -> None:
    assert await pool.run(total, [1, 2], 3) == 6
    assert await pool.run(sleep, 0.0) != os.getpid()
    with pytest.raises(Invalid) as caught:
        await pool.run(refuse)
    assert (caught.value.id, caught.value.params) == ("api.some.app_error", {"Name": "picture"})


async def test_a_crash_is_told_to_its_caller_and_the_next_call_works(pool: WorkPool) -> None:
    with pytest.raises(WorkCrashed):
        await pool.run(die)
    assert await pool.run(total, [1], 1) == 2


async def test_memory_is_limited(pool: WorkPool) -> None:
    with pytest.raises(MemoryError):
        await pool.run(devour)


async def test_late_work_is_ended(pool: WorkPool) -> None:
    with pytest.raises(TimeoutError):
        await pool.run(sleep, 60.0, timeout_s=0.2)
    assert await pool.run(total, [3], 4) == 7


async def test_too_many_waiting_calls_are_refused(pool: WorkPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mattermost_py.infra.pool.WAITING_MOST", 1)
    running = [asyncio.ensure_future(pool.run(sleep, 0.3)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await pool.run(total, [1], 0)
    await asyncio.gather(*running)


async def test_threads_share_the_process(pool: WorkPool) -> None:
    assert await pool.thread(os.getpid) == os.getpid()
