"""What open WebSockets cost: memory while idle, CPU and delay when an event reaches all of them."""

import asyncio
import time
from dataclasses import dataclass

from tests.bench.processes import Meter, memory_bytes
from tests.bench.stage import Stage, settle
from tests.bench.wire import Listener


@dataclass(frozen=True, slots=True)
class FanOut:
    """Figures of one crowd of sockets.

    delivery_us: CPU of the server for one event to one socket, the posts' own cost taken off.
    p99_ms:      from the request of a post to the last socket that heard it.
    """

    sockets: int
    idle_bytes: float  # memory of one idle socket
    delivery_us: float
    p99_ms: float


async def measure(stage: Stage, meter: Meter, *, sockets: int, posts: int) -> FanOut:
    """Opens the crowd in the busy channel, then posts one after the other."""
    before = memory_bytes(meter.pids()[0])
    crowd = [Listener(stage.url, stage.people[i % len(stage.people)].token) for i in range(sockets)]
    for start in range(0, sockets, 50):
        await asyncio.gather(*(each.open() for each in crowd[start : start + 50]))
    await settle()
    idle_bytes = (memory_bytes(meter.pids()[0]) - before) / sockets
    try:
        delays, with_crowd = await _post(stage, meter, crowd, posts)
    finally:
        for each in crowd:
            each.close()
    await settle()
    _, alone = await _post(stage, meter, [], posts)
    delivery_us = max(with_crowd - alone, 0.0) * 1000 / (posts * sockets)
    return FanOut(sockets, idle_bytes, delivery_us, sorted(delays)[max(len(delays) * 99 // 100 - 1, 0)])


async def _post(stage: Stage, meter: Meter, crowd: list[Listener], posts: int) -> tuple[list[float], float]:
    """Delays to the last socket in ms, and the server's CPU in ms."""
    delays: list[float] = []
    meter.start()
    for i in range(posts):
        heard = [each.frames for each in crowd]
        started = time.perf_counter()
        await stage.me.ask("POST", "/posts", {"channel_id": stage.channel["id"], "message": f"to everybody {i}"})
        async with asyncio.timeout(30):
            while any(each.frames <= count for each, count in zip(crowd, heard, strict=True)):
                await asyncio.sleep(0.001)
        delays.append((time.perf_counter() - started) * 1000)
    server, _ = meter.stop()
    return delays, server
