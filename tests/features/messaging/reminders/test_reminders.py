"""Reminders: confirmed to who set them, and sent once by the server's own bot."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from mattermost_py.features.messaging.reminders.jobs import chores
from mattermost_py.kernel.clock import now_s
from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def run(world: World, *, hours: float) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True):
        await asyncio.gather(*(chores[0].act(world.application.runtime) for _ in range(3)))


async def test_setting_a_reminder_is_confirmed_to_oneself(world: World) -> None:
    ana, ben, team = await world.member(), await world.member(), await world.team()
    post, at = await world.post(by=ben), now_s() + 3600
    async with ana.listening() as heard, ben.listening() as other:
        reply = await ana.post(f"/users/me/posts/{post.id}/reminder", target_time=at)
    assert (reply.status_code, reply.json()) == (200, {"status": "OK"})
    shown = json.loads(heard.of("ephemeral_message")[0]["data"]["post"])
    assert (shown["type"], shown["channel_id"], shown["user_id"]) == ("system_ephemeral", post.channel_id, ana.id)
    assert shown["props"] == {
        "target_time": at,
        "team_name": team.name,
        "post_id": post.id,
        "username": ben.username,
        "type": "reminder",
    }
    assert other.of("ephemeral_message") == []


async def test_a_reminder_comes_once_from_the_servers_bot(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, ben, team = await world.member(), await world.member(), await world.team()
        post = await world.post(by=ben)
        for hours in (3, 1):  # the last wish counts
            await ana.post(f"/users/me/posts/{post.id}/reminder", target_time=now_s() + hours * 3600)
        async with ana.listening() as heard:
            await run(world, hours=0.5)
            assert heard.of("posted") == []
            await run(world, hours=1.1)
            await run(world, hours=4)
            event = await heard.wait_for("posted")
        assert len(heard.of("posted")) == 1
        sent = json.loads(event["data"]["post"])
        assert (event["data"]["channel_type"], sent["type"]) == ("D", "reminder")
        expected = {"team_name": team.name, "post_id": post.id, "username": ben.username, "from_bot": "true"}
        assert sent["props"].items() >= expected.items()
        assert f"/{team.name}/pl/{post.id}" in sent["message"]
        assert (await ana.get(f"/users/{sent['user_id']}")).json()["username"] == "system-bot"


async def test_only_readers_are_reminded_and_only_of_what_is_there(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, ben = await world.member(), await world.member()
        channel = await world.channel(by=ben, type="P")
        await world.join(ana, channel)
        post = await world.post(by=ben, channel=channel)
        path = f"/users/me/posts/{post.id}/reminder"
        eve = await world.member()
        assert (await eve.post(path, target_time=now_s() + 60)).status_code == 403
        assert (
            await eve.post(f"/users/{ana.id}/posts/{post.id}/reminder", target_time=now_s() + 60)
        ).status_code == 403
        past = await ana.post(path, target_time=now_s() - 1)
        assert (past.status_code, past.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
        assert (await ana.post(path, target_time="soon")).status_code == 400
        for who, expected in (
            (ana, (403, "api.context.permissions.app_error")),
            (await world.admin(), (404, "app.post.get.app_error")),
        ):
            missing = await who.post(f"/users/me/posts/{ana.id}/reminder", target_time=now_s() + 60)
            assert (missing.status_code, missing.json()["id"]) == expected
        assert (await ana.post(path, target_time=now_s() + 60)).status_code == 200
        assert (await ben.post(path, target_time=now_s() + 60)).status_code == 200
        await ben.delete(f"/channels/{channel.id}/members/{ana.id}")
        async with ana.listening() as left, ben.listening() as there:
            await run(world, hours=1)
            await there.wait_for("posted")
        assert left.of("posted") == []
