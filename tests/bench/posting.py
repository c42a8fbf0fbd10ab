"""How many posts a second a server saves for good, and how long each author waits."""

import asyncio
import time

from tests.bench.figures import Figure, percentile
from tests.bench.processes import Meter
from tests.bench.stage import TEXT, Stage, settle
from tests.bench.wire import Http

AUTHORS = 32


async def throughput(stage: Stage, meter: Meter, *, seconds: float) -> list[Figure]:
    """Authors who post one after the other without a pause, in several channels."""
    channels = (stage.channel["id"], stage.other_channel["id"])
    people = [Http(stage.url, stage.people[i % len(stage.people)].token) for i in range(AUTHORS)]
    times: list[float] = []
    ends = 0.0

    async def post(who: int) -> None:
        i = 0
        while time.perf_counter() < ends:
            user_id = stage.users[who % len(stage.users)]["id"]
            body = {
                "channel_id": channels[i % len(channels)],
                "message": TEXT.format(i),
                "pending_post_id": f"{user_id}:t{who}.{i}.{ends}",
            }
            started = time.perf_counter()
            await people[who].ask("POST", "/posts", body)
            times.append((time.perf_counter() - started) * 1000)
            i += 1

    async def everybody(how_long_s: float) -> None:
        nonlocal ends
        ends = time.perf_counter() + how_long_s
        async with asyncio.TaskGroup() as group:
            for who in range(AUTHORS):
                group.create_task(post(who))

    await everybody(0.5)
    times.clear()
    await settle()
    meter.start()
    started = time.perf_counter()
    await everybody(seconds)
    elapsed_s = time.perf_counter() - started
    server, database = meter.stop()
    for each in people:
        each.close()
    cores = f"server {server / elapsed_s / 10:.0f} %, PostgreSQL {database / elapsed_s / 10:.0f} % of a core"
    return [
        Figure(f"durable posts, {AUTHORS} authors", len(times) / elapsed_s, "posts/s", 1500, rises=True, note=cores),
        Figure("durable posts, p99", percentile(times, 0.99), "ms", 25),
        Figure("durable posts, both", (server + database) / len(times), "ms CPU", 0.60),
    ]
