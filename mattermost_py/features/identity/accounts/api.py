"""Routes of single accounts: creating, reading, changing."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.accounts import service
from mattermost_py.features.identity.accounts.models import Activation, NewUser, Roles, WholeUser
from mattermost_py.features.identity.logins import service as logins
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.users import mirror, signing_in
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User, UserPatch
from mattermost_py.infra.db import Tx
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import Conflict, Forbidden, Invalid, Unauthenticated, invalid_body, no_permission
from mattermost_py.kernel.permissions import Permission


async def create(call: Call) -> Response:
    wanted = await call.read(NewUser)
    is_admin = await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    if not is_admin:
        wanted = wanted.model_copy(update={"auth_service": "", "auth_data": None})
    if wanted.auth_service and not wanted.auth_data:
        raise Invalid("model.user.is_valid.auth_data_type.app_error")
    password = await service.hashed(call.db(), wanted)
    async with call.transaction() as tx:
        user = await _create(call, tx, wanted, password)
        await audits.note(tx, call, f"username={user.username}", user_id=call.actor.user_id or user.id)
    return call.json(user, status=201)


async def _create(call: Call, tx: Tx, wanted: NewUser, password: str) -> User:
    if token := call.query.get("t"):
        return await service.by_invitation(tx, wanted, password, token)
    if invite_id := call.query.get("iid"):
        return await service.by_invite_link(tx, wanted, password, invite_id)
    return await service.by_sign_up(tx, call.actor, wanted, password)


async def get(call: Call) -> Response:
    user = await users.visible(call.db(), call.actor, call.path_id("user_id"))
    return await _one(call, user)


async def by_username(call: Call) -> Response:
    user = await users.by_username(call.db(), call.path["username"])
    if user is None:
        raise users.missing()
    return await _one(call, await users.visible(call.db(), call.actor, user.id))


async def by_email(call: Call) -> Response:
    """Admins always; others only where addresses are shown at all."""
    address = call.path["email"].lower()
    if not users.is_valid_email(address):
        raise invalid_body("email")
    shows = call.settings.PrivacySettings.ShowEmailAddress
    if not shows and not await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM):
        raise Forbidden("api.user.get_user_by_email.permissions.app_error")
    user = await users.by_email(call.db(), address)
    if user is None:
        raise users.missing()
    return await _one(call, await users.visible(call.db(), call.actor, user.id))


async def _one(call: Call, user: User) -> Response:
    """A user as the caller sees them, or 304; oneself is seen whole."""
    if user.id == call.actor.user_id:
        etag, text = mirror.of(call.db(), user)
        return call.matches(etag) or call.json_bytes(text, etag=etag)
    etag = users.etag(call.settings, user)
    if unchanged := call.matches(etag):
        return unchanged
    (shown,) = await users.shown_to(call.db(), call.actor, [user])
    if user.terms_of_service_id:
        shown["terms_of_service_id"] = user.terms_of_service_id
        shown["terms_of_service_create_at"] = user.terms_of_service_create_at
    return call.json(shown, etag=etag)


async def patch(call: Call) -> Response:
    user_id = call.path_id("user_id")
    return await _patch(call, user_id, await call.read(UserPatch), refusal="api.user.patch_user")


async def update(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(WholeUser)
    if wanted.id != user_id:
        raise invalid_body("user_id")
    return await _patch(call, user_id, wanted.as_patch(), refusal="api.user.update_user")


async def _patch(call: Call, user_id: str, wanted: UserPatch, *, refusal: str) -> Response:
    """Changes a profile. `refusal` is how the error begins for what only the sign-in service changes."""
    db = call.db()
    user = await users.changeable(db, call.actor, user_id)
    if user.is_system_admin and not await gate.allows(db, call.actor, Permission.MANAGE_SYSTEM):
        raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
    if call.actor.is_oauth and wanted.email is not None and wanted.email.lower() != user.email:
        raise no_permission(call.actor.user_id, Permission.EDIT_OTHER_USERS)
    if field := users.fixed_field(call.settings, user, wanted):
        raise Conflict(f"{refusal}.login_provider_attribute_set.app_error", Field=field)
    await _require_password(call, user, wanted)
    async with call.transaction() as tx:
        before = await users.locked(tx, user_id)
        changed = await users.patch(tx, call.actor, before, wanted)
    if user_id == call.actor.user_id:
        return call.json(changed)
    return call.json((await users.shown_to(db, call.actor, [changed]))[0])


async def _require_password(call: Call, user: User, wanted: UserPatch) -> None:
    """Whoever found an open browser must not take the account over by another address."""
    is_own = user.id == call.actor.user_id
    if not is_own or wanted.email is None or wanted.email.strip().lower() == user.email:
        return
    if not wanted.password:
        raise invalid_body("password")
    await logins.recheck(call.db(), user, wanted.password)


async def set_roles(call: Call) -> Response:
    user_id = call.path_id("user_id")
    names = (await call.read(Roles)).roles.split()
    if not names or len(set(names)) != len(names):
        raise invalid_body("roles")
    await gate.require(call.db(), call.actor, Permission.MANAGE_ROLES)
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        await users.set_roles(tx, user, names)
        await audits.note(tx, call, f"user={user_id} roles={' '.join(names)}")
    return call.ok()


async def set_active(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(Activation)
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        await _require_activation(call, tx, user, is_active=wanted.active)
        await users.set_active(tx, user, is_active=wanted.active)
        if not wanted.active and user_id == call.actor.user_id:
            await notices.deactivated(tx, user)
        await audits.note(tx, call, f"user_id={user_id} active={str(wanted.active).lower()}")
    return call.ok()


async def _require_activation(call: Call, tx: Tx, user: User, *, is_active: bool) -> None:
    """Raises: Unauthenticated (the official 401) for oneself where that is switched off, Forbidden for others."""
    is_own = user.id == call.actor.user_id and not is_active
    if is_own and not call.settings.TeamSettings.EnableUserDeactivation:
        raise Unauthenticated("api.user.update_active.not_enable.app_error")
    if not is_own and not await gate.allows(tx, call.actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_USERS):
        raise Forbidden("api.user.update_active.permissions.app_error")
    if user.is_system_admin and not is_own and not await gate.allows(tx, call.actor, Permission.MANAGE_SYSTEM):
        raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
    if is_active and user.is_guest and not call.settings.GuestAccountsSettings.Enable:
        raise Unauthenticated("api.user.update_active.cannot_enable_guest_when_guest_feature_is_disabled.app_error")
    if user.auth_service == "ldap":
        raise Forbidden("api.user.update_active.cannot_modify_status_when_user_is_managed_by_ldap.app_error")


async def delete(call: Call) -> Response:
    """Deactivates; with `permanent` it erases, where the admin allowed that."""
    user_id = call.path_id("user_id")
    db, team_settings = call.db(), call.settings.TeamSettings
    user = await users.changeable(db, call.actor, user_id)
    is_admin = await gate.allows(db, call.actor, Permission.MANAGE_SYSTEM)
    if user_id == call.actor.user_id and not team_settings.EnableUserDeactivation and not is_admin:
        raise Unauthenticated("api.user.update_active.not_enable.app_error")
    if user.is_system_admin and not is_admin:
        raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
    permanently = call.query_bool("permanent")
    if permanently and not (is_admin and call.settings.ServiceSettings.EnableAPIUserDeletion):
        whom = ".for_admin" if is_admin else ""
        raise Unauthenticated(f"api.user.delete_user.not_enabled{whom}.app_error")
    async with call.transaction() as tx:
        if permanently:
            await users.erase(tx, user)
        else:
            await users.set_active(tx, user, is_active=False)
        await audits.note(tx, call, f"user_id={user_id}")
    return call.ok()


async def verify_without_mail(call: Call) -> Response:
    """An admin vouches for a user's address."""
    user_id = call.path_id("user_id")
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        changed = await users.verify_email(tx, user_id, user.email)
    return call.json(changed)


