"""What only the kernel can do for us."""

import ctypes
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(how: signal.Signals) -> None:
    """The kernel sends this signal when the thread that started us ends.

    If that has happened already, nothing is sent: whoever calls this also watches a socket of its parent.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
