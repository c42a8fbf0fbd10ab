"""What the server does by itself, and what stays true when people, channels and settings go."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from mattermost_py.app import CHORES
from mattermost_py.features.access.onetime import service as onetime
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio

FIRST_PART = 5 * 1024 * 1024


async def _count(world: World, table: str) -> int:
    found = await world.application.runtime.db().value(int, f"SELECT count(*) FROM {table}")  # pyright: ignore[reportArgumentType] - names written below
    return found or 0


async def test_what_nobody_needs_any_more_is_cleared_away(new_world: NewWorld) -> None:
    async with new_world() as world:
        runtime = world.application.runtime
        ana, channel = await world.member(), await world.town_square()
        post = {"channel_id": channel.id, "message": "once", "pending_post_id": f"{ana.id}:1"}
        assert (await ana.post("/posts", post)).status_code == 201
        upload = await ana.post("/uploads", channel_id=channel.id, filename="big.bin", file_size=FIRST_PART + 1)
        part = await ana.call("POST", f"/uploads/{upload.json()['id']}", content=b"x" * FIRST_PART)
        assert part.status_code == 204
        await onetime.issue(runtime.db(), onetime.Purpose.VERIFY_EMAIL, "{}")
        tables = ("mmpy.pending_posts", "sessions", "tokens", "uploadsessions")
        before = {table: await _count(world, table) for table in tables}
        assert min(before.values()) >= 1
        assert await runtime.blobs.below("uploads")

        for chore in CHORES:
            await chore.act(runtime)
        assert {table: await _count(world, table) for table in tables} == before
        with time_machine.travel(datetime.now(UTC) + timedelta(days=400), tick=True):
            for chore in CHORES:
                await chore.act(runtime)
        assert {table: await _count(world, table) for table in tables} == dict.fromkeys(tables, 0)
        await runtime.drain()
        assert await runtime.blobs.below("uploads") == []


async def test_chores_are_found_by_their_names() -> None:
    names = [chore.name for chore in CHORES]
    assert len(set(names)) == len(names)


async def test_posting_joining_and_leaving_at_once_never_stand_in_each_others_way(world: World) -> None:
    """Everybody takes the locks of a channel before those of its members."""
    chance, admin = random.Random(7), await world.admin()
    people = [await world.member() for _ in range(6)]
    rooms = [await world.channel(by=admin) for _ in range(2)]
    everybody = " ".join(f"@{each.username}" for each in people)

    async def come_and_go(who: Person) -> list[int]:
        codes: list[int] = []
        for _ in range(8):
            room = chance.choice(rooms)
            codes.append((await who.post(f"/channels/{room.id}/members", user_id=who.id)).status_code)
            remover = chance.choice((who, admin))
            codes.append((await remover.delete(f"/channels/{room.id}/members/{who.id}")).status_code)
        return codes

    async def write(room: Thing) -> list[int]:
        return [
            (await admin.post("/posts", channel_id=room.id, message=f"{everybody} {number}")).status_code
            for number in range(25)
        ]

    gone = [*(come_and_go(each) for each in people), *(write(room) for room in rooms)]
    codes = {code for each in await asyncio.gather(*gone) for code in each}
    assert codes <= {200, 201, 404}


async def test_leaving_a_team_while_others_write_is_no_trouble(world: World) -> None:
    team, admin = await world.new_team(), await world.admin()
    people = [await world.member(team) for _ in range(5)]
    rooms = [await world.channel(by=admin, team=team) for _ in range(4)]
    for room in rooms:
        for person in people:
            await world.join(person, room)
    everybody = " ".join(f"@{each.username}" for each in people)

    async def write(room: Thing) -> set[int]:
        return {(await admin.post("/posts", channel_id=room.id, message=everybody)).status_code for _ in range(15)}

    async def leave(who: Person) -> set[int]:
        return {(await who.delete(f"/teams/{team.id}/members/{who.id}")).status_code}

    codes = await asyncio.gather(*(write(room) for room in rooms), *(leave(each) for each in people))
    assert set().union(*codes) == {200, 201}


async def test_an_erased_account_leaves_nothing_behind(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIUserDeletion": True}) as world:
        admin, team = await world.admin(), await world.team()
        ana, bob = await world.member(), await world.member()
        channel = await world.channel(by=ana)
        await world.join(bob, channel)
        ack = {"priority": {"priority": "urgent", "requested_ack": True}}
        root = await world.post(by=ana, channel=channel, message="root", metadata=ack)
        await world.reply(by=bob, to=root, message="mine")
        await world.reply(by=ana, to=root, message="yours")
        assert (await bob.post(f"/users/{bob.id}/posts/{root.id}/ack")).status_code == 200
        await bob.post("/reactions", user_id=bob.id, post_id=root.id, emoji_name="wave")
        await bob.get(f"/users/me/teams/{team.id}/channels/categories")
        await bob.post("/drafts", user_id=bob.id, channel_id=channel.id, message="half")

        assert (await admin.delete(f"/users/{bob.id}?permanent=true")).status_code == 200

        thread = (await ana.get(f"/users/me/teams/{team.id}/threads/{root.id}")).json()
        assert (thread["reply_count"], [each["id"] for each in thread["participants"]]) == (1, [ana.id])
        shown = (await ana.get(f"/posts/{root.id}")).json()
        assert shown["reply_count"] == 1
        assert not shown["metadata"].get("acknowledgements")
        assert not shown["metadata"].get("reactions")
        assert (await ana.get(f"/channels/{channel.id}/stats")).json()["member_count"] == 1
        tables = await world.application.runtime.db().many(
            str,
            """
            SELECT table_name FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = 'userid' ORDER BY table_name
            """,
        )
        kept = {
            table
            for table in tables
            if await world.application.runtime.db().value(
                int,
                f"SELECT count(*) FROM {table} WHERE userid = %(user_id)s",  # pyright: ignore[reportArgumentType] - names of the catalogue
                user_id=bob.id,
            )
        }
        assert kept == set()


async def test_a_name_is_free_again_once_its_channel_is_gone_for_good(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIChannelDeletion": True}) as world:
        admin, team = await world.admin(), await world.team()
        channel = await world.channel(by=admin)
        assert (await admin.put(f"/channels/{channel.id}/patch", name=unique("renamed"))).status_code == 200
        assert (await admin.delete(f"/channels/{channel.id}?permanent=true")).status_code == 200
        assert (await admin.get(f"/teams/{team.id}/channels/name/{channel.name}")).status_code == 404
        assert await _count(world, "mmpy.channel_names") == 0
