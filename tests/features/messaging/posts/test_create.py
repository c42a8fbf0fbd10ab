"""Writing posts: what is stored, what is answered, who hears of it, what it costs."""

import asyncio
import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Heard, Person, Thing, World

pytestmark = pytest.mark.anyio


def posted(heard: Heard, post_id: str) -> dict[str, Any]:
    """The event that told of this post."""
    return next(each for each in heard.of("posted") if json.loads(each["data"]["post"])["id"] == post_id)


def mentioned(heard: Heard, post_id: str) -> list[str]:
    return json.loads(posted(heard, post_id)["data"].get("mentions", "[]"))


async def member_of(person: Person, channel: Thing) -> dict[str, Any]:
    return (await person.get(f"/channels/{channel.id}/members/{person.id}")).json()


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
        "props": {},
        "hashtags": "#world",
        "file_ids": [],
        "pending_post_id": f"{ana.id}:1",
        "reply_count": 0,
        "last_reply_at": 0,
        "participants": None,
        "metadata": {},
    }
    event = posted(heard, post["id"])
    assert json.loads(event["data"].pop("post")) == post
    assert event["data"] == {
        "channel_type": "O",
        "channel_display_name": channel.display_name,
        "channel_name": "town-square",
        "sender_name": f"@{ana.username}",
        "team_id": channel.team_id,
        "set_online": True,
    }
    assert event["broadcast"]["channel_id"] == channel.id
    assert (await bob.get(f"/posts/{post['id']}")).json() == {**post, "pending_post_id": ""}


