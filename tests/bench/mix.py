"""Simulated users: each has a WebSocket and reads, types, posts, reacts and searches as people at work do."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from tests.bench.figures import Figure, percentile
from tests.bench.processes import Meter
from tests.bench.sockets import Hearing, opened
from tests.bench.stage import TEXT, Stage, settle
from tests.bench.wire import Http

BUSY = 0.6  # part of a core that everyday work may take: the rest is for its peaks
THINKING_S = 5.0  # on average between two actions of one user
EMOJI = ("thumbsup", "heart", "tada", "eyes")
WORDS = ("deployment fox", "lazy dog", "release plan", "word17 word230", "goes planned")


@dataclass(slots=True)
class User:
    """One person at work."""

    http: Http
    user_id: str
    channel_ids: Sequence[str]
    chance: random.Random
    channel_id: str = ""
    seen_post_id: str = ""
    times: list[float] = field(default_factory=list[float])

    async def act(self, team_id: str) -> None:
        action = self.chance.choices([each for each, _ in ACTIONS], [weight for _, weight in ACTIONS])[0]
        started = time.perf_counter()
        await action(self, team_id)
        self.times.append((time.perf_counter() - started) * 1000)


async def switch(user: User, _team_id: str) -> None:
    """Another channel: what is new there, and that it has been seen."""
    before, user.channel_id = user.channel_id, user.chance.choice(user.channel_ids)
    found = await user.http.ask("GET", f"/channels/{user.channel_id}/posts?page=0&per_page=60")
    order = found.json()["order"]
    user.seen_post_id = order[0] if order else ""
    view = {"channel_id": user.channel_id, "prev_channel_id": before, "collapsed_threads_supported": True}
    await user.http.ask("POST", "/channels/members/me/view", view)
    await user.http.ask("GET", f"/channels/{user.channel_id}/stats")


async def read(user: User, _team_id: str) -> None:
    """Back in the window: anything new here, and who is around."""
    since = int(time.time() * 1000) - 10_000
    await user.http.ask("GET", f"/channels/{user.channel_id}/posts?since={since}")
    await user.http.ask("POST", "/users/status/ids", [user.user_id])


async def type_(user: User, _team_id: str) -> None:
    await user.http.ask("POST", "/users/me/typing", {"channel_id": user.channel_id})


async def post(user: User, team_id: str) -> None:
    """Typing comes first, as does a draft."""
    await type_(user, team_id)
    body = {"channel_id": user.channel_id, "root_id": "", "message": "half a thought"}
    await user.http.ask("POST", "/drafts", body)
    await user.http.ask(
        "POST", "/posts", {"channel_id": user.channel_id, "message": TEXT.format(user.chance.randrange(99))}
    )


async def react(user: User, _team_id: str) -> None:
    if user.seen_post_id:
        body = {"user_id": user.user_id, "post_id": user.seen_post_id, "emoji_name": user.chance.choice(EMOJI)}
        await user.http.ask("POST", "/reactions", body)


async def search(user: User, team_id: str) -> None:
    body = {"terms": user.chance.choice(WORDS), "is_or_search": False}
    await user.http.ask("POST", f"/teams/{team_id}/posts/search", body)


ACTIONS: list[tuple[Callable[[User, str], Awaitable[None]], int]] = [
    (read, 35), (switch, 25), (type_, 20), (post, 12), (react, 6), (search, 2),
]  # fmt: skip


async def measure(stage: Stage, meter: Meter, users: list[User], *, seconds: float) -> list[Figure]:
    """Everybody acts for so long, each at their own times."""
    hearing = Hearing(len(users))
    sockets = await opened(stage.url, [each.http for each in users], len(users), hearing)
    try:
        for start in range(0, len(users), 50):
            await asyncio.gather(*(switch(each, stage.team["id"]) for each in users[start : start + 50]))
        await settle()
        meter.start()
        started = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for each in users:
                group.create_task(_live(each, stage.team["id"], started + seconds))
        elapsed_s = time.perf_counter() - started
        server, database = meter.stop()
    finally:
        for socket, each in zip(sockets, users, strict=True):
            socket.close()
            each.http.close()
    return _figures(users, elapsed_s, server, database, hearing.gaps)


def _figures(users: list[User], elapsed_s: float, server: float, database: float, gaps: int) -> list[Figure]:
    times = [taken for each in users for taken in each.times]
    per_1000_s = 1000 / (len(users) * elapsed_s) / 1000
    parts = f"server {server * per_1000_s:.2f}, PostgreSQL {database * per_1000_s:.2f}; {len(times)} actions"
    name = f"mix of {len(users)} users"
    spent = (server + database) * per_1000_s
    people = f"who do something every {THINKING_S:.0f} s; a core is busy {BUSY:.0%}"
    return [
        Figure(f"{name}, per 1,000 user-seconds", spent, "CPU-seconds", note=parts),
        Figure(f"{name}, active people a core carries", BUSY * 1000 / spent, "people", rises=True, note=people),
        Figure(f"{name}, an action takes p99", percentile(times, 0.99), "ms"),
        Figure(f"{name}, gaps in the numbers of events", gaps, "", 0),
    ]


async def _live(user: User, team_id: str, ends: float) -> None:
    await asyncio.sleep(user.chance.random() * THINKING_S)
    while time.perf_counter() < ends:
        await user.act(team_id)
        await asyncio.sleep(min(user.chance.expovariate(1 / THINKING_S), max(ends - time.perf_counter(), 0)))
