"""Signing up, in and out."""

from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, Person, World, unique


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

    assert plain.headers["token"]
    assert not plain.headers.get_list("set-cookie")
    names = [each.partition("=")[0] for each in browser.headers.get_list("set-cookie")]
    assert names == ["MMAUTHTOKEN", "MMUSERID", "MMCSRF"]


async def test_strangers_do_not_learn_whether_an_account_exists(world: World) -> None:
    ana = await world.stranger()

    for login_id in (ana.username, unique("nobody")):
        reply = await world.anonymous().post("/users/login", login_id=login_id, password="wrong-password")

        assert reply.status_code == 401
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


async def test_a_closed_server_takes_people_by_invitation_link_only(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"EnableOpenServer": False}) as world:
        await world.admin()
        team = await world.new_team()
        name = unique("late")
        body = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
        stranger = world.anonymous()

        refused = await stranger.post("/users", body)
        wrong = await stranger.call("POST", "/users", params={"iid": "x" * 26}, json=body)
        taken = await stranger.call("POST", "/users", params={"iid": team.invite_id}, json=body)

        assert (refused.status_code, refused.json()["id"]) == (403, "api.user.create_user.no_open_server")
        assert (wrong.status_code, wrong.json()["id"]) == (404, "app.team.get_by_invite_id.finding.app_error")
        assert taken.status_code == 201
        late = await world.sign_in(name)
        assert [each["id"] for each in (await late.get("/users/me/teams")).json()] == [team.id]


async def test_sign_up_says_what_is_wrong(world: World) -> None:
    ana = await world.stranger()
    good = {"username": unique("new"), "email": f"{unique('new')}@example.org", "password": PASSWORD}

    for change, error in (
        ({"username": "all"}, "model.user.is_valid.username.app_error"),
        ({"username": ana.username.upper()}, "app.user.save.username_exists.app_error"),
        ({"email": f"{ana.username}@example.org"}, "app.user.save.email_exists.app_error"),
        ({"email": "nowhere"}, "model.user.is_valid.email.app_error"),
        ({"password": "short"}, "model.user.is_valid.pwd_min_length.app_error"),
        ({"password": "x" * 73}, "model.user.is_valid.pwd_max_length.app_error"),
        ({"username": 7}, "api.context.invalid_body_param.app_error"),
    ):
        reply = await world.anonymous().post("/users", {**good, **change})

        assert (reply.status_code, reply.json()["id"]) == (400, error)


async def test_a_deactivated_account_is_told_so_only_with_its_password(world: World) -> None:
    ana, admin = await world.stranger(), await world.admin()
    await admin.put(f"/users/{ana.id}/active", active=False)

    reply = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)

    assert (reply.status_code, reply.json()["id"]) == (401, "api.user.login.inactive.app_error")
    assert (await ana.get("/users/me")).status_code == 401


async def test_a_device_has_one_session(world: World) -> None:
    ana = await world.stranger()
    body = {"login_id": ana.username, "password": PASSWORD, "device_id": f"apple_rn:{unique('phone')}"}

    for _ in range(2):
        await world.anonymous().post("/users/login", body)
    sessions = (await ana.get("/users/me/sessions")).json()

    assert [each["device_id"] for each in sessions].count(body["device_id"]) == 1
    assert all(each["token"] == "" for each in sessions)


async def test_a_session_is_known_by_its_own_secret_and_tells_nobody_else(world: World) -> None:
    ana, admin = await world.stranger(), await world.admin()
    body, browser = {"login_id": ana.username, "password": PASSWORD}, {"X-Requested-With": "XMLHttpRequest"}
    entered = await world.anonymous().call("POST", "/users/login", json=body, headers=browser)
    world.http.cookies.clear()
    here = Person(world, entered.json(), entered.headers["token"])

    own = (await here.get("/users/me/sessions")).json()
    others = (await admin.get(f"/users/{ana.id}/sessions")).json()

    assert [each["props"]["csrf"] for each in own if "csrf" in each["props"]] == [entered.cookies["MMCSRF"]]
    assert len(own) == len(others) == 2
    assert all("csrf" not in each["props"] for each in others)
    assert all(each["token"] == "" for each in [*own, *others])


async def test_login_type_does_not_tell_who_exists(world: World) -> None:
    ana = await world.stranger()

    for login_id in (ana.username, unique("nobody")):
        reply = await world.anonymous().post("/users/login/type", login_id=login_id)
        assert reply.json() == {"auth_service": ""}
