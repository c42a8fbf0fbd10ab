"""Copies each worker's news to all others: the middle of the bus, in a thread of the supervisor."""

import contextlib
import logging
import selectors
import socket
import threading
from collections import deque
from contextlib import suppress

from mattermost_py.infra.hub.bus import BYE, LOST, Frames, frame

log = logging.getLogger(__name__)

QUEUED_MOST_BYTES = 32 * 2**20  # for a worker that does not read; more is replaced by one LOST
_READ_BYTES = 256 * 1024


class Relay:
    """Only its own thread touches the links; `attach` hands it new ones."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._links: set[_Link] = set()
        self._arriving: deque[socket.socket | None] = deque()
        self._wake, self._sleeper = socket.socketpair()
        self._wake.setblocking(False)
        self._sleeper.setblocking(False)
        self._selector.register(self._sleeper, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def attach(self) -> socket.socket:
        """A new worker's end of the bus."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        theirs.setblocking(False)
        self._arriving.append(ours)
        self._nudge()
        return theirs

    def stop(self) -> None:
        self._arriving.append(None)
        self._nudge()
        if self._thread.is_alive():
            self._thread.join(5)

    def _nudge(self) -> None:
        with suppress(BlockingIOError):
            self._wake.send(b"!")

    def _run(self) -> None:
        with contextlib.closing(self._selector):
            while True:
                for key, events in self._selector.select():
                    if key.data is None:
                        if not self._welcome():
                            return
                    else:
                        self._serve(key.data, events)

    def _welcome(self) -> bool:
        with suppress(BlockingIOError):
            self._sleeper.recv(4096)
        while self._arriving:
            end = self._arriving.popleft()
            if end is None:
                return False
            link = _Link(end)
            self._links.add(link)
            self._selector.register(end, selectors.EVENT_READ, link)
        return True

    def _serve(self, link: "_Link", events: int) -> None:
        try:
            if events & selectors.EVENT_WRITE:
                link.flush()
                self._expect(link)
            if events & selectors.EVENT_READ:
                self._read(link)
        except (OSError, ValueError) as exc:
            self._drop(link, str(exc))

    def _read(self, link: "_Link") -> None:
        part = link.end.recv(_READ_BYTES)
        if not part:
            self._drop(link, "closed")
            return
        whole = bytearray()
        for kind, body in link.frames.feed(part):
            if kind == BYE:
                link.said_bye = True
            else:
                whole += frame(kind, body)
        if whole:
            self._copy(bytes(whole), link)

    def _copy(self, frames: bytes, sender: "_Link") -> None:
        for link in self._links:
            if link is not sender:
                link.put(frames)
                self._expect(link)

    def _expect(self, link: "_Link") -> None:
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if link.waiting else 0)
        if link in self._links and self._selector.get_key(link.end).events != wanted:
            self._selector.modify(link.end, wanted, link)

    def _drop(self, link: "_Link", reason: str) -> None:
        if link not in self._links:
            return
        self._links.discard(link)
        self._selector.unregister(link.end)
        link.end.close()
        if not link.said_bye:
            # What it was about to tell nobody will ever hear.
            log.warning("a worker left without a word", extra={"reason": reason})
            self._copy(frame(LOST), link)


class _Link:
    """One worker: what it said so far, and what it must still hear."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.frames = Frames()
        self.said_bye = False
        self._is_deaf = False  # it closed; what it said before that is still to be read
        self._queue: deque[memoryview] = deque()
        self.waiting = 0  # bytes

    def put(self, frames: bytes) -> None:
        if self._is_deaf:
            return
        if self.waiting > QUEUED_MOST_BYTES:
            self._forget_queue()
            frames = frame(LOST)
        self._queue.append(memoryview(frames))
        self.waiting += len(frames)
        if len(self._queue) == 1:
            self.flush()

    def flush(self) -> None:
        while self._queue:
            try:
                sent = self.end.send(self._queue[0])
            except BlockingIOError:
                return
            except OSError:
                self._is_deaf, self.waiting = True, 0
                self._queue.clear()
                return
            self.waiting -= sent
            if sent == len(self._queue[0]):
                self._queue.popleft()
            else:
                self._queue[0] = self._queue[0][sent:]

    def _forget_queue(self) -> None:
        """Keeps the first piece, which may be half sent already."""
        first = self._queue[0]
        self._queue.clear()
        self._queue.append(first)
        self.waiting = len(first)
