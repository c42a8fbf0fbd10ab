"""Accounts and their keys: signing up and in, passwords, second factors, sessions, tokens, bots."""

from typing import Any

from pyotp.totp import TOTP

from mattermost_py.features.identity.desktop import service as desktop
from tests.contract.entry import ADMIN, MINE, PUBLIC, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, ask
from tests.contract.stage import Stage
from tests.fixtures.world import PASSWORD, unique

NEW_PASSWORD = "Another-horse-7"


def _whom(_: Stage, owner: Caller) -> Ask:
    return ask(user_id=owner.id)


def _sign_up(_: Stage, __: Caller) -> Ask:
    name = unique("newcomer")
    return ask({"username": name, "email": f"{name}@example.org", "password": PASSWORD})


async def _somebody(stage: Stage, _: Caller) -> Ask:
    """A fresh account: what is done to it concerns no caller."""
    return ask(user_id=(await stage.new_user())["id"])


async def _roles(stage: Stage, _: Caller) -> Ask:
    return ask({"roles": "system_user"}, user_id=(await stage.new_user())["id"])


async def _active(stage: Stage, _: Caller) -> Ask:
    return ask({"active": False}, user_id=(await stage.new_user())["id"])


async def _guest(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    await stage.admin.make("POST", f"/users/{user['id']}/demote")
    return ask(user_id=user["id"])


async def _stay(stage: Stage, owner: Caller) -> Ask:
    path = (await _guest(stage, owner)).path
    return Ask(path, body={"ends_at": 4_000_000_000_000})


async def _password(stage: Stage, owner: Caller) -> Ask:
    """One's own, which stays as it is, or that of somebody whom no caller is."""
    if owner is stage.owner:
        return ask({"new_password": NEW_PASSWORD}, user_id=(await stage.new_user())["id"])
    return ask({"current_password": PASSWORD, "new_password": PASSWORD}, user_id=owner.id)


async def _auth(stage: Stage, _: Caller) -> Ask:
    wanted = {"auth_service": "gitlab", "auth_data": unique("data")}
    return ask(wanted, user_id=(await stage.new_user())["id"])


async def _switch(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    return ask(
        {"current_service": "email", "new_service": "gitlab", "email": user["email"], "password": PASSWORD, "mfa": ""}
    )


async def _desktop_token(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    wanted = {"auth_service": "gitlab", "auth_data": unique("data")}
    await stage.admin.make("PUT", f"/users/{user['id']}/auth", wanted)
    async with stage.world.application.runtime.db().transaction() as tx:
        return ask({"token": await desktop.issue(tx, user["id"])})


async def _by_mail(stage: Stage, path: str, kind: str) -> str:
    """The token in the letter that a fresh account asks for."""
    user = await stage.new_user()
    await stage.cast["anonymous"].make("POST", path, {"email": user["email"]})
    return await stage.token(kind, user["id"])


async def _verification(stage: Stage, _: Caller) -> Ask:
    return ask({"token": await _by_mail(stage, "/users/email/verify/send", "verify_email")})


async def _reset(stage: Stage, _: Caller) -> Ask:
    token = await _by_mail(stage, "/users/password/reset/send", "password_recovery")
    return ask({"token": token, "new_password": NEW_PASSWORD})


async def _mfa(_: Stage, owner: Caller) -> Ask:
    secret = (await owner.make("POST", f"/users/{owner.id}/mfa/generate"))["secret"]
    return ask({"activate": True, "code": TOTP(secret).now()}, user_id=owner.id)


async def _without_mfa(stage: Stage) -> None:
    for each in stage.cast.values():
        if each.person is not None:
            await stage.admin.line.send("PUT", f"/api/v4/users/{each.id}/mfa", b'{"activate": false}')


async def _session(stage: Stage, owner: Caller) -> Ask:
    """A second session of somebody."""
    assert owner.person is not None
    if owner.role == "bot":
        sessions = await owner.make("GET", f"/users/{owner.id}/sessions")
        return ask({"session_id": sessions[0]["id"]}, user_id=owner.id)
    await stage.world.sign_in(owner.username)
    sessions = await owner.make("GET", f"/users/{owner.id}/sessions")
    newest = max(sessions, key=lambda each: each["create_at"])
    return ask({"session_id": newest["id"]}, user_id=owner.id)


async def _all_sessions(stage: Stage, _: Caller) -> Ask:
    user = await stage.new_user()
    return ask(user_id=user["id"])


async def new_token(stage: Stage, owner: Caller) -> Any:
    roles = "system_user system_user_access_token"
    if owner.role == "owner":
        await stage.admin.make("PUT", f"/users/{owner.id}/roles", {"roles": roles})
    return await stage.admin.make("POST", f"/users/{owner.id}/tokens", {"description": "a script"})


async def _token(stage: Stage, owner: Caller) -> Ask:
    made = await new_token(stage, owner)
    return ask({"token_id": made["id"]}, token_id=made["id"])


async def _disabled_token(stage: Stage, owner: Caller) -> Ask:
    made = await new_token(stage, owner)
    await stage.admin.make("POST", "/users/tokens/disable", {"token_id": made["id"]})
    return ask({"token_id": made["id"]})


async def new_bot(stage: Stage) -> Any:
    return await stage.admin.make("POST", "/bots", {"username": unique("helper"), "display_name": "Helper"})


async def _bot(stage: Stage, _: Caller) -> Ask:
    return ask({"username": unique("helper")}, bot_user_id=(await new_bot(stage))["user_id"])


async def _assigned(stage: Stage, owner: Caller) -> Ask:
    return ask(bot_user_id=(await new_bot(stage))["user_id"], user_id=owner.id)


async def _humanized(stage: Stage, _: Caller) -> Ask:
    name = unique("human")
    body = {"password": PASSWORD, "email": f"{name}@example.org", "username": name}
    return ask(body, bot_user_id=(await new_bot(stage))["user_id"])


def _new_bot(_: Stage, __: Caller) -> Ask:
    return ask({"username": unique("helper")})


ANYTHING = {"email": "nobody@example.org"}

entries = [
    Entry("POST /users", _sign_up, other=PUBLIC, spends=True, by="anonymous"),
    Entry(
        "POST /users/login",
        lambda _, o: ask({"login_id": o.username, "password": PASSWORD}),
        other=PUBLIC,
        by="anonymous",
    ),
    Entry("POST /users/login/type", lambda _, o: ask({"login_id": o.username}), other=PUBLIC),
    Entry(
        "POST /users/login/switch",
        _switch,
        other=PUBLIC,
        by="anonymous",
        status=501,
        fails="api.user.authorize_oauth_user.unsupported.app_error",
    ),
    Entry(
        "POST /users/migrate_auth/ldap",
        lambda _, __: ask({"from": "email", "force": False, "match_field": "email"}),
        other=ADMIN,
        status=501,
        fails="api.admin.ldap.not_available.app_error",
    ),
    Entry(
        "POST /users/migrate_auth/saml",
        lambda _, __: ask({"from": "email", "auto": True, "matches": {}}),
        other=ADMIN,
        status=501,
        fails="api.admin.saml.not_available.app_error",
    ),
    Entry(
        "POST /users/login/sso/code-exchange",
        lambda _, __: ask({"login_code": "x", "code_verifier": "x", "state": "x"}),
        other=PUBLIC,
        by="anonymous",
        status=410,
        fails="api.user.login_sso_code_exchange.deprecated.app_error",
    ),
    Entry(
        "POST //oauth/intune",
        lambda _, __: ask({"access_token": "x"}),
        other=PUBLIC,
        by="anonymous",
        status=400,
        fails="api.user.login_by_intune.not_configured.app_error",
    ),
    Entry("POST /users/login/desktop_token", _desktop_token, other=PUBLIC, spends=True, by="anonymous"),
    Entry("GET //login/one_time_link", lambda _, __: ask(query={"t": "x" * 64}), other=PUBLIC, status=302),
    Entry("POST /users/logout", lambda _, __: ask(), other="+........", by="anonymous"),
    Entry("PUT /users/{user_id}/roles", _roles, other=ADMIN),
    Entry("PUT /users/{user_id}/active", _active, other=ADMIN),
    Entry("DELETE /users/{user_id}", _somebody, other=ADMIN, spends=True),
    Entry("POST /users/{user_id}/email/verify/member", _somebody, other=ADMIN),
    Entry("POST /users/{user_id}/reset_failed_attempts", _somebody, other=ADMIN),
    Entry("POST /users/{user_id}/promote", _guest, other=ADMIN, spends=True),
    Entry("POST /users/{user_id}/demote", _somebody, other=ADMIN, spends=True),
    Entry("GET /users/{user_id}/stay", _whom, own=MINE, other=ADMIN),
    Entry("PUT /users/{user_id}/stay", _stay, other=ADMIN, spends=True),
    Entry("PUT /users/{user_id}/auth", _auth, other=ADMIN),
    Entry("PUT /users/{user_id}/password", _password, own=".+++++..+", other=ADMIN, after=lambda s: s.sign_in_again()),
    Entry("POST /users/password/reset", _reset, other=PUBLIC, spends=True, by="anonymous"),
    Entry("POST /users/password/reset/send", lambda _, __: ask(ANYTHING), other=PUBLIC, by="anonymous"),
    Entry("POST /users/email/verify", _verification, other=PUBLIC, spends=True, by="anonymous"),
    Entry("POST /users/email/verify/send", lambda _, __: ask(ANYTHING), other=PUBLIC, by="anonymous"),
    Entry("POST /users/{user_id}/mfa/generate", _whom, own=".+++++..+", other=ADMIN),
    Entry("PUT /users/{user_id}/mfa", _mfa, own=".+++++..+", other=ADMIN, after=_without_mfa),
    Entry("GET /users/{user_id}/mfa/recovery_codes", _whom, own=".+++++..+", other=ADMIN, unknown={"user_id": 200}),
    Entry(
        "POST /users/{user_id}/mfa/recovery_codes",  # new ones need the code of an app that is set up
        _whom,
        own=".+++++..+",
        other="uffffffuf",
        status=400,
        fails="api.context.invalid_body_param.app_error",
        unknown={"user_id": 403},
    ),
    Entry("GET /users/{user_id}/sessions", _whom, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry(
        "POST /users/{user_id}/sessions/revoke",
        _session,
        own=".+++++..+",
        other=ADMIN,
        spends=True,
        unknown={"user_id": 400},
    ),
    Entry("POST /users/{user_id}/sessions/revoke/all", _all_sessions, other=ADMIN, unknown={"user_id": 200}),
    Entry("POST /users/sessions/revoke/all", lambda _, __: ask(), other=ADMIN, after=lambda s: s.sign_in_again()),
    Entry("PUT /users/sessions/device", lambda _, __: ask({"device_id": "apple:1"}), other=SIGNED_IN),
    Entry("GET /audits", lambda _, __: ask(), other=ADMIN),
    Entry("GET /users/{user_id}/audits", _whom, own=MINE, other=ADMIN, unknown={"user_id": 200}),
    Entry(
        "POST /users/{user_id}/tokens",
        lambda _, o: ask({"description": "mine"}, user_id=o.id),
        own=".ffff+f.f",
        other=ADMIN,
    ),
    Entry("GET /users/{user_id}/tokens", _whom, own=".ffff+f.f", other=ADMIN),
    Entry("GET /users/tokens", lambda _, __: ask(), other=ADMIN),
    Entry("POST /users/tokens/search", lambda _, o: ask({"term": o.username}), other=ADMIN),
    Entry("GET /users/tokens/{token_id}", _token, other=ADMIN),
    Entry("POST /users/tokens/revoke", _token, other=ADMIN, spends=True),
    Entry("POST /users/tokens/disable", _token, other=ADMIN, spends=True),
    Entry("POST /users/tokens/enable", _disabled_token, other=ADMIN, spends=True),
    Entry("POST /users/tokens/rotate", _token, other=ADMIN),
    Entry("POST /users/tokens/revoke_overlong", lambda _, __: ask(), other=ADMIN),
    Entry("GET /bots", lambda _, __: ask(), other=ADMIN),
    Entry("POST /bots", _new_bot, other=ADMIN, spends=True),
    Entry("GET /bots/{bot_user_id}", _bot, other="unnnn+nun"),
    Entry("PUT /bots/{bot_user_id}", _bot, other="unnnn+nun"),
    Entry("POST /bots/{bot_user_id}/enable", _bot, other="unnnn+nun"),
    Entry("POST /bots/{bot_user_id}/disable", _bot, other="unnnn+nun"),
    Entry("POST /bots/{bot_user_id}/assign/{user_id}", _assigned, other="unnnn+nun"),
    Entry("POST /bots/{bot_user_id}/convert_to_user", _humanized, other="unnnn+nun", spends=True),
    Entry("POST /users/{user_id}/convert_to_bot", _somebody, other=ADMIN, spends=True),
]
