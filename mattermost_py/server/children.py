"""One worker process as the supervisor sees it: started, listened to, restarted with patience, ended."""

import logging
import signal
import subprocess
import sys
import time
from contextlib import suppress

from mattermost_py.server.control import Control, Message, Order

log = logging.getLogger(__name__)

BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
HEALTHY_S = 60.0  # after so long without a crash its earlier crashes are forgotten
HANGS_AFTER_S = 30.0  # without a sign of life from its event loop
START_PATIENCE_S = 120.0
ABORT_PATIENCE_S = 5.0  # from the polite end to the certain one


def program(*arguments: str) -> list[str]:
    """The command line of another process of this program, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "mattermost_py", *arguments]


class Child:
    """A worker's place: the process in it may change."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.process: subprocess.Popen[bytes] | None = None
        self.control: Control | None = None
        self.is_ready = False
        self.crashes = 0
        self.failure = ""
        self._since = 0.0
        self._heard = 0.0
        self._not_before = 0.0
        self._is_aborting = False
        self.asks_for_restart = False  # an administrator wants all workers to begin anew
        self._is_renewing = False

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    def spawn(self) -> None:
        """Starts the process; it loads its code while it waits for its order."""
        self.control, theirs = Control.pair()
        with theirs:
            self.process = subprocess.Popen(
                program("worker", str(theirs.fileno())),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                process_group=0,  # Ctrl+C in the terminal is for the supervisor, which ends us in order
            )
        self.is_ready, self.failure, self._is_aborting = False, "", False
        self.asks_for_restart = self._is_renewing = False
        self._since = self._heard = time.monotonic()

    def begin(self, order: Order, descriptors: list[int]) -> None:
        assert self.control is not None
        with suppress(OSError):  # it died already; its end is noticed elsewhere
            self.control.give(order, descriptors)

    def listen(self) -> list[Message]:
        """What it said since the last time."""
        if self.control is None:
            return []
        messages, _ = self.control.heard()
        for each in messages:
            self._heard = time.monotonic()
            if each.kind == "ready":
                self.is_ready = True
            elif each.kind == "failed":
                self.failure = each.text
            elif each.kind == "restart":
                self.asks_for_restart = not self._is_renewing
        return messages

    def has_ended(self) -> bool:
        """Whether the process is gone; then its place is free for the next one."""
        if self.process is None or self.process.poll() is None:
            return False
        self.listen()
        if self.control:
            self.control.close()
            self.control = None
        return True

    def note_crash(self) -> None:
        """Plans the next start: at once the first time or when it was wanted, then with growing patience."""
        assert self.process is not None
        if self._is_renewing:
            self.process, self.is_ready, self._not_before = None, False, 0.0
            return
        now = time.monotonic()
        if now - self._since > HEALTHY_S:
            self.crashes = 0
        wait_s = BACK_OFF_S[min(self.crashes, len(BACK_OFF_S) - 1)]
        self.crashes += 1
        self._not_before = now + wait_s
        log.error(
            "worker ended by itself, starting it again",
            extra={
                "worker": self.index,
                "how": _how(self.process.returncode),
                "wait_s": wait_s,
                "reason": self.failure,
            },
        )
        self.process = None
        self.is_ready = False

    def wait_s(self) -> float:
        """Until its place may be filled again."""
        return max(self._not_before - time.monotonic(), 0.0)

    def end_if_stuck(self) -> None:
        """A worker whose event loop gives no sign of life helps nobody; it writes down where it hangs and ends."""
        if self.process is None:
            return
        self.listen()  # we may have been busy ourselves
        patience_s = HANGS_AFTER_S if self.is_ready else START_PATIENCE_S
        silent_s = time.monotonic() - self._heard
        if silent_s > patience_s + ABORT_PATIENCE_S:
            self.signal(signal.SIGKILL)
        elif silent_s > patience_s and not self._is_aborting:
            log.error("worker gives no sign of life, ending it", extra={"worker": self.index})
            self._is_aborting = True
            self.signal(signal.SIGABRT)

    def signal(self, which: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(which)

    def renew(self) -> None:
        """Ends in order; the next process in its place begins at once."""
        self.asks_for_restart = False
        if self.process is not None and not self._is_renewing:
            self._is_renewing = True
            self.drain()

    def drain(self) -> None:
        if self.control is None or not self.control.say("drain"):
            self.signal(signal.SIGTERM)


def _how(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
