"""Personal access tokens."""

from typing import Any

from tests.conftest import NewWorld
from tests.fixtures.world import Person, World


async def _entitled(world: World) -> Person:
    """Somebody who may have tokens."""
    ana, admin = await world.stranger(), await world.admin()
    await admin.put(f"/users/{ana.id}/roles", roles="system_user system_user_access_token")
    return ana


async def _token(who: Person) -> dict[str, Any]:
    reply = await who.post(f"/users/{who.id}/tokens", description="a script")
    assert reply.status_code == 200, reply.text
    return reply.json()


async def test_a_token_works_like_a_session_and_is_shown_once(world: World) -> None:
    ana = await _entitled(world)
    made = await _token(ana)
    script = Person(world, ana.user, made["token"])

    assert made["description"] == "a script"
    assert made["is_active"] is True
    assert (await script.get("/users/me")).json()["id"] == ana.id
    assert "token" not in (await ana.get(f"/users/tokens/{made['id']}")).json()
    assert [each["id"] for each in (await ana.get(f"/users/{ana.id}/tokens")).json()] == [made["id"]]


async def test_tokens_are_for_those_who_may_have_them(world: World) -> None:
    ana, bob, admin = await _entitled(world), await world.stranger(), await world.admin()
    made = await _token(ana)

    assert (await bob.post(f"/users/{bob.id}/tokens", description="mine")).status_code == 403
    assert (await ana.post(f"/users/{bob.id}/tokens", description="theirs")).status_code == 403
    assert (await bob.post("/users/tokens/revoke", token_id=made["id"])).status_code == 403
    assert (await bob.get("/users/tokens")).status_code == 403
    assert made["id"] in [each["id"] for each in (await admin.get("/users/tokens", per_page=200)).json()]
    found = (await admin.post("/users/tokens/search", term=ana.username)).json()
    assert [each["id"] for each in found] == [made["id"]]
    unnamed = await ana.post(f"/users/{ana.id}/tokens", description="")
    assert unnamed.json()["id"] == "api.context.invalid_body_param.app_error"
    long = await ana.post(f"/users/{ana.id}/tokens", description="x" * 256)
    assert long.json()["id"] == "model.user_access_token.is_valid.description.app_error"


async def test_a_disabled_token_rests_and_a_revoked_one_is_gone(world: World) -> None:
    ana = await _entitled(world)
    made = await _token(ana)
    script = Person(world, ana.user, made["token"])
    assert (await script.get("/users/me")).status_code == 200

    for action, status in (("disable", 401), ("enable", 200), ("revoke", 401)):
        assert (await ana.post(f"/users/tokens/{action}", token_id=made["id"])).status_code == 200
        assert (await script.get("/users/me")).status_code == status, action
    gone = await ana.get(f"/users/tokens/{made['id']}")
    assert (gone.status_code, gone.json()["id"]) == (404, "app.user_access_token.get_by_user.app_error")


async def test_a_token_survives_the_end_of_all_sessions(world: World) -> None:
    ana = await _entitled(world)
    script = Person(world, ana.user, (await _token(ana))["token"])
    await script.get("/users/me")

    await ana.post(f"/users/{ana.id}/sessions/revoke/all")

    assert (await ana.get("/users/me")).status_code == 401
    assert (await script.get("/users/me")).status_code == 200


async def test_tokens_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableUserAccessTokens": False}) as world:
        admin = await world.admin()

        reply = await admin.post(f"/users/{admin.id}/tokens", description="a script")

        assert (reply.status_code, reply.json()["id"]) == (501, "app.user_access_token.disabled")
