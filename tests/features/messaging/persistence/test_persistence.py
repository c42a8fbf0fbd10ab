"""Urgent posts that notify again and again: whom, how often, and what ends it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.features.messaging.persistence.jobs import chores
from tests.conftest import NewWorld
from tests.fixtures.world import Heard, Person, Thing, World

pytestmark = pytest.mark.anyio

URGENT = {"priority": {"priority": "urgent", "requested_ack": False, "persistent_notifications": True}}
NAME = "persistent_notification_triggered"


async def minutes_later(world: World, *minutes: float) -> None:
    now = datetime.now(UTC)
    for each in minutes:
        with time_machine.travel(now + timedelta(minutes=each), tick=True):
            await chores[0].act(world.application.runtime)


async def call(ana: Person, channel: Thing, message: str) -> Any:
    return await ana.post("/posts", channel_id=channel.id, message=message, metadata=URGENT)


async def told(heard: Heard) -> int:
    return len((await heard.settled()).of(NAME))


async def test_those_called_are_notified_at_the_interval_as_often_as_set(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"PersistentNotificationMaxCount": 3}) as world:
        ana, ben, cleo = await world.member(), await world.member(), await world.member()
        channel = await world.town_square()
        async with ben.listening() as heard, cleo.listening() as other:
            post = (await call(ana, channel, f"@{ben.username} please")).json()
            await minutes_later(world, 3)
            assert await told(heard) == 0
            await minutes_later(world, 5.1, 7, 10.2, 15.3, 20.4, 25.5)
            assert (await told(heard), await told(other)) == (3, 0)
        event = heard.of(NAME)[0]
        assert json.loads(event["data"]["post"])["id"] == post["id"]
        assert json.loads(event["data"]["mentions"]) == [ben.id]
        assert event["data"]["sender_name"] == f"@{ana.username}"
        assert event["data"].keys() == {
            "post",
            "channel_type",
            "channel_display_name",
            "channel_name",
            "sender_name",
            "team_id",
            "mentions",
        }
        assert event["broadcast"]["user_id"] == ben.id


@pytest.mark.parametrize("way", ["reply", "reaction", "ack", "deletion", "archive"])
async def test_an_answer_of_somebody_called_ends_it(new_world: NewWorld, way: str) -> None:
    async with new_world() as world:
        ana, ben, cleo = await world.member(), await world.member(), await world.member()
        channel = await world.channel(by=ana)
        for each in (ben, cleo):
            await world.join(each, channel)
        post = Thing((await call(ana, channel, f"@{ben.username} please")).json())

        async def answer(who: Person) -> None:
            if way == "reply":
                await world.reply(by=who, to=post)
            elif way == "reaction":
                await who.post("/reactions", user_id=who.id, post_id=post.id, emoji_name="+1")
            elif way == "ack":
                await who.post(f"/users/me/posts/{post.id}/ack")

        async with ben.listening() as heard:
            await answer(cleo)  # who was not called
            await answer(ana)
            await minutes_later(world, 5.1)
            assert await told(heard) == 1
            if way == "deletion":
                await ana.delete(f"/posts/{post.id}")
            elif way == "archive":
                await ana.delete(f"/channels/{channel.id}")
            else:
                await answer(ben)
            await minutes_later(world, 10.2, 15.3)
            assert await told(heard) == 1


async def test_it_needs_somebody_to_notify_but_not_too_many(world: World) -> None:
    ana, others = await world.member(), [await world.member() for _ in range(6)]
    channel, direct = await world.town_square(), await world.direct(ana, others[0])
    nobody = await call(ana, channel, "@channel please")
    assert (nobody.status_code, nobody.json()["id"]) == (
        400,
        "api.post.post_priority.min_recipients_persistent_notification_post.request_error",
    )
    crowd = await call(ana, channel, " ".join(f"@{each.username}" for each in others))
    assert (crowd.status_code, crowd.json()["id"]) == (
        400,
        "api.post.post_priority.max_recipients_persistent_notification_post.request_error",
    )
    assert (await call(ana, channel, " ".join(f"@{each.username}" for each in others[:5]))).status_code == 201
    assert (await call(ana, direct, "please")).status_code == 201  # the other one is called without a name


async def test_it_is_for_urgent_root_posts(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel, message = await world.town_square(), f"@{ben.username} please"
    calm = {"priority": {"priority": "important", "persistent_notifications": True}}
    reply = await ana.post("/posts", channel_id=channel.id, message=message, metadata=calm)
    assert (reply.status_code, reply.json()["id"]) == (
        400,
        "api.post.post_priority.urgent_persistent_notification_post.request_error",
    )
    root = await world.post(by=ana)
    answer = await ana.post("/posts", channel_id=channel.id, root_id=root.id, message=message, metadata=URGENT)
    assert (answer.status_code, answer.json()["id"]) == (
        400,
        "api.post.post_priority.priority_post_only_allowed_for_root_post.request_error",
    )


async def test_guests_may_where_the_site_lets_them(new_world: NewWorld) -> None:
    for allowed, status in ((False, 403), (True, 201)):
        async with new_world(ServiceSettings={"AllowPersistentNotificationsForGuests": allowed}) as world:
            ana = await world.member()
            channel = await world.channel(by=ana)
            guest = await world.guest(None, channel)
            reply = await call(guest, channel, f"@{ana.username} please")
            assert reply.status_code == status
            if status == 403:
                assert reply.json()["id"] == ("api.post.post_priority.priority_post_not_allowed_for_user.request_error")


async def test_it_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"AllowPersistentNotifications": False}) as world:
        ana, ben = await world.member(), await world.member()
        reply = await call(ana, await world.town_square(), f"@{ben.username} please")
        assert reply.status_code == 403
