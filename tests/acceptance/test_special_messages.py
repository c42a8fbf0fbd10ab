"""Messages that do more than stand there: rows MSG and THR."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image, ImageSequence

from mattermost_py.app import CHORES
from mattermost_py.infra.jobs.chores import Housekeeping
from mattermost_py.kernel.clock import now_ms
from tests.conftest import NewWorld
from tests.fixtures.server import running_world
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def _later(world: World, **time: float) -> None:
    """The server's own housekeeping, that much later."""
    with time_machine.travel(datetime.now(UTC) + timedelta(**time), tick=True):
        await Housekeeping(world.application.runtime, CHORES).look()


async def _listed(who: Person, channel: Thing, **query: Any) -> list[dict[str, Any]]:
    """What people wrote, oldest first."""
    page = (await who.get(f"/channels/{channel.id}/posts", **query)).json()
    return [page["posts"][each] for each in reversed(page["order"]) if not page["posts"][each]["type"]]


async def test_an_uploaded_emoji_moves_in_messages_and_reactions_until_it_is_deleted(world: World) -> None:
    """MSG-08"""
    admin, bob = await world.admin(), await world.member()
    picture, frames = BytesIO(), [Image.new("RGB", (32, 32), color) for color in ("red", "blue")]
    frames[0].save(picture, "GIF", save_all=True, append_images=frames[1:])
    name = f"party{now_ms()}"
    made = await admin.call(
        "POST",
        "/emoji",
        files={"image": ("party.gif", picture.getvalue(), "image/gif")},
        data={"emoji": json.dumps({"name": name, "creator_id": admin.id})},
    )
    emoji = Thing(made.json())
    image = await bob.get(f"/emoji/{emoji.id}/image")
    assert (image.headers["content-type"], _frames(image.content)) == ("image/gif", 2)

    post = await world.post(by=bob, message=f"hooray :{name}:")
    assert [each["name"] for each in post.metadata["emojis"]] == [name]
    assert (await bob.post("/reactions", user_id=bob.id, post_id=post.id, emoji_name=name)).status_code == 200

    found = (await bob.get("/emoji/autocomplete", name=name)).json()
    assert [each["name"] for each in found] == [name]
    assert (await admin.delete(f"/emoji/{emoji.id}")).status_code == 200
    assert (await bob.get("/emoji/autocomplete", name=name)).json() == []
    assert (await bob.get(f"/posts/{post.id}")).json()["metadata"] == {}


def _frames(content: bytes) -> int:
    return len(list(ImageSequence.Iterator(Image.open(BytesIO(content)))))


async def test_edits_end_at_the_limit_and_attachments_need_their_own_right(new_world: NewWorld) -> None:
    """MSG-12"""
    async with new_world(ServiceSettings={"PostEditTimeLimit": 60}) as world:
        admin, ana = await world.admin(), await world.member()
        channel = await world.town_square()
        post = await world.post(by=ana)
        for seconds, status in ((59, 200), (61, 400)):
            with time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds), tick=True):
                assert (await ana.put(f"/posts/{post.id}/patch", message=f"at {seconds}")).status_code == status
        assert (await ana.get(f"/posts/{post.id}")).json()["message"] == "at 59"

        sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
        file_ids = [sent.json()["file_infos"][0]["id"]]
        for name in ("channel_user", "team_user", "system_user"):
            role = (await admin.get(f"/roles/name/{name}")).json()
            kept = [each for each in role["permissions"] if each != "upload_file"]
            assert (await admin.put(f"/roles/{role['id']}/patch", permissions=kept)).status_code == 200
        refused = await ana.put(f"/posts/{post.id}/patch", message="with a file", file_ids=file_ids)
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
        assert (await ana.put(f"/posts/{post.id}/patch", message="just text")).status_code == 200


async def test_a_scheduled_message_outlives_a_restart(new_database: Callable[[], str], tmp_path: Path) -> None:
    """MSG-15"""
    conninfo = new_database()
    async with running_world(conninfo, tmp_path) as world:
        ana, channel = await world.member(), await world.town_square()
        at = now_ms() + 120_000
        made = await ana.post("/posts/schedule", channel_id=channel.id, message="good morning", scheduled_at=at)
        assert made.status_code == 201
        await _later(world, minutes=1)
        assert await _listed(ana, channel) == []
    async with running_world(conninfo, tmp_path) as again:
        back = await again.sign_in(ana.username)
        await _later(again, minutes=2, seconds=20)
        await _later(again, minutes=3)
        (sent,) = await _listed(back, channel)
        assert (sent["message"], sent["user_id"]) == ("good morning", ana.id)


