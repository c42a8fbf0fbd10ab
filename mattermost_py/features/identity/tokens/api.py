"""Routes of personal access tokens."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.tokens import service, terms
from mattermost_py.features.identity.tokens.models import AccessToken, NewToken, TokenRotation, TokenSearch
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body, invalid_url, no_permission
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def create(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(NewToken)
    user = await _require_create(call, user_id)
    async with call.transaction() as tx:
        made = await service.create(tx, user, wanted.description, wanted.expires_at)
        await audits.note(tx, call, f"success - token_id={made.id}")
    return call.json(made.with_secret())


async def rotate(call: Call) -> Response:
    """Another secret for the same token, shown this once."""
    wanted = await call.read(TokenRotation)
    token = await _by_id(call, wanted.token_id, Permission.CREATE_USER_ACCESS_TOKEN)
    user = await _require_create(call, token.user_id)
    async with call.transaction() as tx:
        changed = await service.rotate(tx, user, token, wanted.expires_at)
        await audits.note(tx, call, f"success - token_id={token.id}")
    return call.json(changed.with_secret())


async def revoke_overlong(call: Call) -> Response:
    """Ends what was made before the site limited how long tokens last."""
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    async with call.transaction() as tx:
        count = await terms.revoke_overlong(tx)
        await audits.note(tx, call, f"revoked {count}")
    return call.json({"revoked": count})


async def of_user(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await _require(call, call.db(), user_id, Permission.READ_USER_ACCESS_TOKEN)
    return call.json(await service.of_user(call.db(), call.page, user_id=user_id))


async def every(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(await service.of_user(call.db(), call.page))


async def get(call: Call) -> Response:
    token_id = call.path["token_id"]
    if not is_id(token_id):
        raise invalid_url("token_id")
    await gate.require(call.db(), call.actor, Permission.READ_USER_ACCESS_TOKEN)
    token = await service.by_id(call.db(), token_id)
    await _require(call, call.db(), token.user_id, Permission.READ_USER_ACCESS_TOKEN)
    return call.json(token)


async def search(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    wanted = await call.read(TokenSearch)
    if not wanted.term:
        raise invalid_body("term")
    return call.json(await service.search(call.db(), wanted.term))


async def revoke(call: Call) -> Response:
    token = await _named(call, Permission.REVOKE_USER_ACCESS_TOKEN)
    async with call.transaction() as tx:
        await service.revoke(tx, token)
        await audits.note(tx, call, f"success - token_id={token.id}")
    return call.ok()


async def disable(call: Call) -> Response:
    token = await _named(call, Permission.REVOKE_USER_ACCESS_TOKEN)
    async with call.transaction() as tx:
        await service.disable(tx, token)
        await audits.note(tx, call, f"success - token_id={token.id}")
    return call.ok()


async def enable(call: Call) -> Response:
    token = await _named(call, Permission.CREATE_USER_ACCESS_TOKEN)
    async with call.transaction() as tx:
        await service.enable(tx, token)
        await audits.note(tx, call, f"success - token_id={token.id}")
    return call.ok()


async def _named(call: Call, permission: Permission) -> AccessToken:
    """The token that the body names, if the caller may do this to it."""
    return await _by_id(call, (await call.read_strings()).get("token_id", ""), permission)


async def _by_id(call: Call, token_id: str, permission: Permission) -> AccessToken:
    if not token_id:
        raise invalid_body("token_id")
    db = call.db()
    await gate.require(db, call.actor, permission)
    token = await service.by_id(db, token_id)
    await _require(call, db, token.user_id, permission)
    return token


async def _require_create(call: Call, user_id: str) -> User:
    """As `_require`; only system admins make tokens of system admins, and no program makes others."""
    user = await _require(call, call.db(), user_id, Permission.CREATE_USER_ACCESS_TOKEN)
    if call.actor.is_oauth or (
        user.is_system_admin and not await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    ):
        raise no_permission(call.actor.user_id, Permission.MANAGE_SYSTEM)
    return user


async def _require(call: Call, db: Db, user_id: str, permission: Permission) -> User:
    """The permission about tokens, and the right to act on their owner. Returns the owner."""
    await gate.require(db, call.actor, permission)
    return await users.changeable(db, call.actor, user_id)


routes = [
    route("POST", "/api/v4/users/{user_id}/tokens", create),
    route("GET", "/api/v4/users/{user_id}/tokens", of_user),
    route("GET", "/api/v4/users/tokens", every),
    route("POST", "/api/v4/users/tokens/search", search),
    route("GET", "/api/v4/users/tokens/{token_id}", get),
    route("POST", "/api/v4/users/tokens/revoke", revoke),
    route("POST", "/api/v4/users/tokens/disable", disable),
    route("POST", "/api/v4/users/tokens/enable", enable),
    route("POST", "/api/v4/users/tokens/rotate", rotate),
    route("POST", "/api/v4/users/tokens/revoke_overlong", revoke_overlong),
]
