"""The server's log: one line an entry on standard error and in a file, written by a thread of its own.

Entries are handed over without waking anybody for each: the thread gathers for a moment and writes them in one go.
"""

import logging
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

import orjson

from mattermost_py.infra.logfile import LogFile, path_of

if TYPE_CHECKING:
    from mattermost_py.config import Settings

WAITING_MOST = 10_000  # entries not yet written; more are counted and dropped, never waited for
WORD_MOST = 250  # characters of a path that is worth remembering
GATHER_S = 0.05  # entries of so long are written together

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_FILE_LEVELS = {"TRACE": 1, "DEBUG": 10, "INFO": 20, "WARN": 30, "ERROR": 40, "CRITICAL": 50, "FATAL": 50}
_LEVELS = {"DEBUG": "debug", "INFO": "info", "WARNING": "warn", "ERROR": "error", "CRITICAL": "fatal"}


class RequestEntry(NamedTuple):
    """What is told of an answered request; far cheaper than a `LogRecord`, since there is one for each request."""

    at_s: float
    method: str
    path: str
    status: int
    request_id: str
    user_id: str
    ip: str
    elapsed_s: float


class Lines(Protocol):
    """A form of the log."""

    def format(self, record: logging.LogRecord) -> str: ...

    def request(self, entry: RequestEntry) -> str: ...


def start(form: Literal["human", "json"], level: str, *, process: str = "") -> "Log":
    """Sends everything logged from now on to standard error. Call `stop` before the process ends."""
    log = Log(process)
    log.change(form, level)
    root = logging.getLogger()
    for each in root.handlers[:]:
        root.removeHandler(each)
    root.addHandler(log)
    logging.captureWarnings(capture=True)
    _started.append(log)
    return log


def request(entry: RequestEntry) -> None:
    """Notes an answered request, if the server's log is on."""
    if _started:
        _started[-1].take(entry)


