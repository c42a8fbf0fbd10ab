"""Messages: rows MSG."""

from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def _messages(who: Person, channel: Thing) -> list[str]:
    page = (await who.get(f"/channels/{channel.id}/posts")).json()
    return [page["posts"][each]["message"] for each in page["order"]]


async def test_a_message_to_oneself_shows_in_ones_own_direct_messages_only(world: World) -> None:
    """MSG-02"""
    team, ana, bob = await world.team(), await world.member(), await world.member()
    direct = await world.direct(ana, ana)
    async with ana.listening() as own, bob.listening() as others:
        post = await world.post(by=ana, channel=direct, message="buy milk")
        await own.wait_for("posted")
    assert others.of("posted") == []
    for who, is_listed in ((ana, True), (bob, False)):
        listed = [each["id"] for each in (await who.get(f"/users/me/teams/{team.id}/channels")).json()]
        assert (direct.id in listed) is is_listed
    assert await _messages(ana, direct) == ["buy milk"]
    assert (await bob.get(f"/posts/{post.id}")).status_code == 403
    unread = (await ana.get(f"/channels/{direct.id}/members/me")).json()
    assert (unread["mention_count"], unread["msg_count"]) == (0, 1)


async def test_a_group_message_has_as_many_people_as_the_site_allows(new_world: NewWorld) -> None:
    """MSG-03"""
    async with new_world(Limits={"GroupMessageMembers": 9}) as world:
        people = [await world.member() for _ in range(10)]
        ids = [each.id for each in people]
        nine = await people[0].post("/channels/group", ids[:9])
        assert (nine.status_code, nine.json()["type"]) == (201, "G")
        members = (await people[8].get(f"/channels/{nine.json()['id']}/members")).json()
        assert {each["user_id"] for each in members} == set(ids[:9])
        eight = await people[0].post("/channels/group", ids[1:8])
        assert eight.status_code == 201
        assert eight.json()["id"] != nine.json()["id"]
        ten = await people[0].post("/channels/group", ids)
        assert (ten.status_code, ten.json()["id"]) == (400, "api.channel.create_group.bad_size.app_error")
        assert "9" in ten.json()["message"]


async def test_an_earlier_version_becomes_the_current_one(world: World) -> None:
    """MSG-11: two edits make three versions, and the first one can be brought back."""
    ana = await world.member()
    post = await world.post(by=ana, message="one")
    for text in ("two", "three"):
        assert (await ana.put(f"/posts/{post.id}/patch", message=text)).status_code == 200

    older = (await ana.get(f"/posts/{post.id}/edit_history")).json()
    assert [(await ana.get(f"/posts/{post.id}")).json()["message"], *(each["message"] for each in older)] == [
        "three",
        "two",
        "one",
    ]
    async with ana.listening() as heard:
        reply = await ana.post(f"/posts/{post.id}/restore/{older[-1]['id']}")
        await heard.wait_for("post_edited")
    assert (reply.status_code, reply.json()["message"]) == (200, "one")
    assert (await ana.get(f"/posts/{post.id}")).json()["message"] == "one"
    assert len((await ana.get(f"/posts/{post.id}/edit_history")).json()) == 3


async def test_a_deleted_post_vanishes_for_everybody_and_its_row_stays(world: World) -> None:
    """MSG-13"""
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    post = await world.post(by=ana, channel=channel, message="oops")
    async with bob.listening() as heard:
        assert (await ana.delete(f"/posts/{post.id}")).status_code == 200
        await heard.wait_for("post_deleted")
    assert "oops" not in await _messages(bob, channel)
    assert (await bob.get(f"/posts/{post.id}")).status_code == 404
    sql = "SELECT message FROM posts WHERE id = %(id)s AND deleteat > 0"
    assert await world.application.runtime.db().value(str, sql, id=post.id) == "oops"


async def test_a_draft_written_in_one_place_is_in_the_other(world: World) -> None:
    """MSG-14"""
    team, channel, ana = await world.team(), await world.town_square(), await world.member()
    elsewhere = await world.sign_in(ana.username)
    draft: dict[str, Any] = {"user_id": ana.id, "channel_id": channel.id, "message": "half a"}
    async with elsewhere.listening() as heard:
        assert (await ana.post("/drafts", draft)).status_code == 201
        await heard.wait_for("draft_created")
    found = (await elsewhere.get(f"/users/me/teams/{team.id}/drafts")).json()
    assert [(each["channel_id"], each["message"]) for each in found] == [(channel.id, "half a")]


async def test_what_is_saved_for_later_is_saved_everywhere(world: World) -> None:
    """MSG-23"""
    ana = await world.member()
    post = await world.post(by=ana, message="read me later")
    saved = [{"user_id": ana.id, "category": "flagged_post", "name": post.id, "value": "true"}]
    assert (await ana.put("/users/me/preferences", saved)).status_code == 200
    elsewhere = await world.sign_in(ana.username)
    assert (await elsewhere.get("/users/me/posts/flagged")).json()["order"] == [post.id]


async def test_nobody_hears_typing_where_it_is_switched_off(new_world: NewWorld) -> None:
    """MSG-36"""
    for is_on, names in ((True, ["typing"]), (False, [])):
        async with new_world(ServiceSettings={"EnableUserTypingMessages": is_on}) as world:
            ana, bob = await world.member(), await world.member()
            channel = await world.town_square()
            async with ana.listening() as writer, bob.listening() as heard:
                await writer.ask("user_typing", channel_id=channel.id, parent_id="")
            assert heard.names() == names
            path = f"/users/{ana.id}/typing"
            async with bob.listening() as heard:
                assert (await ana.post(path, channel_id=channel.id, parent_id="")).status_code == 200
            assert heard.names() == names
