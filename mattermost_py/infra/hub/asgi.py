"""A client's socket on any ASGI server: two tasks a socket, where our own connections need none."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any

from mattermost_py.infra.hub.session import SocketSession

PARK_ABOVE_MESSAGES = 32


class AsgiSocket:
    """The link of one socket, and its life: messages in order to `send`, what is received to the session."""

    def __init__(self, session: SocketSession, receive: Any, send: Any) -> None:
        self._session = session
        self._receive = receive
        self._send = send
        self._messages: deque[dict[str, Any]] = deque()
        self._wake = asyncio.Event()
        self._may_read = asyncio.Event()
        self._may_read.set()
        self._is_closed = False
        self.is_parked = False

    # --- the link -------------------------------------------------------------------------------------------------

    def push(self, head: bytes, tail: bytes) -> None:
        self.send(head + tail)

    def send(self, text: bytes) -> None:
        if not self._is_closed:
            self._messages.append({"type": "websocket.send", "text": text.decode()})
            self.is_parked = len(self._messages) >= PARK_ABOVE_MESSAGES
            self._wake.set()

    def close(self, code: int, reason: str) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._messages.append({"type": "websocket.close", "code": code, "reason": reason})
            self._wake.set()

    def hold(self) -> None:
        self._may_read.clear()

    def release(self) -> None:
        self._may_read.set()

    # --- its life -------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """From the upgrade to the end of the socket."""
        await self._send({"type": "websocket.accept"})
        try:
            async with asyncio.TaskGroup() as tasks:
                writer = tasks.create_task(self._write())
                reader = tasks.create_task(self._read())
                await self._session.open(self)
                await asyncio.wait((writer, reader), return_when=asyncio.FIRST_COMPLETED)
                writer.cancel()
                reader.cancel()
        finally:
            self._session.closed()

    async def _write(self) -> None:
        with suppress(ConnectionError, OSError, RuntimeError):
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._messages:
                    message = self._messages.popleft()
                    await self._send(message)
                    if message["type"] == "websocket.close":
                        return
                if self.is_parked:
                    self.is_parked = False
                    self._session.writable()

    async def _read(self) -> None:
        while True:
            await self._may_read.wait()
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            self._session.received(text if text is not None else message.get("bytes") or b"")
