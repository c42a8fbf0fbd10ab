"""Writing posts: what is stored, what is answered, who hears of it."""

import json
from typing import Any

import pytest

from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def test_a_post_is_answered_stored_and_told_to_the_channel(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.town_square()

    async with bob.listening() as heard:
        reply = await ana.post("/posts", channel_id=channel.id, message="hello #world", pending_post_id=f"{ana.id}:1")

    assert reply.status_code == 201
    post = reply.json()
    assert post == {
        "id": post["id"],
        "create_at": post["create_at"],
        "update_at": post["create_at"],
        "edit_at": 0,
        "delete_at": 0,
        "is_pinned": False,
        "user_id": ana.id,
        "channel_id": channel.id,
        "root_id": "",
        "original_id": "",
        "message": "hello #world",
        "type": "",
        "props": {"disable_group_highlight": True} if "disable_group_highlight" in post["props"] else {},
        "hashtags": "#world",
        "file_ids": [],
        "pending_post_id": f"{ana.id}:1",
        "reply_count": 0,
        "last_reply_at": 0,
        "participants": None,
        "metadata": {},
    }
    event = heard.of("posted")[-1]
    assert json.loads(event["data"]["post"]) == post
    assert event["data"] | {"post": ""} == {
        "post": "",
        "channel_type": "O",
        "channel_display_name": channel.display_name,
        "channel_name": "town-square",
        "sender_name": f"@{ana.username}",
        "team_id": channel.team_id,
        "set_online": True,
    }
    assert event["broadcast"]["channel_id"] == channel.id
    stored = (await bob.get(f"/posts/{post['id']}")).json()
    assert stored == {**post, "pending_post_id": ""}
