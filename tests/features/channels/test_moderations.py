"""Moderation: what members and guests may do in one channel."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

NAMES = ["create_post", "create_reactions", "manage_members", "use_channel_mentions", "manage_bookmarks"]
REFUSED = "api.channel.patch_channel_moderations_for_channel.restricted_permission.app_error"


async def switch(admin: Person, channel: Thing, name: str, **roles: bool) -> list[dict[str, Any]]:
    reply = await admin.put(f"/channels/{channel.id}/moderations/patch", [{"name": name, "roles": roles}])
    assert reply.status_code == 200, reply.text
    return reply.json()


async def a_channel(world: World, **fields: Any) -> tuple[Thing, Person, Person]:
    """A channel with a member and a guest."""
    admin = await world.admin()
    channel = await world.channel(by=admin, **fields)
    ana = await world.member()
    await world.join(ana, channel)
    return channel, ana, await world.guest(None, channel)


async def test_the_switches_of_a_channel_are_those_above_it_at_first(world: World) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world)
    assert (await ana.get(f"/channels/{channel.id}/moderations")).status_code == 403
    assert (await ana.put(f"/channels/{channel.id}/moderations/patch", [])).status_code == 403
    found = (await admin.get(f"/channels/{channel.id}/moderations")).json()
    assert [each["name"] for each in found] == NAMES
    on = {"value": True, "enabled": True}
    assert all(each["roles"]["members"] == on for each in found)
    assert {each["name"]: each["roles"]["guests"] for each in found} == {
        "create_post": on,
        "create_reactions": on,
        "manage_members": None,
        "use_channel_mentions": on,
        "manage_bookmarks": None,
    }


async def test_the_first_switch_makes_roles_and_the_last_takes_them_away(world: World) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world)
    async with ana.listening() as heard:
        found = await switch(admin, channel, "create_post", members=False)
        await heard.wait_for("channel_member_updated")
        assert {"role_updated", "channel_scheme_updated", "channel_updated"} <= set(heard.names())
        told = heard.of("role_updated")
        assert {each["broadcast"]["channel_id"] for each in told} == {channel.id}
        assert len({json.loads(each["data"]["role"])["name"] for each in told}) == 3
        member = json.loads(heard.of("channel_member_updated")[0]["data"]["channelMember"])
    assert found[0]["roles"] == {
        "members": {"value": False, "enabled": True},
        "guests": {"value": True, "enabled": True},
    }
    now = (await admin.get(f"/channels/{channel.id}")).json()
    scheme = (await admin.get(f"/schemes/{now['scheme_id']}")).json()
    assert member["roles"] == scheme["default_channel_user_role"]

    async with ana.listening() as heard:
        await switch(admin, channel, "create_post", members=True)
        await heard.wait_for("channel_member_updated")
        assert "channel_scheme_updated" in heard.names()
    assert (await admin.get(f"/channels/{channel.id}")).json()["scheme_id"] in (None, "")
    assert (await admin.get(f"/schemes/{scheme['id']}")).json()["delete_at"] > 0
    member = (await ana.get(f"/channels/{channel.id}/members/{ana.id}")).json()
    assert member["roles"] == "channel_user"


async def test_posting_is_switched_for_members_and_guests_apart(world: World) -> None:
    admin = await world.admin()
    channel, ana, guest = await a_channel(world)
    body = {"channel_id": channel.id, "message": "hello"}
    for roles, of_member, of_guest in (
        ({"members": False}, 403, 201),
        ({"guests": False}, 403, 403),
        ({"members": True}, 201, 403),
    ):
        await switch(admin, channel, "create_post", **roles)
        assert (await ana.post("/posts", body)).status_code == of_member
        assert (await guest.post("/posts", body)).status_code == of_guest
        assert (await admin.post("/posts", body)).status_code == 201


async def test_reactions_are_switched(world: World) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world)
    post = await world.post(by=ana, channel=channel)
    reaction = {"user_id": ana.id, "post_id": post.id, "emoji_name": "wave"}
    assert (await ana.post("/reactions", reaction)).status_code == 200
    await switch(admin, channel, "create_reactions", members=False)
    assert (await ana.post("/reactions", {**reaction, "emoji_name": "tada"})).status_code == 403
    assert (await ana.delete(f"/users/{ana.id}/posts/{post.id}/reactions/wave")).status_code == 403
    await switch(admin, channel, "create_reactions", members=True)
    assert (await ana.post("/reactions", {**reaction, "emoji_name": "tada"})).status_code == 200


@pytest.mark.parametrize("kind", ["O", "P"])
async def test_managing_members_is_switched(world: World, kind: str) -> None:
    admin, eve = await world.admin(), await world.member()
    channel, ana, _guest = await a_channel(world, type=kind)
    found = await switch(admin, channel, "manage_members", members=False)
    assert found[2]["roles"]["members"] == {"value": False, "enabled": True}
    path = f"/channels/{channel.id}/members"
    assert (await ana.post(path, user_id=eve.id)).status_code == 403
    await world.join(eve, channel)
    assert (await ana.delete(f"{path}/{eve.id}")).status_code == 403
    await switch(admin, channel, "manage_members", members=True)
    assert (await ana.delete(f"{path}/{eve.id}")).status_code == 200
    assert (await ana.post(path, user_id=eve.id)).status_code == 201


async def test_mentions_of_the_whole_channel_are_switched(world: World) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world)
    bea = await world.member()
    await world.join(bea, channel)
    await bea.post(f"/channels/members/{bea.id}/view", channel_id=channel.id)
    await switch(admin, channel, "use_channel_mentions", members=False)
    post = await world.post(by=ana, channel=channel, message="@channel!")
    assert post.props["mentionHighlightDisabled"] is True
    count = f"/users/{bea.id}/channels/{channel.id}/unread"
    assert (await bea.get(count)).json()["mention_count"] == 0
    await switch(admin, channel, "use_channel_mentions", members=True)
    post = await world.post(by=ana, channel=channel, message="@channel!")
    assert "mentionHighlightDisabled" not in post.props
    assert (await bea.get(count)).json()["mention_count"] == 1


@pytest.mark.parametrize("kind", ["O", "P"])
async def test_bookmarks_are_switched(world: World, kind: str) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world, type=kind)
    path, link = f"/channels/{channel.id}/bookmarks", {"display_name": "x", "type": "link", "link_url": "https://a.org"}
    made = await ana.post(path, link)
    assert made.status_code == 201
    await switch(admin, channel, "manage_bookmarks", members=False)
    own = f"{path}/{made.json()['id']}"
    assert (await ana.post(path, link)).status_code == 403
    assert (await ana.patch(own, display_name="y")).status_code == 403
    assert (await ana.delete(own)).status_code == 403
    assert (await ana.get(path)).status_code == 200
    await switch(admin, channel, "manage_bookmarks", members=True)
    assert (await ana.delete(own)).status_code == 200


async def test_a_channel_administrator_is_not_moderated(world: World) -> None:
    admin = await world.admin()
    channel, ana, _guest = await a_channel(world)
    flags = {"scheme_user": True, "scheme_admin": True}
    assert (await admin.put(f"/channels/{channel.id}/members/{ana.id}/schemeRoles", flags)).status_code == 200
    await switch(admin, channel, "create_post", members=False)
    assert (await ana.post("/posts", channel_id=channel.id, message="still")).status_code == 201


async def test_what_is_not_granted_above_cannot_be_switched_on(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        channel, ana, _guest = await a_channel(world)
        role = (await admin.get("/roles/name/channel_user")).json()
        await switch(admin, channel, "create_reactions", members=False)
        left = [each for each in role["permissions"] if each not in ("create_post", "use_channel_mentions")]
        async with ana.listening() as heard:
            await admin.put(f"/roles/{role['id']}/patch", permissions=left)
            await heard.wait_for("role_updated", where=lambda each: each["broadcast"]["channel_id"] == channel.id)
        found = (await admin.get(f"/channels/{channel.id}/moderations")).json()
        assert found[0]["roles"]["members"] == {"value": False, "enabled": False}
        path = f"/channels/{channel.id}/moderations/patch"
        wanted = [{"name": "create_post", "roles": {"members": True}}]
        refused = await admin.put(path, wanted)
        assert (refused.status_code, refused.json()["id"]) == (403, REFUSED)
        assert (await admin.put(path, [{"name": "fly", "roles": {"members": True}}])).status_code == 400
        assert (await ana.post("/posts", channel_id=channel.id, message="no")).status_code == 403
