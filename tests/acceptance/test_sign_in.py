"""Who gets in: what the list of acceptance asks of accounts and their secrets."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine

from tests.conftest import NewWorld
from tests.fixtures.server import running_world
from tests.fixtures.world import PASSWORD, Person, World, unique


async def test_ten_wrong_tries_lock_an_account_on_every_worker(new_database: Callable[[], str], tmp_path: Path) -> None:
    async with running_world(new_database(), tmp_path, workers=2) as world:
        ana = await world.stranger()
        nobody, login = world.anonymous(), {"login_id": ana.username, "password": "wrong"}
        tries = [await nobody.post("/users/login", login) for _ in range(10)]
        assert {each.json()["id"] for each in tries} == {"api.user.login.invalid_credentials_email_username"}
        for _ in range(2):  # each worker in turn
            locked = await nobody.post("/users/login", {**login, "password": PASSWORD})
            assert locked.json()["id"] == "api.user.check_user_login_attempts.too_many.app_error"


async def test_another_way_to_sign_in_ends_sessions_and_keeps_what_was_written(world: World) -> None:
    """ID-11"""
    admin, ana, bob = await world.admin(), await world.member(), await world.member()
    post = await world.post(by=ana, message="before")
    moved = await admin.put(f"/users/{ana.id}/auth", auth_service="gitlab", auth_data=unique("data"))
    assert moved.status_code == 200
    by_password = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
    assert by_password.status_code in (400, 401)
    wanted = {"current_service": "gitlab", "new_service": "email", "email": ana.user["email"]}
    async with ana.listening() as heard:
        assert (await ana.post("/users/login/switch", {**wanted, "new_password": "Another-horse-9"})).status_code == 200
        await heard.socket.wait_closed()
        ended = await ana.get("/users/me")
        ana.token = ""
    assert (ended.status_code, ended.json()["id"]) == (401, "api.context.session_expired.app_error")
    back = await world.sign_in(ana.username, "Another-horse-9")
    assert back.id == ana.id
    kept = (await bob.get(f"/posts/{post.id}")).json()
    assert (kept["user_id"], kept["message"]) == (ana.id, "before")
    assert (await back.put(f"/posts/{post.id}/patch", message="after")).status_code == 200


async def test_a_session_ends_when_nobody_uses_it(new_world: NewWorld) -> None:
    """ID-17"""
    service = {"ExtendSessionLengthWithActivity": False, "SessionIdleTimeoutInMinutes": 10}
    async with new_world(ServiceSettings=service) as world:
        busy, idle = await world.stranger(), await world.stranger()
        for minutes, who, status in ((8, busy, 200), (16, busy, 200), (16, idle, 401)):
            with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes), tick=True):
                assert (await who.get("/users/me")).status_code == status


async def test_whoever_loses_a_phone_ends_its_session_at_once(world: World) -> None:
    """ID-17: a phone that is told that its session ended forgets what it holds."""
    admin, ana = await world.admin(), await world.member()
    login = {"login_id": ana.username, "password": PASSWORD, "device_id": "apple_rn-v2:lost"}
    reply = await world.anonymous().post("/users/login", login)
    for who in (ana, admin):
        phone = Person(world, reply.json(), reply.headers["token"])
        listed = (await who.get(f"/users/{ana.id}/sessions")).json()
        (lost,) = [each for each in listed if each["device_id"] == login["device_id"]]
        assert lost["token"] == ""
        began = time.monotonic()
        async with phone.listening() as heard:
            revoked = await who.post(f"/users/{ana.id}/sessions/revoke", session_id=lost["id"])
            assert revoked.status_code == 200
            await heard.socket.wait_closed()
            ended = await phone.get("/users/me")
            phone.token = ""
        assert time.monotonic() - began < 2
        assert (ended.status_code, ended.json()["id"]) == (401, "api.context.session_expired.app_error")
        reply = await world.anonymous().post("/users/login", login)
    assert (await ana.get("/users/me")).status_code == 200


async def test_who_leaves_is_seen_as_deactivated_and_comes_back_and_who_is_erased_takes_all_along(
    new_world: NewWorld,
) -> None:
    """ID-19"""
    settings: dict[str, Any] = {
        "TeamSettings": {"EnableUserDeactivation": True},
        "ServiceSettings": {"EnableAPIUserDeletion": True},
    }
    async with new_world(**settings) as world:
        admin, ana, bob = await world.admin(), await world.member(), await world.member()
        post = await world.post(by=ana, message="mine")
        async with bob.listening() as heard:
            assert (await ana.put(f"/users/{ana.id}/active", active=False)).status_code == 200
            await heard.wait_for("user_activation_status_change")
        assert (await ana.get("/users/me")).status_code == 401
        refused = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
        assert refused.json()["id"] == "api.user.login.inactive.app_error"
        assert (await bob.get(f"/users/{ana.id}")).json()["delete_at"] > 0
        assert (await bob.get(f"/posts/{post.id}")).json()["message"] == "mine"
        assert (await bob.put(f"/users/{ana.id}/active", active=True)).status_code == 403
        assert (await admin.put(f"/users/{ana.id}/active", active=True)).status_code == 200
        assert (await world.sign_in(ana.username)).id == ana.id
        assert (await admin.delete(f"/users/{ana.id}?permanent=true")).status_code == 200
        assert (await bob.get(f"/users/{ana.id}")).status_code == 404
        assert (await bob.get(f"/posts/{post.id}")).status_code == 404
        count = "SELECT count(*) FROM posts WHERE userid = %(user_id)s"
        assert await world.application.runtime.db().value(int, count, user_id=ana.id) == 0


async def test_the_bots_of_who_leaves_stop_at_once(new_world: NewWorld) -> None:
    """INT-09"""
    service = {"EnableBotAccountCreation": True, "DisableBotsWhenOwnerIsDeactivated": True}
    async with new_world(ServiceSettings=service) as world:
        admin, ana = await world.admin(), await world.member()
        bot = (await admin.post("/bots", username="helper")).json()
        token = (await admin.post(f"/users/{bot['user_id']}/tokens", description="its own")).json()["token"]
        assert (await admin.post(f"/bots/{bot['user_id']}/assign/{ana.id}")).status_code == 200
        program = Person(world, (await admin.get(f"/users/{bot['user_id']}")).json(), token)
        async with program.listening() as heard:
            assert (await program.get("/users/me")).status_code == 200
            assert (await admin.put(f"/users/{ana.id}/active", active=False)).status_code == 200
            await heard.socket.wait_closed()
            ended = await program.get("/users/me")
            program.token = ""
        assert ended.status_code == 401
