"""The outermost application: Starlette keeps its life and its pages, our own router answers everything hot."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette

from mattermost_py.app import CHORES, JOBS, open_application
from mattermost_py.config import ConfigStore, Settings
from mattermost_py.features.system.configuration import service as configuration
from mattermost_py.infra.http.application import Application
from mattermost_py.infra.http.pages import Pages
from mattermost_py.infra.hub.bus import HostBus
from mattermost_py.infra.jobs.chores import keeping_house
from mattermost_py.infra.jobs.working import working
from mattermost_py.server.health import Health

log = logging.getLogger(__name__)

SWEEP_EVERY_S = 60.0


class Site(Starlette):
    """One worker's site. Requests pass by Starlette's middleware: they go to our router first, then to the pages."""

    def __init__(self, config: ConfigStore, conninfo: str, *, bus: HostBus | None = None) -> None:
        super().__init__(lifespan=lambda _site: self._life())
        self._config = config
        self._conninfo = conninfo
        self._bus = bus
        self._opened: Application | None = None
        self._health = Health()
        self._when_open: list[Callable[[], None]] = []
        self.failure: BaseException | None = None  # why it could not open

    @property
    def application(self) -> Application:
        assert self._opened is not None, "the site is not open"
        return self._opened

    def when_open(self, act: Callable[[], None]) -> None:
        """Called once requests can be answered."""
        self._when_open.append(act)

    def follow_reload(self, before: Settings) -> None:
        """Reads the database anew, which somebody may have changed past us, and tells clients of new settings."""
        if self._opened is None:
            return
        runtime = self._opened.runtime
        runtime.caches.forget_all()
        if self._config.current != before:
            runtime.spawn(configuration.announce_here(runtime))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await super().__call__(scope, receive, send)
        elif scope["type"] == "http" and self._health.knows(scope):
            await self._health.answer(self.application.runtime, scope, send)
        else:
            await self.application(scope, receive, send)

    @asynccontextmanager
    async def _life(self) -> AsyncIterator[None]:
        try:
            async with open_application(self._config, self._conninfo, pages=Pages(self._config)) as application:
                self._opened = application
                async with self._attended(application):
                    yield
        except BaseException as exc:
            self.failure = exc
            raise

    @asynccontextmanager
    async def _attended(self, application: Application) -> AsyncIterator[None]:
        """With what belongs to the site itself: the bus, the task that sweeps, the chores and the jobs."""
        runtime = application.runtime
        if self._bus is not None:
            await self._bus.join(runtime)
            runtime.bus = self._bus
        sweeping = asyncio.create_task(_sweep(application))
        try:
            async with keeping_house(runtime, CHORES), working(runtime, JOBS):
                for act in self._when_open:
                    act()
                yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            if self._bus is not None:
                await self._bus.leave()


async def _sweep(application: Application) -> None:
    """Forgets streams whose clients did not come back."""
    while True:
        await asyncio.sleep(SWEEP_EVERY_S)
        application.runtime.hub.sweep()
