"""Schemes: teams and channels whose roles differ from the built-in ones."""

import json

import pytest

from tests.fixtures.world import Person, Thing, World, unique

pytestmark = pytest.mark.anyio

TEAM_ROLES = {
    "default_team_admin_role": "team_admin",
    "default_team_user_role": "team_user",
    "default_team_guest_role": "team_guest",
    "default_channel_admin_role": "channel_admin",
    "default_channel_user_role": "channel_user",
    "default_channel_guest_role": "channel_guest",
    "default_playbook_admin_role": "playbook_admin",
    "default_playbook_member_role": "playbook_member",
    "default_run_admin_role": "run_admin",
    "default_run_member_role": "run_member",
}
CHANNEL_ROLES = {field: name for field, name in TEAM_ROLES.items() if "channel" in field}


async def make(admin: Person, scope: str = "team", **fields: object) -> Thing:
    reply = await admin.post("/schemes", {"display_name": "ours", "name": unique("s"), "scope": scope, **fields})
    assert reply.status_code == 201, reply.text
    return Thing(reply.json())


async def role_of(admin: Person, name: str) -> Thing:
    return Thing((await admin.get(f"/roles/name/{name}")).json())


async def take(admin: Person, name: str, *permissions: str) -> None:
    """Takes permissions from a role."""
    role = await role_of(admin, name)
    left = [each for each in role.permissions if each not in permissions]
    assert (await admin.put(f"/roles/{role.id}/patch", permissions=left)).status_code == 200


async def test_a_new_scheme_has_copies_of_the_built_in_roles(world: World) -> None:
    admin = await world.admin()
    scheme = await make(admin, default_team_user_role="team_admin")
    for field, built_in in TEAM_ROLES.items():
        role, original = await role_of(admin, scheme[field]), await role_of(admin, built_in)
        assert set(role.permissions) == set(original.permissions)
        assert (role.scheme_managed, role.built_in, role.scheme_id) == (True, False, scheme.id)

    of_channels = await make(admin, "channel")
    assert of_channels.default_team_user_role == ""
    user = await role_of(admin, of_channels.default_channel_user_role)
    assert "create_post" in user.permissions
    assert "read_channel" not in user.permissions
    assert (await role_of(admin, of_channels.default_channel_admin_role)).permissions == []