async def test_an_urgent_label_shows_wherever_the_post_does(world: World) -> None:
    """MSG-18"""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    urgent = {"priority": {"priority": "urgent"}}
    async with bob.listening() as heard:
        root = await world.post(by=ana, channel=channel, metadata=urgent)
        told = json.loads((await heard.wait_for("posted"))["data"]["post"])
    await world.reply(by=bob, to=root)
    (listed,) = [each for each in await _listed(bob, channel) if each["id"] == root.id]
    threads = (await bob.get(f"/users/me/teams/{team.id}/threads")).json()["threads"]
    (thread,) = [each for each in threads if each["id"] == root.id]
    for shown in (root.fields, told, listed, thread["post"]):
        assert shown["metadata"]["priority"]["priority"] == "urgent"
    assert thread["is_urgent"] is True
    reply = await bob.post("/posts", channel_id=channel.id, root_id=root.id, message="x", metadata=urgent)
    assert reply.status_code == 400


async def test_three_notifications_and_then_a_confirmation_ends_them(new_world: NewWorld) -> None:
    """MSG-20"""
    async with new_world() as world:
        ana, bob = await world.member(), await world.member()
        label = {"priority": "urgent", "requested_ack": True, "persistent_notifications": True}
        post = await world.post(by=ana, message=f"@{bob.username} now please", metadata={"priority": label})
        async with bob.listening() as heard:
            for minutes in (5.1, 10.2, 15.3):
                await _later(world, minutes=minutes)
            await heard.wait_for("persistent_notification_triggered", count=3)
            await bob.post(f"/users/me/posts/{post.id}/ack")
            await _later(world, minutes=20.4)
            assert len((await heard.settled()).of("persistent_notification_triggered")) == 3


async def test_after_its_time_the_text_is_gone_for_the_reader(new_world: NewWorld) -> None:
    """MSG-21"""
    async with new_world(ServiceSettings={"BurnOnReadDurationSeconds": 60}) as world:
        ana, bob = await world.member(), await world.member()
        direct = await world.direct(ana, bob)
        post = await world.post(by=ana, channel=direct, message="burn after reading", type="burn_on_read")
        assert (await bob.get(f"/posts/{post.id}")).json()["message"] == ""
        assert (await bob.get(f"/posts/{post.id}/reveal")).json()["message"] == "burn after reading"
        assert (await ana.get(f"/posts/{post.id}")).json()["metadata"]["recipients"] == [bob.id]
        await _later(world, seconds=61)
        for who in (ana, bob):
            assert (await who.get(f"/posts/{post.id}")).status_code == 404
        runtime = world.application.runtime
        sql = "SELECT count(*) FROM temporaryposts WHERE postid = %(post_id)s"
        assert await runtime.db().value(int, sql, post_id=post.id) == 0


async def test_a_thread_moves_and_a_reply_leaves_it_as_they_were(new_world: NewWorld) -> None:
    """MSG-26"""
    async with new_world(FeatureFlags={"MoveThreadsEnabled": True}) as world:
        ana, bob = await world.member(), await world.member()
        here, there = await world.channel(by=ana), await world.channel(by=ana)
        for channel in (here, there):
            await world.join(bob, channel)
        root = await world.post(by=ana, channel=here)
        for number in range(20):
            reply = await world.reply(by=(ana, bob)[number % 2], to=root, message=f"reply {number}")
            await bob.post("/reactions", user_id=bob.id, post_id=reply.id, emoji_name="+1")
        before = [_essence(each) for each in await _listed(ana, here)]
        assert (await ana.post(f"/posts/{root.id}/move", channel_id=there.id)).status_code == 200
        moved = await _listed(ana, there)
        assert [_essence(each) for each in moved] == before
        fifth = moved[5]
        split = await ana.post(f"/posts/{fifth['id']}/move", channel_id=there.id, only_itself=True)
        assert split.status_code == 200
        after = await _listed(ana, there)
        assert [_essence(each) for each in after] == before
        assert [each["message"] for each in after if not each["root_id"]] == ["hello", "reply 4"]


def _essence(post: dict[str, Any]) -> tuple[Any, ...]:
    reactions = [(each["user_id"], each["emoji_name"]) for each in post["metadata"].get("reactions", ())]
    return post["create_at"], post["user_id"], post["message"], reactions


async def test_a_reply_also_shown_in_the_channel_is_there_once_and_counted_once(world: World) -> None:
    """THR-07"""
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    root = await world.post(by=ana, channel=channel, message="root")
    await world.reply(by=ana, to=root, message="only here")
    before = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    reply = await world.reply(by=ana, to=root, message="also there", props={"also_in_channel": True})
    after = (await bob.get(f"/users/me/channels/{channel.id}/unread")).json()
    assert after["msg_count"] - before["msg_count"] == 1
    for query in ({}, {"since": root.create_at - 1}):
        shown = await _listed(bob, channel, collapsedThreads=True, **query)
        assert [each["message"] for each in shown] == ["root", "also there"]
    thread = (await bob.get(f"/posts/{root.id}/thread", collapsedThreads=True)).json()
    assert sorted(each["message"] for each in thread["posts"].values()) == ["also there", "only here", "root"]
    assert [each["message"] for each in await _listed(bob, channel)] == ["root", "only here", "also there"]
    assert reply.reply_count == 2
