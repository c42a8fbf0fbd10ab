"""The server's log: one line an entry on standard error, for people or as JSON, written by a thread of its own."""

import logging
import logging.handlers
import queue
import sys
import time
from typing import Any, Literal

import orjson

WAITING_MOST = 10_000  # entries not yet written; more are counted and dropped, never waited for

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LEVELS = {"DEBUG": "debug", "INFO": "info", "WARNING": "warn", "ERROR": "error", "CRITICAL": "fatal"}


def start(form: Literal["human", "json"], level: str, *, process: str = "") -> "Log":
    """Sends everything logged from now on to standard error. Call `stop` before the process ends."""
    log = Log(process)
    log.change(form, level)
    root = logging.getLogger()
    for each in root.handlers[:]:
        root.removeHandler(each)
    root.addHandler(log)
    logging.captureWarnings(capture=True)
    return log


class Log(logging.handlers.QueueHandler):
    """Takes entries without waiting; a thread formats and writes them."""

    def __init__(self, process: str) -> None:
        self._process = process
        self._waiting: queue.Queue[Any] = queue.Queue(WAITING_MOST)
        super().__init__(self._waiting)
        self._target = logging.StreamHandler(sys.stderr)
        self._writer = logging.handlers.QueueListener(self._waiting, self._target)
        self._writer.start()
        self.dropped = 0

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """Only what must be fixed now: the thread formats the rest."""
        record.msg, record.args = record.getMessage(), None
        return record

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self._waiting.put_nowait(record)
        except queue.Full:
            self.dropped += 1
            return
        if self.dropped:
            dropped, self.dropped = self.dropped, 0
            logging.getLogger(__name__).warning("log entries were dropped", extra={"count": dropped})

    def change(self, form: Literal["human", "json"], level: str) -> None:
        """At the start and after each reload of the configuration."""
        self._target.setFormatter(JsonLines(self._process) if form == "json" else HumanLines(self._process))
        logging.getLogger().setLevel(level.upper())

    def stop(self) -> None:
        """Writes what waits; entries after this are lost."""
        logging.getLogger().removeHandler(self)
        self._writer.stop()


class JsonLines(logging.Formatter):
    """One JSON object an entry; names as existing collectors of Mattermost's logs know them."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._fixed = {"process": process} if process else {}

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "timestamp": _timestamp(record, separator="T"),
            "level": _LEVELS.get(record.levelname, "info"),
            "msg": record.getMessage(),
            "caller": record.name,
            **self._fixed,
            **_extras(record),
        }
        if record.exc_info:
            entry["stacktrace"] = self.formatException(record.exc_info)
        return orjson.dumps(entry, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


class HumanLines(logging.Formatter):
    """`time level message key=value ...`, an exception below it."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._fixed = f" [{process}]" if process else ""

    def format(self, record: logging.LogRecord) -> str:
        extras = "".join(f" {name}={_shown(value)}" for name, value in _extras(record).items())
        level = _LEVELS.get(record.levelname, "info")
        line = f"{_timestamp(record, separator=' ')} {level:5}{self._fixed} {record.getMessage()}{extras}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _STANDARD}


def _timestamp(record: logging.LogRecord, *, separator: str) -> str:
    moment = time.strftime(f"%Y-%m-%d{separator}%H:%M:%S", time.gmtime(record.created))
    return f"{moment}.{int(record.msecs):03d}Z"


def _shown(value: object) -> str:
    text = str(value)
    return text if text and not any(character in text for character in ' "=\n') else repr(text)