async def test_schemes_are_listed_renamed_and_deleted_by_those_who_manage_permissions(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    scheme = await make(admin)
    path = f"/schemes/{scheme.id}"
    for refused in (
        await ana.post("/schemes", display_name="x", scope="team"),
        await ana.get("/schemes"),
        await ana.get(path),
        await ana.get(f"{path}/teams"),
        await ana.put(f"{path}/patch", display_name="theirs"),
        await ana.delete(path),
    ):
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")

    assert (await admin.get("/schemes", scope="team")).json()[0] == scheme.fields
    assert scheme.id not in {each["id"] for each in (await admin.get("/schemes", scope="channel")).json()}
    renamed = (await admin.put(f"{path}/patch", display_name="theirs", description="d")).json()
    assert (renamed["display_name"], renamed["description"], renamed["name"]) == ("theirs", "d", scheme.name)
    assert (await admin.delete(path)).json() == {"status": "OK"}
    assert (await admin.get(path)).json()["delete_at"] > 0
    assert scheme.id not in {each["id"] for each in (await admin.get("/schemes")).json()}
    assert (await role_of(admin, scheme.default_team_user_role)).delete_at > 0


async def test_schemes_have_rules(world: World) -> None:
    admin = await world.admin()
    scheme, of_channels = await make(admin), await make(admin, "channel")
    team, channel = await world.team(), await world.town_square()
    fresh = {"display_name": "x", "scope": "team"}
    for reply, status, error_id in (
        (await admin.post("/schemes", {**fresh, "scope": "world"}), 400, "app.scheme.save.invalid_scheme.app_error"),
        (await admin.post("/schemes", {**fresh, "display_name": ""}), 400, "app.scheme.save.invalid_scheme.app_error"),
        (await admin.post("/schemes", {**fresh, "name": "No!"}), 400, "app.scheme.save.invalid_scheme.app_error"),
        (await admin.post("/schemes", {**fresh, "name": scheme.name}), 500, "app.scheme.save.app_error"),
        (await admin.get("/schemes", scope="world"), 400, "api.context.invalid_body_param.app_error"),
        (await admin.get(f"/schemes/{'x' * 26}"), 404, "app.scheme.get.app_error"),
        (await admin.get(f"/schemes/{of_channels.id}/teams"), 400, "api.scheme.get_teams_for_scheme.scope.error"),
        (await admin.get(f"/schemes/{scheme.id}/channels"), 400, "api.scheme.get_channels_for_scheme.scope.error"),
        (await admin.put(f"/teams/{team.id}/scheme"), 400, "api.context.invalid_body_param.app_error"),
        (await admin.put(f"/teams/{team.id}/scheme", scheme_id="x"), 400, "api.context.invalid_body_param.app_error"),
        (await admin.put(f"/teams/{team.id}/scheme", scheme_id="x" * 26), 404, "app.scheme.get.app_error"),
        (
            await admin.put(f"/teams/{team.id}/scheme", scheme_id=of_channels.id),
            400,
            "api.team.update_team_scheme.scheme_scope.error",
        ),
        (
            await admin.put(f"/channels/{channel.id}/scheme", scheme_id=scheme.id),
            400,
            "api.channel.update_channel_scheme.scheme_scope.error",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (status, error_id), reply.text


async def test_a_team_under_a_scheme_differs_from_the_others(world: World) -> None:
    admin = await world.admin()
    team, other = await world.new_team(), await world.new_team()
    ana = await world.member(team)
    await world.join_team(ana, other)
    scheme = await make(admin)
    refused = await ana.put(f"/teams/{team.id}/scheme", scheme_id=scheme.id)
    assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")

    async with ana.listening() as heard:
        assert (await admin.put(f"/teams/{team.id}/scheme", scheme_id=scheme.id)).json() == {"status": "OK"}
        told = await heard.wait_for("update_team_scheme")
        assert json.loads(told["data"]["team"])["scheme_id"] == scheme.id
        assert told["broadcast"]["team_id"] == team.id
        await take(admin, scheme.default_team_user_role, "create_public_channel")
        changed = await heard.wait_for("role_updated")
        assert json.loads(changed["data"]["role"])["name"] == scheme.default_team_user_role
        assert changed["broadcast"]["team_id"] == team.id

    assert [each["id"] for each in (await admin.get(f"/schemes/{scheme.id}/teams")).json()] == [team.id]
    member = (await ana.get(f"/teams/{team.id}/members/{ana.id}")).json()
    assert (member["roles"], member["explicit_roles"]) == (scheme.default_team_user_role, "")
    square = await world.town_square(team)
    inside = (await ana.get(f"/channels/{square.id}/members/{ana.id}")).json()
    assert inside["roles"] == scheme.default_channel_user_role

    body = {"name": unique("c"), "display_name": "c", "type": "O"}
    assert (await ana.post("/channels", {**body, "team_id": team.id})).status_code == 403
    assert (await ana.post("/channels", {**body, "team_id": other.id})).status_code == 201
    await take(admin, scheme.default_channel_user_role, "add_reaction")
    for place, status in ((team, 403), (other, 200)):
        post = await world.post(by=ana, channel=await world.town_square(place))
        reply = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
        assert reply.status_code == status

    assert (await admin.delete(f"/schemes/{scheme.id}")).status_code == 200
    assert (await ana.post("/channels", {**body, "team_id": team.id})).status_code == 201
    assert (await admin.get(f"/teams/{team.id}")).json()["scheme_id"] in (None, "")


async def test_a_team_may_be_founded_under_a_scheme(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    scheme, of_channels = await make(admin), await make(admin, "channel")
    body = {"name": unique("team"), "display_name": "t", "type": "O", "scheme_id": scheme.id}
    assert (await ana.post("/teams", body)).status_code == 403
    assert (await admin.post("/teams", {**body, "scheme_id": "x" * 26})).status_code == 404
    assert (await admin.post("/teams", {**body, "scheme_id": of_channels.id})).status_code == 400
    team = Thing((await admin.post("/teams", body)).json())
    assert team.scheme_id == scheme.id
    await world.join_team(ana, team)
    assert (await ana.get(f"/teams/{team.id}/members/{ana.id}")).json()["roles"] == scheme.default_team_user_role


async def test_roles_of_a_scheme_are_given_by_their_own_names(world: World) -> None:
    admin = await world.admin()
    team = await world.new_team()
    ana = await world.member(team)
    scheme = await make(admin)
    await admin.put(f"/teams/{team.id}/scheme", scheme_id=scheme.id)
    path = f"/teams/{team.id}/members/{ana.id}"
    built_in = await admin.put(f"{path}/roles", roles="team_user team_admin")
    assert (built_in.status_code, built_in.json()["id"]) == (
        400,
        "api.channel.update_team_member_roles.scheme_role.app_error",
    )
    wanted = f"{scheme.default_team_user_role} {scheme.default_team_admin_role}"
    assert (await admin.put(f"{path}/roles", roles=wanted)).status_code == 200
    member = (await ana.get(path)).json()
    assert (member["scheme_user"], member["scheme_admin"], member["explicit_roles"]) == (True, True, "")


async def test_a_channel_under_a_scheme_is_bounded_by_its_team(world: World) -> None:
    admin = await world.admin()
    team = await world.new_team()
    ana = await world.member(team)
    channel = await world.channel(by=admin, team=team)
    await world.join(ana, channel)
    of_team, of_channel = await make(admin), await make(admin, "channel")
    assert (await ana.put(f"/channels/{channel.id}/scheme", scheme_id=of_channel.id)).status_code == 403
    async with ana.listening() as heard:
        assert (await admin.put(f"/channels/{channel.id}/scheme", scheme_id=of_channel.id)).status_code == 200
        told = await heard.wait_for("channel_updated")
        assert json.loads(told["data"]["channel"])["scheme_id"] == of_channel.id
    assert [each["id"] for each in (await admin.get(f"/schemes/{of_channel.id}/channels")).json()] == [channel.id]

    user, guest = of_channel.default_channel_user_role, of_channel.default_channel_guest_role
    built_in = await role_of(admin, "channel_user")
    assert {"read_channel", "create_post"} <= set((await role_of(admin, user)).permissions)
    assert set((await role_of(admin, user)).permissions) <= set(built_in.permissions)
    await admin.put(f"/teams/{team.id}/scheme", scheme_id=of_team.id)
    async with ana.listening() as heard:
        await take(admin, of_team.default_channel_user_role, "add_reaction", "edit_post")
        told = await heard.wait_for("role_updated", where=lambda each: each["broadcast"]["channel_id"] == channel.id)
        assert json.loads(told["data"]["role"])["name"] == user
    assert not {"add_reaction", "edit_post"} & set((await role_of(admin, user)).permissions)
    assert "add_reaction" in (await role_of(admin, guest)).permissions
    post = await world.post(by=ana, channel=channel)
    refused = await ana.post("/reactions", user_id=ana.id, post_id=post.id, emoji_name="wave")
    assert refused.status_code == 403
    assert (await ana.put(f"/posts/{post.id}/patch", message="again")).status_code == 403


async def test_pages_of_the_console_need_more_than_their_own_permission(world: World) -> None:
    ana = await world.member()
    asked = ["sysconsole_write_site_customization", "edit_brand", "fly"]
    assert (await ana.post("/permissions/ancillary", asked)).json() == [*asked, "edit_brand"]
    assert (await ana.post("/permissions/ancillary", {"a": 1})).json()["id"] == "api.payload.parse.error"
    assert (await world.anonymous().post("/permissions/ancillary", asked)).status_code == 401


async def test_powerful_roles_are_changed_by_system_admins_only(world: World) -> None:
    admin, helper = await world.admin(), await world.sign_up("helper")
    assert (await admin.put(f"/users/{helper.id}/roles", roles="system_user system_manager")).status_code == 200
    helper = await world.sign_in(helper.username)
    for name, status in (("channel_user", 200), ("system_admin", 403), ("system_manager", 403)):
        role = await role_of(admin, name)
        assert (await helper.put(f"/roles/{role.id}/patch", permissions=role.permissions)).status_code == status
    custom = await role_of(admin, "system_custom_group_admin")
    assert (await helper.put(f"/roles/{custom.id}/patch", permissions=custom.permissions)).status_code == 403
    assert (await admin.put(f"/roles/{custom.id}/patch", permissions=custom.permissions)).status_code == 200