async def test_a_repeated_pending_id_makes_one_post(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    body = {"channel_id": channel.id, "message": "once", "pending_post_id": f"{ana.id}:77"}

    replies = await asyncio.gather(*(ana.post("/posts", body) for _ in range(6)))

    assert {reply.status_code for reply in replies} == {201}
    assert len({reply.json()["id"] for reply in replies}) == 1
    page = (await ana.get(f"/channels/{channel.id}/posts")).json()
    assert [page["posts"][each]["message"] for each in page["order"]].count("once") == 1


async def test_only_those_who_may_post(world: World) -> None:
    ana, eve, stranger = await world.member(), await world.member(), await world.stranger()
    private = await world.channel(by=ana, type="P")

    for who, status in ((ana, 201), (eve, 403), (stranger, 403)):
        reply = await who.post("/posts", channel_id=private.id, message="hi")
        assert reply.status_code == status
    assert reply.json()["id"] == "api.context.permissions.app_error"

    assert (await ana.delete(f"/channels/{private.id}")).status_code == 200
    refused = await ana.post("/posts", channel_id=private.id, message="too late")
    assert (refused.status_code, refused.json()["id"]) == (400, "api.post.create_post.can_not_post_to_deleted.error")


@pytest.mark.parametrize(
    ("fields", "status", "error_id"),
    [
        ({"type": "system_join_channel"}, 400, "api.context.invalid_param.app_error"),
        ({"type": "nonsense"}, 400, "model.post.is_valid.type.app_error"),
        ({"message": "x" * 16384}, 400, "model.post.is_valid.message_length.app_error"),
        ({"root_id": "a" * 26}, 400, "api.post.create_post.root_id.app_error"),
        ({"message": 5}, 400, "api.context.invalid_body_param.app_error"),
        ({"file_ids": [f"{n:026}" for n in range(11)]}, 400, "model.post.is_valid.file_ids.app_error"),
    ],
)
async def test_what_is_not_a_post(world: World, fields: dict[str, Any], status: int, error_id: str) -> None:
    ana = await world.member()
    channel = await world.town_square()
    reply = await ana.post("/posts", {"channel_id": channel.id, "message": "hi", **fields})
    assert (reply.status_code, reply.json()["id"]) == (status, error_id)


async def test_a_root_must_be_a_root_of_the_same_channel(world: World) -> None:
    ana = await world.member()
    root = await world.post(by=ana)
    answer = await world.reply(by=ana, to=root)
    other = await world.channel(by=ana)

    nested = await ana.post("/posts", channel_id=root.channel_id, root_id=answer.id, message="deeper")
    assert (nested.status_code, nested.json()["id"]) == (400, "api.post.create_post.root_id.app_error")
    elsewhere = await ana.post("/posts", channel_id=other.id, root_id=root.id, message="elsewhere")
    assert elsewhere.json()["id"] == "api.post.create_post.channel_root_id.app_error"


async def test_only_admins_choose_the_time(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    channel = await world.town_square()
    old = await admin.post("/posts", channel_id=channel.id, message="old", create_at=1_600_000_000_000)
    assert old.json()["create_at"] == 1_600_000_000_000
    new = await ana.post("/posts", channel_id=channel.id, message="new", create_at=1_600_000_000_000)
    assert new.json()["create_at"] > 1_600_000_000_000


async def test_a_mention_raises_the_badge_of_the_mentioned_only(world: World) -> None:
    ana, bob, cleo = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    for person in (bob, cleo):  # being added is a mention, too; viewing clears it
        await world.join(person, channel)
        assert (await member_of(person, channel))["mention_count"] == 1
        await person.post("/channels/members/me/view", channel_id=channel.id)

    async with bob.listening() as bob_heard, cleo.listening() as cleo_heard:
        post = await world.post(by=ana, channel=channel, message=f"hello @{bob.username}.")

    assert mentioned(bob_heard, post.id) == [bob.id]
    assert mentioned(cleo_heard, post.id) == []
    assert (await member_of(bob, channel))["mention_count"] == 1
    assert (await member_of(bob, channel))["mention_count_root"] == 1
    assert (await member_of(cleo, channel))["mention_count"] == 0
    # The author has seen the own post.
    mine = await member_of(ana, channel)
    total = (await ana.get(f"/channels/{channel.id}")).json()["total_msg_count"]
    assert (mine["msg_count"], mine["mention_count"]) == (total, 0)


async def test_everybody_is_mentioned_by_all_except_those_who_do_not_want_it(world: World) -> None:
    ana, bob, cleo = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    for person in (bob, cleo):
        await world.join(person, channel)
    muted = {"ignore_channel_mentions": "on", "user_id": cleo.id, "channel_id": channel.id}
    assert (await cleo.put(f"/channels/{channel.id}/members/{cleo.id}/notify_props", muted)).status_code == 200

    async with bob.listening() as bob_heard, cleo.listening() as cleo_heard:
        post = await world.post(by=ana, channel=channel, message="@all lunch")

    assert mentioned(bob_heard, post.id) == [bob.id]
    assert mentioned(cleo_heard, post.id) == []


async def test_a_direct_message_mentions_the_other_and_shows_the_channel(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)

    async with bob.listening() as heard, ana.listening() as own:
        post = await world.post(by=ana, channel=direct, message="psst")

    event = posted(heard, post.id)
    assert event["data"]["channel_display_name"] == event["data"]["sender_name"] == f"@{ana.username}"
    assert event["data"]["team_id"] == ""
    assert mentioned(heard, post.id) == [bob.id]
    assert mentioned(own, post.id) == []
    for one, other in ((ana, bob), (bob, ana)):
        shown = await one.get(f"/users/me/preferences/direct_channel_show/name/{other.id}")
        assert shown.json()["value"] == "true"


async def test_an_outsider_who_is_named_is_told_to_the_author_alone(world: World) -> None:
    ana, bob, zoe = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)

    async with ana.listening() as heard, bob.listening() as others:
        await world.post(by=ana, channel=channel, message=f"@{zoe.username}: look")

    hint = json.loads(heard.of("ephemeral_message")[0]["data"]["post"])
    assert hint["type"] == "system_ephemeral"
    assert hint["props"]["add_channel_member"]["post_id"] == hint["id"]
    assert hint["props"]["add_channel_member"]["not_in_channel_user_ids"] == [zoe.id]
    assert others.of("ephemeral_message") == []


async def test_props_are_cleaned_and_filled(world: World) -> None:
    ana = await world.member()
    channel, target = await world.channel(by=ana), await world.channel(by=ana)
    reply = await ana.post(
        "/posts",
        channel_id=channel.id,
        message=f"see ~{target.name}",
        props={
            "add_channel_member": {"post_id": "x"},
            "force_notification": "y",
            "mine": 1,
            "attachments": [{"text": "a", "actions": [{"name": "b", "integration": {"url": "http://secret"}}]}],
        },
    )
    props = reply.json()["props"]
    assert props["mine"] == 1
    assert "add_channel_member" not in props
    assert "force_notification" not in props
    team = await world.team()
    assert props["channel_mentions"] == {
        target.name: {"display_name": target.display_name, "team_name": team.name, "id": target.id}
    }
    (action,) = props["attachments"][0]["actions"]
    assert "integration" not in action
    assert len(action["id"]) == 26
    assert reply.json()["metadata"]["embeds"] == [{"type": "message_attachment"}]


async def test_a_priority_is_kept_on_roots_only(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    urgent = {"priority": {"priority": "urgent", "requested_ack": True, "persistent_notifications": False}}
    root = (await ana.post("/posts", channel_id=channel.id, message="fire", metadata=urgent)).json()
    assert root["metadata"]["priority"] == urgent["priority"]
    assert (await ana.get(f"/posts/{root['id']}")).json()["metadata"]["priority"] == urgent["priority"]
    reply = await ana.post("/posts", channel_id=channel.id, root_id=root["id"], message="where", metadata=urgent)
    assert (reply.status_code, reply.json()["id"]) == (
        400,
        "api.post.post_priority.priority_post_only_allowed_for_root_post.request_error",
    )


async def test_joining_does_not_count_as_a_message(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    before = (await ana.get(f"/channels/{channel.id}")).json()
    await world.join(bob, channel)
    after = (await ana.get(f"/channels/{channel.id}")).json()
    assert after["total_msg_count"] == before["total_msg_count"]
    assert after["last_post_at"] >= before["last_post_at"]
    page = (await ana.get(f"/channels/{channel.id}/posts")).json()
    assert page["posts"][page["order"][0]]["type"] == "system_add_to_channel"


async def test_permalinks_show_the_post_to_those_who_may_read_it(world: World) -> None:
    ana, bob, eve = await world.member(), await world.member(), await world.member()
    secret, open_channel = await world.channel(by=ana, type="P"), await world.channel(by=ana)
    await world.join(bob, secret)
    for person in (bob, eve):
        await world.join(person, open_channel)
    hidden = await world.post(by=ana, channel=secret, message="the treasure")
    team = await world.team()

    async with bob.listening() as bob_heard, eve.listening() as eve_heard:
        link = f"{world.base_url}/{team.name}/pl/{hidden.id}"
        post = await world.post(by=ana, channel=open_channel, message=f"look: {link}")

    (embed,) = post.metadata["embeds"]
    assert embed["type"] == "permalink"
    assert embed["data"]["post"]["message"] == "the treasure"
    assert embed["data"]["channel_id"] == secret.id
    assert "treasure" in posted(bob_heard, post.id)["data"]["post"]
    assert "treasure" not in posted(eve_heard, post.id)["data"]["post"]
    assert "treasure" in (await bob.get(f"/posts/{post.id}")).text
    assert "treasure" not in (await eve.get(f"/posts/{post.id}")).text


async def test_what_a_post_costs(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    root = await world.post(by=ana, channel=channel)
    await world.reply(by=bob, to=root)

    async with world.queries(at_most=1):
        await world.post(by=ana, channel=channel, message="plain")
    async with world.queries(at_most=2):  # the root is looked up
        await world.reply(by=ana, to=root, message=f"@{bob.username} yes")


async def test_here_means_those_who_are_online(world: World) -> None:
    ana, bob, cleo = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    for person in (bob, cleo):
        await world.join(person, channel)
    await bob.put(f"/users/{bob.id}/status", user_id=bob.id, status="online")
    await cleo.put(f"/users/{cleo.id}/status", user_id=cleo.id, status="away")

    async with bob.listening() as bob_heard, cleo.listening() as cleo_heard:
        post = await world.post(by=ana, channel=channel, message="@here?")

    assert mentioned(bob_heard, post.id) == [bob.id]
    assert mentioned(cleo_heard, post.id) == []


async def test_an_automatic_answer_comes_once_a_day(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)
    props = {**bob.user["notify_props"], "auto_responder_active": "true", "auto_responder_message": "on a beach"}
    assert (await bob.put("/users/me/patch", notify_props=props)).status_code == 200

    first = await world.post(by=ana, channel=direct, message="there?")
    await world.post(by=ana, channel=direct, message="hello?")

    page = (await ana.get(f"/channels/{direct.id}/posts")).json()
    answers = [each for each in page["posts"].values() if each["type"] == "system_auto_responder"]
    assert [(each["message"], each["root_id"], each["user_id"]) for each in answers] == [
        ("on a beach", first.id, bob.id)
    ]


async def test_a_group_message_mentions_everybody_and_is_called_by_its_people(world: World) -> None:
    ana, bob, cleo = await world.member(), await world.member(), await world.member()
    group = Thing((await ana.post("/channels/group", [ana.id, bob.id, cleo.id])).json())

    async with bob.listening() as heard:
        post = await world.post(by=ana, channel=group, message="we three")

    event = posted(heard, post.id)
    names = ", ".join(sorted(each.username for each in (ana, bob, cleo)))
    assert (event["data"]["channel_type"], event["data"]["channel_display_name"]) == ("G", names)
    assert mentioned(heard, post.id) == [bob.id]
    assert (await member_of(cleo, group))["mention_count"] == 1


async def test_many_at_once_count_right(world: World) -> None:
    people = [await world.member() for _ in range(4)]
    ana = people[0]
    channel = await world.channel(by=ana)
    for person in people[1:]:
        await world.join(person, channel)
    root = await world.post(by=ana, channel=channel)
    names = " ".join(f"@{person.username}" for person in people)
    total = (await ana.get(f"/channels/{channel.id}")).json()["total_msg_count"]

    async def talk(person: Person) -> None:
        for _ in range(5):
            await world.reply(by=person, to=root, message=names)
            await world.post(by=person, channel=channel, message=names)
            await person.post("/channels/members/me/view", channel_id=channel.id)
            await person.post("/reactions", user_id=person.id, post_id=root.id, emoji_name="wave")

    async with asyncio.TaskGroup() as tasks:
        for person in people:
            tasks.create_task(talk(person))

    after = (await ana.get(f"/channels/{channel.id}")).json()
    assert after["total_msg_count"] == total + 40
    page = (await ana.get(f"/channels/{channel.id}/posts", collapsedThreads=True)).json()
    shown = page["posts"][root.id]
    assert shown["reply_count"] == 20
    assert {each["id"] for each in shown["participants"]} == {person.id for person in people}


async def test_what_a_removed_account_wrote_goes_with_it(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIUserDeletion": True}) as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        root, kept = await world.post(by=ana), await world.post(by=bob)
        reply = await world.reply(by=bob, to=root)
        await ana.post("/reactions", user_id=ana.id, post_id=kept.id, emoji_name="wave")
        assert (await admin.delete(f"/users/{ana.id}?permanent=true")).status_code == 200
        for post, status in ((root, 404), (reply, 404), (kept, 200)):
            assert (await bob.get(f"/posts/{post.id}")).status_code == status
        assert (await bob.get(f"/posts/{kept.id}/reactions")).json() == []


async def test_new_names_and_keywords_count_at_once(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    await world.post(by=ana, channel=channel, message="warm the memory")
    props = {**bob.user["notify_props"], "mention_keys": "pineapple"}
    renamed = f"{bob.username}.new"
    assert (await bob.put("/users/me/patch", notify_props=props, username=renamed)).status_code == 200

    async with bob.listening() as heard:
        by_name = await world.post(by=ana, channel=channel, message=f"@{renamed}")
        by_key = await world.post(by=ana, channel=channel, message="Pineapple!")
        by_old_name = await world.post(by=ana, channel=channel, message=f"@{bob.username}")

    assert mentioned(heard, by_name.id) == mentioned(heard, by_key.id) == [bob.id]
    assert mentioned(heard, by_old_name.id) == []


async def test_a_crowd_is_not_notified_and_the_author_is_told(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"MaxNotificationsPerChannel": 1}) as world:
        ana, bob = await world.member(), await world.member()
        channel = await world.channel(by=ana)
        await world.join(bob, channel)
        async with ana.listening() as heard, bob.listening() as others:
            post = await world.post(by=ana, channel=channel, message="@all")
        assert mentioned(others, post.id) == []
        assert len(heard.of("ephemeral_message")) == 1
        assert others.of("ephemeral_message") == []
