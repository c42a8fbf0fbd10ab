"""Routes that make guests of users and users of guests."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.guests import service
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Unsupported, no_permission
from mattermost_py.kernel.permissions import Permission


async def promote(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require(call.db(), call.actor, Permission.PROMOTE_GUEST)
    async with call.transaction() as tx:
        await service.promote(tx, call.actor, await users.locked(tx, user_id))
        await audits.note(tx, call, f"user_id={user_id}")
    return call.ok()


async def demote(call: Call) -> Response:
    user_id = call.path_id("user_id")
    if not call.settings.GuestAccountsSettings.Enable:
        raise Unsupported("api.team.demote_user_to_guest.disabled.error")
    await gate.require(call.db(), call.actor, Permission.DEMOTE_TO_GUEST)
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        if user.is_system_admin and not await gate.allows(tx, call.actor, Permission.MANAGE_SYSTEM):
            raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
        await service.demote(tx, call.actor, user)
        await audits.note(tx, call, f"user_id={user_id}")
    return call.ok()


routes = [
    route("POST", "/api/v4/users/{user_id}/promote", promote),
    route("POST", "/api/v4/users/{user_id}/demote", demote),
]
