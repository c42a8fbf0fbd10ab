"""What people see of accounts, and how accounts change."""

import asyncio

from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World, unique

PRIVATE = {"notify_props", "email_verified", "last_password_update", "failed_attempts", "allow_marketing", "password"}


async def test_others_see_a_profile_and_admins_more_of_it(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    seen = (await bob.get(f"/users/{ana.id}")).json()
    by_admin = (await admin.get(f"/users/{ana.id}")).json()

    assert not PRIVATE & seen.keys()
    assert seen["auth_data"] == ""
    assert "last_login" not in seen
    assert by_admin["notify_props"]["email"] == "true"


async def test_addresses_and_names_can_be_hidden_from_all_but_admins(new_world: NewWorld) -> None:
    async with new_world(PrivacySettings={"ShowEmailAddress": False, "ShowFullName": False}) as world:
        ana = await world.stranger()
        await ana.put("/users/me/patch", first_name="Ana", last_name="Ray")
        bob, admin = await world.stranger(), await world.admin()
        address = f"{ana.username}@example.org"

        for who, email, name in ((bob, "", ""), (admin, address, "Ana"), (ana, address, "Ana")):
            seen = (await who.get(f"/users/{ana.id}")).json()
            assert (seen["email"], seen["first_name"]) == (email, name)
        assert (await bob.get(f"/users/email/{address}")).json()[
            "id"
        ] == "api.user.get_user_by_email.permissions.app_error"
        assert (await admin.get(f"/users/email/{address}")).json()["id"] == ana.id


async def test_an_unchanged_user_is_not_sent_again(world: World) -> None:
    ana = await world.stranger()
    first = await ana.get("/users/me")

    again = await ana.call("GET", "/users/me", headers={"If-None-Match": first.headers["etag"]})
    await ana.put("/users/me/patch", nickname="Annie")
    changed = await ana.call("GET", "/users/me", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.json()["nickname"] == "Annie"


async def test_a_change_reaches_everybody_in_their_own_version(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    async with ana.listening() as own, bob.listening() as others, admin.listening() as admins:
        changed = (await ana.put("/users/me/patch", nickname="Annie", position="Pilot")).json()

    assert (changed["nickname"], changed["position"]) == ("Annie", "Pilot")
    for heard, is_private in ((own, True), (others, False), (admins, True)):
        mine = [each["data"]["user"] for each in heard.of("user_updated") if each["data"]["user"]["id"] == ana.id]
        assert [each["nickname"] for each in mine] == ["Annie"]
        assert ("notify_props" in mine[0]) is is_private


async def test_one_may_change_oneself_and_admins_everybody(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    for who, status in ((ana, 200), (bob, 403), (admin, 200)):
        reply = await who.put(f"/users/{ana.id}/patch", nickname=who.username)
        assert reply.status_code == status


async def test_a_new_own_address_needs_the_password(world: World) -> None:
    ana = await world.stranger()
    address = f"{unique('new')}@example.org"

    without = await ana.put("/users/me/patch", email=address)
    wrong = await ana.put("/users/me/patch", email=address, password="wrong-password")
    right = await ana.put("/users/me/patch", email=address.upper(), password=PASSWORD)

    assert (without.status_code, without.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (wrong.status_code, wrong.json()["id"]) == (401, "api.user.check_user_password.invalid.app_error")
    assert right.json()["email"] == address


async def test_a_new_name_is_free_and_leaves_no_mention_key_behind(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    me = (await ana.get("/users/me")).json()
    await ana.put("/users/me/patch", notify_props={**me["notify_props"], "mention_keys": f"ops,@{ana.username}, "})

    taken = await ana.put("/users/me/patch", username=bob.username)
    name = unique("renamed")
    renamed = (await ana.put("/users/me/patch", username=name)).json()

    assert taken.json()["id"] == "app.user.save.username_exists.app_error"
    assert (renamed["username"], renamed["notify_props"]["mention_keys"]) == (name, "ops")


async def test_a_whole_user_empties_what_it_leaves_out(world: World) -> None:
    ana = await world.stranger()
    await ana.put("/users/me/patch", nickname="Annie")
    me = (await ana.get("/users/me")).json()

    foreign = await ana.put("/users/me", {**me, "id": "x" * 26})
    changed = await ana.put("/users/me", {key: value for key, value in me.items() if key != "nickname"})

    assert foreign.status_code == 400
    assert changed.json()["nickname"] == ""


async def test_roles_take_effect_at_once_and_one_admin_stays(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.stranger()

        assert (await ana.put(f"/users/{ana.id}/roles", roles="system_admin system_user")).status_code == 403
        async with ana.listening() as heard:
            assert (await admin.put(f"/users/{ana.id}/roles", roles="system_admin system_user")).status_code == 200
        assert heard.of("user_role_updated")[0]["data"] == {"user_id": ana.id, "roles": "system_admin system_user"}
        assert (await ana.get("/roles")).status_code == 200

        assert (await ana.put(f"/users/{ana.id}/roles", roles="system_user")).status_code == 200
        last = await admin.put(f"/users/{admin.id}/roles", roles="system_user")
        unknown = await admin.put(f"/users/{ana.id}/roles", roles="system_king")
        assert last.json()["id"] == "app.user.update.lastAdmin.app_error"
        assert unknown.json()["id"] == "app.role.check_roles_exist.role_not_found"


async def test_deactivating_ends_sessions_and_tells_everybody(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    async with bob.listening() as heard:
        own = await ana.put(f"/users/{ana.id}/active", active=False)
        other = await bob.put(f"/users/{ana.id}/active", active=False)
        done = await admin.put(f"/users/{ana.id}/active", active=False)
        await heard.wait_for("user_activation_status_change")

    assert own.json()["id"] == "api.user.update_active.not_enable.app_error"
    assert other.json()["id"] == "api.user.update_active.permissions.app_error"
    assert done.json() == {"status": "OK"}
    assert (await ana.get("/users/me")).status_code == 401
    assert (await bob.get(f"/users/{ana.id}")).json()["delete_at"] > 0


async def test_erasing_needs_the_admins_setting(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPIUserDeletion": True}) as world:
        ana, admin = await world.stranger(), await world.admin()

        assert (await ana.delete(f"/users/{ana.id}?permanent=true")).status_code == 401
        assert (await admin.delete(f"/users/{ana.id}?permanent=true")).status_code == 200
        gone = await admin.get(f"/users/{ana.id}")

        assert (gone.status_code, gone.json()["id"]) == (404, "app.user.missing_account.const")


async def test_a_user_is_read_from_memory_and_lists_cost_two_statements(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    await ana.post("/users/ids", [ana.id, bob.id])

    async with world.queries(at_most=0):
        names = [each["username"] for each in (await ana.post("/users/ids", [ana.id, bob.id])).json()]

    assert sorted(names) == sorted([ana.username, bob.username])


async def test_changes_made_at_once_do_not_undo_each_other(world: World) -> None:
    ana = await world.stranger()

    await asyncio.gather(
        ana.put("/users/me/patch", nickname="Annie"),
        ana.put("/users/me/patch", position="Pilot"),
        ana.put("/users/me/patch", first_name="Ana"),
        ana.put("/users/me/status/custom", emoji="calendar", text="busy"),
    )
    me = (await ana.get("/users/me")).json()

    assert (me["nickname"], me["position"], me["first_name"]) == ("Annie", "Pilot", "Ana")
    assert "busy" in me["props"]["customStatus"]
