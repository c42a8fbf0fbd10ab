"""A worker process: serves the site on sockets it was given, and does what the supervisor says."""

import asyncio
import faulthandler
import gc
import logging
import os
import signal
import socket
import sys
from collections.abc import Sequence

import psycopg
import uvloop

from mattermost_py.config import ConfigError, ConfigStore
from mattermost_py.infra import log as logs
from mattermost_py.infra.hub.bus import HostBus
from mattermost_py.server import StartError
from mattermost_py.server.control import Control, Order
from mattermost_py.server.database import saved_settings
from mattermost_py.server.linux import die_with_parent
from mattermost_py.server.metrics import metrics_page
from mattermost_py.server.reloading import reload
from mattermost_py.server.serving import limits_of, serve
from mattermost_py.server.site import Site
from mattermost_py.server.tls import Tls

log = logging.getLogger(__name__)

ALIVE_EVERY_S = 3.0


def main(control_descriptor: int) -> int:
    """The life of a worker process. Returns its exit code."""
    faulthandler.enable()  # SIGABRT of the supervisor shows where a stuck worker hangs
    end = socket.socket(fileno=control_descriptor)
    os.set_inheritable(control_descriptor, False)
    die_with_parent(signal.SIGTERM)
    received = Control.take_order(end)
    if received is None:
        return 0
    order, descriptors = received
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(Worker(order, descriptors, Control(end)).run())
    except KeyboardInterrupt:
        return 130
    return 0


class Worker:
    """One worker's main task and what it owns."""

    def __init__(self, order: Order, descriptors: Sequence[int], control: Control) -> None:
        self._order = order
        listeners = order.listeners
        self._listeners = descriptors[:listeners]
        self._metrics = descriptors[listeners : listeners + order.metrics]
        self._bus = HostBus(socket.socket(fileno=descriptors[-1]), order.workers) if order.has_bus else None
        self._control = control
        self._stop = asyncio.Event()

    async def run(self) -> None:
        """Serves until told to drain. A failure is told to the supervisor before it ends the process."""
        try:
            config = self._order.plan.load(saved_settings(self._order.conninfo))
        except (ConfigError, StartError, psycopg.Error) as exc:
            self._control.say("failed", str(exc))
            sys.exit(2)
        logging_ = config.current.Logging
        written = logs.start(logging_.Format, logging_.Level, process=f"worker {self._order.index}")
        written.keep(config.current)
        try:
            await self._serve(config, written)
        except Exception as exc:
            self._control.say("failed", f"{type(exc).__name__}: {exc}")
            log.exception("worker failed")
            sys.exit(1)
        finally:
            written.stop()

    async def _serve(self, config: ConfigStore, written: logs.Log) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        loop.add_signal_handler(signal.SIGINT, self._stop.set)
        config.subscribe(lambda _, new: written.change(new.Logging.Format, new.Logging.Level))
        config.subscribe(lambda _, new: written.keep(new))
        site = Site(config, self._order.conninfo, bus=self._bus)
        site.when_open(tune_memory)
        site.when_open(lambda: self._begin(loop, config, site))
        try:
            await serve_site(site, config, self._listeners, self._metrics, self._stop, bus=self._bus)
        finally:
            loop.remove_reader(self._control.socket)

    def _begin(self, loop: asyncio.AbstractEventLoop, config: ConfigStore, site: Site) -> None:
        loop.add_reader(self._control.socket, lambda: self._obey(config, site))
        site.application.runtime.restart = lambda: self._control.say("restart")
        self._control.say("ready")
        self._show_life(loop)

    def _show_life(self, loop: asyncio.AbstractEventLoop) -> None:
        self._control.say("alive")
        loop.call_later(ALIVE_EVERY_S, self._show_life, loop)

    def _obey(self, config: ConfigStore, site: Site) -> None:
        messages, is_there = self._control.heard()
        for each in messages:
            if each.kind == "drain":
                self._stop.set()
            elif each.kind == "reload":
                before = config.current
                reload(config, self._order.conninfo, is_first=False)
                site.follow_reload(before)
        if not is_there:
            self._stop.set()


async def serve_site(
    site: Site,
    config: ConfigStore,
    listeners: Sequence[int],
    metrics: Sequence[int],
    stop: asyncio.Event,
    *,
    bus: HostBus | None = None,
) -> None:
    """Answers on the listening descriptors until `stop`, then lets running requests end.

    metrics: descriptors for the page of measurements; none when it is off.
    """

    async def until() -> None:
        await stop.wait()
        site.application.runtime.hub.close_all()

    settings, page = config.current, metrics_page(site, bus)
    tls, drain_s = Tls.of(settings), settings.Workers.DrainTimeoutSeconds
    measuring = asyncio.create_task(serve(page, _binds(metrics), stop.wait, drain_s=1)) if metrics else None
    try:
        await serve(
            site,
            _binds(listeners),
            until,
            tls=tls,
            quic=_binds(_datagrams(listeners) if tls is not None and settings.Http.Http3 else ()),
            limits=limits_of(settings),
            drain_s=drain_s,
        )
    except Exception as exc:
        # Hypercorn tells only that the site did not open; the site knows why.
        if site.failure is not None:
            raise site.failure from exc
        raise
    finally:
        if measuring is not None:
            stop.set()
            await measuring


def _datagrams(listeners: Sequence[int]) -> list[int]:
    from mattermost_py.server import quic  # loads aioquic, which few servers need

    return [each.detach() for each in quic.beside(listeners)]


def _binds(descriptors: Sequence[int]) -> list[str]:
    return [f"fd://{each}" for each in descriptors]


def tune_memory() -> None:
    """What exists now lives as long as the process, so the collector need not look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()
