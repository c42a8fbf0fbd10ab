"""Details of people, presence and profiles that clients rely on."""

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, World, unique

pytestmark = pytest.mark.anyio


async def _signs_in_by(world: World, person: Person, service: str) -> None:
    """As a sign-in service would have made the account."""
    await world.application.runtime.db().run(
        "UPDATE users SET authservice = %(service)s, authdata = %(data)s WHERE id = %(user_id)s",
        service=service,
        data=unique("auth"),
        user_id=person.id,
    )


async def test_no_list_and_an_empty_list_are_different_mistakes(world: World) -> None:
    ana = await world.member()
    for path, name in (
        ("/users/ids", "user_ids"),
        ("/users/usernames", "usernames"),
        ("/users/status/ids", "user_ids"),
    ):
        for body in ({"a": 1}, [1], "x"):
            assert (await ana.post(path, body)).json()["id"] == "api.payload.parse.error"
        empty = await ana.post(path, [])
        assert (empty.status_code, empty.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
        assert name in empty.json()["message"]
    wrong = await ana.call("POST", "/users/ids?since=yesterday", json=[ana.id])
    assert (wrong.status_code, wrong.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await ana.call("POST", "/users/ids?since=1", json=[ana.id])).json()[0]["id"] == ana.id


async def test_people_are_searched_by_their_roles(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    found = (await admin.post("/users/search", term="admin", roles=["system_admin"])).json()
    assert {each["id"] for each in found} == {admin.id}
    assert ana.id in {each["id"] for each in (await admin.post("/users/search", term=ana.username)).json()}
    none = (await admin.post("/users/search", term=ana.username, roles=["system_admin"])).json()
    assert none == []
    assert (await admin.call("POST", "/users/search", content=b"[")).json()["id"] == (
        "api.context.invalid_body_param.app_error"
    )


async def test_nobody_has_a_status_who_does_not_exist(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        ghost = "x" * 26
        reply = await admin.put(f"/users/{ghost}/status", user_id=ghost, status="away")
        assert (reply.status_code, reply.json()["id"]) == (404, "api.status.user_not_found.app_error")
        assert (await admin.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")).status_code == 200
    async with new_world(ServiceSettings={"EnableUserStatuses": False}) as world:
        ana = await world.member()
        assert (await ana.put(f"/users/{ana.id}/status", user_id=ana.id, status="away")).status_code == 404
        assert (await ana.post("/users/status/ids", [ana.id])).json() == []


async def test_guests_see_every_bot(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableBotAccountCreation": True}) as world:
        admin = await world.admin()
        guest, ana = await world.guest(await world.new_team()), await world.member()
        bot = (await admin.post("/bots", username=unique("bot"))).json()
        assert (await guest.get(f"/users/{bot['user_id']}")).status_code == 200
        assert (await guest.get(f"/users/{bot['user_id']}/image")).status_code == 200
        assert (await guest.get(f"/users/{ana.id}")).status_code == 403
        ids = (await guest.post("/users/ids", [bot["user_id"], ana.id])).json()
        assert [each["id"] for each in ids] == [bot["user_id"]]


async def test_a_bot_has_a_picture_that_its_owner_chooses(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableBotAccountCreation": True}) as world:
        admin, ana = await world.admin(), await world.member()
        bot = (await admin.post("/bots", username=unique("bot"))).json()
        drawn = await ana.get(f"/users/{bot['user_id']}/image/default")
        file = {"image": ("icon.png", drawn.content, "image/png")}
        path = f"/users/{bot['user_id']}/image"
        assert (await ana.call("POST", path, files=file)).status_code in (403, 404)
        assert (await admin.call("POST", path, files=file)).status_code == 200
        shown = await ana.get(path)
        assert shown.headers["content-type"] == "image/png"
        again = await ana.call("GET", path, headers={"If-None-Match": shown.headers["etag"]})
        assert again.status_code == 304
        assert (await admin.delete(path)).status_code == 200
        assert (await ana.get(path)).content == drawn.content


async def test_erasing_must_be_allowed(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    for who, error in (
        (admin, "api.user.delete_user.not_enabled.for_admin.app_error"),
        (ana, "api.user.delete_user.not_enabled.app_error"),
    ):
        reply = await who.delete(f"/users/{ana.id}?permanent=true")
        if who is ana and reply.json()["id"] == "api.user.update_active.not_enable.app_error":
            continue  # people may not close their accounts at all on this site
        assert (reply.status_code, reply.json()["id"]) == (401, error)


@pytest.mark.parametrize(
    "service, fields",
    [
        ("gitlab", {"username": "full", "first_name": "full name", "nickname": ""}),
        ("ldap", {"username": "username", "last_name": "", "nickname": "nickname"}),
        ("saml", {"position": "position", "nickname": ""}),
        ("", {"nickname": "", "first_name": ""}),
    ],
)
async def test_what_a_sign_in_service_knows_is_changed_there(
    new_world: NewWorld, service: str, fields: dict[str, str]
) -> None:
    settings = {"LdapSettings": {"NicknameAttribute": "nick"}, "SamlSettings": {"PositionAttribute": "job"}}
    async with new_world(**settings) as world:
        ana = await world.member()
        await _signs_in_by(world, ana, service) if service else None
        for field, conflict in fields.items():
            reply = await ana.put("/users/me/patch", {field: unique("new")})
            assert reply.status_code == (409 if conflict else 200), field
            if conflict:
                assert reply.json()["id"] == "api.user.patch_user.login_provider_attribute_set.app_error"
        assert (await ana.put("/users/me/patch", locale="de")).status_code == 200


async def test_a_picture_of_the_directory_stays(new_world: NewWorld) -> None:
    async with new_world(LdapSettings={"PictureAttribute": "photo"}) as world:
        ana = await world.member()
        drawn = await ana.get(f"/users/{ana.id}/image")
        file = {"image": ("icon.png", drawn.content, "image/png")}
        assert (await ana.call("POST", f"/users/{ana.id}/image", files=file)).status_code == 200
        await _signs_in_by(world, ana, "ldap")
        reply = await ana.call("POST", f"/users/{ana.id}/image", files=file)
        assert reply.status_code == 409
        assert reply.json()["id"] == "api.user.upload_profile_user.login_provider_attribute_set.app_error"


async def test_a_malformed_recent_status_is_named(world: World) -> None:
    ana = await world.member()
    reply = await ana.call("POST", "/users/me/status/custom/recent/delete", content=b"[")
    assert (reply.status_code, "recent_custom_status" in reply.json()["message"]) == (400, True)
    unknown = await ana.post("/users/me/status/custom/recent/delete", emoji="wave", text="never")
    assert unknown.json()["id"] == "api.custom_status.recent_custom_statuses.delete.app_error"


async def test_what_no_column_takes_is_the_callers_mistake(world: World) -> None:
    ana = await world.member()
    for reply in (
        await ana.post("/users/usernames", ["\0"]),
        await ana.post("/users/search", term="a\0b"),
        await ana.get("/users/me/preferences/a%00b"),
    ):
        assert (reply.status_code, reply.json()["id"]) == (400, "api.context.invalid_param.app_error")
    assert (await ana.get("/users", page=10**30)).status_code == 200
    assert (await ana.get("/users/me")).status_code == 200
