"""Signing up, in and out."""

from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World, unique


async def test_the_first_account_administers_the_system(new_world: NewWorld) -> None:
    async with new_world() as world:
        first, second = await world.sign_up("first"), await world.sign_up("second")

        assert first.user["roles"] == "system_admin system_user"
        assert second.user["roles"] == "system_user"


async def test_me_shows_everything_except_secrets(world: World) -> None:
    ana = await world.stranger()

    me = (await ana.get("/users/me")).json()

    assert me["id"] == ana.id
    assert me["email"] == f"{ana.username}@example.org"
    assert me["notify_props"]["desktop"] == "mention"
    assert me["timezone"]["useAutomaticTimezone"] == "true"
    assert "password" not in me


async def test_cookies_are_for_browsers_and_the_header_for_everybody(world: World) -> None:
    ana = await world.stranger()
    body = {"login_id": ana.username.upper(), "password": PASSWORD}

    plain = await world.anonymous().call("POST", "/users/login", json=body)
    browser = await world.anonymous().call(
        "POST", "/users/login", json=body, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    world.http.cookies.clear()

    assert plain.headers["token"] and not plain.headers.get_list("set-cookie")
    names = [each.partition("=")[0] for each in browser.headers.get_list("set-cookie")]
    assert names == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"]


async def test_strangers_do_not_learn_whether_an_account_exists(world: World) -> None:
    ana = await world.stranger()

    for login_id in (ana.username, unique("nobody")):
        reply = await world.anonymous().post("/users/login", login_id=login_id, password="wrong-password")

        assert reply.status_code == 401, reply.text
        assert reply.json()["id"] == "api.user.login.invalid_credentials_email_username"


async def test_too_many_failures_lock_an_account_even_for_the_right_password(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"MaximumLoginAttempts": 2}) as world:
        ana = await world.stranger()
        stranger = world.anonymous()
        for _ in range(2):
            await stranger.post("/users/login", login_id=ana.username, password="wrong-password")

        reply = await stranger.post("/users/login", login_id=ana.username, password=PASSWORD)

        assert reply.json()["id"] == "api.user.check_user_login_attempts.too_many.app_error"
        await (await world.admin()).post(f"/users/{ana.id}/reset_failed_attempts")
        assert (await stranger.post("/users/login", login_id=ana.username, password=PASSWORD)).status_code == 200


async def test_logout_ends_the_session_and_never_fails(world: World) -> None:
    ana = await world.stranger()

    assert (await ana.post("/users/logout")).json() == {"status": "OK"}
    reply = await ana.get("/users/me")

    assert reply.status_code == 401
    assert reply.json()["id"] == "api.context.session_expired.app_error"
    assert (await world.anonymous().post("/users/logout")).status_code == 200
