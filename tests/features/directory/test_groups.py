"""Custom groups: made, filled and mentioned by people."""

import json
from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio


def fields(**wanted: Any) -> dict[str, Any]:
    name = unique("group")
    return {"name": name, "display_name": name, "source": "custom", "allow_reference": True, "user_ids": [], **wanted}


async def make(by: Person, **wanted: Any) -> Thing:
    reply = await by.post("/groups", fields(**wanted))
    assert reply.status_code == 201, reply.text
    return Thing(reply.json())


async def test_a_new_group_is_told_to_everybody_and_to_its_members(world: World) -> None:
    ana, bea = await world.member(), await world.member()
    async with ana.listening() as heard, bea.listening() as heard_by_bea:
        group = await make(ana, user_ids=[bea.id])
        told = await heard.wait_for("received_group")
        assert json.loads(told["data"]["group"]) == group.fields
        added = json.loads((await heard_by_bea.wait_for("group_member_add"))["data"]["group_member"])
        assert (added["group_id"], added["user_id"], added["delete_at"]) == (group.id, bea.id, 0)
    assert "group_member_add" not in heard.names()
    assert (group.member_count, group.source, group.has_syncables, group.remote_id) == (1, "custom", False, None)
    assert [each["id"] for each in (await bea.get(f"/users/{bea.id}/groups")).json()] == [group.id]


async def test_groups_have_rules(world: World) -> None:
    ana = await world.member()
    taken = await make(ana)
    for wanted, error_id in (
        ({"source": "ldap"}, "app.group.crud_permission"),
        ({"allow_reference": False}, "api.custom_groups.must_be_referenceable"),
        ({"remote_id": "x"}, "api.custom_groups.no_remote_id"),
        ({"name": None}, "model.group.name.app_error"),
        ({"name": "a" * 65}, "model.group.name.invalid_length.app_error"),
        ({"name": "here"}, "model.group.name.reserved_name.app_error"),
        ({"name": "No!"}, "model.group.name.invalid_chars.app_error"),
        ({"display_name": ""}, "model.group.display_name.app_error"),
        ({"description": "d" * 1025}, "model.group.description.app_error"),
        ({"name": ana.username}, "app.group.username_conflict"),
        ({"name": taken.name}, "app.custom_group.unique_name"),
        ({"user_ids": ["x" * 26]}, "app.group.user_not_found"),
        ({"user_ids": 7}, "api.context.invalid_body_param.app_error"),
    ):
        reply = await ana.post("/groups", fields(**wanted))
        assert (reply.status_code, reply.json()["id"]) == (400, error_id)
    rename = await ana.put("/users/me/patch", username=taken.name)
    assert rename.json()["id"] == "app.user.save.groupname.app_error"


async def test_a_group_is_renamed_deleted_and_brought_back(world: World) -> None:
    admin, ana, guest = await world.admin(), await world.member(), await world.guest()
    group, other = await make(ana), await make(ana)
    path = f"/groups/{group.id}"
    assert (await guest.put(f"{path}/patch", display_name="mine")).status_code == 403
    renamed = (await ana.put(f"{path}/patch", display_name="ours", name=group.name)).json()
    assert (renamed["display_name"], renamed["name"]) == ("ours", group.name)
    for wanted, error_id in (
        ({"allow_reference": False}, "api.custom_groups.must_be_referenceable"),
        ({"allow_reference": True, "name": "all"}, "api.ldap_groups.existing_reserved_name_error"),
        ({"allow_reference": True, "name": ana.username}, "api.ldap_groups.existing_user_name_error"),
        ({"allow_reference": True, "name": other.name}, "api.ldap_groups.existing_group_name_error"),
        ({"name": other.name}, "app.custom_group.unique_name"),
    ):
        assert (await ana.put(f"{path}/patch", wanted)).json()["id"] == error_id

    assert (await guest.delete(path)).status_code == 403
    async with ana.listening() as heard:
        assert (await ana.delete(path)).json()["delete_at"] > 0
        assert json.loads((await heard.wait_for("received_group"))["data"]["group"])["delete_at"] > 0
    assert (await ana.delete(path)).json()["id"] == "app.group.no_rows"
    assert group.id not in {each["id"] for each in (await ana.get("/groups", q=group.name)).json()}
    archived = (await ana.get("/groups", q=group.name, filter_archived=True)).json()
    assert [each["id"] for each in archived] == [group.id]
    assert (await ana.post(f"{path}/restore")).json()["delete_at"] == 0
    assert (await admin.post(f"{path}/restore")).status_code == 404


