"""Runs an operation by several people at once and reads what it cost."""

import asyncio
import time

from tests.bench.figures import Cost, percentile
from tests.bench.operations import Ask, Operation
from tests.bench.processes import Meter
from tests.bench.stage import Stage, settle

ROUNDS = 3


async def measure(operation: Operation, stage: Stage, meter: Meter, *, parallel: int, share: float) -> Cost:
    """What one operation costs. Raises: AssertionError when the server refuses it."""
    ask = await operation.prepare(stage)
    count = max(int(operation.requests * share), parallel)
    warm_up = max(count // 10, parallel) if operation.warm_up is None else operation.warm_up
    await spread(ask, warm_up, 1 if operation.is_median else min(parallel, warm_up))
    await settle()
    measured = _one_by_one if operation.is_median else _together
    return await measured(operation, ask, meter, count, parallel)


async def _together(operation: Operation, ask: Ask, meter: Meter, count: int, parallel: int) -> Cost:
    """The middle one of a few rounds: what the server does every minute by itself falls into one of them at most."""
    times: list[float] = []
    spent: list[tuple[float, float]] = []
    started = time.perf_counter()
    for first in range(0, count, -(-count // ROUNDS)):
        meter.start()
        found = await spread(ask, min(-(-count // ROUNDS), count - first), parallel, first=first)
        server, database = meter.stop()
        spent.append((server / len(found), database / len(found)))
        times += found
    elapsed_s = time.perf_counter() - started
    server, database = sorted(spent, key=sum)[len(spent) // 2]
    return _cost(operation, times, elapsed_s, server, database)


async def _one_by_one(operation: Operation, ask: Ask, meter: Meter, count: int, _parallel: int) -> Cost:
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
