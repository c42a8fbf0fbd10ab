"""What open WebSockets cost: memory while idle, CPU and delay when an event reaches many or passes them by."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.figures import Figure, percentile
from tests.bench.processes import Meter, memory_bytes
from tests.bench.stage import Stage, settle
from tests.bench.wire import Http, Listener

POSTS_PER_S = 20
OPENED_AT_ONCE = 100
MANY_AT_MOST_MB = 450
_POSTED = b'{"event":"posted"'


@dataclass(slots=True)
class Ear:
    """What one socket heard: whether the numbers of its events follow each other, and how many posts."""

    crowd: "Hearing"
    seq: int = -1
    posts: int = 0

    def heard(self, text: bytes) -> None:
        seq = int(text[text.rindex(b":") + 1 : -1])
        self.crowd.gaps += seq != self.seq + 1
        self.seq = seq
        if text.startswith(_POSTED):
            self.crowd.count(self.posts)
            self.posts += 1


@dataclass(slots=True)
class Hearing:
    """When each post had reached all sockets."""

    sockets: int
    gaps: int = 0
    counts: list[int] = field(default_factory=list[int])
    complete_at: list[float] = field(default_factory=list[float])
    all_heard: asyncio.Event = field(default_factory=asyncio.Event)
    expected: int = 0

    def expect(self, posts: int) -> None:
        self.counts, self.complete_at, self.expected = [0] * posts, [0.0] * posts, posts

    def count(self, post: int) -> None:
        if post >= len(self.counts):
            return
        self.counts[post] += 1
        if self.counts[post] == self.sockets:
            self.complete_at[post] = time.perf_counter()
            self.expected -= 1
            if not self.expected:
                self.all_heard.set()


async def fan_out(stage: Stage, meter: Meter, people: Sequence[Http], *, sockets: int, seconds: int) -> list[Figure]:
    """Opens sockets of the hall's people, posts there at a steady pace, and then where none of them listens."""
    posts = POSTS_PER_S * seconds
    alone = await _paced(stage, meter, posts)
    nobody = await _aside(stage, meter)
    hearing = Hearing(sockets)
    crowd = await opened(stage.url, people, sockets, hearing)
    try:
        bystanders = await _aside(stage, meter)
        hearing.expect(posts)
        with_crowd = await _paced(stage, meter, posts)
        async with asyncio.timeout(30):
            await hearing.all_heard.wait()
    finally:
        for each in crowd:
            each.close()
    delays = [(end - start) * 1000 for start, end in zip(with_crowd.started, hearing.complete_at, strict=True)]
    await settle()
    nobody = (nobody + await _aside(stage, meter)) / 2
    name = f"{sockets:,} sockets"
    return [
        Figure("one event to one socket", (with_crowd.cpu_ms - alone.cpu_ms) * 1000 / posts / sockets, "µs CPU", 9),
        Figure("bystander socket, per event", max(bystanders - nobody, 0) * 1000 / ASIDE / sockets, "µs CPU", 0.03),
        Figure(f"post to last of {name}, {POSTS_PER_S}/s, p50", percentile(delays, 0.5), "ms"),
        Figure(f"post to last of {name}, {POSTS_PER_S}/s, p99", percentile(delays, 0.99), "ms", 80),
        Figure("gaps in the numbers of events", hearing.gaps, "", 0),
    ]


async def crowded(stage: Stage, meter: Meter, people: Sequence[Http], *, sockets: int) -> list[Figure]:
    """The memory of a server to which this many are connected, who all are quiet."""
    await settle()
    before = memory_bytes(meter.pids()[0])
    started = time.perf_counter()
    crowd = await opened(stage.url, people, sockets, Hearing(sockets))
    opening_s = time.perf_counter() - started
    try:
        await settle()
        used = memory_bytes(meter.pids()[0])
    finally:
        for each in crowd:
            each.close()
    note = f"{sockets / opening_s:.0f} opened a second"
    return [
        Figure("idle authenticated socket", (used - before) / sockets / 1000, "kB", 25),
        Figure(f"server with {sockets:,} idle sockets", used / 1e6, "MB", MANY_AT_MOST_MB, note=note),
    ]


async def opened(url: str, people: Sequence[Http], sockets: int, hearing: Hearing) -> list[Listener]:
    """That many sockets of these people in turn, a hundred at a time."""
    crowd = [Listener(url, people[i % len(people)].token, Ear(hearing).heard) for i in range(sockets)]
    for start in range(0, sockets, OPENED_AT_ONCE):
        await asyncio.gather(*(each.open() for each in crowd[start : start + OPENED_AT_ONCE]))
    return crowd


@dataclass(frozen=True, slots=True)
class _Pace:
    started: list[float]
    cpu_ms: float  # of the server


async def _paced(stage: Stage, meter: Meter, posts: int) -> _Pace:
    """Posts in the hall, one every twentieth of a second, whether or not the one before was answered."""
    await settle()
    meter.start()
    begin, starts = time.perf_counter(), list[float]()
    waiting: asyncio.Task[object] | None = None
    for i in range(posts):
        await asyncio.sleep(max(begin + i / POSTS_PER_S - time.perf_counter(), 0))
        starts.append(time.perf_counter())
        if waiting is not None:
            await waiting  # posts of one person keep their order
        body = {"channel_id": stage.hall["id"], "message": f"to everybody {i}"}
        waiting = asyncio.create_task(stage.me.ask("POST", "/posts", body))
    if waiting is not None:
        await waiting
    await settle()
    return _Pace(starts, meter.stop()[0])


ASIDE = 1500


async def _aside(stage: Stage, meter: Meter) -> float:
    """Server CPU in ms of many small events in a channel where nobody listens."""
    body = {"channel_id": stage.other_channel["id"]}
    await settle()
    for i in range(ASIDE + 100):
        if i == 100:
            meter.start()
        await stage.me.ask("POST", "/users/me/typing", body)
    return meter.stop()[0]
