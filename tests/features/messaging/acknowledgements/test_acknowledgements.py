"""Confirming posts whose authors ask for it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

ASKED = {"priority": {"priority": "important", "requested_ack": True, "persistent_notifications": False}}


async def test_a_confirmation_is_kept_told_and_can_be_taken_back(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    post = await world.post(by=ana, metadata=ASKED)
    path = f"/users/me/posts/{post.id}/ack"

    async with ana.listening() as heard:
        given = (await bob.post(path)).json()
        again = (await bob.post(path)).json()
        shown = (await ana.get(f"/posts/{post.id}")).json()
        assert (await bob.delete(path)).json() == {"status": "OK"}

    assert given == {
        "user_id": bob.id,
        "post_id": post.id,
        "acknowledged_at": given["acknowledged_at"],
        "channel_id": post.channel_id,
        "remote_id": "",
    }
    assert again == given
    assert shown["metadata"]["acknowledgements"] == [given]
    assert json.loads(heard.of("post_acknowledgement_added")[0]["data"]["acknowledgement"]) == given
    (removed,) = heard.of("post_acknowledgement_removed")
    assert json.loads(removed["data"]["acknowledgement"])["acknowledged_at"] == 0
    assert "acknowledgements" not in (await ana.get(f"/posts/{post.id}")).json()["metadata"]
    gone = await bob.delete(path)
    assert (gone.status_code, gone.json()["id"]) == (404, "app.acknowledgement.get.app_error")


async def test_only_readers_confirm_and_only_for_themselves(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    post = await world.post(by=ana, channel=channel, metadata=ASKED)
    assert (await eve.post(f"/users/me/posts/{post.id}/ack")).status_code == 403
    assert (await eve.post(f"/users/{ana.id}/posts/{post.id}/ack")).status_code == 403
    assert (await ana.post(f"/users/me/posts/{post.id}/ack")).status_code == 200
    await ana.delete(f"/channels/{channel.id}")
    late = await ana.post(f"/users/me/posts/{post.id}/ack")
    assert (late.status_code, late.json()["id"]) == (403, "api.acknowledgement.save.archived_channel.app_error")


async def test_it_can_be_taken_back_for_five_minutes(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    post = await world.post(by=ana, metadata=ASKED)
    path = f"/users/me/posts/{post.id}/ack"
    for minutes, status in ((6, 403), (4, 200)):
        await bob.post(path)
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=True):
            reply = await bob.delete(path)
        assert reply.status_code == status
        if status == 403:
            assert reply.json()["id"] == "api.acknowledgement.delete.deadline.app_error"


async def test_clients_read_a_confirmed_post_again(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    post = await world.post(by=ana, metadata=ASKED)
    async with ana.listening() as heard:
        await bob.post(f"/users/me/posts/{post.id}/ack")
        event = await heard.wait_for("post_edited")
    shown = json.loads(event["data"]["post"])
    assert [each["user_id"] for each in shown["metadata"]["acknowledgements"]] == [bob.id]
    assert shown["metadata"]["priority"]["requested_ack"] is True
