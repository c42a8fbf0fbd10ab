"""Signed-in devices and the security log."""

import pytest

from mattermost_py.config import load
from mattermost_py.features.access.sessions import service
from mattermost_py.features.access.sessions.models import Session
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.ids import new_id
from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World


async def test_a_revoked_session_loses_its_socket(world: World) -> None:
    ana = await world.stranger()
    phone = await world.sign_in(ana.username)

    async with phone.listening() as heard:
        sessions = (await ana.get("/users/me/sessions")).json()
        own = (await ana.get("/users/me")).json()["id"]
        newest = max(sessions, key=lambda each: each["create_at"])
        reply = await ana.post("/users/me/sessions/revoke", session_id=newest["id"])
        await heard.socket.wait_closed()
        phone.token = ""

    assert reply.json() == {"status": "OK"}
    assert {each["user_id"] for each in sessions} == {own}
    assert len((await ana.get("/users/me/sessions")).json()) == 1


async def test_sessions_of_others_are_closed(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    session_id = (await ana.get("/users/me/sessions")).json()[0]["id"]

    assert (await bob.get(f"/users/{ana.id}/sessions")).status_code == 403
    assert (await bob.post("/users/me/sessions/revoke", session_id=session_id)).status_code == 400
    missing = await ana.post("/users/me/sessions/revoke", session_id="x" * 26)
    assert (missing.status_code, missing.json()["id"]) == (400, "app.session.get.app_error")
    assert (await bob.post("/users/sessions/revoke/all")).status_code == 403


async def test_a_phone_names_its_address(world: World) -> None:
    ana = await world.stranger()

    named = await ana.put("/users/sessions/device", device_id="apple_rn:abc", mobile_version="2.30.0")
    session = (await ana.get("/users/me/sessions")).json()[0]

    assert named.json() == {"status": "OK"}
    assert session["device_id"] == "apple_rn:abc"
    assert session["props"]["mobile_version"] == "2.30.0"
    for body in ({"mobile_version": "new"}, {"device_notification_disabled": "no"}, {"device_id": "x" * 513}):
        wrong = await ana.put("/users/sessions/device", body)
        assert (wrong.status_code, wrong.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await ana.put("/users/sessions/device", {})).json() == {"status": "OK"}
    long = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD, device_id="x" * 513)
    assert (long.status_code, long.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_only_a_phones_address_makes_a_session_last_longer(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"SessionLengthWebInHours": 1, "SessionLengthMobileInHours": 100}) as world:
        ana = await world.stranger()
        for body, is_longer in (
            ({"device_notification_disabled": "true"}, False),
            ({"device_id": "android_rn-v2:abc"}, True),
        ):
            before = (await ana.get("/users/me/sessions")).json()[0]["expires_at"]
            assert (await ana.put("/users/sessions/device", body)).status_code == 200
            assert ((await ana.get("/users/me/sessions")).json()[0]["expires_at"] > before) is is_longer


async def test_the_security_log_tells_of_sign_ins(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    own = (await ana.get("/users/me/audits")).json()

    assert own[0]["action"] == "/api/v4/users/login"
    assert own[0]["extra_info"] == "success"
    assert (await bob.get(f"/users/{ana.id}/audits")).status_code == 403
    assert (await bob.get("/audits")).status_code == 403
    assert (await admin.get("/audits")).json()


async def test_one_session_or_all_of_them_can_be_ended(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, admin = await world.member(), await world.admin()
        phone, tablet = await world.sign_in(ana.username), await world.sign_in(ana.username)
        own = (await phone.get("/users/me/sessions")).json()
        assert len(own) == 3
        assert all(not each["token"] for each in own)
        mine = next(each["id"] for each in own if each["create_at"] == max(x["create_at"] for x in own))
        missing = await ana.post("/users/me/sessions/revoke", session_id="")
        assert missing.json()["id"] == "api.context.invalid_body_param.app_error"
        foreign = (await admin.get("/users/me/sessions")).json()[0]["id"]
        assert (await ana.post("/users/me/sessions/revoke", session_id=foreign)).status_code == 400
        assert (await ana.post("/users/me/sessions/revoke", session_id=mine)).status_code == 200
        assert (await tablet.get("/users/me")).status_code == 401
        assert (await phone.get("/users/me")).status_code == 200
        assert (await ana.post("/users/me/sessions/revoke/all")).status_code == 200
        assert (await phone.get("/users/me")).status_code == 401

        bob = await world.member()
        assert (await bob.post("/users/sessions/revoke/all")).status_code == 403
        assert (await admin.post("/users/sessions/revoke/all")).status_code == 200
        assert {(await who.get("/users/me")).status_code for who in (bob, admin)} == {401}


@pytest.mark.parametrize(
    ("extends", "kind", "is_quiet"), [(False, "", True), (True, "", False), (True, "UserAccessToken", True)]
)
def test_only_sessions_that_activity_extends_are_looked_at_to_be_extended(
    extends: bool, kind: str, is_quiet: bool
) -> None:
    settings = load(
        None, environ={}, overrides={"ServiceSettings": {"ExtendSessionLengthWithActivity": extends}}
    ).current
    now = now_ms()
    session = Session(
        id=new_id(),
        token=new_id(),
        create_at=now - 20 * DAY_MS,
        expires_at=now + 10 * DAY_MS,
        last_activity_at=now,
        user_id=new_id(),
        device_id="",
        roles="",
        is_oauth=False,
        expired_notify=False,
        props={"type": kind},
    )
    until = service.quiet_until(session, settings)
    assert until == now + service.ACTIVITY_EVERY_MS if is_quiet else until < now
