"""Runs an operation by several people at once and reads what it cost."""

import asyncio
import time

from tests.bench.figures import Cost, percentile
from tests.bench.operations import Ask, Operation
from tests.bench.processes import Meter
from tests.bench.stage import Stage, settle

ROUNDS = 3
WARM_UP = 20  # uncounted requests where one is made at a time


async def measure(operation: Operation, stage: Stage, meter: Meter, *, parallel: int, share: float) -> Cost:
    """What one operation costs. Raises: AssertionError when the server refuses it."""
    count = max(int(operation.requests * share), parallel)
    measured = _one_by_one if operation.is_median else _together
    return await measured(operation, stage, meter, count, parallel)


async def _together(operation: Operation, stage: Stage, meter: Meter, count: int, parallel: int) -> Cost:
    """The middle one of a few rounds: what the server does every minute by itself falls into one of them at most."""
    times: list[float] = []
    spent: list[tuple[float, float]] = []
    elapsed_s, each_round = 0.0, -(-count // ROUNDS)
    ask = await operation.prepare(stage)
    for i in range(ROUNDS + 1):
        if i and operation.is_anew:
            ask = await operation.prepare(stage)
        if i == 1 or operation.is_anew:
            await settle()
        meter.start()
        started = time.perf_counter()
        found = await spread(ask, each_round, parallel, first=i * each_round)
        if i == 0:
            continue  # the warm-up
        elapsed_s += time.perf_counter() - started
        server, database = meter.stop()
        spent.append((server / each_round, database / each_round))
        times += found
    server, database = sorted(spent, key=sum)[len(spent) // 2]
    return _cost(operation, times, elapsed_s, server, database)


async def _one_by_one(operation: Operation, stage: Stage, meter: Meter, count: int, _parallel: int) -> Cost:
    ask = await operation.prepare(stage)
    await spread(ask, WARM_UP, 1)
    await settle()
    times: list[float] = []
    spent: list[tuple[float, float]] = []
    for i in range(count):
        meter.start()
        started = time.perf_counter()
        await ask(i, 0)
        times.append((time.perf_counter() - started) * 1000)
        spent.append(meter.stop())
    server, database = sorted(spent, key=sum)[len(spent) // 2]
    return _cost(operation, times, sum(times) / 1000, server, database)


def _cost(operation: Operation, times: list[float], elapsed_s: float, server: float, database: float) -> Cost:
    return Cost(
        operation.name,
        server,
        database,
        operation.target_ms,
        len(times) * operation.calls / elapsed_s,
        percentile(times, 0.5),
        percentile(times, 0.99),
    )


async def spread(ask: Ask, count: int, parallel: int, *, first: int = 0) -> list[float]:
    """Milliseconds of each of `count` requests, the `first` and those after it, made by `parallel` people.

    Raises: what a request raised.
    """
    times: list[float] = []

    async def one(who: int) -> None:
        for i in range(first + who, first + count, parallel):
            started = time.perf_counter()
            await ask(i, who)
            times.append((time.perf_counter() - started) * 1000)

    async with asyncio.TaskGroup() as group:
        for who in range(parallel):
            group.create_task(one(who))
    return times
