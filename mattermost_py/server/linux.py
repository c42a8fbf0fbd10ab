"""What only the kernel can do for us."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(how: signal.Signals) -> None:
    """The kernel sends this signal when the thread that started us ends.

    If that has happened already, nothing is sent: whoever calls this also watches a socket of its parent.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)


def die_with_unpacker() -> None:
    """A one-file program runs as the child of the process that unpacked it, and must not outlive that one."""
    try:
        is_unpacked = os.readlink("/proc/self/exe") == os.readlink(f"/proc/{os.getppid()}/exe")
    except OSError:
        return
    if is_unpacked:
        die_with_parent(signal.SIGTERM)
