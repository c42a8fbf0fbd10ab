"""Presence of somebody whose sockets are on several workers."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from mattermost_py.infra.hub.bus import Frames, decode, encode
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.events import Signal
from tests.fixtures.server import running_world
from tests.fixtures.world import PASSWORD, Person


class Wire:
    """Carries news to one other worker in the frames of the real bus, a moment later."""

    def __init__(self, other: Runtime) -> None:
        self._other = other

    def send(self, messages: Sequence[Packet | Signal]) -> None:
        frames = [decode(kind, body) for each in messages for kind, body in Frames().feed(encode(each))]
        asyncio.get_running_loop().call_soon(self._other.deliver, frames)


async def test_the_last_socket_of_all_workers_makes_offline(new_database: Callable[[], str], tmp_path: Path) -> None:
    conninfo = new_database()
    async with running_world(conninfo, tmp_path / "a") as one, running_world(conninfo, tmp_path / "b") as other:
        one.application.runtime.bus = Wire(other.application.runtime)
        other.application.runtime.bus = Wire(one.application.runtime)
        ana = await one.sign_up("ana")
        login = await other.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
        there = Person(other, ana.user, login.headers["token"])

        async with there.listening() as heard:
            await heard.wait_for("status_change")
            async with ana.listening() as first:
                await first.settled()
            await asyncio.sleep(2)  # longer than a worker waits for the answers of the others
            still = (await ana.get(f"/users/{ana.id}/status")).json()["status"]
        async with asyncio.timeout(5):
            while (await ana.get(f"/users/{ana.id}/status")).json()["status"] != "offline":
                await asyncio.sleep(0.05)

        assert still == "online"
        one.application.runtime.bus = other.application.runtime.bus = None
