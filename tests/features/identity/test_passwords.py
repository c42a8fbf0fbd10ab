"""Changing and recovering passwords."""

import json

import bcrypt

from mattermost_py.features.access.onetime import service as onetime
from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, Person, World

NEW = "Another-horse-8"


async def _signs_in(world: World, who: Person, password: str) -> bool:
    reply = await world.anonymous().post("/users/login", login_id=who.username, password=password)
    return reply.status_code == 200


async def test_the_own_password_changes_with_the_present_one(world: World) -> None:
    ana = await world.stranger()

    wrong = await ana.put("/users/me/password", current_password="wrong-password", new_password=NEW)
    weak = await ana.put("/users/me/password", current_password=PASSWORD, new_password="short")
    missing = await ana.put("/users/me/password", new_password=NEW)
    done = await ana.put("/users/me/password", current_password=PASSWORD, new_password=NEW)

    assert (wrong.status_code, wrong.json()["id"]) == (400, "api.user.update_password.incorrect.app_error")
    assert weak.json()["id"] == "model.user.is_valid.pwd_min_length.app_error"
    assert missing.json()["id"] == "api.context.invalid_body_param.app_error"
    assert done.json() == {"status": "OK"}
    assert await _signs_in(world, ana, NEW)
    assert not await _signs_in(world, ana, PASSWORD)


async def test_admins_set_passwords_of_others(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()

    refused = await bob.put(f"/users/{ana.id}/password", new_password=NEW)
    done = await admin.put(f"/users/{ana.id}/password", new_password=NEW)

    assert (refused.status_code, refused.json()["id"]) == (403, "api.user.update_password.context.app_error")
    assert done.status_code == 200
    assert await _signs_in(world, ana, NEW)


async def test_other_sessions_end_where_the_admin_wants_that(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"TerminateSessionsOnPasswordChange": True}) as world:
        ana = await world.stranger()
        phone = await world.sign_in(ana.username)

        await ana.put("/users/me/password", current_password=PASSWORD, new_password=NEW)

        assert (await ana.get("/users/me")).status_code == 200
        assert (await phone.get("/users/me")).status_code == 401


async def test_a_recovery_link_works_once(world: World) -> None:
    ana = await world.stranger()
    db = world.application.runtime.db()
    extra = json.dumps({"UserId": ana.id, "Email": f"{ana.username}@example.org"})
    secret = await onetime.issue(db, onetime.Purpose.PASSWORD_RECOVERY, extra)
    stranger = world.anonymous()

    weak = await stranger.post("/users/password/reset", token=secret.token, new_password="short")
    done = await stranger.post("/users/password/reset", token=secret.token, new_password=NEW)
    again = await stranger.post("/users/password/reset", token=secret.token, new_password=PASSWORD)

    assert weak.json()["id"] == "model.user.is_valid.pwd_min_length.app_error"
    assert done.status_code == 200
    assert again.json()["id"] == "api.user.reset_password.invalid_link.app_error"
    assert await _signs_in(world, ana, NEW)


async def test_hashes_of_other_kinds_are_accepted_and_renewed(new_world: NewWorld) -> None:
    async with new_world(Passwords={"Hash": "pbkdf2"}) as world:
        ana = await world.stranger()
        db = world.application.runtime.db()
        hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        await db.run("UPDATE users SET password = %(hashed)s WHERE id = %(id)s", hashed=hashed, id=ana.id)

        assert await _signs_in(world, ana, PASSWORD)
        kept = await db.value(str, "SELECT password FROM users WHERE id = %(id)s", id=ana.id)

        assert kept
        assert kept.startswith("$pbkdf2$f=SHA256,w=600000,l=32$")
        assert await _signs_in(world, ana, PASSWORD)


async def test_an_address_must_be_verified_where_the_admin_wants_that(new_world: NewWorld) -> None:
    async with new_world(EmailSettings={"RequireEmailVerification": True}) as world:
        body = {"username": "ana", "email": "ana@example.org", "password": PASSWORD}
        made = (await world.anonymous().post("/users", body)).json()
        login = {"login_id": "ana", "password": PASSWORD}

        early = await world.anonymous().post("/users/login", login)
        token = await world.application.runtime.db().value(str, "SELECT token FROM tokens WHERE type = 'verify_email'")
        verified = await world.anonymous().post("/users/email/verify", token=token)
        again = await world.anonymous().post("/users/email/verify", token=token)

        assert early.json()["id"] == "api.user.login.not_verified.app_error"
        assert verified.status_code == 200
        assert again.json()["id"] == "api.user.verify_email.bad_link.app_error"
        assert (await world.anonymous().post("/users/login", login)).json()["id"] == made["id"]
