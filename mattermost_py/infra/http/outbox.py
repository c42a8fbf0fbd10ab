"""Messages of many sockets on their way: all of one socket in one turn of the loop leave in one write.

A turn marks the sockets it wrote to; after it they are written out, a couple of hundred a turn, so that a message to
thousands does not stop everything else. The order of one socket is the order of its own list, so yielding changes
nothing a client can see.
"""

import asyncio
from collections import deque
from typing import Protocol

SOCKETS_A_TURN = 200


class Writer(Protocol):
    def flush(self) -> None:
        """Writes out what is waiting."""
        ...


class Outbox:
    """The sockets with something to write. Only the event loop's thread touches it."""

    __slots__ = ("_is_planned", "_loop", "_marked")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._marked: deque[Writer] = deque()
        self._is_planned = False

    def mark(self, writer: Writer) -> None:
        """To be written out after this turn; called once until it was."""
        self._marked.append(writer)
        if not self._is_planned:
            self._is_planned = True
            self._loop.call_soon(self._write)

    def _write(self) -> None:
        marked = self._marked
        for _ in range(min(len(marked), SOCKETS_A_TURN)):
            marked.popleft().flush()
        if marked:
            self._loop.call_soon(self._write)
        else:
            self._is_planned = False