class Log(logging.Handler):
    """Takes entries without waiting; a thread formats them and writes them by the handful.

    The deque is filled by any thread and emptied by the writer alone.
    """

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process
        self._lines: Lines = HumanLines(process)
        self._kept_lines: Lines = JsonLines(process)
        self._kept_from = logging.INFO
        self._file: LogFile | None = None
        self._entries: deque[logging.LogRecord | RequestEntry] = deque()
        self._filled, self._hurry = threading.Event(), threading.Event()
        self._is_ending = False
        self._writer = threading.Thread(target=self._run, name="log", daemon=True)
        self._writer.start()
        self.dropped = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Fixes only what may change later: the thread does the rest."""
        if record.args:
            record.msg, record.args = record.getMessage(), None
        self.take(record)
        if record.levelno >= logging.ERROR:
            self._hurry.set()  # the process may be about to end

    def take(self, entry: logging.LogRecord | RequestEntry) -> None:
        """Keeps it for the writer."""
        if len(self._entries) >= WAITING_MOST:
            self.dropped += 1
            return
        self._entries.append(entry)
        if not self._filled.is_set():
            self._filled.set()

    def change(self, form: Literal["human", "json"], level: str) -> None:
        """At the start and after each reload of the configuration."""
        self._lines = JsonLines(self._process) if form == "json" else HumanLines(self._process)
        logging.getLogger().setLevel(level.upper())

    def keep(self, settings: "Settings") -> None:
        """Also writes a file where LogSettings wants one. At the start and after each reload of the configuration."""
        chosen, path = settings.LogSettings, path_of(settings)
        self._kept_lines = JsonLines(self._process) if chosen.FileJson else HumanLines(self._process)
        self._kept_from = _FILE_LEVELS.get(chosen.FileLevel.upper(), logging.INFO)
        if path is None or self._file is None or self._file.path != path:
            self._file = LogFile(path) if path else None

    def stop(self) -> None:
        """Writes what waits; entries after this are lost."""
        logging.getLogger().removeHandler(self)
        if self in _started:
            _started.remove(self)
        self._is_ending = True
        self._hurry.set()
        self._filled.set()
        self._writer.join(5)

    def _run(self) -> None:
        while not self._is_ending:
            self._filled.wait()
            self._hurry.wait(GATHER_S)
            self._filled.clear()
            self._hurry.clear()
            self._write()
        self._write()

    def _write(self) -> None:
        if self.dropped:
            dropped, self.dropped = self.dropped, 0
            lost = {"name": __name__, "levelname": "WARNING", "msg": "log entries were dropped", "count": dropped}
            self._entries.append(logging.makeLogRecord(lost))
        lines: list[str] = []
        kept: list[str] = []
        file = self._file
        while self._entries:
            entry = self._entries.popleft()
            lines.append(_line(self._lines, entry))
            if file is not None and self._is_kept(entry):
                kept.append(_line(self._kept_lines, entry))
        if file is not None and kept:
            with suppress(OSError):  # a full disk must not end the server; the console still tells
                file.write("\n".join(kept) + "\n")
        if lines:
            with suppress(OSError, ValueError):  # nobody reads it any more
                sys.stderr.write("\n".join(lines) + "\n")
                sys.stderr.flush()

    def _is_kept(self, entry: logging.LogRecord | RequestEntry) -> bool:
        """Answered requests are details to the file, as they are to the official server."""
        return (logging.DEBUG if isinstance(entry, RequestEntry) else entry.levelno) >= self._kept_from


def _line(lines: Lines, entry: logging.LogRecord | RequestEntry) -> str:
    try:
        return lines.request(entry) if isinstance(entry, RequestEntry) else lines.format(entry)
    except Exception as exc:  # noqa: BLE001 - one entry that cannot be shown must not end the log
        return f"an entry cannot be shown: {exc!r}"


_started: list[Log] = []  # the server's log while there is one


class JsonLines(logging.Formatter):
    """One JSON object an entry; names as existing collectors of Mattermost's logs know them."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._fixed = {"process": process} if process else {}

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "timestamp": _timestamp(record.created, separator="T"),
            "level": _LEVELS.get(record.levelname, "info"),
            "msg": record.getMessage(),
            "caller": record.name,
            **self._fixed,
            **_extras(record),
        }
        if record.exc_info:
            entry["stacktrace"] = self.formatException(record.exc_info)
        return orjson.dumps(entry, default=str, option=orjson.OPT_NON_STR_KEYS).decode()

    def request(self, entry: RequestEntry) -> str:
        fields = {
            "timestamp": _timestamp(entry.at_s, separator="T"),
            "level": "info",
            "msg": "request",
            "caller": "mattermost_py.access",
            **self._fixed,
            "method": entry.method,
            "path": entry.path,
            "status": entry.status,
            "request_id": entry.request_id,
            "user_id": entry.user_id,
            "ip": entry.ip,
            "ms": round(entry.elapsed_s * 1000, 2),
        }
        return orjson.dumps(fields).decode()


class HumanLines(logging.Formatter):
    """`time level message key=value ...`, an exception below it."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._fixed = f" [{process}]" if process else ""

    def format(self, record: logging.LogRecord) -> str:
        extras = "".join(f" {name}={_shown(value)}" for name, value in _extras(record).items())
        level = _LEVELS.get(record.levelname, "info")
        line = f"{_timestamp(record.created, separator=' ')} {level:5}{self._fixed} {record.getMessage()}{extras}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def request(self, entry: RequestEntry) -> str:
        return (
            f"{_timestamp(entry.at_s, separator=' ')} info {self._fixed} request method={entry.method} "
            f"path={_word(entry.path)} status={entry.status} request_id={entry.request_id} "
            f"user_id={entry.user_id or _NOTHING} ip={_word(entry.ip)} ms={round(entry.elapsed_s * 1000, 2)}"
        )


_NOTHING = "''"


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _timestamp(at_s: float, *, separator: str) -> str:
    second = int(at_s)
    return f"{_second(second, separator)}.{int((at_s - second) * 1000):03d}Z"


@lru_cache(maxsize=4)
def _second(second: int, separator: str) -> str:
    """Made once for all entries of a second."""
    return time.strftime(f"%Y-%m-%d{separator}%H:%M:%S", time.gmtime(second))


def _word(text: str) -> str:
    """As `_shown`, for what comes again and again; strangers must not fill the memory with long addresses."""
    return _remembered(text) if len(text) <= WORD_MOST else _shown(text)


@lru_cache(maxsize=512)
def _remembered(text: str) -> str:
    return _shown(text)


def _shown(value: object) -> str:
    text = str(value)
    return text if text and text.isprintable() and not (" " in text or '"' in text or "=" in text) else repr(text)
