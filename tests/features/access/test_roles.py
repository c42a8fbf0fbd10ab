"""Roles: read by everybody, changed by administrators, in force at once."""

import json

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

FIELDS = {
    "id",
    "name",
    "display_name",
    "description",
    "create_at",
    "update_at",
    "delete_at",
    "permissions",
    "scheme_managed",
    "built_in",
}


async def test_roles_are_found_by_id_name_and_names(world: World) -> None:
    ana = await world.member()
    role = (await ana.get("/roles/name/channel_user")).json()
    assert set(role) >= FIELDS
    assert (await ana.get(f"/roles/{role['id']}")).json() == role
    several = (await ana.post("/roles/names", ["channel_user", "team_user", "nobody", "channel_user", " "])).json()
    assert {each["name"] for each in several} == {"channel_user", "team_user"}
    for reply, status, error_id in (
        (await ana.get("/roles/name/nobody"), 404, "app.role.get_by_name.app_error"),
        (await ana.get(f"/roles/{'x' * 26}"), 404, "app.role.get.app_error"),
        (await ana.post("/roles/names", []), 400, "api.context.invalid_body_param.app_error"),
        (await ana.post("/roles/names", [f"r{n}" for n in range(101)]), 400, None),
        (await ana.get("/roles"), 403, "api.context.permissions.app_error"),
    ):
        assert reply.status_code == status, reply.text
        assert error_id is None or reply.json()["id"] == error_id
    assert len((await (await world.admin()).get("/roles")).json()) >= 25


async def test_a_changed_role_is_in_force_at_once_and_heard_by_all(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        role = (await ana.get("/roles/name/channel_user")).json()
        post = await world.post(by=ana)
        reaction = {"user_id": ana.id, "post_id": post.id, "emoji_name": "wave"}
        fewer = [each for each in role["permissions"] if each != "add_reaction"]
        path, names = f"/roles/{role['id']}/patch", ["channel_user"]

        assert (await ana.post("/roles/names", names)).json() == [role]
        assert (await ana.put(path, permissions=fewer)).status_code == 403
        assert (await ana.post("/reactions", reaction)).status_code == 200
        async with ana.listening() as heard:
            changed = (await admin.put(path, permissions=fewer)).json()
            told = await heard.wait_for("role_updated")
        assert json.loads(told["data"]["role"]) == changed
        assert changed["permissions"] == sorted(fewer)
        assert (await ana.post("/roles/names", names)).json() == [changed]
        assert (await ana.post("/reactions", {**reaction, "emoji_name": "tada"})).status_code == 403


async def test_some_permissions_are_never_given_or_taken(world: World) -> None:
    admin = await world.admin()
    role = (await admin.get("/roles/name/system_user")).json()
    for extra, status, error_id in (
        ("manage_system", 501, "api.roles.patch_roles.not_allowed_permission.error"),
        ("fly", 400, "app.role.save.invalid_role.app_error"),
    ):
        reply = await admin.put(f"/roles/{role['id']}/patch", permissions=[*role["permissions"], extra])
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)
    assert (await admin.put(f"/roles/{role['id']}/patch", permissions=None)).json()["permissions"] == role[
        "permissions"
    ]
