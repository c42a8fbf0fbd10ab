"""Burn-on-read: hidden until opened, a time for each reader, and nothing left afterwards."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from mattermost_py.features.messaging.burning.jobs import chores
from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

SECRET = "the code is 1234 #secret"


async def circle(world: World, *, readers: int = 2) -> tuple[Thing, Person, list[Person]]:
    """A private channel with an author and readers."""
    author = await world.member()
    channel = await world.channel(by=author, type="P")
    people = [await world.member() for _ in range(readers)]
    for each in people:
        await world.join(each, channel)
    return channel, author, people


async def secret(author: Person, channel: Thing, **fields: Any) -> Thing:
    body = {"channel_id": channel.id, "message": SECRET, "type": "burn_on_read", **fields}
    reply = await author.post("/posts", body)
    assert reply.status_code == 201, reply.text
    return Thing(reply.json())


async def seen(who: Person, channel: Thing) -> list[str]:
    """The messages of the channel as this person gets them, whichever way they ask."""
    found = (await who.get(f"/channels/{channel.id}/posts")).json()
    posts = [found["posts"][each] for each in found["order"]]
    assert found["order"] == list(dict.fromkeys(found["order"]))
    assert {each["id"] for each in posts} == {x for x in found["posts"] if x in found["order"]}
    return [each["message"] for each in posts if each["type"] == "burn_on_read"]


async def test_only_who_opens_it_reads_it(world: World) -> None:
    channel, ana, (ben, cleo) = await circle(world)
    async with ana.listening() as own, ben.listening() as bens, cleo.listening() as cleos:
        post = await secret(ana, channel)
        told = json.loads((await bens.wait_for("posted"))["data"]["post"])
        assert (post.message, told["message"], told["hashtags"]) == (SECRET, "", "")
        assert json.loads((await own.wait_for("posted"))["data"]["post"])["message"] == SECRET
        assert post.props["read_duration"] == 600_000
        assert post.props["expire_at"] == post.create_at + 604_800_000
        assert [await seen(each, channel) for each in (ana, ben, cleo)] == [[SECRET], [""], [""]]

        opened = (await ben.get(f"/posts/{post.id}/reveal")).json()
        again = (await ben.get(f"/posts/{post.id}/reveal")).json()
        mine = await own.wait_for("post_revealed")

    assert opened["message"] == SECRET
    assert 0 < opened["metadata"]["expire_at"] - opened["create_at"] <= 610_000
    assert again["metadata"]["expire_at"] == opened["metadata"]["expire_at"]
    assert mine["data"]["recipients"] == [ben.id]
    assert json.loads(mine["data"]["post"])["metadata"]["recipients"] == [ben.id]
    assert json.loads(bens.of("post_revealed")[0]["data"]["post"]) == opened
    assert cleos.of("post_revealed") == []
    assert [await seen(each, channel) for each in (ana, ben, cleo)] == [[SECRET], [SECRET], [""]]
    assert (await cleo.get(f"/posts/{post.id}")).json()["message"] == ""
    found = (await cleo.post(f"/teams/{channel.team_id}/posts/search", terms="code", is_or_search=False)).json()
    assert found["order"] == []


async def test_its_time_ends_for_each_reader_and_for_everybody(new_world: NewWorld) -> None:
    async with new_world() as world:
        channel, ana, (ben, cleo) = await circle(world)
        post = await secret(ana, channel)
        await ben.get(f"/posts/{post.id}/reveal")
        now = datetime.now(UTC)
        with time_machine.travel(now + timedelta(minutes=11), tick=True):
            await chores[0].act(world.application.runtime)
            assert [await seen(each, channel) for each in (ana, ben, cleo)] == [[SECRET], [], [""]]
            late = await ben.get(f"/posts/{post.id}/reveal")
            assert (late.status_code, late.json()["id"]) == (403, "app.reveal_post.read_receipt_expired.error")
            assert (await ben.get(f"/posts/{post.id}")).status_code == 404
        async with cleo.listening() as heard:
            with time_machine.travel(now + timedelta(days=7, minutes=1), tick=True):
                late = await cleo.call("GET", f"/posts/{post.id}/reveal")
                assert (late.status_code, late.json()["id"]) == (400, "app.reveal_post.post_expired.app_error")
                await chores[0].act(world.application.runtime)
            await heard.wait_for("post_burned")
            assert json.loads(heard.of("post_deleted")[0]["data"]["post"])["message"] == ""
        async with world.application.runtime.db().transaction() as tx:
            for table in ("posts WHERE id", "temporaryposts WHERE postid", "readreceipts WHERE postid"):
                assert await _count(tx, table, post.id) == 0


async def _count(tx: Any, table: str, post_id: str) -> int:
    return await tx.value(int, f"SELECT count(*) FROM {table} = %(post_id)s", post_id=post_id)


async def test_when_all_have_opened_it_the_author_keeps_it_no_longer_than_they(new_world: NewWorld) -> None:
    async with new_world() as world:
        channel, ana, people = await circle(world)
        post = await secret(ana, channel)
        async with ana.listening() as heard:
            for each in people:
                await each.get(f"/posts/{post.id}/reveal")
            event = await heard.wait_for("burn_on_read_all_revealed")
        assert event["data"]["post_id"] == post.id
        assert event["data"]["sender_expire_at"] < post.props["expire_at"]
        own = (await ana.get(f"/posts/{post.id}")).json()
        assert own["metadata"]["expire_at"] == event["data"]["sender_expire_at"]
        assert own["metadata"]["recipients"] == sorted(each.id for each in people)
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=True):
            assert await seen(ana, channel) == []
            await chores[0].act(world.application.runtime)
        assert (await ana.get(f"/posts/{post.id}")).status_code == 404


async def test_a_reader_burns_it_for_themselves_and_the_author_for_all(world: World) -> None:
    channel, ana, (ben, cleo) = await circle(world)
    post = await secret(ana, channel)
    unopened = await ben.delete(f"/posts/{post.id}/burn")
    assert (unopened.status_code, unopened.json()["id"]) == (400, "app.burn_post.not_revealed.app_error")
    await ben.get(f"/posts/{post.id}/reveal")
    async with ben.listening() as here, ben.listening() as there, cleo.listening() as other:
        headers = {"Connection-Id": here.connection_id}
        burned = await ben.call("DELETE", f"/posts/{post.id}/burn", headers=headers)
        assert burned.json() == {"status": "OK"}
        assert (await ben.delete(f"/posts/{post.id}/burn")).json() == {"status": "OK"}
        await there.wait_for("post_burned")
        assert [await seen(each, channel) for each in (ana, ben, cleo)] == [[SECRET], [], [""]]
        for path in (f"/channels/{channel.id}/posts", f"/posts/{post.id}", f"/posts/{post.id}/thread"):
            assert "etag" not in (await cleo.get(path)).headers, path  # no browser shows it once more
        assert (await other.settled()).of("post_burned") == here.of("post_burned") == []
        assert (await ana.delete(f"/posts/{post.id}/burn")).json() == {"status": "OK"}
        assert (await other.wait_for("post_burned"))["data"] == {"post_id": post.id}
    assert [await seen(each, channel) for each in (ana, ben, cleo)] == [[], [], []]


async def test_outsiders_and_authors_do_not_open_it(world: World) -> None:
    channel, ana, _ = await circle(world)
    eve, admin = await world.member(), await world.admin()
    post, plain = await secret(ana, channel), await world.post(by=ana, channel=channel)
    for who, method, path, status, error_id in (
        (eve, "GET", f"/posts/{post.id}/reveal", 403, "api.post.reveal_post.user_not_in_channel.app_error"),
        (admin, "GET", f"/posts/{post.id}/reveal", 403, "api.post.reveal_post.user_not_in_channel.app_error"),
        (eve, "DELETE", f"/posts/{post.id}/burn", 403, "api.post.burn_post.user_not_in_channel.app_error"),
        (ana, "GET", f"/posts/{post.id}/reveal", 400, "api.post.reveal_post.cannot_reveal_own_post.app_error"),
        (ana, "DELETE", f"/posts/{plain.id}/burn", 400, "app.burn_post.not_burn_on_read.app_error"),
        (ana, "GET", f"/posts/{ana.id}/reveal", 404, "app.post.get.app_error"),
    ):
        reply = await who.call(method, path)
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)
    other = (await circle(world))[2][0]
    await world.join(other, channel)
    reply = await other.get(f"/posts/{plain.id}/reveal")
    assert (reply.status_code, reply.json()["id"]) == (400, "app.reveal_post.not_burn_on_read.app_error")


async def test_it_is_not_changed_answered_or_previewed(world: World) -> None:
    channel, ana, (ben, _) = await circle(world)
    post = await secret(ana, channel)
    for reply, status, error_id in (
        (
            await ana.put(f"/posts/{post.id}/patch", message="x"),
            400,
            "api.post.patch_post.can_not_update_burn_on_read_post.error",
        ),
        (
            await ana.put(f"/posts/{post.id}", id=post.id, message="x"),
            400,
            "api.post.update_post.burn_on_read.app_error",
        ),
        (
            await ben.post(f"/posts/{post.id}/pin"),
            400,
            "api.post.patch_post.can_not_update_burn_on_read_post.error",
        ),
        (
            await ben.post("/posts", channel_id=channel.id, root_id=post.id, message="x"),
            400,
            "api.post.create_post.burn_on_read.app_error",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)
    root = await world.post(by=ana, channel=channel)
    reply = await ana.post("/posts", channel_id=channel.id, root_id=root.id, message="x", type="burn_on_read")
    assert (reply.status_code, reply.json()["id"]) == (400, "api.post.create_post.burn_on_read.app_error")
    link = f"{world.base_url}/x/pl/{post.id}"
    shown = await world.post(by=ana, channel=channel, message=link)
    assert all(each["type"] != "permalink" for each in shown.metadata.get("embeds", []))


async def test_reactions_are_for_those_who_have_it_open(world: World) -> None:
    channel, ana, (ben, cleo) = await circle(world)
    post = await secret(ana, channel)

    async def react(who: Person) -> tuple[int, str]:
        reply = await who.post("/reactions", user_id=who.id, post_id=post.id, emoji_name="+1")
        return reply.status_code, reply.json().get("id", "")

    assert await react(ben) == (403, "api.reaction.save.burn_on_read.app_error")
    await ben.get(f"/posts/{post.id}/reveal")
    async with ana.listening() as own, cleo.listening() as other:
        assert (await react(ben))[0] == 200
        await own.wait_for("reaction_added")
    assert other.of("reaction_added") == []
    assert (await ana.get(f"/posts/{post.id}")).json()["metadata"]["reactions"][0]["user_id"] == ben.id
    assert "reactions" not in (await cleo.get(f"/posts/{post.id}")).json()["metadata"]


async def test_files_burn_with_it(new_world: NewWorld) -> None:
    async with new_world() as world:
        channel, ana, (ben, cleo) = await circle(world)
        sent = await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "a.txt"}, content=b"x")
        file_id = sent.json()["file_infos"][0]["id"]
        post = await secret(ana, channel, file_ids=[file_id])
        assert post.metadata["files"][0]["id"] == file_id
        hidden = (await ben.get(f"/posts/{post.id}")).json()
        assert (hidden["file_ids"], hidden["metadata"].get("files")) == ([], None)
        assert (await ben.get(f"/files/{file_id}")).status_code == 404
        assert (await ben.get(f"/posts/{post.id}/files/info")).json() == []
        found = await ben.post(f"/teams/{channel.team_id}/files/search", terms="a.txt", is_or_search=False)
        assert found.json()["order"] == []
        opened = (await ben.get(f"/posts/{post.id}/reveal")).json()
        assert opened["metadata"]["files"][0]["id"] == file_id
        assert (await ben.get(f"/files/{file_id}")).content == b"x"
        assert (await cleo.get(f"/files/{file_id}")).status_code == 404
        await ben.delete(f"/posts/{post.id}/burn")
        assert (await ben.get(f"/files/{file_id}")).status_code == 404
        await ana.delete(f"/posts/{post.id}")
        assert (await ana.get(f"/files/{file_id}")).status_code == 404


async def test_it_needs_another_person(world: World) -> None:
    ana = await world.member()
    notes = await world.direct(ana, ana)
    reply = await ana.post("/posts", channel_id=notes.id, message="x", type="burn_on_read")
    assert (reply.status_code, reply.json()["id"]) == (
        400,
        "api.post.fill_in_post_props.burn_on_read.self_dm.app_error",
    )
    friend = await world.direct(ana, await world.member())
    assert (await ana.post("/posts", channel_id=friend.id, message="x", type="burn_on_read")).status_code == 201


async def test_it_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableBurnOnRead": False}) as world:
        channel, ana, (ben, _) = await circle(world)
        reply = await ana.post("/posts", channel_id=channel.id, message="x", type="burn_on_read")
        assert (reply.status_code, reply.json()["id"]) == (
            501,
            "api.post.fill_in_post_props.burn_on_read.config.app_error",
        )
        opened = await ben.get(f"/posts/{channel.id}/reveal")
        assert (opened.status_code, opened.json()["id"]) == (501, "api.post.reveal_post.disabled.app_error")