async def test_members_come_and_go(world: World) -> None:
    ana, bea, guest = await world.member(), await world.member(), await world.guest()
    group = await make(ana)
    path = f"/groups/{group.id}/members"
    assert (await guest.post(path, user_ids=[bea.id])).status_code == 403
    async with bea.listening() as heard:
        added = (await ana.post(path, user_ids=[bea.id])).json()
        assert [(each["user_id"], each["delete_at"]) for each in added] == [(bea.id, 0)]
        await heard.wait_for("group_member_add")
        found = (await ana.get(path)).json()
        assert [each["id"] for each in found["members"]] == [bea.id]
        assert found["total_member_count"] == 1
        assert (await ana.delete(path, user_ids=[bea.id])).json()[0]["delete_at"] > 0
        await heard.wait_for("group_member_deleted")
    assert (await ana.get(path)).json() == {"members": [], "total_member_count": 0}
    for reply, error_id in (
        (await ana.delete(path, user_ids=[bea.id]), "app.group.user_not_found"),
        (await ana.post(path, user_ids=["x" * 26]), "app.group.user_not_found"),
        (await ana.post(path, user_ids=["x"]), "api.context.invalid_body_param.app_error"),
        (await ana.post(path, {"user_ids": 3}), "api.context.invalid_body_param.app_error"),
    ):
        assert (reply.status_code, reply.json()["id"]) == (400, error_id)
    assert (await ana.post(f"/groups/{'x' * 26}/members", user_ids=[bea.id])).status_code == 404


async def test_groups_are_listed_as_asked(world: World) -> None:
    ana, bea = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    group = await make(ana, user_ids=[ana.id, bea.id])
    empty = await make(ana)

    async def ids(**query: Any) -> set[str]:
        return {each["id"] for each in (await ana.get("/groups", per_page=200, **query)).json()}

    assert {group.id, empty.id} <= await ids()
    assert await ids(q=group.name.upper()) == {group.id}
    assert group.id in await ids(filter_has_member=bea.id)
    assert empty.id not in await ids(filter_has_member=bea.id)
    assert group.id in await ids(group_source="custom", filter_allow_reference=True)
    assert group.id not in await ids(group_source="ldap")
    assert group.id not in await ids(only_syncable_sources=True)
    assert group.id not in await ids(since=group.update_at)
    assert group.id in await ids(since=group.update_at - 1)
    assert (await ana.get("/groups", since="soon")).status_code == 400
    counted = (
        await ana.get("/groups", q=group.name, include_total_count=True, include_member_count=True, per_page=1)
    ).json()
    assert (counted["total_count"], counted["groups"][0]["member_count"]) == (1, 2)
    seen = (
        await ana.get("/groups", q=group.name, include_channel_member_count=channel.id, include_timezones=True)
    ).json()
    assert (seen[0]["channel_member_count"], seen[0]["channel_member_timezones_count"]) == (1, 0)
    with_ids = (await ana.get("/groups", q=group.name, include_member_ids=True)).json()
    assert sorted(with_ids[0]["member_ids"]) == sorted([ana.id, bea.id])
    one = (await ana.get(f"/groups/{group.id}", include_member_count=True)).json()
    assert one["member_count"] == 2
    assert "member_count" not in (await ana.get(f"/groups/{group.id}")).json()
    assert [each["id"] for each in (await ana.post("/groups/names", [group.name, "nobody"])).json()] == [group.id]
    assert (await ana.post("/groups/names", 3)).json()["id"] == "api.payload.parse.error"
    stats = f"/groups/{group.id}/stats"
    assert (await ana.get(stats)).status_code == 403
    assert (await (await world.admin()).get(stats)).json() == {"group_id": group.id, "total_member_count": 2}
    counts = (await ana.get(f"/channels/{channel.id}/member_counts_by_group")).json()
    assert counts == [{"group_id": group.id, "channel_member_count": 1, "channel_member_timezones_count": 0}]
    assert (await (await world.stranger()).get(f"/channels/{channel.id}/member_counts_by_group")).status_code == 403


async def test_custom_groups_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableCustomGroups": False}) as world:
        ana = await world.member()
        for reply in (
            await ana.post("/groups", fields()),
            await ana.get("/groups", group_source="custom"),
        ):
            assert (reply.status_code, reply.json()["id"]) == (400, "api.custom_groups.feature_disabled")
        assert (await ana.get("/groups")).json() == []
