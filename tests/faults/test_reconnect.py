"""Sockets break at any moment while people write: who comes back in time misses nothing, who does not is told so."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest
import websockets

from tests.fixtures.world import Person, Thing, World

LISTENERS = 5
WRITERS = 3
KEPT = 100  # missing fewer events than this is always made good: the ring keeps 128, the queue 256
LOST = 300  # missing more than this is never made good
STALL_S = 20.0


@dataclass(slots=True)
class Talk:
    """Writers who write until everybody has heard enough; `written` counts the acknowledged posts."""

    channel: Thing
    writers: list[Person]
    written: int = 0
    is_over: bool = False
    last: dict[str, int] = field(default_factory=dict[str, int])
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def write(self, writer: Person) -> None:
        number = 0
        while not self.is_over:
            number += 1
            body = {"channel_id": self.channel.id, "message": f"{writer.id} {number}"}
            reply = await writer.post("/posts", body)
            assert reply.status_code == 201, reply.text
            self.last[writer.id] = number
            async with self._more:
                self.written += 1
                self._more.notify_all()

    async def until(self, written: int) -> None:
        async with asyncio.timeout(STALL_S), self._more:
            await self._more.wait_for(lambda: self.written >= written)


@dataclass(slots=True)
class Listener:
    """A client as the official ones are: it counts events, and comes back with the next number it expects."""

    person: Person
    talk: Talk
    chance: random.Random
    connection_id: str = ""
    expected: int = 0
    heard: dict[str, int] = field(default_factory=dict[str, int])  # writer → number of their last post heard
    since: dict[str, int] = field(default_factory=dict[str, int])  # the same when the stream began
    resumed: int = 0
    restarted: int = 0

    async def listen(self, disconnects: int) -> None:
        for each in range(disconnects):
            async with self._socket() as socket:
                await self._meet(socket)
                await self._hear(socket, posts=self.chance.randrange(1, 12))
                self._break(socket)
            away = LOST if each % 20 == 3 else self.chance.randrange(0, 30)
            await self.talk.until(self.talk.written - self._missed() + away)
            async with self._socket() as socket:
                await self._meet(socket)
                await self._hear(socket, posts=1)
                self._break(socket)

    async def hear_the_rest(self) -> None:
        async with self._socket() as socket:
            await self._meet(socket)
            while self.heard != self.talk.last:
                await self._take(await self._next(socket))

    def _missed(self) -> int:
        """Posts that were written and not heard."""
        return sum(last - self.heard.get(each, self.since.get(each, last)) for each, last in self.talk.last.items())

    def _socket(self) -> websockets.connect:
        query = f"?connection_id={self.connection_id}&sequence_number={self.expected}" if self.connection_id else ""
        headers = {"Authorization": f"Bearer {self.person.token}"}
        # Reading never stops, so that what is on its way is little and a goodbye is heard at once.
        return websockets.connect(self.person.world.websocket_url + query, additional_headers=headers, max_queue=None)

    async def _meet(self, socket: websockets.ClientConnection) -> None:
        """The first event tells whether the stream goes on or starts over."""
        missed = self._missed()
        event = await self._next(socket)
        if event["event"] != "hello":
            assert missed < LOST + WRITERS, f"{missed} missed, and no new stream"
            self.resumed += 1
            await self._take(event)
            return
        connection_id = event["data"]["connection_id"]
        assert event["seq"] == 0
        assert connection_id != self.connection_id
        assert not self.connection_id or missed >= KEPT, f"a new stream, but only {missed} were missed"
        self.restarted += bool(self.connection_id)
        self.connection_id, self.expected, self.heard = connection_id, 1, {}
        self.since = dict(self.talk.last)

    async def _hear(self, socket: websockets.ClientConnection, *, posts: int) -> None:
        while posts > 0:
            posts -= await self._take(await self._next(socket))

    async def _take(self, event: dict[str, Any]) -> bool:
        """Checks that nothing was left out, repeated or turned round. Returns whether it was a post of the talk."""
        assert event["seq"] == self.expected, f"{event['seq']} came instead of {self.expected}"
        self.expected += 1
        if event["event"] != "posted":
            return False
        writer, _, number = json.loads(event["data"]["post"])["message"].partition(" ")
        if writer not in self.talk.last:
            return False
        known = self.heard.get(writer)
        assert known is None or int(number) == known + 1, f"after {known} came {number}"
        self.heard[writer] = int(number)
        return True

    async def _next(self, socket: websockets.ClientConnection) -> dict[str, Any]:
        async with asyncio.timeout(STALL_S):
            return json.loads(await socket.recv())

    def _break(self, socket: websockets.ClientConnection) -> None:
        """Half of them end without a word; the others say goodbye, while events may be on their way."""
        if self.chance.random() < 0.5:
            socket.transport.abort()


async def _storm(world: World, disconnects: int) -> None:
    writers = [await world.member() for _ in range(WRITERS)]
    channel = await world.channel(by=writers[0])
    people = [await world.member() for _ in range(LISTENERS)]
    for each in (*writers[1:], *people):
        await world.join(each, channel)
    talk = Talk(channel, writers, last=dict.fromkeys((each.id for each in writers), 0))
    listeners = [Listener(each, talk, random.Random(i)) for i, each in enumerate(people)]
    writing = [asyncio.create_task(talk.write(each)) for each in writers]
    try:
        share = disconnects // LISTENERS // 2  # each turn breaks twice
        await asyncio.gather(*(each.listen(share) for each in listeners))
    finally:
        talk.is_over = True
        await asyncio.gather(*writing)
    await asyncio.gather(*(each.hear_the_rest() for each in listeners))

    assert sum(each.resumed for each in listeners) > disconnects * 0.8
    assert all(each.restarted > 0 for each in listeners)


async def test_forty_broken_sockets_lose_nothing(world: World) -> None:
    await _storm(world, 40)


@pytest.mark.slow
async def test_five_hundred_broken_sockets_lose_nothing(world: World) -> None:
    await _storm(world, 500)
