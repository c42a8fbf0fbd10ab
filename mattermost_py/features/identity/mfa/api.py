"""Routes of the second factor."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.mfa import service
from mattermost_py.features.identity.mfa.models import Switch
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body, no_permission
from mattermost_py.kernel.permissions import Permission


async def generate(call: Call) -> Response:
    user_id = await _user_id(call)
    async with call.transaction() as tx:
        made = await service.generate(tx, await users.locked(tx, user_id))
    return _secret(call, made)


async def switch(call: Call) -> Response:
    user_id = await _user_id(call)
    wanted = await call.read(Switch)
    if wanted.activate and not wanted.code:
        raise invalid_body("code")
    codes: list[str] = []
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        if wanted.activate:
            await service.activate(tx, user, wanted.code)
            if wanted.recovery_codes and user_id == call.actor.user_id:
                codes = await service.make_recovery_codes(tx, user)
        else:
            await service.deactivate(tx, user)
        await audits.note(tx, call, f"activate={str(wanted.activate).lower()}")
    return _secret(call, {"status": "OK", "recovery_codes": codes}) if codes else call.ok()


async def recovery_codes_left(call: Call) -> Response:
    user_id = await _user_id(call)
    return call.json({"left": await service.recovery_codes_left(call.db(), user_id)})


async def renew_recovery_codes(call: Call) -> Response:
    """New codes, for oneself only and with a code of the app: whoever found an open browser must not get any."""
    user_id = await _user_id(call)
    if user_id != call.actor.user_id:
        raise no_permission(call.actor.user_id, Permission.EDIT_OTHER_USERS)
    code = (await call.read_strings()).get("code", "")
    if not code:
        raise invalid_body("code")
    await service.require_code(call.db(), await users.fresh(call.db(), user_id), code)
    async with call.transaction() as tx:
        codes = await service.renew_recovery_codes(tx, await users.locked(tx, user_id))
        await audits.note(tx, call)
    return _secret(call, {"recovery_codes": codes})


def _secret(call: Call, shown: object) -> Response:
    """An answer that nobody on the way may keep."""
    reply = call.json(shown)
    reply.set("cache-control", "no-cache")
    reply.set("pragma", "no-cache")
    return reply


async def _user_id(call: Call) -> str:
    """The second factor guards an account; tokens of apps must not touch it."""
    user_id = call.path_id("user_id")
    if call.actor.is_oauth:
        raise no_permission(call.actor.user_id, Permission.EDIT_OTHER_USERS)
    await gate.require_user(call.db(), call.actor, user_id)
    return user_id


routes = [
    route("POST", "/api/v4/users/{user_id}/mfa/generate", generate, auth=Auth.SESSION_MFA_EXEMPT),
    route("PUT", "/api/v4/users/{user_id}/mfa", switch, auth=Auth.SESSION_MFA_EXEMPT),
    route("GET", "/api/v4/users/{user_id}/mfa/recovery_codes", recovery_codes_left),
    route("POST", "/api/v4/users/{user_id}/mfa/recovery_codes", renew_recovery_codes),
]
