"""Routes that change how an account signs in."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.switching import service
from mattermost_py.features.identity.switching.models import AuthInput, LdapMigration, SamlMigration, SwitchRequest
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import Unsupported, invalid_body, no_permission, session_expired
from mattermost_py.kernel.permissions import Permission


async def switch(call: Call) -> Response:
    wanted = await call.read(SwitchRequest)
    if service.is_to_password(wanted):
        link = await _to_password(call, wanted)
    elif service.is_from_ldap(wanted):
        link = await service.ldap_to_password(call.db(), wanted)
    elif service.is_from_password(wanted):
        link = await service.away_from_password(call.db(), wanted)
    else:
        raise invalid_body("switch_request")
    return call.json({"follow_link": link})


async def _to_password(call: Call, wanted: SwitchRequest) -> str:
    if call.actor.is_anonymous:
        raise session_expired()
    user, password = await service.prepare_password(call.db(), call.actor, wanted)
    async with call.transaction() as tx:
        link = await service.to_password(tx, await users.locked(tx, user.id), password)
        await audits.note(tx, call, "success")
    return link


async def set_auth(call: Call) -> Response:
    """An admin's business; with a password an account is looked after elsewhere."""
    user_id = call.path_id("user_id")
    await gate.require(call.db(), call.actor, Permission.EDIT_OTHER_USERS)
    wanted = await call.read(AuthInput)
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        if user.is_system_admin and not await gate.allows(tx, call.actor, Permission.MANAGE_SYSTEM):
            raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
        changed = await service.set_auth(tx, user, wanted)
        await audits.note(tx, call, f"updated user {user_id} auth to service={wanted.auth_service}")
    return call.json(changed)


async def to_ldap(call: Call) -> Response:
    """Moving every account of one kind to a directory: this server has none."""
    await call.read(LdapMigration)
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    raise Unsupported("api.admin.ldap.not_available.app_error")


async def to_saml(call: Call) -> Response:
    """The same with an identity provider."""
    await call.read(SamlMigration)
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    raise Unsupported("api.admin.saml.not_available.app_error")


routes = [
    route("POST", "/api/v4/users/login/switch", switch, auth=Auth.PUBLIC),
    route("PUT", "/api/v4/users/{user_id}/auth", set_auth),
    route("POST", "/api/v4/users/migrate_auth/ldap", to_ldap),
    route("POST", "/api/v4/users/migrate_auth/saml", to_saml),
]
