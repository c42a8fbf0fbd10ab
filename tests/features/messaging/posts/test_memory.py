"""The newest page from memory is what the database says, after every change, for every reader."""

import itertools
import json
from typing import Any

import pytest

from tests.features.messaging.files.pictures import picture
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio

_sizes = itertools.count(70)


async def same(*people: Person, channel: Thing) -> dict[str, Any]:
    """Checks for each of these people that the remembered page equals one nobody asked for before."""
    path, page = f"/channels/{channel.id}/posts", dict[str, Any]()
    for person in people:
        for collapsed in (False, True):
            remembered = await person.get(path, collapsedThreads=collapsed)
            fresh = await person.get(path, collapsedThreads=collapsed, per_page=next(_sizes))
            assert remembered.status_code == 200
            page = remembered.json()
            assert page == fresh.json()
            etag = remembered.headers["etag"]
            again = await person.call(
                "GET", path, params={"collapsedThreads": str(collapsed).lower()}, headers={"If-None-Match": etag}
            )
            assert again.status_code == 304
    return page


async def test_the_remembered_page_follows_every_change(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(bob, channel)
    notices = (await same(ana, channel=channel))["order"]
    asked = {"priority": {"priority": "important", "requested_ack": True}}
    one = await world.post(by=ana, channel=channel, message="one", metadata=asked)
    two = await world.post(by=bob, channel=channel, message="two :tada:")
    assert (await same(ana, bob, channel=channel))["order"] == [two.id, one.id, *notices]

    reply = await world.reply(by=bob, to=one)
    page = await same(ana, bob, channel=channel)
    assert (page["posts"][one.id]["reply_count"], page["posts"][one.id]["is_following"]) == (1, True)
    changes: list[tuple[Person, str, str, Any]] = [
        (ana, "PUT", f"/posts/{one.id}/patch", {"message": "changed"}),
        (ana, "POST", f"/posts/{one.id}/pin", None),
        (ana, "POST", f"/posts/{one.id}/unpin", None),
        (ana, "POST", "/reactions", {"user_id": ana.id, "post_id": two.id, "emoji_name": "tada"}),
        (ana, "DELETE", f"/users/{ana.id}/posts/{two.id}/reactions/tada", None),
        (bob, "POST", f"/users/{bob.id}/posts/{one.id}/ack", None),
        (bob, "DELETE", f"/users/{bob.id}/posts/{one.id}/ack", None),
        (ana, "DELETE", f"/users/{ana.id}/teams/{channel.team_id}/threads/{one.id}/following", None),
        (ana, "PUT", f"/users/{ana.id}/teams/{channel.team_id}/threads/{two.id}/following", None),
        (bob, "DELETE", f"/posts/{reply.id}", None),
        (bob, "DELETE", f"/posts/{two.id}", None),
    ]
    for who, method, path, body in changes:
        done = await who.call(method, path, **({"json": body} if body is not None else {}))
        assert done.status_code in (200, 201), f"{path}: {done.text}"
        page = await same(ana, bob, channel=channel)
    assert page["order"] == [one.id, *notices]
    assert page["posts"][one.id]["message"] == "changed"


async def test_custom_emoji_appear_in_what_was_written_before(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    name = unique("party")
    post = await world.post(by=ana, channel=channel, message=f":{name}:")
    assert "emojis" not in (await same(ana, channel=channel))["posts"][post.id]["metadata"]

    described = json.dumps({"name": name, "creator_id": ana.id})
    parts = [("image", ("e.png", picture("PNG", (40, 40)))), ("emoji", (None, described))]
    emoji = (await ana.call("POST", "/emoji", files=parts)).json()
    assert [each["id"] for each in (await same(ana, channel=channel))["posts"][post.id]["metadata"]["emojis"]] == [
        emoji["id"]
    ]
    assert (await ana.delete(f"/emoji/{emoji['id']}")).status_code == 200
    assert "emojis" not in (await same(ana, channel=channel))["posts"][post.id]["metadata"]


async def test_what_readers_may_see_differently_is_not_shared(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    secret, channel = await world.channel(by=ana, type="P"), await world.channel(by=ana)
    await world.join(bob, channel)
    hidden = await world.post(by=ana, channel=secret, message="the treasure")
    team = await world.team()
    await world.post(by=ana, channel=channel, message=f"look: {world.base_url}/{team.name}/pl/{hidden.id}")
    for person, sees in ((ana, True), (bob, False), (ana, True)):
        page = await person.get(f"/channels/{channel.id}/posts")
        assert ("treasure" in page.text) is sees


async def test_catching_up_with_nothing_new_asks_nobody(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    post = await world.post(by=ana, channel=channel)
    path = f"/channels/{channel.id}/posts"
    await ana.get(path, since=post.update_at)
    async with world.queries(at_most=0):
        page = (await ana.get(path, since=post.update_at)).json()
    assert (page["order"], page["posts"], page["next_post_id"], page["prev_post_id"]) == ([], {}, "", "")
    await ana.put(f"/posts/{post.id}/patch", message="changed")
    assert (await ana.get(path, since=post.update_at)).json()["order"] == [post.id]
