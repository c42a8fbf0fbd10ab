"""Several workers are one server to their clients."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import websockets

from mattermost_py.infra.hub.bus import BYE, LOST, SIGNAL, Frames, decode, encode, frame
from mattermost_py.infra.hub.packet import Packet
from mattermost_py.kernel.events import Audience, ChannelMembership, Forget
from mattermost_py.server import relay as relays
from mattermost_py.server.relay import Relay
from tests.fixtures.process import world_at
from tests.server.workers import two_workers

SETTINGS = {"TeamSettings": {"EnableOpenServer": True}, "Logging": {"Level": "warning"}}


async def test_what_happens_on_one_worker_reaches_sockets_and_caches_of_the_other(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    async with (
        two_workers(new_database(), tmp_path, SETTINGS) as pair,
        world_at(pair.urls[0]) as here,
        world_at(pair.urls[1]) as there,
    ):
        ana = await here.sign_up("ana")
        ana_there = await there.sign_in(ana.user["username"])
        assert (await ana_there.get("/users/me")).json()["nickname"] == ""
        async with ana_there.listening() as heard:
            changed = await ana.put("/users/me/patch", nickname="Annie")
            assert changed.status_code == 200
            await heard.wait_for("user_updated", where=lambda e: e["data"]["user"]["nickname"] == "Annie")
        assert (await ana_there.get("/users/me")).json()["nickname"] == "Annie"

        # A session that ends here ends there at once, though that worker remembered it.
        assert (await ana.post("/users/logout")).status_code == 200
        assert (await ana.get("/users/me")).status_code == 401
        ana.world = there
        assert (await ana.get("/users/me")).status_code == 401


async def test_a_worker_that_lost_news_lets_its_clients_start_over(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    async with two_workers(new_database(), tmp_path, SETTINGS) as pair, world_at(pair.urls[0]) as world:
        ana = await world.sign_up("ana")
        headers = {"Authorization": f"Bearer {ana.token}"}
        async with websockets.connect(world.websocket_url, additional_headers=headers) as listening:
            await listening.recv()
            pair.kill(1)
            await asyncio.wait_for(listening.wait_closed(), 10)
            assert listening.close_code == 1012


def test_news_survive_the_wire() -> None:
    audience = Audience(channel_id="c", omit_users=frozenset({"a", "b"}), sanitized=True)
    packet = Packet("posted", audience, b'{"event":"posted","seq":', {"a": b'{"for":"a","seq":'})
    signal = ChannelMembership("u", "c", joined=True)

    stream = b"".join(map(encode, (packet, signal, Forget("users", ""))))
    frames = Frames()
    heard = [decode(kind, body) for at in range(len(stream)) for kind, body in frames.feed(stream[at : at + 1])]

    assert heard == [packet, signal, Forget("users", "")]


def test_the_relay_copies_to_all_others_and_tells_of_sudden_ends() -> None:
    with ends(3) as (one, two, three):
        one.send(frame(SIGNAL, b"news"))
        assert two.read() == three.read() == [(SIGNAL, b"news")]
        two.send(frame(BYE))
        two.socket.close()
        one.send(frame(SIGNAL, b"more"))
        assert three.read() == [(SIGNAL, b"more")]
        one.socket.close()  # without a word
        assert three.read() == [(LOST, b"")]


def test_a_worker_that_does_not_read_loses_news_but_knows_it() -> None:
    with ends(3) as (talker, sleeper, reader):
        piece = frame(SIGNAL, b"x" * 2**20)
        for _ in range(relays.QUEUED_MOST_BYTES // 2**20 + 8):
            talker.send(piece)
            assert reader.read()[0][0] == SIGNAL
        kinds: list[bytes] = []
        while LOST not in kinds:
            kinds += [kind for kind, _ in sleeper.read()]
        assert kinds[0] == SIGNAL
        talker.send(frame(SIGNAL, b"after"))
        while (SIGNAL, b"after") not in sleeper.read():
            pass


class End:
    """A worker's end of the bus, as far as these rules need one."""

    def __init__(self, relay: Relay) -> None:
        self.socket = relay.attach()
        self.socket.setblocking(True)
        self.socket.settimeout(30)
        self._frames = Frames()

    def send(self, whole: bytes) -> None:
        self.socket.sendall(whole)

    def read(self) -> list[tuple[bytes, bytes]]:
        """The next frames that are whole."""
        while True:
            part = self.socket.recv(2**20)
            assert part, "closed"
            if found := list(self._frames.feed(part)):
                return found


@contextmanager
def ends(count: int) -> Iterator[list[End]]:
    """A relay with so many workers."""
    relay = Relay()
    relay.start()
    attached = [End(relay) for _ in range(count)]
    try:
        yield attached
    finally:
        relay.stop()
        for end in attached:
            end.socket.close()
