"""Lists of posts: pages, catching up, the unread window, threads, pinned and saved posts."""

import json
from typing import Any

import pytest

from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def filled(world: World, count: int) -> tuple[Person, Thing, list[Thing]]:
    """A channel with this many posts, the oldest first."""
    ana = await world.member()
    channel = await world.channel(by=ana)
    return ana, channel, [await world.post(by=ana, channel=channel, message=f"post {n}") for n in range(count)]


def ids(*posts: Thing) -> list[str]:
    return [post.id for post in posts]


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    assert len(found) == len(members)
    return found


async def listed(person: Person, path: str, **query: Any) -> dict[str, Any]:
    reply = await person.get(path, **query)
    assert reply.status_code == 200, reply.text
    page = json.loads(reply.content, object_pairs_hook=_each_once)
    assert set(page["order"]) <= set(page["posts"])
    return page


async def test_pages_are_newest_first_and_know_their_neighbours(world: World) -> None:
    ana, channel, (a, b, c, d, e) = await filled(world, 5)
    path = f"/channels/{channel.id}/posts"

    first = await listed(ana, path, page=0, per_page=2)
    assert (first["order"], first["prev_post_id"], first["next_post_id"]) == (ids(e, d), c.id, "")
    second = await listed(ana, path, page=1, per_page=2)
    assert (second["order"], second["prev_post_id"], second["next_post_id"]) == (ids(c, b), a.id, d.id)
    before = await listed(ana, path, before=d.id, per_page=2)
    assert (before["order"], before["prev_post_id"], before["next_post_id"]) == (ids(c, b), a.id, d.id)
    after = await listed(ana, path, after=b.id, per_page=2)
    assert (after["order"], after["prev_post_id"], after["next_post_id"]) == (ids(d, c), b.id, e.id)
    last = await listed(ana, path, after=d.id, per_page=2)
    assert (last["order"], last["prev_post_id"], last["next_post_id"]) == (ids(e), d.id, "")
    assert first["first_inaccessible_post_time"] == 0
    assert "has_next" not in first


async def test_posts_of_one_millisecond_are_on_one_page_each(world: World) -> None:
    admin, (_, channel, _) = await world.admin(), await filled(world, 1)
    at = 4_000_000_000_000
    posts = [await admin.post("/posts", channel_id=channel.id, message="m", create_at=at) for _ in range(6)]
    order = sorted((post.json()["id"] for post in posts), reverse=True)
    path = f"/channels/{channel.id}/posts"
    for collapsed in (False, True):
        first = await listed(admin, path, per_page=3, collapsedThreads=collapsed)
        assert (first["order"], first["prev_post_id"]) == (order[:3], order[3])
        second = await listed(admin, path, per_page=3, before=order[2], collapsedThreads=collapsed)
        assert second["order"] == order[3:]


async def test_an_unchanged_page_is_not_sent_again(world: World) -> None:
    ana, channel, (post,) = await filled(world, 1)
    path = f"/channels/{channel.id}/posts"
    etag = (await ana.get(path)).headers["etag"]
    assert (await ana.call("GET", path, headers={"If-None-Match": etag})).status_code == 304
    await ana.post(f"/posts/{post.id}/pin")
    assert (await ana.call("GET", path, headers={"If-None-Match": etag})).status_code == 200


async def test_replies_bring_their_thread_unless_threads_are_collapsed(world: World) -> None:
    ana, channel, (root, *_rest) = await filled(world, 3)
    first, second = await world.reply(by=ana, to=root), await world.reply(by=ana, to=root)
    path = f"/channels/{channel.id}/posts"

    whole = await listed(ana, path, per_page=1)
    assert whole["order"] == ids(second)
    assert set(whole["posts"]) == {root.id, first.id, second.id}
    assert whole["posts"][second.id]["reply_count"] == 2
    roots = await listed(ana, path, per_page=1, skipFetchThreads=True)
    assert set(roots["posts"]) == {root.id, second.id}

    collapsed = await listed(ana, path, collapsedThreads=True)
    assert first.id not in collapsed["posts"]
    shown = collapsed["posts"][root.id]
    assert (shown["reply_count"], shown["last_reply_at"], shown["is_following"]) == (2, second.create_at, True)
    assert [each["id"] for each in shown["participants"]] == [ana.id]
    assert shown["participants"][0]["username"] == ""
    extended = await listed(ana, path, collapsedThreads=True, collapsedThreadsExtended=True)
    assert extended["posts"][root.id]["participants"][0]["username"] == ana.username


