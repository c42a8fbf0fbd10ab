"""Routes that change passwords."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.credentials import service
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import Forbidden, Unauthenticated, invalid_body
from mattermost_py.kernel.permissions import Permission


async def change(call: Call) -> Response:
    user_id = call.path_id("user_id")
    sent = await call.read_strings()
    new, is_hash = sent.get("new_password", ""), sent.get("already_hashed", "") == "true"
    db, is_own = call.db(), user_id == call.actor.user_id
    if is_own and is_hash:
        raise Unauthenticated("api.user.update_password.user_and_hashed.app_error")
    if is_own and not sent.get("current_password"):
        raise invalid_body("current_password")
    if not is_own:
        await _require_admin(call, user_id)
    password = new if is_hash else await service.hashed(db, new)
    if is_own:
        await service.require_own(db, await users.fresh(db, user_id), sent["current_password"])
    async with call.transaction() as tx:
        user = await users.locked(tx, user_id)
        await service.change(tx, user, password, keep_session=call.actor.session_id if is_own else "")
        await audits.note(tx, call, "completed")
    return call.ok()


async def _require_admin(call: Call, user_id: str) -> None:
    """Raises: Forbidden unless the caller may set this user's password."""
    db = call.db()
    if await gate.allows(db, call.actor, Permission.MANAGE_SYSTEM):
        return
    if not await gate.allows(db, call.actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_USERS):
        raise Forbidden("api.user.update_password.context.app_error")
    if (await users.fresh(db, user_id)).is_system_admin:
        raise Forbidden("api.user.update_password.context.app_error")


async def recover(call: Call) -> Response:
    """The page behind the link of a recovery mail."""
    sent = await call.read_strings()
    token = sent.get("token", "")
    if len(token) != service.TOKEN_LENGTH:
        raise invalid_body("token")
    await service.prepare_recovery(call.db(), token)
    password = await service.hashed(call.db(), sent.get("new_password", ""))
    async with call.transaction() as tx:
        await service.recover(tx, token, password)
        await audits.note(tx, call, "success")
    return call.ok()


routes = [
    route("PUT", "/api/v4/users/{user_id}/password", change),
    route("POST", "/api/v4/users/password/reset", recover, auth=Auth.PUBLIC),
]