async def verify_email(call: Call) -> Response:
    """The link of the verification mail."""
    token = (await call.read_strings()).get("token", "")
    if len(token) != service.TOKEN_LENGTH:
        raise invalid_body("token")
    async with call.transaction() as tx:
        await service.verify(tx, token)
    return call.ok()


async def reset_attempts(call: Call) -> Response:
    """Frees an account from too many failed attempts."""
    user_id = call.path_id("user_id")
    db = call.db()
    await gate.require(db, call.actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_USERS)
    user = await users.fresh(db, user_id)
    if user.is_system_admin and not await gate.allows(db, call.actor, Permission.MANAGE_SYSTEM):
        raise Forbidden("api.user.reset_password_failed_attempts.permissions.app_error")
    if user.auth_service not in ("", "email", "ldap"):
        raise Invalid("api.user.reset_password_failed_attempts.ldap_and_email_only.app_error")
    await signing_in.reset_attempts(db, user_id)
    return call.ok()


routes = [
    route("POST", "/api/v4/users", create, auth=Auth.PUBLIC),
    route("GET", "/api/v4/users/{user_id}", get),
    route("GET", "/api/v4/users/username/{username}", by_username),
    route("GET", "/api/v4/users/email/{email}", by_email),
    route("PUT", "/api/v4/users/{user_id}", update),
    route("PUT", "/api/v4/users/{user_id}/patch", patch),
    route("PUT", "/api/v4/users/{user_id}/roles", set_roles),
    route("PUT", "/api/v4/users/{user_id}/active", set_active),
    route("DELETE", "/api/v4/users/{user_id}", delete),
    route("POST", "/api/v4/users/{user_id}/email/verify/member", verify_without_mail),
    route("POST", "/api/v4/users/email/verify", verify_email, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/{user_id}/reset_failed_attempts", reset_attempts),
]
