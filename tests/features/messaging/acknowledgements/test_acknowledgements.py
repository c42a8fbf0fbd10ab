"""Confirming posts whose authors ask for it."""

import json

import pytest

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
