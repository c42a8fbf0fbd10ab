"""Reactions: who may, how often, who hears of it."""

import json

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


async def test_a_reaction_is_told_to_the_channel_and_kept_once(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    post = await world.post(by=ana)

    async with bob.listening() as heard:
        made = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
        again = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")

    assert (made.status_code, again.status_code) == (200, 200)
    reaction = made.json()
    assert reaction == {
        "user_id": ana.id,
        "post_id": post.id,
        "emoji_name": "wave",
        "create_at": reaction["create_at"],
        "update_at": reaction["create_at"],
        "delete_at": 0,
        "remote_id": "",
        "channel_id": post.channel_id,
    }
    assert json.loads(heard.of("reaction_added")[0]["data"]["reaction"]) == reaction
    shown = (await bob.get(f"/posts/{post.id}")).json()
    assert shown["has_reactions"] is True
    assert [each["emoji_name"] for each in shown["metadata"]["reactions"]] == ["wave"]
    assert shown["update_at"] > post.update_at
    assert len((await bob.get(f"/posts/{post.id}/reactions")).json()) == 1


async def test_only_members_react_and_only_for_themselves(world: World) -> None:
    ana, eve = await world.member(), await world.stranger()
    post = await world.post(by=ana)
    for who, status in ((ana, 200), (eve, 403)):
        reply = await who.post("/reactions", user_id=who.id, post_id=post.id, emoji_name="wave")
        assert reply.status_code == status
    foreign = await ana.post("/reactions", user_id=eve.id, post_id=post.id, emoji_name="wave")
    assert (foreign.status_code, foreign.json()["id"]) == (403, "api.reaction.save_reaction.user_id.app_error")
    assert (await eve.get(f"/posts/{post.id}/reactions")).status_code == 403


async def test_only_known_emoji(world: World) -> None:
    ana = await world.member()
    post = await world.post(by=ana)
    for name, status, error_id in (
        ("no_such_emoji", 404, "app.emoji.get_by_name.no_result"),
        ("not valid!", 400, "api.reaction.save_reaction.invalid.app_error"),
        ("", 400, "api.reaction.save_reaction.invalid.app_error"),
    ):
        reply = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name=name)
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)


async def test_reactions_can_be_taken_back(world: World) -> None:
    ana, bob, admin = await world.member(), await world.member(), await world.admin()
    post = await world.post(by=ana)
    for person in (ana, bob):
        await person.post("/reactions", user_id=person.id, post_id=post.id, emoji_name="wave")

    async with bob.listening() as heard:
        assert (await ana.delete(f"/users/{bob.id}/posts/{post.id}/reactions/wave")).status_code == 403
        assert (await ana.delete(f"/users/me/posts/{post.id}/reactions/wave")).json() == {"status": "OK"}
        assert (await ana.delete(f"/users/me/posts/{post.id}/reactions/wave")).status_code == 200
    assert len(heard.of("reaction_removed")) == 1
    assert (await ana.get(f"/posts/{post.id}")).json()["has_reactions"] is True
    assert (await admin.delete(f"/users/{bob.id}/posts/{post.id}/reactions/wave")).status_code == 200
    assert "has_reactions" not in (await ana.get(f"/posts/{post.id}")).json()
    back = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
    assert back.json()["delete_at"] == 0


async def test_a_post_has_a_limit_of_different_emoji(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"UniqueEmojiReactionLimitPerPost": 2}) as world:
        ana, bob = await world.member(), await world.member()
        post = await world.post(by=ana)
        for name, status in (("wave", 200), ("smile", 200), ("heart", 400)):
            reply = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name=name)
            assert reply.status_code == status
        assert reply.json()["id"] == "app.reaction.save.save.too_many_reactions"
        same = await bob.post("/reactions", user_id=bob.id, post_id=post.id, emoji_name="wave")
        assert same.status_code == 200


async def test_many_with_one_emoji_leave_room_for_another(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"UniqueEmojiReactionLimitPerPost": 2}) as world:
        people = [await world.member() for _ in range(3)]
        post = await world.post(by=people[0])
        for who in people:
            assert (await who.post("/reactions", user_id=who.id, post_id=post.id, emoji_name="wave")).is_success
        second, third = people[0], people[1]
        assert (await second.post("/reactions", user_id=second.id, post_id=post.id, emoji_name="heart")).is_success
        refused = await third.post("/reactions", user_id=third.id, post_id=post.id, emoji_name="smile")
        assert (refused.status_code, refused.json()["id"]) == (400, "app.reaction.save.save.too_many_reactions")
        assert {each["emoji_name"] for each in (await third.get(f"/posts/{post.id}/reactions")).json()} == {
            "wave",
            "heart",
        }


async def test_nobody_reacts_where_no_emoji_is_allowed(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"UniqueEmojiReactionLimitPerPost": 0}) as world:
        ana = await world.member()
        post = await world.post(by=ana)
        refused = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
        assert (refused.status_code, refused.json()["id"]) == (400, "app.reaction.save.save.too_many_reactions")
        assert (await ana.get(f"/posts/{post.id}")).json()["update_at"] == post.update_at


async def test_a_reaction_to_a_known_post_is_one_statement(world: World) -> None:
    ana = await world.member()
    post = await world.post(by=ana)
    for name, most in (("wave", 9), ("heart", 1)):
        async with world.queries(at_most=most):
            assert (await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name=name)).is_success


async def test_nobody_reacts_to_a_deleted_post(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    deleted, lost = await world.post(by=ana), await world.post(by=ana)
    for post in (deleted, lost):
        assert (await bob.post("/reactions", user_id=bob.id, post_id=post.id, emoji_name="wave")).is_success
    assert (await ana.delete(f"/posts/{deleted.id}")).is_success
    # As after a deletion elsewhere of which this worker has not heard yet.
    await world.application.runtime.db().run("UPDATE posts SET deleteat = 1 WHERE id = %(id)s", id=lost.id)
    for post in (deleted, lost):
        refused = await bob.post("/reactions", user_id=bob.id, post_id=post.id, emoji_name="heart")
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")


async def test_reactions_of_many_posts(world: World) -> None:
    ana, eve = await world.member(), await world.stranger()
    first, second = await world.post(by=ana), await world.post(by=ana)
    await ana.post("/reactions", user_id=ana.id, post_id=first.id, emoji_name="wave")
    found = (await ana.post("/posts/ids/reactions", [first.id, second.id])).json()
    assert {post_id: len(each) for post_id, each in found.items()} == {first.id: 1, second.id: 0}
    assert (await eve.post("/posts/ids/reactions", [first.id])).status_code == 403


async def test_nobody_reacts_in_an_archived_channel(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    post = await world.post(by=ana, channel=channel)
    await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
    await ana.delete(f"/channels/{channel.id}")
    added = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="heart")
    assert (added.status_code, added.json()["id"]) == (403, "api.reaction.save.archived_channel.app_error")
    removed = await ana.delete(f"/users/me/posts/{post.id}/reactions/wave")
    assert (removed.status_code, removed.json()["id"]) == (403, "api.reaction.delete.archived_channel.app_error")
