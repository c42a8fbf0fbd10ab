"""Events on their way: to thousands without a gap, to slow clients within bounds."""

import asyncio
import resource
from typing import Any

import pytest

from mattermost_py.infra.hub.connection import QUEUE_EVENTS, Connection, Link
from tests.fixtures.world import WAIT_S, Person, World
from tests.infra.hub.streams import Stubborn, Told, Typing, detached, events, quiet, socket_of, streams, tell

SOCKETS, EVENTS = 2000, 30


@pytest.fixture
def many_files() -> None:
    """Both ends of every socket are ours."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * SOCKETS + 500
    if hard != resource.RLIM_INFINITY and hard < wanted:
        pytest.skip(f"only {hard} files may be open")
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@pytest.mark.usefixtures("many_files")
async def test_two_thousand_sockets_hear_everything_in_order(world: World) -> None:
    person = await quiet(world)
    await world.join_team(person, await world.team())
    channel = await world.channel(by=person)
    sockets: list[Stubborn] = []
    for _ in range(SOCKETS // 100):
        sockets += await asyncio.gather(*(Stubborn.open(person) for _ in range(100)))
    for each in sockets:
        assert isinstance(hello := await each.next(), dict)
        assert hello["event"] == "hello"
    runtime = world.application.runtime

    for number in range(EVENTS):
        runtime.announce([Told(number, channel_id=channel.id)], listeners=False)
        if number % 3 == 0:  # some leave in one turn with the next, some while the last are still being written
            await asyncio.sleep(0)
    for each in sockets:
        heard: list[Any] = []
        while len(heard) < EVENTS:
            heard.append(await each.next())
        mine = [(event["seq"], event["data"]["number"]) for event in heard]
        assert mine == [(number + 1, number) for number in range(EVENTS)]
        each.close()
    await detached(world, person)


async def test_only_the_audience_is_touched(world: World) -> None:
    member, stranger = await world.member(), await world.stranger()
    channel = await world.channel(by=member)
    async with member.listening() as heard, stranger.listening() as unheard:
        before = world.application.runtime.hub.delivered
        world.application.runtime.announce([Told(1, channel_id=channel.id)], listeners=False)
        assert world.application.runtime.hub.delivered == before + 1
    assert heard.of("told")
    assert not unheard.of("told")


async def _stuck(world: World) -> tuple[Person, Stubborn, Connection, int]:
    """Somebody whose client stopped reading until the server noticed, and how many events that took."""
    person = await quiet(world)
    client = await Stubborn.open(person, receive_bytes=4096)
    assert isinstance(await client.next(), dict)
    client.stop()
    (connection,) = streams(world, person)
    told = 0
    async with asyncio.timeout(WAIT_S):
        while not _link(connection).is_parked:
            tell(world, person, range(told, told + 1), padding=20_000)
            told += 1
            await asyncio.sleep(0)
    return person, client, connection, told


def _link(connection: Connection) -> Link:
    assert connection.link is not None
    return connection.link


async def test_a_slow_client_misses_typing_and_nothing_else(world: World) -> None:
    person, client, connection, told = await _stuck(world)
    tell(world, person, range(told, told + 128))
    assert connection.waiting == 128
    world.application.runtime.announce([Typing(person.id) for _ in range(50)], listeners=False)
    tell(world, person, range(told + 128, told + 200))
    assert connection.waiting == 200

    client.go_on()
    heard: list[Any] = [await client.next() for _ in range(told + 200)]
    client.close()
    assert [event["seq"] for event in heard] == list(range(1, told + 201))
    assert [event["data"]["number"] for event in heard] == list(range(told + 200))


async def test_a_client_too_slow_is_cut_off_and_may_come_back(world: World) -> None:
    person, client, connection, told = await _stuck(world)
    hub = world.application.runtime.hub
    cut_off = hub.cut_off
    tell(world, person, range(told, told + QUEUE_EVENTS))
    assert (connection.waiting, hub.cut_off) == (QUEUE_EVENTS, cut_off)
    tell(world, person, range(told + QUEUE_EVENTS, told + QUEUE_EVENTS + 1))
    assert hub.cut_off == cut_off + 1
    assert not hub.is_online(person.id)

    client.go_on()
    heard: list[Any] = []
    while isinstance(event := await client.next(), dict):
        heard.append(event)
    assert event == 1013
    client.close()
    assert [each["seq"] for each in heard] == list(range(1, told + 1))

    async with socket_of(person, f"?connection_id={connection.id}&sequence_number={told + 1}") as back:
        rest = await events(back, QUEUE_EVENTS + 1)
    assert [each["seq"] for each in rest] == list(range(told + 1, told + QUEUE_EVENTS + 2))


async def test_a_client_that_does_not_listen_is_not_answered_either(world: World) -> None:
    person, client, _, told = await _stuck(world)
    client.write(b"\x81\x9a\0\0\0\0" + b'{"seq":1,"action":"ping"} ')
    await world.http.get("/api/v4/system/ping")  # by then the server would have read it
    tell(world, person, range(told, told + 3))

    client.go_on()
    heard: list[Any] = [await client.next() for _ in range(told + 4)]
    client.close()
    assert [event.get("event", "reply") for event in heard[-4:]] == ["told", "told", "told", "reply"]


async def test_a_burst_in_one_turn_reaches_a_client_that_listens(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as made:
        await events(made, 1)
        tell(world, person, range(600))
        heard = await events(made, 600)
    assert [event["data"]["number"] for event in heard] == list(range(600))
