"""Events: every one has the official form and reaches exactly whom it should."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest

from mattermost_py.app import ROUTES
from mattermost_py.kernel.events import Event
from tests.contract import checks, coverage, ears
from tests.contract.ears import LISTENERS, Ear, Happening
from tests.contract.stage import Stage
from tests.contract.table.events import happenings
from tests.contract.table.everything import entries

Ears = dict[str, Ear]
ROUTE_ENTRIES = {str(each): each for each in entries}


@pytest.fixture(scope="module")
async def listening(stage: Stage) -> AsyncIterator[Ears]:
    async with AsyncExitStack() as open_sockets:
        people = {role: stage.cast[role].person for role in LISTENERS}
        yield {
            role: Ear(await open_sockets.enter_async_context(person.listening()))
            for role, person in people.items()
            if person is not None
        }


@pytest.mark.parametrize("happening", happenings, ids=str)
async def test_an_event_has_the_official_form_and_audience(stage: Stage, listening: Ears, happening: Happening) -> None:
    await _settled(listening)
    await _cause(stage, listening, happening)

    await _heard_by_all_who_should(listening, happening)
    await _settled(listening)
    heard = {role: ear.new(happening.name) for role, ear in listening.items()}
    assert "".join("+" if heard[role] else "." for role in LISTENERS) == happening.hears
    everything = [event for ear in listening.values() for event in ear.new()]
    assert [problem for event in everything for problem in ears.problems(event)] == []
    assert happening.scope in {ears.scope(event) for found in heard.values() for event in found}


async def _cause(stage: Stage, listening: Ears, happening: Happening) -> None:
    if not isinstance(happening.act, str):
        _begin(listening)
        await happening.act(stage)
        return
    entry = ROUTE_ENTRIES[happening.act]
    caller = stage.cast[happening.by]
    owner = stage.cast[happening.about] if happening.about else caller
    wanted = await checks.build(stage, entry, owner)
    await _settled(listening)
    _begin(listening)
    answer = await caller.send(entry.method, entry.path, wanted)
    assert answer.status == entry.good, checks.told(answer)
    if entry.after:
        await entry.after(stage)


def _begin(listening: Ears) -> None:
    for ear in listening.values():
        ear.begin()


async def _settled(listening: Ears) -> None:
    await asyncio.gather(*(ear.heard.settled() for ear in listening.values()))


async def _heard_by_all_who_should(listening: Ears, happening: Happening) -> None:
    waited = [role for role, mark in zip(LISTENERS, happening.hears, strict=True) if mark == "+"]
    for role in waited:
        ear = listening[role]
        number = sum(each["event"] == happening.name for each in ear.heard.events[: ear.start]) + 1
        await ear.heard.wait_for(happening.name, count=number)


def _names(kind: type[Event]) -> Iterator[str]:
    for each in kind.__subclasses__():
        if each.name and each.__module__.startswith("mattermost_py."):
            yield each.name
        yield from _names(each)


def test_every_event_of_the_product_says_who_hears_it() -> None:
    assert ROUTES, "all features are loaded"
    assert sorted(set(_names(Event)) - {each.name for each in happenings}) == [
        "channel_level_changed",  # ours, like the next two; told in the tests of levels and of requests
        "channel_request_answered",
        "channel_requests_changed",
        "guests_deactivated",  # ends the sockets of guests; told in the tests of guests
        "hello",  # see below
    ]


async def test_the_first_event_of_a_socket_is_its_greeting(listening: Ears) -> None:
    for ear in listening.values():
        hello = ear.heard.events[0]
        assert (hello["event"], hello["seq"]) == ("hello", 0)
        assert list(ears.problems(hello)) == []
        assert [each["seq"] for each in ear.heard.events] == list(range(len(ear.heard.events)))


def test_as_much_of_the_api_is_met_as_ever(request: pytest.FixtureRequest) -> None:
    coverage.require(request)
