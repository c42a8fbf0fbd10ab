"""Fixtures of every test: one event loop, one PostgreSQL, a shared server a worker, and fresh servers on demand."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from mattermost_py.infra import passwords
from mattermost_py.server.worker import tune_memory
from tests.fixtures.postgres import Cluster, new_database, postgres_cluster
from tests.fixtures.server import running_world
from tests.fixtures.world import World

__all__ = ["new_database", "postgres_cluster"]

_SHARED = pytest.StashKey[World]()
# What takes longest begins first, so that no worker has a long file left when the others are done.
_LONG = ("faults/", "clients/", "features/messaging/test_counters.py", "acceptance/", "server/", "cli/")
_IN_BROWSER = "tests/browser/"
NewWorld = Callable[..., AbstractAsyncContextManager[World]]


def pytest_configure() -> None:
    """Thousands of people sign up here, so hashes are cheap; in processes of their own, servers take the real cost."""
    passwords.cost = passwords.Cost(memory_kib=64, passes=1)


def pytest_collection_finish() -> None:
    """From here on this is a server's process, whose memory is looked after as in one."""
    tune_memory()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser keeps both processors of a small machine busy, so its files are spread evenly among the others."""
    files: dict[str, list[pytest.Item]] = {}
    for each in items:
        files.setdefault(each.nodeid.partition("::")[0], []).append(each)
    browsers = [name for name in files if name.startswith(_IN_BROWSER)]
    others = sorted((name for name in files if not name.startswith(_IN_BROWSER)), key=_turn)
    places = [(at + 0.5) / len(some) for some in (browsers, others) for at in range(len(some))]
    order = sorted(zip(places, [*browsers, *others], strict=True))
    items[:] = [test for _, name in order for test in files[name]]


def _turn(file: str) -> int:
    ranks = (rank for rank, start in enumerate(_LONG) if file.startswith(f"tests/{start}"))
    return next(ranks, len(_LONG))


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "asyncio", {"use_uvloop": True}


@pytest.fixture(scope="session")
async def world(
    request: pytest.FixtureRequest,
    anyio_backend: object,
    postgres_cluster: Cluster,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """One server for all tests of this worker; every name in it is unique."""
    conninfo = postgres_cluster.create_database()
    async with running_world(conninfo, tmp_path_factory.mktemp("world")) as running:
        request.session.stash[_SHARED] = running
        yield running


@pytest.fixture(autouse=True, scope="module")
def small_common_team(request: pytest.FixtureRequest) -> None:
    """Each file has a common team of its own: what happens in a channel costs the more, the more people are in it."""
    if _SHARED in request.session.stash:
        request.session.stash[_SHARED].leave_team_behind()


@pytest.fixture
def new_world(new_database: Callable[[], str], tmp_path: Path) -> NewWorld:
    """Makes servers with an empty database: `async with new_world(ServiceSettings={...}) as world`."""

    @asynccontextmanager
    async def make(**settings: dict[str, Any]) -> AsyncIterator[World]:
        async with running_world(new_database(), tmp_path, settings) as running:
            yield running

    return make
