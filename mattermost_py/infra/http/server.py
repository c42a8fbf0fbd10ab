"""What all connections of one server share: the application, bounds, deadlines, remembered heads, and the end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from mattermost_py.infra.http.heads import Heads
from mattermost_py.infra.http.limits import HttpLimits
from mattermost_py.infra.http.outbox import Outbox
from mattermost_py.infra.http.wheel import Timed, Wheel

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
HandOver = Callable[[asyncio.Transport, bytes], None]


class Member(Timed):
    """An open connection of a server."""

    __slots__ = ()

    def drain(self) -> None:
        """The server ends: finish what runs, begin nothing."""
        raise NotImplementedError

    def abort(self) -> None:
        """The server's patience is over."""
        raise NotImplementedError


class Server:
    """The connections of one event loop. Only that loop's thread touches it."""

    def __init__(
        self,
        app: App,
        limits: HttpLimits | None = None,
        *,
        address: tuple[str, int] | None = None,
        hand_over: HandOver | None = None,
    ) -> None:
        self.app = app
        self.limits = limits or HttpLimits()
        self.address = address
        self.hand_over = hand_over  # takes a socket, and what it sent, whose client speaks HTTP/2
        self.loop = asyncio.get_running_loop()
        self.heads = Heads(self.limits)
        self.wheel = Wheel(self.loop)
        self.outbox = Outbox(self.loop)
        self.is_draining = False
        self.refused = 0  # for lack of room
        self._members: set[Member] = set()
        self._emptied: asyncio.Event | None = None

    def __len__(self) -> int:
        return len(self._members)

    def enter(self, member: Member) -> bool:
        """Counts a new connection in; False when there are too many."""
        if len(self._members) >= self.limits.connections:
            self.refused += 1
            return False
        self._members.add(member)
        return True

    def replace(self, new: Member) -> None:
        """A connection goes on as another one."""
        self._members.add(new)

    def leave(self, member: Member) -> None:
        self.wheel.forget(member)
        self._members.discard(member)
        if self._emptied is not None and not self._members:
            self._emptied.set()

    async def drain(self, timeout_s: float) -> None:
        """Lets running requests end and closes everything else; what is left after `timeout_s` is cut off.

        New connections must not come in any more.
        """
        self.is_draining = True
        self._emptied = asyncio.Event()
        for each in list(self._members):
            each.drain()
        try:
            async with asyncio.timeout(timeout_s):
                if self._members:
                    await self._emptied.wait()
        except TimeoutError:
            pass
        finally:
            for each in list(self._members):
                each.abort()
            self.wheel.stop()
