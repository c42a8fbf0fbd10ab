"""Everything in one process (Workers.ApiWorkers = 0): for tiny machines, and to look inside with a debugger."""

import asyncio
import signal
import sys
import time
from contextlib import suppress

import uvloop

from mattermost_py.config import ConfigStore
from mattermost_py.infra import log as logs
from mattermost_py.kernel.version import MMPY_VERSION
from mattermost_py.server import StartError
from mattermost_py.server.database import Database, saved_settings
from mattermost_py.server.listening import close, open_listeners, site_url
from mattermost_py.server.notify import Systemd
from mattermost_py.server.plan import Plan
from mattermost_py.server.reloading import reload
from mattermost_py.server.site import Site
from mattermost_py.server.tls import Tls
from mattermost_py.server.worker import serve_site, tune_memory

LOOK_EVERY_S = 1.0


def run_alone(plan: Plan) -> int:
    """Runs until it is told to stop. Returns the exit code.

    Raises: StartError, ConfigError, PostgresError, MigrationError when it cannot start.
    """
    began = time.monotonic()
    config = plan.load()
    systemd = Systemd()
    database = Database(config.current, systemd)
    logging_ = config.current.Logging
    written = logs.start(logging_.Format, logging_.Level)
    written.keep(config.current)
    config.subscribe(lambda _, new: written.change(new.Logging.Format, new.Logging.Level))
    config.subscribe(lambda _, new: written.keep(new))
    try:
        _say(f"mmpy {MMPY_VERSION}, data in {config.current.data_directory}, all in one process")
        _say(database.open())
        settings = config.reload(saved_settings(database.conninfo))
        if (tls := Tls.of(settings)) and (problem := tls.problem()):
            raise StartError(problem)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(config, database, systemd, began))
    finally:
        database.close()
        written.stop()
    return 0


async def _serve(config: ConfigStore, database: Database, systemd: Systemd, began: float) -> None:
    settings = config.current
    listeners = open_listeners(settings.ServiceSettings.ListenAddress)
    metrics = open_listeners(settings.MetricsSettings.ListenAddress) if settings.MetricsSettings.Enable else []
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, stop.set)
    site = Site(config, database.conninfo)

    def reread() -> None:
        before = config.current
        systemd.reloading()
        reload(config, database.conninfo)
        site.follow_reload(before)
        systemd.ready("Serving")

    loop.add_signal_handler(signal.SIGHUP, reread)
    url = settings.ServiceSettings.SiteURL or site_url(listeners[0], is_tls=Tls.of(settings) is not None)

    def begin() -> None:
        site.application.runtime.restart = reread  # nobody is there to start this process again
        _say(f"Ready in {time.monotonic() - began:.1f} s: open {url} in a browser")
        systemd.ready(f"Serving {url}")

    site.when_open(tune_memory)
    site.when_open(begin)
    watching = asyncio.create_task(_watch(database, systemd))
    try:
        await serve_site(site, config, [each.detach() for each in listeners], [each.detach() for each in metrics], stop)
    finally:
        systemd.stopping()
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        close([*listeners, *metrics])


async def _watch(database: Database, systemd: Systemd) -> None:
    """Keeps the database up. The main thread must start it, so everything else waits that tenth of a second."""
    while True:
        await asyncio.sleep(min(LOOK_EVERY_S, systemd.watchdog_s or LOOK_EVERY_S))
        database.watch()
        systemd.alive()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
