"""The second factor."""

from pyotp.totp import TOTP

from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World

ENABLED = {"EnableMultifactorAuthentication": True}


async def test_with_a_second_factor_the_password_is_not_enough(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ENABLED) as world:
        ana = await world.stranger()
        made = (await ana.post("/users/me/mfa/generate")).json()
        totp = TOTP(made["secret"])
        wrong = await ana.put("/users/me/mfa", activate=True, code="000000")
        assert (await ana.put("/users/me/mfa", activate=True, code=totp.now())).status_code == 200
        login = {"login_id": ana.username, "password": PASSWORD}
        stranger = world.anonymous()

        asked = await stranger.post("/users/login", login)
        bad = await stranger.post("/users/login", {**login, "token": "000000"})
        code = totp.now()
        good = await stranger.post("/users/login", {**login, "token": code})
        replayed = await stranger.post("/users/login", {**login, "token": code})

        assert made["qr_code"]
        assert (wrong.status_code, wrong.json()["id"]) == (401, "mfa.activate.bad_token.app_error")
        assert (asked.status_code, asked.json()["id"]) == (401, "mfa.validate_token.authenticate.app_error")
        assert bad.json()["id"] == replayed.json()["id"] == "api.user.check_user_mfa.bad_code.app_error"
        assert good.json()["mfa_active"] is True

        await (await world.admin()).put(f"/users/{ana.id}/mfa", activate=False)
        assert (await stranger.post("/users/login", login)).status_code == 200


async def test_a_missing_code_does_not_count_and_a_wrong_one_does(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={**ENABLED, "MaximumLoginAttempts": 2}) as world:
        ana = await world.stranger()
        secret = (await ana.post("/users/me/mfa/generate")).json()["secret"]
        await ana.put("/users/me/mfa", activate=True, code=TOTP(secret).now())
        login = {"login_id": ana.username, "password": PASSWORD}

        for code, error in (
            ("", "mfa.validate_token.authenticate.app_error"),
            ("", "mfa.validate_token.authenticate.app_error"),
            ("", "mfa.validate_token.authenticate.app_error"),
            ("000000", "api.user.check_user_mfa.bad_code.app_error"),
            ("000000", "api.user.check_user_mfa.bad_code.app_error"),
            ("000000", "api.user.check_user_login_attempts.too_many.app_error"),
        ):
            assert (await world.anonymous().post("/users/login", {**login, "token": code})).json()["id"] == error


async def test_enforced_mfa_lets_nobody_in_before_it_is_set_up(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={**ENABLED, "EnforceMultifactorAuthentication": True}) as world:
        ana = await world.sign_up("ana")

        refused = await ana.get("/users/me/preferences")
        secret = (await ana.post("/users/me/mfa/generate")).json()["secret"]
        await ana.put("/users/me/mfa", activate=True, code=TOTP(secret).now())

        assert (refused.status_code, refused.json()["id"]) == (403, "api.context.mfa_required.app_error")
        assert (await ana.get("/users/me/preferences")).status_code == 200


async def test_mfa_is_off_unless_the_admin_wants_it(world: World) -> None:
    ana = await world.stranger()

    reply = await ana.post("/users/me/mfa/generate")

    assert (reply.status_code, reply.json()["id"]) == (501, "mfa.mfa_disabled.app_error")
