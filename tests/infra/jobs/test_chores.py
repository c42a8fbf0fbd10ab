"""Chores: each is done once in its time, whoever looks, and a failing one harms no other."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from mattermost_py.infra.jobs.chores import HOUR_S, MINUTE_S, Chore, Housekeeping
from mattermost_py.infra.runtime import Runtime
from tests.fixtures.world import World, unique

pytestmark = pytest.mark.anyio


def _counting(done: Counter[str], name: str) -> Callable[[Runtime], Awaitable[int]]:
    async def act(_: Runtime) -> int:
        done[name] += 1
        return done[name]

    return act


async def _failing(_: Runtime) -> int:
    raise RuntimeError("broken on purpose")


async def test_of_many_workers_one_does_a_chore_in_its_time(world: World) -> None:
    done, often, seldom = Counter[str](), unique("often"), unique("seldom")
    chores = [
        Chore(often, MINUTE_S, _counting(done, often)),
        Chore(unique("broken"), MINUTE_S, _failing),
        Chore(seldom, HOUR_S, _counting(done, seldom)),
    ]
    workers = [Housekeeping(world.application.runtime, chores) for _ in range(4)]
    now = datetime.now(UTC)
    for minutes, expected in ((0, (1, 1)), (0.5, (1, 1)), (1.1, (2, 1)), (61, (3, 2))):
        with time_machine.travel(now + timedelta(minutes=minutes), tick=True):
            await asyncio.gather(*(worker.look() for worker in workers))
        assert (done[often], done[seldom]) == expected, minutes


async def test_a_clock_that_was_set_back_stops_nothing(world: World) -> None:
    done, name = Counter[str](), unique("chore")
    chores = [Chore(name, MINUTE_S, _counting(done, name))]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=365), tick=True):
        assert await Housekeeping(world.application.runtime, chores).look() == [name]
    assert await Housekeeping(world.application.runtime, chores).look() == [name]
    assert await Housekeeping(world.application.runtime, chores).look() == []
    assert done[name] == 2


async def test_what_is_not_due_costs_nothing(world: World) -> None:
    chores = [Chore(unique("chore"), HOUR_S, _counting(Counter[str](), ""))]
    worker = Housekeeping(world.application.runtime, chores)
    await worker.look()
    async with world.queries(at_most=0):
        assert await worker.look() == []
