"""The log never stops the server, and says what collectors need."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest

from mattermost_py.infra import log as logs

named = logging.getLogger("mattermost_py.test")


@contextmanager
def started(form: Literal["human", "json"], level: str = "info") -> Iterator[logs.Log]:
    root = logging.getLogger()
    before, before_level = root.handlers[:], root.level
    written = logs.start(form, level, process="worker 1")
    try:
        yield written
    finally:
        root.handlers[:] = before
        root.setLevel(before_level)


def test_entries_are_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with started("json") as written:
        named.debug("not at this level")
        named.info("request", extra={"request_id": "abc", "ms": 1.5})
        try:
            raise ValueError("broken")
        except ValueError:
            named.exception("failed")
        written.stop()
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["level"], first["msg"], first["request_id"], first["process"]) == (
        "info",
        "request",
        "abc",
        "worker 1",
    )
    assert first["timestamp"].endswith("Z")
    assert "ValueError: broken" in second["stacktrace"]


def test_people_read_lines_and_can_change_the_level(capsys: pytest.CaptureFixture[str]) -> None:
    with started("human", "error") as written:
        named.info("silent")
        written.change("human", "debug")
        named.debug("a %s", "word", extra={"path": "/a b", "status": 200})
        written.stop()
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("debug [worker 1] a word path='/a b' status=200")


def test_a_full_log_drops_and_counts_instead_of_waiting(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "WAITING_MOST", 2)
    monkeypatch.setattr(logs, "GATHER_S", 60)  # the writer waits, so the log fills up
    with started("human") as written:
        for number in range(5):
            named.info("entry %d", number)
        written.stop()
    lines = capsys.readouterr().err.splitlines()
    assert [line.rpartition("] ")[2] for line in lines] == ["entry 0", "entry 1", "log entries were dropped count=3"]


def test_an_entry_that_cannot_be_shown_ends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def __str__(self) -> str:
            raise ValueError("no")

    with started("human") as written:
        named.info("odd", extra={"thing": Broken()})
        named.info("next")
        written.stop()
    odd, following = capsys.readouterr().err.splitlines()
    assert "cannot be shown" in odd
    assert following.endswith("next")
