"""A worker's place: who is ended, and how soon it is filled again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from mattermost_py.server import children
from mattermost_py.server.children import BACK_OFF_S, Child


@pytest.fixture
def child() -> Iterator[Child]:
    """A worker that waits for its order."""
    waiting = Child(1)
    waiting.spawn()
    yield waiting
    waiting.signal(signal.SIGKILL)
    if waiting.process is not None:
        waiting.process.wait(10)
    if waiting.control is not None:
        waiting.control.close()


def test_a_worker_without_a_sign_of_life_is_ended_for_certain(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    process = child.process
    assert process is not None
    child.end_if_stuck()
    assert process.poll() is None

    os.kill(process.pid, signal.SIGSTOP)  # it cannot even take the polite signal
    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
    monkeypatch.setattr(children, "START_PATIENCE_S", 0)
    child.end_if_stuck()
    monkeypatch.setattr(children, "ABORT_PATIENCE_S", 0)
    child.end_if_stuck()
    assert process.wait(10) == -signal.SIGKILL
    assert child.has_ended()


def test_crashes_are_forgiven_with_growing_patience(child: Child) -> None:
    waits: list[float] = []
    for _ in range(3):
        assert child.process is not None
        child.process.kill()
        child.process.wait(10)
        assert child.has_ended()
        child.note_crash()
        waits.append(child.wait_s())
        child.spawn()
    assert waits == pytest.approx(BACK_OFF_S[:3], abs=0.2)


def test_a_worker_whose_supervisor_is_gone_ends_by_itself(child: Child) -> None:
    assert child.process is not None
    assert child.control is not None
    child.control.close()
    child.control = None
    deadline = time.monotonic() + 20
    while child.process.poll() is None and time.monotonic() < deadline:
        with suppress(Exception):
            child.process.wait(0.1)
    assert child.process.returncode == 0
