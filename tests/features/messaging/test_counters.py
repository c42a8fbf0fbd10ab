"""Counters never drift: random histories of several people are counted again from the posts."""

import asyncio
import json
import time
from collections.abc import Awaitable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import Phase, settings, stateful
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.conftest import NewWorld
from tests.features.messaging.counting import Calls, Ledger, Message, Room
from tests.fixtures.world import Person, World

PEOPLE = 4  # the last two are new in each history, since their direct channel is
STEPS = 40
CALLS = st.sampled_from([None, None, "channel", *range(PEOPLE)])
OFTEN = (  # what people do, each as often as its name stands here
    "post post post reply reply reply reply reply edit delete react come_or_go mute view view unread follow "
    "read_thread read_thread read_all_threads"
).split()


@dataclass(frozen=True, slots=True)
class Step:
    """What happens next; the numbers choose among what is there at that moment."""

    does: str
    who: int
    where: int
    which: int
    calls: Calls
    flag: bool


STEP_OF_A_HISTORY = st.builds(
    Step, st.sampled_from(OFTEN), st.integers(0, 11), st.integers(0, 2), st.integers(0, 7), CALLS, st.booleans()
)


class Stage:
    """The people of all histories, and the loop in which the server runs; hypothesis runs in a thread beside it."""

    def __init__(self, world: World, people: list[Person], loop: asyncio.AbstractEventLoop) -> None:
        self.world = world
        self.people = people
        self._loop = loop

    def wait(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(30)


class History(RuleBasedStateMachine):
    """Some people in three rooms; everything they do is done over the API and noted in the ledger."""

    stage: Stage
    collapses: bool

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger(collapses=self.collapses)
        self.stage.wait(self._begin())

    async def _begin(self) -> None:
        world = self.stage.world
        self.team = await world.new_team()
        self.people = [*self.stage.people, *[await world.member(self.team) for _ in range(2)]]
        for each in self.stage.people:
            await world.join_team(each, self.team)
        for each in self.people:
            await self._read_default_channels(each)
        made = [await world.channel(by=self.people[0], team=self.team) for _ in range(2)]
        direct = await world.direct(*self.people[-2:])
        self.open = AsyncExitStack()
        self.heard = await self.open.enter_async_context(self.people[-1].listening())
        self.rooms = [*(Room(each.id) for each in made), Room(direct.id, is_direct=True)]
        for room in self.rooms[:2]:
            self.ledger.join(room, 0)
            for person in range(1, PEOPLE):
                await self._join(room, person, by=person)
        for person in (PEOPLE - 2, PEOPLE - 1):
            self.ledger.join(self.rooms[2], person)

    async def _read_default_channels(self, person: Person) -> None:
        listed = await self._done(person.get(f"/users/me/teams/{self.team.id}/channels"))
        ids = [each["id"] for each in listed if each["team_id"]]
        await self._done(person.post("/channels/members/me/mark_read", ids))

    @rule(step=STEP_OF_A_HISTORY)
    def go_on(self, step: Step) -> None:
        """Somebody who is in a room does something there, if it can be done."""
        room = self.rooms[step.where]
        members = sorted(room.members)
        self.stage.wait(getattr(self, step.does)(step, room, members[step.who % len(members)]))

    # --- coming and going -----------------------------------------------------------------------------------------

    async def come_or_go(self, step: Step, room: Room, who: int) -> None:
        outside = [person for person in range(PEOPLE) if person not in room.members]
        if room.is_direct:
            return
        if outside:
            person = outside[step.which % len(outside)]
            await self._join(room, person, by=who if step.flag else person)
        elif len(room.members) > 2:
            await self._leave(room, who)

    async def _join(self, room: Room, person: int, *, by: int) -> None:
        path = f"/channels/{room.channel_id}/members"
        await self._done(self.people[by].post(path, user_id=self.people[person].id), 201)
        self.ledger.join(room, person, added_by=None if by == person else by)

    async def _leave(self, room: Room, person: int) -> None:
        await self._done(self.people[person].delete(f"/channels/{room.channel_id}/members/me"))
        self.ledger.leave(room, person)

    async def mute(self, step: Step, room: Room, who: int) -> None:
        path = f"/channels/{room.channel_id}/members/me/notify_props"
        await self._done(self.people[who].put(path, mark_unread="mention" if step.flag else "all"))
        self.ledger.mute(room, who, step.flag)

    # --- posts ----------------------------------------------------------------------------------------------------

    async def post(self, step: Step, room: Room, who: int) -> None:
        fields: dict[str, Any] = {"channel_id": room.channel_id, "message": self._text(step.calls)}
        if step.flag:
            fields["metadata"] = {"priority": {"priority": "urgent"}}
        made = await self._done(self.people[who].post("/posts", fields), 201)
        self.ledger.post(room, who, step.calls, is_urgent=step.flag, post_id=made["id"])

    async def reply(self, step: Step, room: Room, who: int) -> None:
        root = self._pick(room.roots(), step.which // 2)  # few threads with many replies
        if root:
            fields = {"channel_id": room.channel_id, "root_id": root.post_id, "message": self._text(step.calls)}
            made = await self._done(self.people[who].post("/posts", fields), 201)
            self.ledger.reply(root, who, step.calls, post_id=made["id"])

    async def edit(self, step: Step, room: Room, _who: int) -> None:
        if message := self._pick(self._theirs(room), step.which):
            text = f"changed: {self._text(step.calls)}"
            await self._done(self.people[message.author].put(f"/posts/{message.post_id}/patch", message=text))
            message.calls = step.calls

    async def delete(self, step: Step, room: Room, _who: int) -> None:
        if message := self._pick(self._theirs(room), step.which):
            await self._done(self.people[message.author].delete(f"/posts/{message.post_id}"))
            self.ledger.delete(message)

    async def react(self, step: Step, room: Room, who: int) -> None:
        if message := self._pick(self._shown(room), step.which):
            reaction = {"user_id": self.people[who].id, "post_id": message.post_id, "emoji_name": "wave"}
            await self._done(self.people[who].post("/reactions", reaction))

    # --- reading --------------------------------------------------------------------------------------------------

    async def view(self, step: Step, room: Room, who: int) -> None:
        rooms = [each for each in (self.rooms if step.flag else [room]) if who in each.members]
        person, ids = self.people[who], [each.channel_id for each in rooms]
        if step.flag:
            await self._done(person.post("/channels/members/me/mark_read", ids))
        else:
            body = {"channel_id": ids[0], "collapsed_threads_supported": self.collapses}
            await self._done(person.post("/channels/members/me/view", body))
        for each in rooms:
            self.ledger.view(each, who)

    async def unread(self, step: Step, room: Room, who: int) -> None:
        if message := self._pick(self._shown(room), step.which):
            path = f"/users/me/posts/{message.post_id}/set_unread"
            await self._done(self.people[who].post(path, collapsed_threads_supported=self.collapses))
            self.ledger.unread(message, who)

    async def follow(self, step: Step, room: Room, who: int) -> None:
        if root := self._pick(room.roots(), step.which):
            path, person = f"{self._inbox(who)}/{root.post_id}/following", self.people[who]
            await self._done(person.put(path) if step.flag else person.delete(path))
            self.ledger.follow(root, who, step.flag)

    async def read_thread(self, step: Step, room: Room, who: int) -> None:
        """Up to one of its replies, or from there on not."""
        chosen = self._pick([each for each in self._shown(room) if each.root], step.which)
        if chosen is None or chosen.root is None:
            return
        path, person = f"{self._inbox(who)}/{chosen.root.post_id}", self.people[who]
        if step.flag:
            await self._done(person.post(f"{path}/set_unread/{chosen.post_id}"))
            self.ledger.unread_reply(chosen, who)
        elif (follower := room.followers.get((chosen.root.number, who))) and follower.is_following:
            at = (await self._done(person.get(f"/posts/{chosen.post_id}")))["create_at"]
            await self._done(person.put(f"{path}/read/{at}"))
            self.ledger.read_thread(chosen.root, who, chosen.number)

    async def read_all_threads(self, _step: Step, _room: Room, who: int) -> None:
        await self._done(self.people[who].put(f"{self._inbox(who)}/read"))
        self.ledger.read_all_threads(self.rooms, who)

    # --- counting again -------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        if hasattr(self, "rooms"):
            self.stage.wait(self._end())

    async def _end(self) -> None:
        async with self.open:
            await self._check()
            await self.heard.settled()
            told = [json.loads(each["data"]["thread"]) for each in self.heard.of("thread_updated")]
            counted = [(each["id"], *(each[name] for name in THREAD)) for each in told]
            assert counted == [each[1:] for each in self.ledger.told if each[0] == PEOPLE - 1]

    async def _check(self) -> None:
        everything = await asyncio.gather(*(self._found(who, person) for who, person in enumerate(self.people)))
        for who, found in enumerate(everything):
            expected = self._expected(who)
            differing = {name: (found.get(name), expected.get(name)) for name in found.keys() | expected.keys()}
            assert {name: both for name, both in differing.items() if both[0] != both[1]} == {}, f"of person {who}"

    async def _found(self, who: int, person: Person) -> dict[str, Any]:
        counters: dict[str, Any] = {}
        listed = await self._get(person, f"/users/me/teams/{self.team.id}/channels")
        totals = {each["id"]: (each["total_msg_count"], each["total_msg_count_root"]) for each in listed}
        members = await self._get(person, f"/users/me/teams/{self.team.id}/channels/members")
        rows = {each["channel_id"]: each for each in members}
        for place, room in enumerate(self.rooms):
            if who not in room.members:
                continue
            counters[f"total {place}"] = totals[room.channel_id]
            row = rows[room.channel_id]
            counters[f"member {place}"] = tuple(row[name] for name in MEMBER)
            unread = await self._get(person, f"/users/me/channels/{room.channel_id}/unread")
            counters[f"unread {place}"] = tuple(unread[name] for name in MEMBER)
        numbers = {each.post_id: each.number for room in self.rooms for each in room.messages if each.post_id}
        listed = await self._get(person, self._inbox(who), per_page=200, threadsOnly=True)
        threads = {numbers[each["id"]]: tuple(each[name] for name in THREAD) for each in listed["threads"]}
        counters |= {f"thread {number}": found for number, found in threads.items()}
        teams = await self._get(person, "/users/me/teams/unread", include_collapsed_threads=True)
        team = next(each for each in teams if each["team_id"] == self.team.id)
        inbox = await self._get(person, self._inbox(who), excludeDirect=True, totalsOnly=True)
        return counters | {f"team {name}": team[name] for name in TEAM} | {name: inbox[name] for name in INBOX}

    @staticmethod
    async def _get(person: Person, path: str, **query: Any) -> Any:
        reply = await person.get(path, **query)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def _expected(self, who: int) -> dict[str, Any]:
        counters: dict[str, Any] = {}
        for place, room in enumerate(self.rooms):
            if who not in room.members:
                continue
            member = room.members[who]
            unread = (room.total - member.seen, room.total_roots - member.seen_roots)
            mentions = (member.mentions, member.root_mentions, member.urgent)
            counters[f"total {place}"] = (room.total, room.total_roots)
            counters[f"member {place}"] = (member.seen, member.seen_roots, *mentions)
            counters[f"unread {place}"] = (*((0, 0) if member.is_muted else unread), *mentions)
            for root, follower in room.threads_of(who):
                replies = len(room.replies(root))
                counters[f"thread {root.number}"] = (replies, room.unread_replies(root, who), follower.mentions)
        return counters | self._expected_of_team(who)

    def _expected_of_team(self, who: int) -> dict[str, Any]:
        mine = [room for room in self.rooms if who in room.members and not room.is_direct]
        threads = [(room, *found) for room in mine for found in room.threads_of(who)]
        members = [(room, room.members[who]) for room in mine]
        unread = sum(room.unread_replies(root, who) > 0 for room, root, _ in threads)
        mentions = sum(follower.mentions for _, _, follower in threads)
        urgent = sum(follower.mentions for _, root, follower in threads if root.is_urgent)
        loud = [(room, member) for room, member in members if not member.is_muted]
        team = (
            sum(room.total - member.seen for room, member in loud),
            sum(room.total_roots - member.seen_roots for room, member in loud),
            sum(member.mentions for _, member in members),
            sum(member.root_mentions for _, member in members),
            unread,
            mentions,
            urgent,
        )
        inbox = (len(threads), unread, mentions, urgent)
        names = [*(f"team {name}" for name in TEAM), *INBOX]
        return dict(zip(names, (*team, *inbox), strict=True))

    # --- words ----------------------------------------------------------------------------------------------------

    def _text(self, calls: Calls) -> str:
        if calls is None:
            return "hello"
        return "hello @channel" if calls == "channel" else f"hello @{self.people[calls].username}"

    def _inbox(self, who: int) -> str:
        return f"/users/{self.people[who].id}/teams/{self.team.id}/threads"

    @staticmethod
    def _shown(room: Room) -> list[Message]:
        return [each for each in room.messages if each.is_counted and not each.is_deleted]

    def _theirs(self, room: Room) -> list[Message]:
        """Posts whose authors are still there to change them."""
        return [each for each in self._shown(room) if each.author in room.members]

    @staticmethod
    def _pick(messages: list[Message], which: int) -> Message | None:
        return messages[-1 - which % len(messages)] if messages else None

    async def _done(self, asking: Awaitable[Any], status: int = 200) -> Any:
        """The answer, after all that follows from it was done and the clock went on: order is time."""
        reply = await asking
        assert reply.status_code == status, reply.text
        await self.stage.world.application.runtime.drain()
        now = time.time_ns() // 1_000_000
        while time.time_ns() // 1_000_000 == now:
            await asyncio.sleep(0)
        return reply.json()


MEMBER = ("msg_count", "msg_count_root", "mention_count", "mention_count_root", "urgent_mention_count")
THREAD = ("reply_count", "unread_replies", "unread_mentions")
TEAM = (
    "msg_count",
    "msg_count_root",
    "mention_count",
    "mention_count_root",
    "thread_count",
    "thread_mention_count",
    "thread_urgent_mention_count",
)
INBOX = ("total", "total_unread_threads", "total_unread_mentions", "total_unread_urgent_mentions")


async def _play(world: World, histories: int, *, collapses: bool = True) -> None:
    people = [await world.stranger() for _ in range(PEOPLE - 2)]
    stage = Stage(world, people, asyncio.get_running_loop())
    machine = type("Played", (History,), {"stage": stage, "collapses": collapses})
    wanted = settings(
        max_examples=histories,
        stateful_step_count=STEPS,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
    )
    play: Any = getattr(stateful, "run_state_machine_as_test")  # noqa: B009 - the name has no types
    await asyncio.to_thread(lambda: play(machine, settings=wanted))


async def test_no_counter_differs_from_a_recount_in_twenty_histories(world: World) -> None:
    await _play(world, 20)


async def test_no_counter_differs_without_collapsed_threads(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"CollapsedThreads": "default_off"}) as world:
        await _play(world, 10, collapses=False)


@pytest.mark.slow
async def test_no_counter_differs_from_a_recount_in_two_hundred_histories(world: World) -> None:
    await _play(world, 200)


@pytest.mark.slow
async def test_no_counter_differs_in_a_hundred_histories_without_collapsed_threads(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"CollapsedThreads": "default_off"}) as world:
        await _play(world, 100, collapses=False)
