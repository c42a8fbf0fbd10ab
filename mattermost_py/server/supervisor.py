"""The first process: keeps the database, the listening sockets and the workers; serves nothing itself."""

import logging
import os
import selectors
import signal
import socket
import sys
import time
from contextlib import ExitStack, suppress

from mattermost_py.config import ConfigStore, Settings
from mattermost_py.infra import log as logs
from mattermost_py.kernel.version import MMPY_VERSION
from mattermost_py.server import StartError
from mattermost_py.server.children import Child
from mattermost_py.server.control import Order
from mattermost_py.server.database import Database, saved_settings
from mattermost_py.server.listening import close, open_listeners, site_url
from mattermost_py.server.notify import Systemd
from mattermost_py.server.plan import Plan
from mattermost_py.server.relay import Relay
from mattermost_py.server.reloading import reload
from mattermost_py.server.tls import Tls

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0
START_PATIENCE_S = 3600.0  # a crashed database may replay for long
DRAIN_EXTRA_S = 10.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)


class Supervisor:
    """Synchronous on purpose: one thread that waits for signals, for words of its workers and for time to pass."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._config: ConfigStore = plan.load()
        self._systemd = Systemd()
        self._database = Database(self._config.current, self._systemd)
        self._relay: Relay | None = None
        self._children = [Child(number + 1) for number in range(self._config.current.Workers.ApiWorkers)]
        self._listeners: list[socket.socket] = []
        self._metrics: list[socket.socket] = []
        self._selector = selectors.DefaultSelector()
        self._pending: set[signal.Signals] = set()
        self._is_up = False
        self._log: logs.Log | None = None
        self._began = time.monotonic()
        self._alive_at = 0.0

    def run(self) -> int:
        """Runs until it is told to stop. Returns the exit code.

        Raises: StartError, ConfigError, PostgresError, MigrationError when it cannot start.
        """
        with ExitStack() as at_the_end:
            self._hear_signals(at_the_end)
            settings = self._config.current
            self._log = logs.start(settings.Logging.Format, settings.Logging.Level)
            at_the_end.callback(self._log.stop)
            at_the_end.callback(self._close)
            self._start()
            self._attend()
            self._stop()
        return 0

    # --- start ----------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        settings = self._config.current
        _say(f"mmpy {MMPY_VERSION}, data in {settings.data_directory}")
        self._systemd.starting("Starting the database", patience_s=START_PATIENCE_S)
        for child in self._children:
            child.spawn()  # they load their code while the database starts
        _say(self._database.open())
        settings = self._config.reload(saved_settings(self._database.conninfo))
        if self._log:
            self._log.keep(settings)
        check_certificate(settings)
        self._listeners = open_listeners(settings.ServiceSettings.ListenAddress)
        if settings.MetricsSettings.Enable:
            self._metrics = open_listeners(settings.MetricsSettings.ListenAddress)
        if len(self._children) > 1:
            self._relay = Relay()
            self._relay.start()
        for child in self._children:
            self._give_order(child)

    def _give_order(self, child: Child) -> None:
        """Tells a fresh process what to do."""
        assert child.control is not None
        self._selector.register(child.control.socket, selectors.EVENT_READ, child)
        bus = self._relay.attach() if self._relay else None
        descriptors = [each.fileno() for each in (*self._listeners, *self._metrics, *((bus,) if bus else ()))]
        child.begin(
            Order(
                index=child.index,
                workers=len(self._children),
                file=str(self._plan.file.absolute()) if self._plan.file else "",
                overrides=self._plan.overrides,
                conninfo=self._database.conninfo,
                listeners=len(self._listeners),
                metrics=len(self._metrics),
                has_bus=bus is not None,
            ),
            descriptors,
        )
        if bus is not None:
            bus.close()  # the worker has its own copy now

    # --- run ------------------------------------------------------------------------------------------------------

    def _attend(self) -> None:
        """Returns when a signal asks to stop."""
        while True:
            self._wait(self._look_after_all())
            if self._pending & {signal.SIGTERM, signal.SIGINT}:
                return
            if signal.SIGHUP in self._pending:
                self._pending.discard(signal.SIGHUP)
                self._reload()

    def _look_after_all(self) -> float:
        """Does what is due. Returns the seconds until something else may be."""
        pauses = [LOOK_EVERY_S, self._systemd.watchdog_s or LOOK_EVERY_S]
        pauses.append(self._database.watch() or LOOK_EVERY_S)
        if any(child.asks_for_restart for child in self._children):
            for child in self._children:
                child.renew()
        for child in self._children:
            child.end_if_stuck()
            if child.process is None:
                pauses.append(child.wait_s())
                if child.wait_s() == 0:
                    child.spawn()
                    self._give_order(child)
            elif child.process.poll() is not None:
                self._bury(child)
                pauses.append(child.wait_s())
        if not self._is_up and all(child.is_ready for child in self._children):
            self._be_up()
        if self._systemd.watchdog_s and time.monotonic() - self._alive_at >= self._systemd.watchdog_s / 2:
            self._alive_at = time.monotonic()
            self._systemd.alive()
        return min(pauses)

    def _bury(self, child: Child) -> None:
        if child.control:
            self._selector.unregister(child.control.socket)
        child.has_ended()
        if not self._is_up:
            raise StartError(child.failure or "a worker ended while it started")
        child.note_crash()

    def _be_up(self) -> None:
        self._is_up = True
        settings = self._config.current
        url = settings.ServiceSettings.SiteURL or site_url(self._listeners[0], is_tls=Tls.of(settings) is not None)
        seconds = time.monotonic() - self._began
        _say(f"Ready in {seconds:.1f} s: open {url} in a browser")
        self._systemd.ready(f"Serving {url}")

    def _wait(self, most_s: float) -> None:
        for key, _ in self._selector.select(most_s):
            if isinstance(key.data, Child):
                key.data.listen()
            else:
                with suppress(BlockingIOError):
                    # Bytes are signal numbers; those of ended children need no more than waking up.
                    self._pending |= {signal.Signals(number) for number in key.data.recv(4096)}

    def _reload(self) -> None:
        self._systemd.reloading()
        if reload(self._config, self._database.conninfo):
            settings = self._config.current
            if self._log:
                self._log.change(settings.Logging.Format, settings.Logging.Level)
                self._log.keep(settings)
            for child in self._children:
                if child.control:
                    child.control.say("reload")
        self._systemd.ready("Serving")

    # --- stop -----------------------------------------------------------------------------------------------------

    def _stop(self) -> None:
        """Lets requests end, then the workers, then the database; a second signal hurries."""
        self._pending -= {signal.SIGTERM, signal.SIGINT}
        self._systemd.stopping()
        _say("Stopping")
        close(self._listeners)
        for child in self._children:
            child.drain()
        deadline = time.monotonic() + self._config.current.Workers.DrainTimeoutSeconds + DRAIN_EXTRA_S
        while any(child.process and child.process.poll() is None for child in self._children):
            self._wait(min(max(deadline - time.monotonic(), 0.01), LOOK_EVERY_S))
            if time.monotonic() > deadline or self._pending & {signal.SIGTERM, signal.SIGINT}:
                break

    def _close(self) -> None:
        """Whatever happened, nothing of ours is left running."""
        for child in self._children:
            child.signal(signal.SIGKILL)
        for child in self._children:
            if child.process is not None:
                child.process.wait()
        if self._relay:
            self._relay.stop()
        close([*self._listeners, *self._metrics])
        self._database.close()

    def _hear_signals(self, at_the_end: ExitStack) -> None:
        """Signals become bytes on a socket, which wakes the wait like everything else."""
        ear, mouth = socket.socketpair()
        ear.setblocking(False)
        mouth.setblocking(False)
        before = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        at_the_end.callback(signal.set_wakeup_fd, before)
        for each in _SIGNALS:
            at_the_end.callback(signal.signal, each, signal.signal(each, _wake_only))
        self._selector.register(ear, selectors.EVENT_READ, ear)
        at_the_end.callback(mouth.close)
        at_the_end.callback(ear.close)


def _wake_only(_number: int, _frame: object) -> None:
    """The byte on the socket says it all."""


def check_certificate(settings: Settings) -> None:
    """Raises: StartError if TLS is wanted but its files do not do."""
    tls = Tls.of(settings)
    if tls is not None and (problem := tls.problem()):
        raise StartError(problem)


def _say(line: str) -> None:
    """The few lines for whoever starts the server by hand; the log goes its own way."""
    sys.stdout.write(line + os.linesep)
    sys.stdout.flush()
