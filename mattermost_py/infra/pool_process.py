"""What runs inside the processes of `WorkPool`; imports next to nothing, so that they start fast and stay small."""

import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

R = TypeVar("R")


def prepare(memory_bytes: int) -> None:
    """First thing in a new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(ValueError, OSError):  # a stricter limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        os.nice(5)


def limited(cpu_s: int, work: Callable[..., R], args: tuple[object, ...]) -> R:
    """Runs one call; the kernel ends the process when it uses more CPU time than it was given."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + cpu_s + 1, hard))
    return work(*args)
