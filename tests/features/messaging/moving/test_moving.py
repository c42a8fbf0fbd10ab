"""Moving threads: everything goes along, the old place is empty, and the site says who may."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

ON = {"MoveThreadsEnabled": True}
REFUSED = (400, "app.post.move_thread_command.error")


async def listed(who: Person, channel: Thing) -> list[dict[str, Any]]:
    """What people wrote in a channel, oldest first."""
    found = (await who.get(f"/channels/{channel.id}/posts")).json()
    return [found["posts"][each] for each in reversed(found["order"]) if not found["posts"][each]["type"]]


async def move(who: Person, post: Thing, channel: Thing, **fields: Any) -> tuple[int, str]:
    reply = await who.post(f"/posts/{post.id}/move", channel_id=channel.id, **fields)
    return reply.status_code, reply.json().get("id", "")


async def test_a_thread_goes_with_authors_times_files_and_reactions(new_world: NewWorld) -> None:
    async with new_world(FeatureFlags=ON) as world:
        ana, ben, cleo = await world.member(), await world.member(), await world.member()
        old, new = await world.channel(by=ana), await world.channel(by=ana)
        for channel in (old, new):
            await world.join(ben, channel)
        await world.join(cleo, new)
        sent = await ben.call("POST", "/files", params={"channel_id": old.id, "filename": "a.txt"}, content=b"x")
        file_id = sent.json()["file_infos"][0]["id"]
        root = await world.post(by=ben, channel=old, message="root", metadata={"priority": {"priority": "important"}})
        replies = [await world.reply(by=(ana, ben)[n % 2], to=root, message=f"reply {n}") for n in range(19)]
        with_file = await world.reply(by=ben, to=root, message="with a file", file_ids=[file_id])
        await ana.post("/reactions", user_id=ana.id, post_id=replies[4].id, emoji_name="+1")
        await ben.put(f"/posts/{replies[1].id}/patch", message="edited")
        await ana.post(f"/posts/{root.id}/pin")
        before = await listed(ana, old)
        async with cleo.listening() as heard, ben.listening() as own:
            assert await move(ana, root, new) == (200, "")
            await heard.wait_for("posted", count=22)  # and the notice
        after = await listed(ana, new)
        assert len(before) == len(after) == 21
        for name in ("user_id", "create_at", "message", "file_ids", "edit_at", "is_pinned", "props"):
            assert [each[name] for each in after] == [each[name] for each in before], name
        assert {each["root_id"] for each in after[1:]} == {after[0]["id"]}
        assert after[0]["metadata"]["priority"]["priority"] == "important"
        (reaction,) = after[5]["metadata"]["reactions"]
        assert (reaction["user_id"], reaction["emoji_name"], reaction["channel_id"]) == (ana.id, "+1", new.id)
        assert after[-1]["metadata"]["files"][0]["post_id"] == after[-1]["id"]
        assert (await cleo.get(f"/files/{file_id}")).content == b"x"
        assert len((await ben.get(f"/posts/{after[2]['id']}/edit_history")).json()) == 1
        assert await listed(ana, old) == []
        assert (await ana.get(f"/posts/{with_file.id}")).status_code == 404
        assert [json.loads(each["data"]["post"])["id"] for each in own.of("post_deleted")] == [root.id]
        told = json.loads(heard.of("posted")[5]["data"]["post"])
        assert (told["message"], told["metadata"]["reactions"][0]["emoji_name"]) == ("reply 4", "+1")
        thread = (await cleo.get(f"/posts/{after[0]['id']}/thread")).json()
        notice = max(thread["posts"].values(), key=lambda each: each["create_at"])
        assert (notice["type"], notice["user_id"]) == ("system_wrangler", ana.id)


async def test_a_reply_is_split_out_and_a_thread_joined_to_another(new_world: NewWorld) -> None:
    async with new_world(FeatureFlags=ON) as world:
        ana = await world.member()
        channel = await world.channel(by=ana)
        root, other = await world.post(by=ana, channel=channel), await world.post(by=ana, channel=channel, message="b")
        stays = await world.reply(by=ana, to=root, message="stays")
        goes = await world.reply(by=ana, to=root, message="goes")
        assert await move(ana, goes, channel, only_itself=True) == (200, "")
        found = {each["message"]: each for each in await listed(ana, channel)}
        assert (found["goes"]["root_id"], found["goes"]["create_at"]) == ("", goes.create_at)
        assert (await ana.get(f"/posts/{root.id}")).json()["reply_count"] == 1
        assert await move(ana, root, channel, root_id=other.id) == (200, "")
        found = {each["message"]: each for each in await listed(ana, channel)}
        assert found["hello"]["root_id"] == found["stays"]["root_id"] == other.id
        assert (await ana.get(f"/posts/{stays.id}")).status_code == 404
        assert await move(ana, other, channel, root_id=other.id) == REFUSED


async def test_where_threads_may_go(new_world: NewWorld) -> None:
    rules = {"MoveThreadMaxCount": 2}
    async with new_world(FeatureFlags=ON, WranglerSettings=rules) as world:
        ana, ben, team = await world.member(), await world.member(), await world.new_team()
        await world.join_team(ana, team)
        here, private = await world.channel(by=ana), await world.channel(by=ana, type="P")
        there, foreign = await world.channel(by=ana), await world.channel(by=ana, team=team)
        closed, theirs = await world.channel(by=ana), await world.channel(by=ben)
        await ana.delete(f"/channels/{closed.id}")
        direct = await world.direct(ana, ben)
        for source, target, expected in (
            (private, there, REFUSED),
            (direct, there, REFUSED),
            (here, foreign, REFUSED),
            (here, theirs, REFUSED),
            (here, here, REFUSED),
            (here, closed, (400, "api.post.create_post.can_not_post_to_deleted.error")),
            (here, Thing(ana.user), (404, "app.channel.get.existing.app_error")),
            (here, there, (200, "")),
            (here, private, (200, "")),
            (here, direct, (200, "")),
        ):
            post = await world.post(by=ana, channel=source)
            assert await move(ana, post, target) == expected
        long = await world.post(by=ana, channel=here)
        for _ in range(2):
            await world.reply(by=ana, to=long)
        assert await move(ana, long, there) == REFUSED
        assert await move(ben, await world.post(by=ana, channel=private), there) == (
            403,
            "api.context.permissions.app_error",
        )


async def test_who_may_move(new_world: NewWorld) -> None:
    rules = {"PermittedWranglerRoles": ["channel_admin"], "AllowedEmailDomain": ["example.org"]}
    async with new_world(FeatureFlags=ON, WranglerSettings=rules) as world:
        ana, ben, admin = await world.member(), await world.member(), await world.admin()
        here, there = await world.channel(by=ana), await world.channel(by=ana)
        for channel in (here, there):
            await world.join(ben, channel)
            await world.join(admin, channel)
        for who, expected in ((ben, (403, "api.post.move_thread.no_permission")), (ana, (200, "")), (admin, (200, ""))):
            assert await move(who, await world.post(by=ben, channel=here), there) == expected


async def test_moving_is_off_unless_switched_on(world: World) -> None:
    ana = await world.member()
    post = await world.post(by=ana)
    assert await move(ana, post, await world.channel(by=ana)) == (501, "api.post.move_thread.disabled.app_error")
