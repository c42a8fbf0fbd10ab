"""One browser a worker, and a server with the web client; every test opens windows of its own."""

from collections.abc import AsyncIterator, Callable, Generator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from playwright.async_api import Browser

from mattermost_py.infra.http.pages import Pages
from tests.fixtures.browser import Windows, client_folder, running_browser
from tests.fixtures.postgres import Cluster
from tests.fixtures.server import running_world
from tests.fixtures.world import World

NewSite = Callable[..., AbstractAsyncContextManager[World]]


@pytest.fixture(scope="session")
async def browser(anyio_backend: object) -> AsyncIterator[Browser]:
    async with running_browser() as running:
        yield running


@pytest.fixture(scope="session")
async def site(
    anyio_backend: object, postgres_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """One server with its pages for all tests of this worker; every name in it is unique."""
    conninfo = postgres_cluster.create_database()
    settings = {"WebClient": {"Directory": client_folder()}}
    async with running_world(conninfo, tmp_path_factory.mktemp("site"), settings, pages=Pages) as running:
        yield running


@pytest.fixture
def new_site(new_database: Callable[[], str], tmp_path: Path, windows: Windows) -> NewSite:
    """Makes servers with pages and an empty database: `async with new_site(ServiceSettings={...}) as site`."""

    @asynccontextmanager
    async def make(environ: Mapping[str, str] | None = None, **settings: dict[str, Any]) -> AsyncIterator[World]:
        given = {"WebClient": {"Directory": client_folder()}, **settings}
        async with running_world(new_database(), tmp_path, given, pages=Pages, environ=environ) as running:
            yield running
            await windows.close()  # before the server goes, so that no page misses it

    return make


@pytest.fixture
async def windows(browser: Browser) -> AsyncIterator[Windows]:
    async with AsyncExitStack() as stack:
        opened = Windows(browser, stack)
        yield opened
        opened.check()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """Leaves the inside of Playwright out of tracebacks: its huge module is more than pytest can print."""
    try:
        return (yield)
    except Exception as error:
        raise error.with_traceback(_without_playwright(error.__traceback__)) from None


def _without_playwright(traceback: TracebackType | None) -> TracebackType | None:
    if traceback is None:
        return None
    rest = _without_playwright(traceback.tb_next)
    if "/playwright/" in traceback.tb_frame.f_code.co_filename:
        return rest
    return TracebackType(rest, traceback.tb_frame, traceback.tb_lasti, traceback.tb_lineno)
