"""How an account signs in: said by an admin, changed by its owner, handed on to the desktop app."""

from datetime import UTC, datetime, timedelta

import time_machine

from mattermost_py.features.identity.desktop import service as desktop
from tests.conftest import NewWorld
from tests.fixtures.smtp import mail_server
from tests.fixtures.world import PASSWORD, Person, World, unique

NEW_PASSWORD = "Another-horse-7"
SWITCH = "/users/login/switch"


async def _of_service(world: World, service: str = "gitlab") -> Person:
    """Somebody signed in whose account an admin has moved to a sign-in service."""
    ana, admin = await world.stranger(), await world.admin()
    reply = await admin.put(f"/users/{ana.id}/auth", auth_service=service, auth_data=unique("data"))
    assert reply.status_code == 200, reply.text
    return ana


async def test_an_admin_says_where_an_account_is_proved(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()
    path, wanted = f"/users/{ana.id}/auth", {"auth_service": "gitlab", "auth_data": unique("data")}
    assert (await ana.put(path, wanted)).status_code == 403
    for body in ({"auth_service": "gitlab"}, {"auth_data": "x"}, {"auth_service": "nonsense", "auth_data": "x"}):
        reply = await admin.put(path, body)
        assert (reply.status_code, reply.json()["id"]) == (400, "api.user.update_user_auth.invalid_request")
    async with ana.listening() as heard:
        assert (await admin.put(path, wanted)).json() == wanted
    assert heard.of("user_updated")[0]["data"]["user"]["auth_service"] == "gitlab"
    taken = await admin.put(f"/users/{bob.id}/auth", wanted)
    assert (taken.status_code, taken.json()["id"]) == (400, "app.user.update_auth_data.email_exists.app_error")
    refused = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
    assert (refused.status_code, refused.json()["id"]) == (401, "api.user.login.invalid_credentials_email_username")
    kind = await world.anonymous().post("/users/login/type", login_id=ana.username)
    assert kind.json() == {"auth_service": "gitlab"}
    assert (await admin.put(path, {})).json() == {}
    assert (await world.anonymous().post("/users/login/type", login_id=ana.username)).json() == {"auth_service": ""}


async def test_an_account_of_a_service_gets_a_password_and_its_sessions_end(new_world: NewWorld) -> None:
    async with mail_server() as mail, new_world(EmailSettings=mail.settings) as world:
        ana, eve, plain = await _of_service(world), await world.stranger(), await world.stranger()
        body = {"current_service": "gitlab", "new_service": "email", "new_password": NEW_PASSWORD}
        mine = {**body, "email": ana.user["email"]}
        for who, sent, status, error in (
            (world.anonymous(), mine, 401, "api.context.session_expired.app_error"),
            (eve, mine, 403, "api.user.oauth_to_email.context.app_error"),
            (plain, {**body, "email": plain.user["email"]}, 400, "api.user.oauth_to_email.not_oauth_user.app_error"),
            (ana, {**mine, "new_password": "short"}, 400, "model.user.is_valid.pwd"),
            (ana, {**mine, "email": "nobody@example.org"}, 404, "app.user.missing_account.const"),
            (ana, {**mine, "email": ""}, 400, "api.context.invalid_body_param.app_error"),
            (ana, {**mine, "new_service": "nonsense"}, 400, "api.context.invalid_body_param.app_error"),
        ):
            reply = await who.post(SWITCH, sent)
            assert reply.status_code == status, reply.text
            assert reply.json()["id"].startswith(error)
        assert (await ana.post(SWITCH, mine)).json() == {"follow_link": "/login?extra=signin_change"}
        assert (await ana.get("/users/me")).status_code == 401
        assert (await world.sign_in(ana.username, NEW_PASSWORD)).user["auth_service"] == ""
        await mail.wait_for(ana.user["email"], subject="How you sign in")


async def test_leaving_the_password_takes_the_password_and_a_service_that_is_there(world: World) -> None:
    ana, nobody = await world.stranger(), world.anonymous()
    body = {"current_service": "email", "email": ana.user["email"], "password": PASSWORD}
    for service, password, status, error in (
        ("gitlab", "wrong", 401, "api.user.check_user_password.invalid.app_error"),
        ("gitlab", PASSWORD, 501, "api.user.authorize_oauth_user.unsupported.app_error"),
        ("ldap", "wrong", 401, "api.user.check_user_password.invalid.app_error"),
        ("ldap", PASSWORD, 501, "api.user.email_to_ldap.not_available.app_error"),
    ):
        reply = await nobody.post(SWITCH, {**body, "new_service": service, "password": password})
        assert (reply.status_code, reply.json()["id"]) == (status, error)
    back = {"current_service": "ldap", "new_service": "email", "email": ana.user["email"]}
    reply = await nobody.post(SWITCH, back)
    assert (reply.status_code, reply.json()["id"]) == (400, "api.user.ldap_to_email.not_ldap_account.app_error")
    of_ldap = await _of_service(world, "ldap")
    reply = await nobody.post(SWITCH, {**back, "email": of_ldap.user["email"]})
    assert (reply.status_code, reply.json()["id"]) == (501, "api.user.ldap_to_email.not_available.app_error")


async def test_switching_can_be_forbidden(new_world: NewWorld) -> None:
    for settings, error in (
        ({"ServiceSettings": {"ExperimentalEnableAuthenticationTransfer": False}}, "oauth_to_email.not_available"),
        ({"EmailSettings": {"EnableSignInWithEmail": False, "EnableSignInWithUsername": False}}, "login_disabled"),
    ):
        async with new_world() as world:
            ana, admin = await _of_service(world), await world.admin()
            assert (await admin.put("/config/patch", settings)).status_code == 200
            body = {"current_service": "gitlab", "new_service": "email", "new_password": NEW_PASSWORD}
            reply = await ana.post(SWITCH, {**body, "email": ana.user["email"]})
            assert reply.status_code == 403
            assert error in reply.json()["id"]


async def test_the_desktop_app_takes_over_what_the_browser_did(world: World) -> None:
    ana, bob = await _of_service(world), await world.stranger()
    nobody, path = world.anonymous(), "/users/login/desktop_token"

    async def token(who: Person) -> str:
        async with world.application.runtime.db().transaction() as tx:
            return await desktop.issue(tx, who.id)

    good = await token(ana)
    reply = await nobody.post(path, token=good, device_id="")
    assert (reply.status_code, reply.json()["id"]) == (200, ana.id)
    app = Person(world, reply.json(), reply.headers["token"])
    props = [each["props"] for each in (await app.get("/users/me/sessions")).json()]
    assert [each.get("isOAuthUser") for each in props].count("true") == 1

    late = await token(ana)
    for sent, error in (
        (good, "app.desktop_token.validate.invalid"),
        ("", "app.desktop_token.validate.invalid"),
        (await token(bob), "api.user.login_with_desktop_token.not_oauth_or_saml_user.app_error"),
    ):
        refused = await nobody.post(path, token=sent)
        assert (refused.status_code, refused.json()["id"]) == (401, error)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=4), tick=True):
        refused = await nobody.post(path, token=late)
    assert (refused.status_code, refused.json()["id"]) == (401, "app.desktop_token.validate.invalid")
    await token(ana)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=4), tick=True):
        assert await desktop.sweep(world.application.runtime.db()) >= 1