async def test_catching_up_includes_what_was_deleted_and_edited(world: World) -> None:
    ana, channel, (a, b, c) = await filled(world, 3)
    await ana.delete(f"/posts/{a.id}")
    await ana.put(f"/posts/{b.id}/patch", message="changed")

    page = await listed(ana, f"/channels/{channel.id}/posts", since=c.update_at)
    assert page["order"] == ids(b, a)
    assert (page["prev_post_id"], page["next_post_id"]) == ("", "")
    assert page["posts"][a.id]["delete_at"] > 0
    assert page["posts"][a.id]["message"] == ""
    assert page["posts"][b.id]["message"] == "changed"
    assert (await ana.get(f"/channels/{channel.id}/posts", since="soon")).status_code == 400


async def test_deleted_posts_are_listed_for_those_who_may_read_them(world: World) -> None:
    ana, channel, (a, b) = await filled(world, 2)
    admin = await world.admin()
    await world.join(admin, channel)
    await ana.delete(f"/posts/{a.id}")
    path = f"/channels/{channel.id}/posts"
    assert (await ana.get(path, include_deleted=True)).status_code == 403
    page = await listed(admin, path, include_deleted=True)
    assert a.id in page["order"]
    assert a.id not in (await listed(admin, path))["order"]
    assert b.id in page["order"]


async def test_the_unread_window_has_both_sides(world: World) -> None:
    ana, channel, (a, b, c, d, e, f) = await filled(world, 6)
    await ana.post(f"/users/me/posts/{d.id}/set_unread", collapsed_threads_supported=True)
    path = f"/users/me/channels/{channel.id}/posts/unread"

    window = await listed(ana, path, limit_before=2, limit_after=2)
    assert window["order"] == ids(e, d, c, b)
    assert (window["prev_post_id"], window["next_post_id"]) == (a.id, f.id)
    assert (await ana.get(path, limit_after=0)).status_code == 400

    await ana.post("/channels/members/me/view", channel_id=channel.id)
    newest = await listed(ana, path, limit_before=2, limit_after=2)
    assert newest["order"] == ids(f, e)
    outsider = await (await world.member()).get(path)
    assert (outsider.status_code, outsider.json()["id"]) == (404, "app.channel.get_member.missing.app_error")


