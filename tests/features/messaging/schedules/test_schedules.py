"""Scheduled posts: kept for their author, sent once at their time, and why some cannot be sent."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.features.messaging.schedules.jobs import chores
from mattermost_py.kernel.clock import now_ms
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

HOUR_MS = 3_600_000


async def schedule(who: Person, channel: Thing, message: str = "later", **fields: Any) -> dict[str, Any]:
    at = fields.pop("scheduled_at", now_ms() + HOUR_MS)
    reply = await who.post("/posts/schedule", channel_id=channel.id, message=message, scheduled_at=at, **fields)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def run(world: World, *, hours: float = 1.1, workers: int = 1) -> None:
    """What every worker's housekeeping does at that time."""
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True):
        await asyncio.gather(*(chores[0].act(world.application.runtime) for _ in range(workers)))


async def listed(who: Person, team: Thing) -> list[dict[str, Any]]:
    return (await who.get(f"/posts/scheduled/team/{team.id}")).json()[team.id]


async def messages(who: Person, channel: Thing) -> list[str]:
    found = (await who.get(f"/channels/{channel.id}/posts")).json()
    return [found["posts"][each]["message"] for each in found["order"] if not found["posts"][each]["type"]]


async def test_a_post_is_scheduled_changed_and_taken_back_on_all_devices(world: World) -> None:
    ana, team = await world.member(), await world.team()
    channel = await world.channel(by=ana)
    at = now_ms() + HOUR_MS
    wish = {"channel_id": channel.id, "message": "later", "scheduled_at": at, "props": {"a": 1}}
    async with ana.listening() as here, ana.listening() as there:
        made = await ana.call("POST", "/posts/schedule", json=wish, headers={"Connection-Id": here.connection_id})
        first = made.json()
        body = {**first, "message": "much later", "scheduled_at": at + 1000}
        changed = await ana.put(f"/posts/schedule/{first['id']}", body)
        gone = await ana.delete(f"/posts/schedule/{first['id']}")
    assert (made.status_code, changed.status_code, gone.status_code) == (201, 201, 201)
    assert first == {
        "id": first["id"],
        "create_at": first["create_at"],
        "update_at": first["create_at"],
        "delete_at": 0,
        "user_id": ana.id,
        "channel_id": channel.id,
        "root_id": "",
        "message": "later",
        "type": "",
        "props": {"a": 1},
        "scheduled_at": at,
        "processed_at": 0,
        "error_code": "",
    }
    assert (changed.json()["message"], changed.json()["scheduled_at"]) == ("much later", at + 1000)
    assert changed.json()["create_at"] == first["create_at"]
    assert here.names() == ["scheduled_post_updated", "scheduled_post_deleted"]
    assert there.names() == ["scheduled_post_created", "scheduled_post_updated", "scheduled_post_deleted"]
    assert json.loads(there.of("scheduled_post_created")[0]["data"]["scheduledPost"]) == first
    assert await listed(ana, team) == []


async def test_what_is_listed_is_of_the_team_and_of_direct_messages_if_wanted(world: World) -> None:
    ana, ben, team, other = await world.member(), await world.member(), await world.team(), await world.new_team()
    await world.join_team(ana, other)
    channel, elsewhere = await world.channel(by=ana), await world.channel(by=ana, team=other)
    direct = await world.direct(ana, ben)
    sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
    file = sent.json()["file_infos"][0]
    later = await schedule(ana, channel, "second", scheduled_at=now_ms() + 2 * HOUR_MS)
    sooner = await schedule(ana, channel, "first", file_ids=[file["id"]])
    private, _ = await schedule(ana, direct), await schedule(ana, elsewhere)
    plain = (await ana.get(f"/posts/scheduled/team/{team.id}")).json()
    both = (await ana.get(f"/posts/scheduled/team/{team.id}", includeDirectChannels=True)).json()
    assert [each["id"] for each in plain[team.id]] == [sooner["id"], later["id"]]
    assert plain[team.id][0]["metadata"] == {"files": [file]}
    assert "directChannels" not in plain
    assert [each["id"] for each in both["directChannels"]] == [private["id"]]
    stranger = await world.stranger()
    assert (await stranger.get(f"/posts/scheduled/team/{team.id}")).status_code == 403


