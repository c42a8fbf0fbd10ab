"""Accounts as administrators and their owners change them: activity, addresses, what is refused by which id."""

import pytest

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.kernel.json import dumps_text
from tests.conftest import NewWorld
from tests.fixtures.world import PASSWORD, World, unique

pytestmark = pytest.mark.anyio


async def test_people_are_found_by_name_and_address(new_world: NewWorld) -> None:
    async with new_world() as world:
        ana, bob = await world.member(), await world.member()
        assert (await bob.get(f"/users/username/{ana.username.upper()}")).json()["id"] == ana.id
        assert (await bob.get(f"/users/email/{ana.user['email']}")).json()["id"] == ana.id
        for path, status, error_id in (
            ("/users/username/nobody-at-all", 404, "app.user.missing_account.const"),
            ("/users/email/nobody@example.org", 404, "app.user.missing_account.const"),
            ("/users/email/nonsense", 400, "api.context.invalid_body_param.app_error"),
        ):
            reply = await bob.get(path)
            assert (reply.status_code, reply.json()["id"]) == (status, error_id), path
    async with new_world(PrivacySettings={"ShowEmailAddress": False}) as world:
        ana, bob, admin = await world.member(), await world.member(), await world.admin()
        hidden = await bob.get(f"/users/email/{ana.user['email']}")
        assert (hidden.status_code, hidden.json()["id"]) == (403, "api.user.get_user_by_email.permissions.app_error")
        assert (await admin.get(f"/users/email/{ana.user['email']}")).json()["id"] == ana.id


async def test_activity_is_the_administrators_business_unless_the_site_says_else(new_world: NewWorld) -> None:
    async with new_world(TeamSettings={"EnableUserDeactivation": False}) as world:
        ana, bob, admin = await world.member(), await world.member(), await world.admin()
        path = f"/users/{ana.id}/active"
        for who, status, error_id in (
            (ana, 401, "api.user.update_active.not_enable.app_error"),
            (bob, 403, "api.user.update_active.permissions.app_error"),
        ):
            reply = await who.put(path, active=False)
            assert (reply.status_code, reply.json()["id"]) == (status, error_id)
        own = await ana.delete(f"/users/{ana.id}")
        assert (own.status_code, own.json()["id"]) == (401, "api.user.update_active.not_enable.app_error")
        assert (await admin.put(path, active=False)).status_code == 200
        assert (await ana.get("/users/me")).status_code == 401
        assert (await admin.put(path, active=True)).status_code == 200
        assert (await world.sign_in(ana.username)).id == ana.id
    async with new_world(TeamSettings={"EnableUserDeactivation": True}) as world:
        ana = await world.member()
        assert (await ana.put(f"/users/{ana.id}/active", active=False)).status_code == 200
        assert (await ana.get("/users/me")).status_code == 401


async def test_an_administrator_vouches_for_an_address_and_frees_an_account(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"MaximumLoginAttempts": 2}) as world:
        ana, bob, admin = await world.member(), await world.member(), await world.admin()
        verify = f"/users/{ana.id}/email/verify/member"
        assert (await bob.post(verify)).status_code == 403
        assert (await admin.post(verify)).json()["email_verified"] is True
        for _ in range(3):
            await world.anonymous().post("/users/login", login_id=ana.username, password="wrong")
        locked = await world.anonymous().post("/users/login", login_id=ana.username, password=PASSWORD)
        assert locked.status_code == 401
        free = f"/users/{ana.id}/reset_failed_attempts"
        assert (await bob.post(free)).status_code == 403
        assert (await admin.post(free)).status_code == 200
        assert (await world.sign_in(ana.username)).id == ana.id


async def test_an_address_counts_once_it_is_proved_and_only_in_allowed_domains(new_world: NewWorld) -> None:
    settings = {
        "EmailSettings": {"RequireEmailVerification": True},
        "TeamSettings": {"RestrictCreationToDomains": "a.example"},
    }
    async with new_world(**settings) as world:
        runtime = world.application.runtime
        name, old = unique("ana"), f"{unique('old')}@a.example"
        made = await world.anonymous().post("/users", username=name, email=old, password=PASSWORD)
        user_id = made.json()["id"]
        refused = await world.anonymous().post("/users/login", login_id=name, password=PASSWORD)
        assert refused.json()["id"] == "api.user.login.not_verified.app_error"
        proof = dumps_text({"UserId": user_id, "Email": old})
        secret = await onetime.issue(runtime.db(), onetime.Purpose.VERIFY_EMAIL, proof)
        nobody = world.anonymous()
        assert (await nobody.post("/users/email/verify", token=secret.token)).status_code == 200
        again = await nobody.post("/users/email/verify", token=secret.token)
        assert again.json()["id"] == "api.user.verify_email.bad_link.app_error"
        assert (await nobody.post("/users/email/verify", token="short")).status_code == 400

        ana = await world.sign_in(name)  # the first account administers the site, so its changes need no proof
        elsewhere = await ana.put("/users/me/patch", email="x@b.example", password=PASSWORD)
        assert elsewhere.json()["id"] == "api.user.update_user.accepted_domain.app_error"
        assert (await ana.put("/users/me/patch", email="x@a.example", password=PASSWORD)).json()[
            "email"
        ] == "x@a.example"


async def test_roles_are_given_by_administrators_and_must_exist(world: World) -> None:
    ana, bob, admin = await world.member(), await world.member(), await world.admin()
    path = f"/users/{ana.id}/roles"
    for who, roles, status, error_id in (
        (bob, "system_user", 403, "api.context.permissions.app_error"),
        (admin, "", 400, "api.context.invalid_body_param.app_error"),
        (admin, "system_user system_user", 400, "api.context.invalid_body_param.app_error"),
        (admin, "system_user king", 400, "app.role.check_roles_exist.role_not_found"),
    ):
        reply = await who.put(path, roles=roles)
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)
    assert (await admin.put(path, roles="system_user system_user_manager")).status_code == 200
    assert (await ana.get("/users/me")).json()["roles"] == "system_user system_user_manager"
