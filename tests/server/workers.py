"""Two real workers on one bus, each with a listener of its own, so that a test can choose whom it talks to."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mattermost_py.server.children import Child
from mattermost_py.server.control import Order
from mattermost_py.server.relay import Relay


@dataclass
class Pair:
    """Worker 1 and worker 2 of one database."""

    children: list[Child]
    urls: list[str]
    relay: Relay

    def kill(self, number: int) -> None:
        pid = self.children[number].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)


@asynccontextmanager
async def two_workers(conninfo: str, data: Path, settings: Mapping[str, Mapping[str, Any]]) -> AsyncIterator[Pair]:
    """Ready when this yields; both are gone afterwards."""
    overrides = {"Data": {"Directory": str(data)}, "SqlSettings": {"DataSource": conninfo}, **settings}
    with ExitStack() as at_the_end:
        relay = Relay()
        relay.start()
        at_the_end.callback(relay.stop)
        pair = Pair([Child(1), Child(2)], [], relay)
        for child in pair.children:
            child.spawn()
            at_the_end.callback(_end, child)
        for child in pair.children:
            listener, bus = socket.create_server(("127.0.0.1", 0)), relay.attach()
            with listener, bus:
                pair.urls.append(f"http://127.0.0.1:{listener.getsockname()[1]}")
                order = Order(child.index, 2, "", overrides, conninfo, listeners=1, metrics=0, has_bus=True)
                child.begin(order, [listener.fileno(), bus.fileno()])
        async with asyncio.timeout(30):
            while not all(child.is_ready for child in pair.children):
                for child in pair.children:
                    child.listen()
                    assert not child.has_ended(), child.failure
                await asyncio.sleep(0.02)
        yield pair


def _end(child: Child) -> None:
    child.drain()
    if child.process is not None:
        try:
            child.process.wait(20)
        finally:
            child.signal(signal.SIGKILL)
    if child.control is not None:
        child.control.close()
