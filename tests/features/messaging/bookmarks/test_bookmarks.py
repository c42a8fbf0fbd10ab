"""Bookmarks of channels: who makes them, what they may be, where they stand, who hears of them."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def bookmark(who: Person, channel: Thing, name: str = "docs", **fields: Any) -> dict[str, Any]:
    body = {"type": "link", "display_name": name, "link_url": "https://example.org/docs", **fields}
    reply = await who.post(f"/channels/{channel.id}/bookmarks", body)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def uploaded(who: Person, channel: Thing, *, is_bookmark: bool = True) -> dict[str, Any]:
    query = {"channel_id": channel.id, "filename": "plan.txt", **({"bookmark": "true"} if is_bookmark else {})}
    return (await who.call("POST", "/files", params=query, content=b"plan")).json()["file_infos"][0]


async def names(who: Person, channel: Thing) -> list[str]:
    return [each["display_name"] for each in (await who.get(f"/channels/{channel.id}/bookmarks")).json()]


async def test_a_link_is_kept_in_its_place_and_told_to_the_channel(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    body = {"type": "link", "display_name": "docs", "link_url": "https://example.org", "emoji": ":book:"}
    async with ana.listening() as here, ben.listening() as heard:
        path, headers = f"/channels/{channel.id}/bookmarks", {"Connection-Id": here.connection_id}
        made = await ana.call("POST", path, json=body, headers=headers)
    first = made.json()
    assert made.status_code == 201
    assert first == {
        "id": first["id"],
        "create_at": first["create_at"],
        "update_at": first["create_at"],
        "delete_at": 0,
        "channel_id": channel.id,
        "owner_id": ana.id,
        "file_id": "",
        "display_name": "docs",
        "sort_order": 0,
        "type": "link",
        "link_url": "https://example.org",
        "emoji": "book",
    }
    assert json.loads(heard.of("channel_bookmark_created")[0]["data"]["bookmark"]) == first
    assert here.names() == []
    assert (await bookmark(ben, channel))["sort_order"] == 1
    assert (await ben.get(f"/channels/{channel.id}/bookmarks")).json()[0] == first


async def test_a_file_is_one_that_was_uploaded_for_it(world: World) -> None:
    ana = await world.member()
    channel, other = await world.channel(by=ana), await world.channel(by=ana)
    file = await uploaded(ana, channel)
    made = await bookmark(ana, channel, type="file", file_id=file["id"], link_url="")
    assert made["file"] == file
    assert (await ana.get(f"/files/{file['id']}")).content == b"plan"
    for wrong in (file, await uploaded(ana, channel, is_bookmark=False), await uploaded(ana, other), {"id": ana.id}):
        body = {"type": "file", "display_name": "x", "file_id": wrong["id"]}
        reply = await ana.post(f"/channels/{channel.id}/bookmarks", body)
        assert (reply.status_code, reply.json()["id"]) == (500, "app.channel.bookmark.save.app_error")
    assert (await ana.delete(f"/channels/{channel.id}/bookmarks/{made['id']}")).status_code == 200
    assert (await ana.get(f"/files/{file['id']}")).status_code == 404


async def test_ones_own_is_changed_and_anothers_is_replaced(world: World) -> None:
    ana, ben = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    await world.join(ben, channel)
    made = await bookmark(ana, channel)
    path = f"/channels/{channel.id}/bookmarks/{made['id']}"
    async with ben.listening() as heard:
        own = (await ana.patch(path, display_name="better")).json()
        others = (await ben.patch(path, link_url="https://example.org/new")).json()
    assert own.keys() == {"updated"}
    assert (own["updated"]["id"], own["updated"]["display_name"]) == (made["id"], "better")
    assert (others["deleted"]["id"], others["updated"]["original_id"]) == (made["id"], made["id"])
    assert (others["updated"]["owner_id"], others["updated"]["display_name"]) == (ben.id, "better")
    assert others["updated"]["id"] != made["id"]
    assert [json.loads(each["data"]["bookmarks"]) for each in heard.of("channel_bookmark_updated")] == [own, others]
    missing = await ana.patch(path, display_name="x")
    assert (missing.status_code, missing.json()["id"]) == (404, "app.channel.bookmark.get.app_error")
    elsewhere = await world.channel(by=ana)
    wrong = await ana.patch(f"/channels/{elsewhere.id}/bookmarks/{others['updated']['id']}", display_name="x")
    assert (wrong.status_code, wrong.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_a_moved_bookmark_makes_the_others_room(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    made = [await bookmark(ana, channel, name) for name in "abcd"]
    async with ana.listening() as heard:
        reply = await ana.post(f"/channels/{channel.id}/bookmarks/{made[3]['id']}/sort_order", 1)
    assert [(each["display_name"], each["sort_order"]) for each in reply.json()] == [
        ("a", 0),
        ("d", 1),
        ("b", 2),
        ("c", 3),
    ]
    assert json.loads(heard.of("channel_bookmark_sorted")[0]["data"]["bookmarks"]) == reply.json()
    for place, status, error_id in (
        (4, 400, "app.channel.bookmark.update_sort.invalid_input.app_error"),
        (-1, 400, "api.context.invalid_body_param.app_error"),
        ("first", 400, "api.context.invalid_body_param.app_error"),
    ):
        wrong = await ana.post(f"/channels/{channel.id}/bookmarks/{made[0]['id']}/sort_order", place)
        assert (wrong.status_code, wrong.json()["id"]) == (status, error_id)
    missing = await ana.post(f"/channels/{channel.id}/bookmarks/{ana.id}/sort_order", 0)
    assert (missing.status_code, missing.json()["id"]) == (
        404,
        "app.channel.bookmark.update_sort.missing_bookmark.app_error",
    )


async def test_a_deleted_one_is_told_and_found_by_those_who_were_away(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    gone, kept = await bookmark(ana, channel, "gone"), await bookmark(ana, channel, "kept")
    async with ana.listening() as heard:
        reply = await ana.delete(f"/channels/{channel.id}/bookmarks/{gone['id']}")
    assert reply.status_code == 200
    assert reply.json()["delete_at"] > 0
    assert json.loads(heard.of("channel_bookmark_deleted")[0]["data"]["bookmark"]) == reply.json()
    assert await names(ana, channel) == ["kept"]
    path = f"/channels/{channel.id}/bookmarks"
    since = (await ana.get(path, bookmarks_since=gone["update_at"])).json()
    assert [each["id"] for each in since] == [kept["id"], gone["id"]]
    assert (await ana.get(path, bookmarks_since=reply.json()["update_at"] + 1)).json() == []
    again = await ana.delete(f"/channels/{channel.id}/bookmarks/{gone['id']}")
    assert (again.status_code, again.json()["id"]) == (404, "app.channel.bookmark.get.app_error")


async def test_what_may_not_be_kept(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    link = {"type": "link", "display_name": "x", "link_url": "https://example.org"}
    for change, part in (
        ({"display_name": ""}, "display_name"),
        ({"display_name": "x" * 65}, "display_name"),
        ({"type": "board"}, "type"),
        ({"link_url": "javascript:alert(1)"}, "link_url.missing_or_invalid"),
        ({"link_url": "https://example.org/" + "x" * 1024}, "link_url.missing_or_invalid"),
        ({"file_id": ana.id}, "file_id.missing_or_invalid"),
        ({"image_url": "x"}, "image_url"),
        ({"type": "file"}, "link_url.missing_or_invalid"),
        ({"type": "file", "link_url": ""}, "file_id.missing_or_invalid"),
    ):
        reply = await ana.post(f"/channels/{channel.id}/bookmarks", {**link, **change})
        assert (reply.status_code, reply.json()["id"]) == (400, f"model.channel_bookmark.is_valid.{part}.app_error")
    assert (await ana.post(f"/channels/{channel.id}/bookmarks", {"type": 1})).status_code == 400


async def test_a_channel_has_fifty_at_most(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    for number in range(50):
        await bookmark(ana, channel, str(number))
    body = {"type": "link", "display_name": "one too many", "link_url": "https://example.org"}
    reply = await ana.post(f"/channels/{channel.id}/bookmarks", body)
    assert (reply.status_code, reply.json()["id"]) == (500, "app.channel.bookmark.save.app_error")


async def attempts(who: Person, channel: Thing, bookmark_id: str) -> list[tuple[int, str]]:
    """Adding, changing, sorting, deleting."""
    path, body = (
        f"/channels/{channel.id}/bookmarks",
        {"type": "link", "display_name": "x", "link_url": "https://example.org"},
    )
    replies = [
        await who.post(path, body),
        await who.patch(f"{path}/{bookmark_id}", display_name="x"),
        await who.post(f"{path}/{bookmark_id}/sort_order", 0),
        await who.delete(f"{path}/{bookmark_id}"),
    ]
    return [(each.status_code, "" if each.is_success else each.json()["id"]) for each in replies]


async def test_members_change_them_and_guests_and_outsiders_do_not(world: World) -> None:
    ana, ben, eve = await world.member(), await world.member(), await world.member()
    for kind in ("O", "P"):
        channel = await world.channel(by=ana, type=kind)
        await world.join(ben, channel)
        guest = await world.guest(None, channel)
        made = await bookmark(ana, channel)
        for who in (guest, eve):
            assert await attempts(who, channel, made["id"]) == [(403, "api.context.permissions.app_error")] * 4
        reads = [(await who.get(f"/channels/{channel.id}/bookmarks")).status_code for who in (ben, guest, eve)]
        assert reads == [200, 200, 200 if kind == "O" else 403]
        extra = await bookmark(ben, channel)
        assert [status for status, _ in await attempts(ben, channel, extra["id"])] == [201, 200, 200, 200]


async def test_in_direct_messages_everybody_may_but_guests(world: World) -> None:
    ana, ben, eve = await world.member(), await world.member(), await world.member()
    channel = await world.channel(by=ana)
    guest = await world.guest(None, channel)
    direct, with_guest = await world.direct(ana, ben), await world.direct(ana, guest)
    made, other = await bookmark(ana, direct), await bookmark(ana, with_guest)
    ways = ("create_channel_bookmark", "update_channel_bookmark", "update_channel_bookmark_sort_order")
    ways = (*ways, "delete_channel_bookmark")
    for who, place, made_id, reason in (
        (eve, direct, made["id"], "direct_or_group_channels"),
        (guest, with_guest, other["id"], "direct_or_group_channels_by_guests"),
    ):
        assert await attempts(who, place, made_id) == [
            (403, f"api.channel.bookmark.{way}.{reason}.forbidden.app_error") for way in ways
        ]
    assert [status for status, _ in await attempts(ben, direct, made["id"])] == [201, 200, 404, 404]


async def test_archived_channels_keep_theirs(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    made = await bookmark(ana, channel)
    await ana.delete(f"/channels/{channel.id}")
    ids = [error_id for _, error_id in await attempts(ana, channel, made["id"])]
    assert all(each.endswith(".deleted_channel.forbidden.app_error") for each in ids)


async def test_they_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(FeatureFlags={"ChannelBookmarks": False}) as world:
        ana = await world.member()
        reply = await ana.get(f"/channels/{(await world.town_square()).id}/bookmarks")
        assert (reply.status_code, reply.json()["id"]) == (404, "api.context.404.app_error")
