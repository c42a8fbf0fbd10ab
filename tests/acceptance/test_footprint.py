"""How little the server needs: row DEP-20."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.bench.processes import Meter, memory_bytes
from tests.fixtures.process import server, world_at

pytestmark = pytest.mark.anyio

PEOPLE = 50
MOST_BYTES = 150_000_000


async def test_a_server_with_fifty_people_is_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DEP-20. All of its processes but PostgreSQL, shared pages counted once, while everybody listens."""
    for name in ("COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"):
        monkeypatch.delenv(name, raising=False)  # what counts lines is not part of the server
    with server(tmp_path / "data") as running:
        async with world_at(running.url) as world, AsyncExitStack() as sockets:
            people = [await world.sign_up(f"person{i}") for i in range(PEOPLE)]
            for person in people:
                await sockets.enter_async_context(person.listening())
            await asyncio.gather(*(person.get("/users/me") for person in people))
            server_pids, _ = Meter([running.process.pid]).pids()
            assert memory_bytes(server_pids) < MOST_BYTES
        assert running.end() == 0
