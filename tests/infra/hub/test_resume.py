"""Coming back to a stream: nothing is lost, or the client is told to start over."""

import asyncio
from typing import Any

import pytest
import websockets

from mattermost_py.kernel.ids import new_id
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World
from tests.infra.hub.streams import Typing, detached, events, quiet, socket_of, streams, tell


def _numbers(found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(event["seq"], event["data"]["number"]) for event in found]


async def _left(world: World, *, told: int = 0) -> tuple[Person, str]:
    """Somebody who heard hello and `told` events, and whose socket is gone. Returns them and their connection id."""
    person = await quiet(world)
    async with socket_of(person) as made:
        (hello,) = await events(made, 1)
        tell(world, person, range(told))
        heard = await events(made, told)
    assert (hello["event"], hello["seq"]) == ("hello", 0)
    assert _numbers(heard) == [(number + 1, number) for number in range(told)]
    await detached(world, person)
    return person, hello["data"]["connection_id"]


@pytest.mark.parametrize("fast", [True, False])
async def test_what_happened_meanwhile_follows_without_a_new_hello(new_world: NewWorld, fast: bool) -> None:
    async with new_world(Http={"FastConnections": fast}) as world:
        person, connection_id = await _left(world, told=2)
        tell(world, person, range(2, 5))
        async with socket_of(person, f"?connection_id={connection_id}&sequence_number=3") as made:
            assert _numbers(await events(made, 3)) == [(3, 2), (4, 3), (5, 4)]
            tell(world, person, range(5, 6))
            assert _numbers(await events(made, 1)) == [(6, 5)]
            assert [each.id for each in streams(world, person)] == [connection_id]


async def test_what_was_sent_but_never_arrived_is_sent_again(world: World) -> None:
    person, connection_id = await _left(world, told=100)
    tell(world, person, range(100, 102))
    async with socket_of(person, f"?connection_id={connection_id}&sequence_number=11") as made:
        assert _numbers(await events(made, 92)) == [(number + 1, number) for number in range(10, 102)]


async def test_who_missed_more_than_is_kept_starts_over(world: World) -> None:
    person, connection_id = await _left(world, told=200)
    async with socket_of(person, f"?connection_id={connection_id}&sequence_number=60") as made:
        (hello,) = await events(made, 1)
    assert (hello["event"], hello["seq"]) == ("hello", 0)
    assert hello["data"]["connection_id"] != connection_id


async def test_a_stream_that_waited_too_long_is_forgotten(world: World) -> None:
    person, connection_id = await _left(world)
    tell(world, person, range(256))
    assert [each.id for each in streams(world, person)] == [connection_id]
    tell(world, person, range(256, 257))
    assert streams(world, person) == []
    async with socket_of(person, f"?connection_id={connection_id}&sequence_number=1") as made:
        (hello,) = await events(made, 1)
    assert hello["data"]["connection_id"] != connection_id


async def test_an_absent_client_misses_typing_once_much_is_waiting(world: World) -> None:
    person, connection_id = await _left(world)
    tell(world, person, range(127))
    world.application.runtime.announce([Typing(person.id) for _ in range(5)], listeners=False)
    tell(world, person, range(127, 130))
    async with socket_of(person, f"?connection_id={connection_id}&sequence_number=1") as made:
        heard = await events(made, 131)
    assert [event["seq"] for event in heard] == list(range(1, 132))
    assert [event["event"] for event in heard].count("typing") == 1


async def test_unknown_streams_and_those_of_others_are_new_ones(world: World) -> None:
    person, connection_id = await _left(world, told=1)
    other = await quiet(world)
    for who, query in (
        (other, f"?connection_id={connection_id}&sequence_number=2"),
        (person, f"?connection_id={new_id()}&sequence_number=2"),
        (person, f"?connection_id={connection_id}&sequence_number=0"),
        (person, "?connection_id=&sequence_number=2"),
    ):
        async with socket_of(who, query) as made:
            (hello,) = await events(made, 1)
            assert (hello["event"], hello["seq"]) == ("hello", 0)
            assert hello["data"]["connection_id"] != connection_id


@pytest.mark.parametrize(
    "query",
    ["?connection_id=short&sequence_number=1", "?connection_id={id}", "?connection_id={id}&sequence_number=x"],
)
async def test_a_malformed_wish_closes_the_socket(world: World, query: str) -> None:
    person, connection_id = await _left(world)
    async with socket_of(person, query.format(id=connection_id)) as made:
        with pytest.raises(websockets.ConnectionClosed):
            async with asyncio.timeout(30):
                await made.recv()
        assert made.close_code == 1008


async def test_a_stream_moves_to_its_new_socket_while_the_old_one_still_seems_open(world: World) -> None:
    person = await quiet(world)
    async with socket_of(person) as old:
        (hello,) = await events(old, 1)
        connection_id = hello["data"]["connection_id"]
        async with socket_of(person, f"?connection_id={connection_id}&sequence_number=1") as new:
            with pytest.raises(websockets.ConnectionClosed):
                await old.recv()
            tell(world, person, range(1))
            assert _numbers(await events(new, 1)) == [(1, 0)]
            assert world.application.runtime.hub.is_online(person.id)