async def test_a_thread_comes_whole_or_in_parts(world: World) -> None:
    ana, _channel, (root,) = await filled(world, 1)
    replies = [await world.reply(by=ana, to=root, message=f"reply {n}") for n in range(4)]
    path = f"/posts/{replies[1].id}/thread"

    whole = await listed(ana, path)
    assert whole["order"] == ids(*replies[::-1], root)
    assert "has_next" not in whole

    part = await listed(ana, path, perPage=2, direction="down")
    assert part["order"] == ids(replies[1], replies[0], root)
    assert part["has_next"] is True
    cursor = {"fromPost": replies[1].id, "fromCreateAt": replies[1].create_at, "direction": "down"}
    rest = await listed(ana, path, perPage=2, **cursor)
    assert rest["order"] == ids(replies[3], replies[2], root)
    assert rest["has_next"] is False
    up = await listed(ana, path, perPage=2)
    assert up["order"] == ids(replies[3], replies[2], root)

    changed = await listed(ana, path, updatesOnly=True, direction="down", fromUpdateAt=replies[2].update_at)
    assert replies[0].id not in changed["order"]
    assert replies[3].id in changed["order"]
    for query in (
        {"perPage": 201},
        {"direction": "left"},
        {"fromPost": root.id},
        {"fromCreateAt": 1, "fromUpdateAt": 1},
        {"updatesOnly": True},
    ):
        refused = await ana.get(path, **query)
        assert (refused.status_code, refused.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_pinned_posts_are_for_the_whole_channel(world: World) -> None:
    ana, channel, (a, b) = await filled(world, 2)
    bob, eve = await world.member(), await world.stranger()
    await world.join(bob, channel)
    async with bob.listening() as heard:
        assert (await ana.post(f"/posts/{a.id}/pin")).json() == {"status": "OK"}
    assert heard.names() == ["post_edited"]
    assert (await listed(bob, f"/channels/{channel.id}/pinned"))["order"] == [a.id]
    assert (await eve.get(f"/channels/{channel.id}/pinned")).status_code == 403
    await bob.post(f"/posts/{a.id}/unpin")
    assert (await listed(bob, f"/channels/{channel.id}/pinned"))["order"] == []
    assert b.is_pinned is False


async def test_saved_posts_are_listed_while_they_can_be_read(world: World) -> None:
    ana, channel, (a, b) = await filled(world, 2)
    saved = [{"user_id": ana.id, "category": "flagged_post", "name": each.id, "value": "true"} for each in (a, b)]
    assert (await ana.put("/users/me/preferences", saved)).status_code == 200
    assert (await listed(ana, "/users/me/posts/flagged"))["order"] == ids(b, a)
    assert (await listed(ana, "/users/me/posts/flagged", channel_id=channel.id, per_page=1))["order"] == [b.id]
    assert (await (await world.member()).get(f"/users/{ana.id}/posts/flagged")).status_code == 403
    await ana.delete(f"/posts/{b.id}")
    assert (await listed(ana, "/users/me/posts/flagged"))["order"] == [a.id]


async def test_what_a_page_costs(world: World) -> None:
    ana, channel, posts = await filled(world, 3)
    async with world.queries(at_most=2):  # the page, and who the reader is in the channel
        await ana.get(f"/channels/{channel.id}/posts")
    await world.reply(by=ana, to=posts[0])
    await ana.post("/reactions", user_id=ana.id, post_id=posts[1].id, emoji_name="wave")
    async with world.queries(at_most=4):  # the page, the posts that are more than text, what belongs to them, emoji
        await ana.get(f"/channels/{channel.id}/posts")
    async with world.queries(at_most=0):
        await ana.get(f"/channels/{channel.id}/posts")
    async with world.queries(at_most=4):
        await ana.get(f"/channels/{channel.id}/posts", collapsedThreads=True)
    async with world.queries(at_most=1):  # what the reader follows
        await ana.get(f"/channels/{channel.id}/posts", collapsedThreads=True)


async def test_the_newest_page_shows_posts_as_every_other_list_does(world: World) -> None:
    team = await world.new_team()
    ana, bob = await world.member(team), await world.member(team)
    channel = await world.channel(by=ana, team=team)
    await world.join(bob, channel)
    texts = [
        'say "hi" \\ and\ttab',
        "läuft ✓ 🎉",
        "a: b",
        "www.mmpy.invalid",
        "#tag and ~town-square",
        "</script>\u0001\u2028",
        "*",
    ]
    posts = [await world.post(by=ana, channel=channel, message=text) for text in texts]
    await world.reply(by=bob, to=posts[1])
    await ana.post("/posts", channel_id=channel.id, message="!", metadata={"priority": {"priority": "urgent"}})
    await ana.put(f"/posts/{posts[6].id}/patch", message="**")
    await ana.post(f"/posts/{posts[0].id}/pin")
    last = await world.post(by=bob, channel=channel, message="")

    for threads in ({}, {"collapsedThreads": True}, {"skipFetchThreads": True}):
        newest = await listed(ana, f"/channels/{channel.id}/posts", **threads)
        before = await listed(ana, f"/channels/{channel.id}/posts", before=last.id, **threads)
        assert newest["order"] == [last.id, *before["order"]]
        for post_id in before["posts"]:
            assert newest["posts"][post_id] == before["posts"][post_id]
        assert newest["posts"].keys() == {*before["posts"], last.id}