async def test_only_authors_change_what_they_scheduled(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(eve, channel)
    mine = await schedule(ana, channel)
    path = f"/posts/schedule/{mine['id']}"
    changed, gone = await eve.put(path, mine), await eve.delete(path)
    assert (changed.status_code, changed.json()["id"]) == (403, "app.update_scheduled_post.update_permission.error")
    assert (gone.status_code, gone.json()["id"]) == (403, "app.delete_scheduled_post.delete_permission.error")
    other = await ana.put(path, {**mine, "id": channel.id})
    assert (other.status_code, other.json()["id"]) == (400, "api.context.invalid_url_param.app_error")
    assert (await ana.put(path, mine)).status_code == 201
    assert (await ana.delete(path)).status_code == 201
    missing = await ana.delete(path)
    assert (missing.status_code, missing.json()["id"]) == (
        404,
        "app.delete_scheduled_post.existing_scheduled_post.not_exist",
    )
    late = await ana.put(path, mine)
    assert (late.status_code, late.json()["id"]) == (
        404,
        "app.update_scheduled_post.existing_scheduled_post.not_exist",
    )


async def test_what_cannot_be_posted_cannot_be_scheduled(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    good = {"channel_id": channel.id, "message": "x", "scheduled_at": now_ms() + HOUR_MS}
    for who, change, status, error_id in (
        (ana, {"scheduled_at": now_ms() - 6000}, 400, "model.scheduled_post.is_valid.scheduled_at.app_error"),
        (ana, {"message": ""}, 400, "model.scheduled_post.is_valid.empty_post.app_error"),
        (ana, {"message": "x" * 16_384}, 400, "model.draft.is_valid.message_length.app_error"),
        (ana, {"message": 5}, 400, "api.context.invalid_body_param.app_error"),
        (ana, {"channel_id": ana.id}, 403, "api.context.permissions.app_error"),
        (eve, {}, 403, "api.context.permissions.app_error"),
        (
            ana,
            {"root_id": ana.id, "priority": {"priority": "urgent"}},
            400,
            "api.post.post_priority.priority_post_only_allowed_for_root_post.request_error",
        ),
    ):
        reply = await who.post("/posts/schedule", {**good, **change})
        assert (reply.status_code, reply.json()["id"]) == (status, error_id), change
    assert (await ana.post("/posts/schedule", good)).status_code == 201
    await ana.delete(f"/channels/{channel.id}")
    archived = await ana.post("/posts/schedule", good)
    assert (archived.status_code, archived.json()["id"]) == (400, "app.save_scheduled_post.channel_deleted.app_error")


async def test_what_is_due_is_posted_once_by_its_author(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, ben, team = await world.member(), await world.member(), await world.team()
        channel = await world.channel(by=ana)
        await world.join(ben, channel)
        root = await world.post(by=ana, channel=channel, message="root")
        sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
        file_id = sent.json()["file_infos"][0]["id"]
        await schedule(ana, channel, "with a file", file_ids=[file_id], priority={"priority": "urgent"})
        reply = await schedule(ana, channel, "a reply", root_id=root.id)
        await schedule(ana, channel, "not yet", scheduled_at=now_ms() + 5 * HOUR_MS)
        async with ana.listening() as own, ben.listening() as heard:
            await run(world, workers=3)
            await run(world)
            await own.wait_for("scheduled_post_deleted", count=2)
        posts = [json.loads(each["data"]["post"]) for each in heard.of("posted")]
        assert sorted(post["message"] for post in posts) == ["a reply", "with a file"]
        urgent = next(post for post in posts if post["file_ids"])
        assert urgent["metadata"]["priority"]["priority"] == "urgent"
        assert urgent["metadata"]["files"][0]["id"] == file_id
        assert next(post for post in posts if post["root_id"])["root_id"] == root.id
        assert {post["user_id"] for post in posts} == {ana.id}
        gone = [json.loads(each["data"]["scheduledPost"])["id"] for each in own.of("scheduled_post_deleted")]
        assert reply["id"] in gone
        assert [each["message"] for each in await listed(ana, team)] == ["not yet"]


async def test_a_scheduled_post_leaves_a_read_channel_read_and_an_unread_one_unread(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, ben = await world.member(), await world.member()
        read, unread = await world.channel(by=ana), await world.channel(by=ana)
        await world.join(ben, unread)
        for channel in (read, unread):
            await world.post(by=ana, channel=channel)
            await schedule(ana, channel)
        await world.post(by=ben, channel=unread, message="news")
        await run(world)
        left = {
            channel.id: (await ana.get(f"/users/me/channels/{channel.id}/unread")).json()["msg_count"]
            for channel in (read, unread)
        }
        assert left == {read.id: 0, unread.id: 2}


async def test_why_a_post_could_not_be_sent_is_kept(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, admin, team = await world.member(), await world.admin(), await world.team()
        left, archived, threaded = [await world.channel(by=admin, type="P") for _ in range(3)]
        for channel in (left, archived, threaded):
            await world.join(ana, channel)
        root = await world.post(by=admin, channel=threaded)
        await schedule(ana, left, "left")
        await schedule(ana, archived, "archived")
        await schedule(ana, threaded, "threaded", root_id=root.id)
        await admin.delete(f"/channels/{left.id}/members/{ana.id}")
        await admin.delete(f"/channels/{archived.id}")
        await admin.delete(f"/posts/{root.id}")
        async with ana.listening() as heard:
            await run(world)
            await heard.wait_for("scheduled_post_updated", count=3)
        failed = {each["message"]: each for each in await listed(ana, team)}
        assert {name: each["error_code"] for name, each in failed.items()} == {
            "left": "no_channel_member",
            "archived": "channel_archived",
            "threaded": "thread_deleted",
        }
        assert all(each["processed_at"] for each in failed.values())
        told = [json.loads(each["data"]["scheduledPost"])["error_code"] for each in heard.of("scheduled_post_updated")]
        assert sorted(told) == ["channel_archived", "no_channel_member", "thread_deleted"]
        # Editing gives it another chance.
        await world.join(ana, left)
        again = await ana.put(f"/posts/schedule/{failed['left']['id']}", failed["left"])
        assert again.json()["error_code"] == ""
        await run(world)
        assert "left" in await messages(ana, left)


async def test_who_is_gone_or_may_not_write_there_sends_nothing(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"EnableOpenServer": True, "MaxUsersPerTeam": 100}) as world:
        admin, team = await world.admin(), await world.team()
        gone, silent = await world.member(), await world.member()
        channel = await world.channel(by=admin)
        for each in (gone, silent):
            await world.join(each, channel)
            await schedule(each, channel)
        rules = [{"name": "create_post", "roles": {"members": False, "guests": False}}]
        assert (await admin.put(f"/channels/{channel.id}/moderations/patch", rules)).status_code == 200
        assert (await admin.put(f"/users/{gone.id}/active", active=False)).status_code == 200
        await run(world)
        codes = [each["error_code"] for each in await listed(silent, team)]
        assert codes == ["no_channel_permission"]
        sql = "SELECT errorcode FROM scheduledposts WHERE userid = %(user_id)s"
        db = world.application.runtime.db()
        assert await db.value(str, sql, user_id=gone.id) == "user_deleted"
        assert await messages(admin, channel) == []


async def test_what_the_server_missed_for_a_day_is_given_up(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, team = await world.member(), await world.team()
        channel = await world.channel(by=ana)
        await schedule(ana, channel)
        await run(world, hours=26)
        (given_up,) = await listed(ana, team)
        assert given_up["error_code"] == "unable_to_send"
        assert await messages(ana, channel) == []


async def test_scheduling_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"ScheduledPosts": False}) as world:
        ana, team = await world.member(), await world.team()
        for reply in (
            await ana.post("/posts/schedule", channel_id=ana.id, message="x"),
            await ana.get(f"/posts/scheduled/team/{team.id}"),
            await ana.delete(f"/posts/schedule/{ana.id}"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (400, "api.scheduled_posts.feature_disabled")
