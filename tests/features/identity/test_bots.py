"""Bots: who makes, sees and changes them, what they may do, and what happens when their owner goes."""

from typing import Any

import pytest

from mattermost_py.features.identity.bots import service as bots
from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, Person, World, unique

pytestmark = pytest.mark.anyio

OPEN = {"EnableBotAccountCreation": True, "EnableUserAccessTokens": True}


async def _bot(admin: Person, **fields: Any) -> dict[str, Any]:
    reply = await admin.post("/bots", {"username": unique("bot"), **fields})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def _keeper(world: World, *permissions: str) -> Person:
    """Somebody whose only special right is about bots."""
    admin, ana = await world.admin(), await world.member()
    (role,) = (await admin.post("/roles/names", ["system_post_all"])).json()
    await admin.put(f"/roles/{role['id']}/patch", permissions=list(permissions))
    await admin.put(f"/users/{ana.id}/roles", roles="system_user system_post_all")
    return ana


async def test_a_bot_is_an_account_that_only_the_permitted_make(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin, ana = await world.admin(), await world.member()
        name = unique("helper")
        body = {"username": name, "display_name": "Helper", "description": "helps"}
        refused = await ana.post("/bots", body)
        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.permissions.app_error")
        assert (await world.anonymous().post("/bots", body)).status_code == 401

        async with ana.listening() as heard:
            reply = await admin.post("/bots", body)
        bot = reply.json()
        assert reply.status_code == 201
        assert {key: bot[key] for key in ("username", "display_name", "description", "owner_id", "delete_at")} == {
            **body,
            "owner_id": admin.id,
            "delete_at": 0,
        }
        assert "new_user" not in heard.names()
        user = (await ana.get(f"/users/{bot['user_id']}")).json()
        assert (user["is_bot"], user["bot_description"], user["first_name"]) == (True, "helps", "Helper")
        assert (user["roles"], user["email"]) == ("system_user", f"{name}@localhost")

        again = await admin.post("/bots", body)
        assert (again.status_code, again.json()["id"]) == (400, "app.user.save.username_exists.app_error")
        for wrong, error in (
            ({"username": "No Good"}, "model.bot.is_valid.username.app_error"),
            ({"display_name": "x" * 65, "username": unique("b")}, "model.bot.is_valid.user_id.app_error"),
            ({"description": "x" * 1025, "username": unique("b")}, "model.bot.is_valid.description.app_error"),
            ({"username": 7}, "api.context.invalid_body_param.app_error"),
        ):
            reply = await admin.post("/bots", wrong)
            assert (reply.status_code, reply.json()["id"]) == (400, error)


async def test_nobody_makes_bots_where_that_is_switched_off(world: World) -> None:
    admin = await world.admin()
    reply = await admin.post("/bots", username=unique("bot"))
    assert (reply.status_code, reply.json()["id"]) == (403, "api.bot.create_disabled")


async def test_a_bot_speaks_with_its_token_and_never_signs_in(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={**OPEN, "EnableUserAccessTokens": False}) as world:
        admin, ana = await world.admin(), await world.member()
        bot = await _bot(admin)
        token = (await admin.post(f"/users/{bot['user_id']}/tokens", description="for tests")).json()["token"]
        robot = Person(world, {"id": bot["user_id"], "username": bot["username"]}, token)
        await world.join_team(robot, await world.team())
        square = await world.town_square()
        post = (await robot.post("/posts", channel_id=square.id, message="beep")).json()
        assert post["props"]["from_bot"] == "true"
        more = await robot.post("/bots", username=unique("bot"))
        assert more.status_code == 403
        assert (await ana.post(f"/users/{bot['user_id']}/tokens", description="mine")).status_code in (403, 404)
        login = await world.anonymous().post("/users/login", login_id=bot["username"], password=PASSWORD)
        assert login.status_code == 401


async def test_reading_hides_the_bots_of_others(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin = await world.admin()
        keeper = await _keeper(world, "create_bot", "read_bots", "manage_bots")
        ana = await world.member()
        foreign, own = await _bot(admin), await _bot(keeper)

        assert {each["user_id"] for each in (await admin.get("/bots")).json()} >= {foreign["user_id"], own["user_id"]}
        assert [each["user_id"] for each in (await keeper.get("/bots")).json()] == [own["user_id"]]
        assert (await ana.get("/bots")).status_code == 403

        for who, bot, status in ((admin, own, 200), (keeper, own, 200), (keeper, foreign, 404), (ana, own, 404)):
            reply = await who.get(f"/bots/{bot['user_id']}")
            assert reply.status_code == status
            if status == 404:
                assert reply.json()["id"] == "store.sql_bot.get.missing.app_error"
        assert (await admin.get(f"/bots/{admin.id}")).status_code == 404
        assert (await admin.get("/bots/short")).status_code == 400

        known = await admin.get(f"/bots/{own['user_id']}")
        again = await admin.call("GET", f"/bots/{own['user_id']}", headers={"If-None-Match": known.headers["etag"]})
        assert again.status_code == 304
        etag = (await admin.get("/bots")).headers["etag"]
        assert (await admin.call("GET", "/bots", headers={"If-None-Match": etag})).status_code == 304


async def test_changing_needs_the_right_permission_for_own_and_foreign_bots(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin = await world.admin()
        keeper = await _keeper(world, "create_bot", "read_bots", "manage_bots", "read_others_bots")
        ana = await world.member()
        foreign, own = await _bot(admin), await _bot(keeper)
        name = unique("renamed")

        async with ana.listening() as heard:
            reply = await keeper.put(f"/bots/{own['user_id']}", username=name, display_name="New")
            assert reply.status_code == 200
            event = await heard.wait_for("user_updated")
        bot = reply.json()
        assert (bot["username"], bot["display_name"], bot["update_at"] > own["update_at"]) == (name, "New", True)
        assert event["data"]["user"]["username"] == name
        assert (await admin.get(f"/users/{own['user_id']}")).json()["email"] == f"{name}@localhost"

        for path in ("", "/disable", "/enable", f"/assign/{keeper.id}"):
            method = "POST" if path else "PUT"
            for who, status in ((keeper, 403), (ana, 404), (world.anonymous(), 401)):
                reply = await who.call(method, f"/bots/{foreign['user_id']}{path}", json={"description": "x"})
                assert reply.status_code == status
        taken = await keeper.put(f"/bots/{own['user_id']}", username=foreign["username"])
        assert (taken.status_code, taken.json()["id"]) == (400, "app.user.save.username_exists.app_error")


async def test_a_disabled_bot_is_gone_until_it_is_enabled(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin, ana = await world.admin(), await world.member()
        bot = await _bot(admin)
        path = f"/bots/{bot['user_id']}"
        token = (await admin.post(f"/users/{bot['user_id']}/tokens", description="for tests")).json()["token"]
        robot = Person(world, {"id": bot["user_id"]}, token)
        assert (await robot.get("/users/me")).status_code == 200

        async with ana.listening() as heard:
            disabled = await admin.post(f"{path}/disable")
            await heard.wait_for("user_activation_status_change")
        assert disabled.json()["delete_at"] > 0
        assert (await robot.get("/users/me")).status_code == 401
        assert (await admin.get(path)).status_code == 404
        assert (await admin.get(path, include_deleted=True)).status_code == 200
        assert bot["user_id"] not in {each["user_id"] for each in (await admin.get("/bots")).json()}
        assert bot["user_id"] in {each["user_id"] for each in (await admin.get("/bots", include_deleted=True)).json()}

        assert (await admin.post(f"{path}/enable")).json()["delete_at"] == 0
        assert (await robot.get("/users/me")).status_code == 200


async def test_a_bot_goes_to_another_person_but_not_to_a_bot(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin, ana = await world.admin(), await world.member()
        bot, other = await _bot(admin), await _bot(admin)
        assert (await admin.post(f"/bots/{bot['user_id']}/assign/{ana.id}")).json()["owner_id"] == ana.id
        assert (await admin.post(f"/bots/{bot['user_id']}/assign/{other['user_id']}")).status_code == 403
        assert (await admin.post(f"/bots/{bot['user_id']}/assign/{'x' * 26}")).status_code == 404
        assert (await admin.post(f"/bots/{bot['user_id']}/assign/me")).json()["owner_id"] == admin.id


@pytest.mark.parametrize("disables", [True, False])
async def test_bots_follow_their_owner_where_the_site_wants_it(new_world: NewWorld, disables: bool) -> None:
    settings = {**OPEN, "DisableBotsWhenOwnerIsDeactivated": disables}
    async with new_world(ServiceSettings=settings) as world:
        admin, ana = await world.admin(), await world.member()
        bot = await _bot(admin)
        await admin.post(f"/bots/{bot['user_id']}/assign/{ana.id}")
        await admin.put(f"/users/{ana.id}/active", active=False)
        found = (await admin.get(f"/bots/{bot['user_id']}", include_deleted=True)).json()
        assert (found["delete_at"] > 0) is disables
        orphans = (await admin.get("/bots", only_orphaned=True, include_deleted=True)).json()
        assert [each["user_id"] for each in orphans] == [bot["user_id"]]


async def test_a_person_becomes_a_bot_and_a_bot_a_person(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=OPEN) as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        assert (await bob.post(f"/users/{ana.id}/convert_to_bot")).status_code == 403
        bot = (await admin.post(f"/users/{ana.id}/convert_to_bot")).json()
        assert (bot["user_id"], bot["owner_id"], bot["username"]) == (ana.id, ana.id, ana.username)
        assert (await ana.get("/users/me")).status_code == 401
        assert (await admin.get(f"/users/{ana.id}")).json()["is_bot"] is True

        path = f"/bots/{ana.id}/convert_to_user"
        for body in ({}, {"password": ""}, {"password": 5}):
            reply = await admin.post(path, body)
            assert (reply.status_code, reply.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
        assert (await bob.post(path, password=PASSWORD)).status_code == 404
        address = f"{unique('again')}@example.org"
        user = await admin.call("POST", f"{path}?set_system_admin=true", json={"password": PASSWORD, "email": address})
        assert user.status_code == 200
        assert (user.json().get("is_bot", False), user.json()["email"]) == (False, address)
        back = await world.sign_in(address)
        assert "system_admin" in back.user["roles"]
        assert (await admin.get(f"/bots/{ana.id}")).status_code == 404


async def test_the_system_has_one_bot_of_its_own(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        db = world.application.runtime.db()
        first, second = await bots.system_bot(db), await bots.system_bot(db)
        assert (first.id, first.username, first.is_bot) == (second.id, "system-bot", True)
        assert (await admin.get(f"/bots/{first.id}")).json()["owner_id"] == admin.id
