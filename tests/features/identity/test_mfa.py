"""The second factor, what stands in for it, and who must have one."""

import asyncio
import re
from base64 import b64decode
from io import BytesIO

import websockets
from PIL import Image
from pyotp.totp import TOTP

from tests.conftest import NewWorld
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import PASSWORD, Person, World

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


async def _with_codes(who: Person) -> tuple[TOTP, list[str]]:
    """Switches the second factor on and asks for recovery codes."""
    totp = TOTP((await who.post("/users/me/mfa/generate")).json()["secret"])
    reply = await who.put("/users/me/mfa", activate=True, code=totp.now(), recovery_codes=True)
    assert (reply.status_code, reply.headers["cache-control"]) == (200, "no-cache")
    return totp, reply.json()["recovery_codes"]


async def test_the_picture_to_scan_is_a_png_with_the_secret(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ENABLED) as world:
        made = (await (await world.stranger()).post("/users/me/mfa/generate")).json()
        picture = Image.open(BytesIO(b64decode(made["qr_code"], validate=True)))
        assert (picture.format, set(made)) == ("PNG", {"secret", "qr_code"})
        assert min(picture.size) >= 200


async def test_a_recovery_code_stands_in_for_the_app_once(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, ServiceSettings=ENABLED) as world:
        ana = await world.stranger()
        _, codes = await _with_codes(ana)
        assert len(set(codes)) == 10
        assert all(re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){3}", code) for code in codes)
        login = {"login_id": ana.username, "password": PASSWORD}
        nobody = world.anonymous()
        typed = codes[0].replace("-", " ").upper()
        assert (await nobody.post("/users/login", {**login, "token": typed})).status_code == 200
        for used in (codes[0], "aaaa-bbbb-cccc-dddd"):
            reply = await nobody.post("/users/login", {**login, "token": used})
            assert (reply.status_code, reply.json()["id"]) == (401, "api.user.check_user_mfa.bad_code.app_error")
        assert (await ana.get("/users/me/mfa/recovery_codes")).json() == {"left": 9}
        told = await mail.wait_for(ana.user["email"], subject="recovery code was used")
        assert "left: 9." in told.plain
        both = [nobody.post("/users/login", {**login, "token": codes[1]}) for _ in range(2)]
        assert sorted(each.status_code for each in await asyncio.gather(*both)) == [200, 401]
        wrong = await nobody.post("/users/login", login_id=ana.username, password="wrong", token=codes[2])
        assert wrong.status_code == 401
        assert (await ana.get("/users/me/mfa/recovery_codes")).json() == {"left": 8}


async def test_official_clients_get_the_official_answer_and_no_codes(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ENABLED) as world:
        ana = await world.stranger()
        secret = (await ana.post("/users/me/mfa/generate")).json()["secret"]
        reply = await ana.put("/users/me/mfa", activate=True, code=TOTP(secret).now())
        assert reply.json() == {"status": "OK"}
        assert (await ana.get("/users/me/mfa/recovery_codes")).json() == {"left": 0}


async def test_new_recovery_codes_cost_a_code_of_the_app(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ENABLED) as world:
        ana, admin, eve = await world.stranger(), await world.admin(), await world.stranger()
        path = f"/users/{ana.id}/mfa/recovery_codes"
        early = await ana.post(path, code="123456")
        assert (early.status_code, early.json()["id"]) == (400, "api.user.recovery_codes.no_mfa.app_error")
        totp, old = await _with_codes(ana)
        for who, body, status in ((ana, {}, 400), (ana, {"code": "000000"}, 401), (eve, {"code": "1"}, 403)):
            assert (await who.post(path, body)).status_code == status
        assert (await admin.post(path, code=totp.now())).status_code == 403  # codes are for their owner's eyes
        new = (await ana.post(path, code=totp.now())).json()["recovery_codes"]
        assert (len(new), set(new) & set(old)) == (10, set())
        login = {"login_id": ana.username, "password": PASSWORD}
        for code, status in ((old[0], 401), (new[0], 200)):
            assert (await world.anonymous().post("/users/login", {**login, "token": code})).status_code == status


async def test_an_admin_takes_the_factor_away_with_its_codes(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings, ServiceSettings=ENABLED) as world:
        ana, eve, admin = await world.stranger(), await world.stranger(), await world.admin()
        await _with_codes(ana)
        await mail.wait_for(ana.user["email"], subject="is on")
        assert (await eve.put(f"/users/{ana.id}/mfa", activate=False)).status_code == 403
        assert (await admin.put(f"/users/{ana.id}/mfa", activate=False)).json() == {"status": "OK"}
        await mail.wait_for(ana.user["email"], subject="is off")
        assert (await ana.get("/users/me/mfa/recovery_codes")).json() == {"left": 0}


async def test_who_must_set_a_factor_up_first_may_do_just_that(new_world: NewWorld) -> None:
    enforced = {**ENABLED, "EnforceMultifactorAuthentication": True, "EnableUserAccessTokens": True}
    async with new_world(ServiceSettings=enforced, GuestAccountsSettings={"Enable": True}) as world:
        ana = await world.sign_up("ana")
        for path, status in (
            ("/users/me", 200),
            (f"/users/{ana.id}", 403),
            ("/config/client", 200),
            ("/users/me/teams", 403),
        ):
            assert (await ana.get(path)).status_code == status, path
        assert (await ana.post("/users/logout")).status_code == 200


async def test_guests_need_a_factor_only_where_the_site_wants_it(new_world: NewWorld) -> None:
    for of_guests, status in ((False, 200), (True, 403)):
        async with new_world(
            ServiceSettings=ENABLED,
            GuestAccountsSettings={"Enable": True, "EnforceMultifactorAuthentication": of_guests},
        ) as world:
            guest, admin = await world.guest(), await world.admin()
            enforced = {"ServiceSettings": {"EnforceMultifactorAuthentication": True}}
            assert (await admin.put("/config/patch", enforced)).status_code == 200
            reply = await guest.get("/users/me/teams")
            assert reply.status_code == status
            assert status == 200 or reply.json()["id"] == "api.context.mfa_required.app_error"


async def test_a_socket_hears_nothing_before_the_factor_is_set_up(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings=ENABLED) as world:
        admin, ana = await world.admin(), await world.member()
        await _with_codes(admin)
        bearer = {"Authorization": f"Bearer {ana.token}"}
        async with websockets.connect(world.websocket_url, additional_headers=bearer) as earlier:
            await earlier.recv()
            await admin.put("/config/patch", {"ServiceSettings": {"EnforceMultifactorAuthentication": True}})
            await earlier.wait_closed()
        async with ana.listening() as heard:
            await admin.put("/users/me/patch", nickname="unheard")
            await heard.settled()
            assert heard.names() == []
            refused = await heard.ask("get_statuses")
            assert refused["error"]["id"] == "api.context.mfa_required.app_error"
            await _with_codes(ana)
            await admin.put("/users/me/patch", nickname="heard")
            told = await heard.wait_for("user_updated", where=lambda each: each["data"]["user"]["id"] == admin.id)
            assert told["data"]["user"]["nickname"] == "heard"
            numbers = [each["seq"] for each in heard.events]
            assert numbers == list(range(len(numbers)))
