"""Whom a post reaches: groups, crowds, outsiders, and what is counted for them."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.features.directory.test_linked_groups import directory_group, link, settled
from tests.fixtures.world import Heard, Person, Thing, World, unique

pytestmark = pytest.mark.anyio


async def a_group(by: Person, *people: Person) -> Thing:
    name = unique("crew")
    body = {"name": name, "display_name": name, "source": "custom", "allow_reference": True}
    reply = await by.post("/groups", {**body, "user_ids": [each.id for each in people]})
    assert reply.status_code == 201, reply.text
    return Thing(reply.json())


async def unread(person: Person, channel: Thing) -> dict[str, Any]:
    return (await person.get(f"/users/{person.id}/channels/{channel.id}/unread")).json()


async def seen(person: Person, channel: Thing) -> None:
    """Forgets what coming into the channel counted."""
    reply = await person.post(f"/channels/members/{person.id}/view", channel_id=channel.id)
    assert reply.status_code == 200


def hints(heard: Heard) -> list[dict[str, Any]]:
    return [json.loads(each["data"]["post"]) for each in heard.of("ephemeral_message")]


async def test_a_group_reaches_its_members_in_the_channel_and_names_the_others(world: World) -> None:
    ana, bob, zoe, far = await world.member(), await world.member(), await world.member(), await world.stranger()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await seen(bob, channel)
    group = await a_group(ana, ana, bob, zoe, far)
    async with ana.listening() as heard, bob.listening() as heard_by_bob:
        await world.post(by=ana, channel=channel, message=f"@{group.name}, look")
        told = await heard_by_bob.wait_for("posted")
        assert json.loads(told["data"]["mentions"]) == [bob.id]
    assert (await unread(bob, channel))["mention_count"] == 1
    [hint] = hints(heard)
    assert hint["props"]["add_channel_member"]["not_in_channel_user_ids"] == [zoe.id]
    assert hint["props"]["add_channel_member"]["not_in_groups_user_ids"] == []


async def test_a_group_nobody_of_the_team_is_in_reaches_nobody(world: World) -> None:
    ana, far = await world.member(), await world.stranger()
    channel = await world.channel(by=ana)
    group = await a_group(ana, far)
    async with ana.listening() as heard:
        await world.post(by=ana, channel=channel, message=f"@{group.name}")
    [hint] = hints(heard)
    assert group.name in hint["message"]
    assert "add_channel_member" not in hint["props"]


async def test_a_deleted_group_is_no_group(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await seen(bob, channel)
    group = await a_group(ana, bob)
    assert (await ana.delete(f"/groups/{group.id}")).status_code == 200
    await world.post(by=ana, channel=channel, message=f"@{group.name}")
    assert (await unread(bob, channel))["mention_count"] == 0


async def test_a_channel_kept_to_its_groups_knows_only_those(world: World) -> None:
    admin, team = await world.admin(), await world.new_team()
    ana, zoe = await world.member(team), await world.member(team)
    channel = await world.channel(by=ana, team=team)
    own = await directory_group(world, admin, ana, referable=True)
    other = await directory_group(world, ana, zoe, referable=True)
    await link(admin, own, "channels", channel)
    assert (await admin.put(f"/channels/{channel.id}/patch", group_constrained=True)).status_code == 200
    await settled(world)
    await seen(ana, channel)
    await world.post(by=admin, channel=channel, message=f"@{other.name}")
    assert (await unread(ana, channel))["mention_count"] == 0
    await world.post(by=admin, channel=channel, message=f"@{own.name}")
    assert (await unread(ana, channel))["mention_count"] == 1
    async with ana.listening() as heard:
        await world.post(by=ana, channel=channel, message=f"@{zoe.username}")
    [hint] = hints(heard)
    assert hint["props"]["add_channel_member"]["not_in_groups_user_ids"] == [zoe.id]
    assert hint["props"]["add_channel_member"]["not_in_channel_user_ids"] == []


async def test_who_may_not_mention_groups_leaves_a_mark_on_the_post(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    guest = await world.guest(None, channel)
    group = await a_group(ana, ana)
    await seen(ana, channel)
    post = await world.post(by=guest, channel=channel, message=f"@{group.name}")
    assert post.props["disable_group_highlight"] is True
    assert (await unread(ana, channel))["mention_count"] == 0
    plain = await world.post(by=guest, channel=channel, message="mail guest@example.org")
    assert "disable_group_highlight" not in plain.props


async def test_a_crowd_is_as_many_as_the_limit(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"MaxNotificationsPerChannel": 3}) as world:
        ana, bob, cleo = await world.member(), await world.member(), await world.member()
        channel = await world.channel(by=ana)
        await world.join(bob, channel)
        await seen(bob, channel)
        async with ana.listening() as heard:
            await world.post(by=ana, channel=channel, message="@all two of us")
        assert ((await unread(bob, channel))["mention_count"], hints(heard)) == (1, [])
        await world.join(cleo, channel)
        async with ana.listening() as heard:
            await world.post(by=ana, channel=channel, message="@channel three of us")
        assert (await unread(bob, channel))["mention_count"] == 1
        assert len(hints(heard)) == 1
        admin = await world.admin()
        assert (await admin.delete(f"/users/{cleo.id}")).status_code == 200  # who is deactivated is no crowd
        await world.post(by=ana, channel=channel, message="@channel two again")
        assert (await unread(bob, channel))["mention_count"] == 2


async def test_emoji_names_and_headers_mention_nobody(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    assert (
        await bob.put("/users/me/patch", notify_props={**bob.user["notify_props"], "mention_keys": "rocket"})
    ).status_code == 200
    await seen(bob, channel)
    await world.post(by=ana, channel=channel, message=":rocket: starts")
    assert (await ana.put(f"/channels/{channel.id}/patch", header="@all news")).status_code == 200
    assert (await unread(bob, channel))["mention_count"] == 0
    await world.post(by=ana, channel=channel, message="the Rocket: starts")
    assert (await unread(bob, channel))["mention_count"] == 1


async def test_attachments_mention_too(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await seen(bob, channel)
    name = f"@{bob.username}"
    for attachment, count in (
        ({"title": name}, 0),
        ({"pretext": name}, 1),
        ({"text": name}, 2),
        ({"fields": [{"title": "who", "value": name}]}, 3),
    ):
        await world.post(by=ana, channel=channel, props={"attachments": [attachment]})
        assert (await unread(bob, channel))["mention_count"] == count


async def test_an_edit_notifies_nobody_anew(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await seen(bob, channel)
    post = await world.post(by=ana, channel=channel, message="hello")
    assert (await ana.put(f"/posts/{post.id}/patch", message=f"hello @{bob.username}")).status_code == 200
    assert (await unread(bob, channel))["mention_count"] == 0


async def test_roots_replies_and_urgency_are_counted_apart(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await seen(bob, channel)
    name = f"@{bob.username}"
    root = await world.post(by=ana, channel=channel, message=name, metadata={"priority": {"priority": "urgent"}})
    await world.reply(by=ana, to=root, message=name)
    await world.reply(by=ana, to=root, message="and more")
    found = await unread(bob, channel)
    assert {key: found[key] for key in found if "count" in key} == {
        "msg_count": 3,
        "msg_count_root": 1,
        "mention_count": 2,
        "mention_count_root": 1,
        "urgent_mention_count": 1,
    }
    team_id = channel.team_id
    threads = (await bob.get(f"/users/{bob.id}/teams/{team_id}/threads")).json()["threads"]
    mine = next(each for each in threads if each["id"] == root.id)
    assert (mine["unread_replies"], mine["unread_mentions"], mine["is_urgent"]) == (2, 1, True)


async def test_marking_unread_counts_every_kind_of_mention_again(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    group = await a_group(ana, bob)
    first = await world.post(by=ana, channel=channel, message="start")
    for message in (f"@{group.name}", "@channel", f"@{bob.username}", "nothing"):
        await world.post(by=ana, channel=channel, message=message)
    await seen(bob, channel)
    body = {"collapsed_threads_supported": True}
    counted = (await bob.post(f"/users/{bob.id}/posts/{first.id}/set_unread", body)).json()
    assert (counted["mention_count"], counted["mention_count_root"]) == (3, 3)
    assert (await unread(bob, channel))["msg_count"] == 5
    notify = {"mark_unread": "mention"}
    assert (await bob.put(f"/channels/{channel.id}/members/{bob.id}/notify_props", notify)).status_code == 200
    muted = (await bob.post(f"/users/{bob.id}/posts/{first.id}/set_unread", body)).json()
    assert muted["mention_count"] == 2  # a muted channel takes no mentions of everybody
    notify = {"ignore_channel_mentions": "off"}
    assert (await bob.put(f"/channels/{channel.id}/members/{bob.id}/notify_props", notify)).status_code == 200
    willing = (await bob.post(f"/users/{bob.id}/posts/{first.id}/set_unread", body)).json()
    assert willing["mention_count"] == 3


async def test_a_guest_does_not_learn_of_people_by_naming_them(world: World) -> None:
    ana, zoe = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    guest = await world.guest(None, channel)
    async with guest.listening() as heard, ana.listening() as heard_by_ana:
        await world.post(by=guest, channel=channel, message=f"@{zoe.username}")
        await world.post(by=ana, channel=channel, message=f"@{zoe.username}")
    assert hints(heard) == []
    assert len(hints(heard_by_ana)) == 1
