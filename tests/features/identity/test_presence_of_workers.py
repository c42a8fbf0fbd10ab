"""Presence of somebody whose sockets are on several workers."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.fixtures.server import InProcessBus, running_world
from tests.fixtures.world import PASSWORD, Person

worker = partial(running_world, workers=1)


async def test_the_last_socket_of_all_workers_makes_offline(new_database: Callable[[], str], tmp_path: Path) -> None:
    conninfo = new_database()
    async with worker(conninfo, tmp_path / "a") as one, worker(conninfo, tmp_path / "b") as other:
        one.application.runtime.bus = InProcessBus([other.application.runtime])
        other.application.runtime.bus = InProcessBus([one.application.runtime])
        ana = await one.sign_up("ana")
        login = await other.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
        there = Person(other, ana.user, login.headers["token"])

        async with there.listening() as heard:
            await heard.wait_for("status_change")
            async with ana.listening() as first:
                await first.settled()
            await asyncio.sleep(2)  # longer than a worker waits for the answers of the others
            still = (await ana.get(f"/users/{ana.id}/status")).json()["status"]
        async with asyncio.timeout(30):
            while (await ana.get(f"/users/{ana.id}/status")).json()["status"] != "offline":
                await asyncio.sleep(0.05)

        assert still == "online"
        one.application.runtime.bus = other.application.runtime.bus = None
