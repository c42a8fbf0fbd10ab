"""Tells systemd how the service is (sd_notify); without systemd nothing happens.

Source: sd_notify(3): datagrams to the socket named by NOTIFY_SOCKET, a leading @ means the abstract namespace.
"""

import os
import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress


class Systemd:
    """The service manager's ear. Synchronous and cheap: one datagram a message."""

    def __init__(self) -> None:
        self._address = os.environ.pop("NOTIFY_SOCKET", "")  # not for our children
        watchdog_us = os.environ.pop("WATCHDOG_USEC", "")
        os.environ.pop("WATCHDOG_PID", None)
        self.watchdog_s = int(watchdog_us) / 2e6 if watchdog_us.isdigit() and self._address else None  # half the limit

    def ready(self, status: str) -> None:
        self._tell("READY=1", f"STATUS={status}", f"MAINPID={os.getpid()}")

    def status(self, text: str) -> None:
        self._tell(f"STATUS={text}")

    def starting(self, text: str, *, patience_s: float) -> None:
        """A slow step of the start: more time, please."""
        self._tell(f"STATUS={text}", f"EXTEND_TIMEOUT_USEC={int(patience_s * 1e6)}")

    def reloading(self) -> None:
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        self._tell("STOPPING=1", "STATUS=Stopping")

    def alive(self) -> None:
        self._tell("WATCHDOG=1")

    @contextmanager
    def busy(self) -> Generator[None]:
        """Keeps the watchdog quiet while the main thread waits for something that may take long."""
        if self.watchdog_s is None:
            yield
            return
        done, pause_s = threading.Event(), self.watchdog_s

        def tell() -> None:
            while not done.wait(pause_s):
                self.alive()

        self.alive()
        teller = threading.Thread(target=tell, name="watchdog", daemon=True)
        teller.start()
        try:
            yield
        finally:
            done.set()
            teller.join()

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as ear:
            ear.settimeout(1)
            ear.sendto("\n".join(lines).encode(), address)
