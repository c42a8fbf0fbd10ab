"""Routes of bots."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.bots import service
from mattermost_py.features.identity.bots.models import BotPatch
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.users.models import UserPatch
from mattermost_py.infra.http.call import Call, Response, versioned_etag
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import AppError, invalid_body
from mattermost_py.kernel.permissions import Permission


async def every(call: Call) -> Response:
    found = await service.listed(
        call.db(),
        call.actor,
        call.page,
        with_deleted=call.query_bool("include_deleted"),
        only_orphaned=call.query_bool("only_orphaned"),
    )
    newest = max(found, key=lambda each: each.update_at, default=None)
    etag = versioned_etag(newest.user_id if newest else "0", newest.update_at if newest else 0, 0, len(found))
    return call.matches(etag) or call.json(found, etag=etag)


async def create(call: Call) -> Response:
    wanted = await call.read(BotPatch)
    await service.require_create(call.db(), call.actor)
    async with call.transaction() as tx:
        bot = await service.create(tx, call.actor.user_id, wanted)
        await audits.note(tx, call, f"bot_user_id={bot.user_id}")
    return call.json(bot, status=201)


async def get(call: Call) -> Response:
    bot = await service.readable(
        call.db(), call.actor, call.path_id("bot_user_id"), with_deleted=call.query_bool("include_deleted")
    )
    etag = versioned_etag(bot.user_id, bot.update_at)
    return call.matches(etag) or call.json(bot, etag=etag)


async def change(call: Call) -> Response:
    user_id = call.path_id("bot_user_id")
    wanted = await call.read(BotPatch)
    async with call.transaction() as tx:
        bot = await service.change(tx, await service.manageable(tx, call.actor, user_id), wanted)
        await audits.note(tx, call, f"bot_user_id={user_id}")
    return call.json(bot)


async def enable(call: Call) -> Response:
    return await _set_active(call, is_active=True)


async def disable(call: Call) -> Response:
    return await _set_active(call, is_active=False)


async def _set_active(call: Call, *, is_active: bool) -> Response:
    user_id = call.path_id("bot_user_id")
    async with call.transaction() as tx:
        bot = await service.set_active(tx, await service.manageable(tx, call.actor, user_id), is_active=is_active)
        await audits.note(tx, call, f"bot_user_id={user_id} enable={str(is_active).lower()}")
    return call.json(bot)


async def assign(call: Call) -> Response:
    user_id, owner_id = call.path_id("bot_user_id"), call.path_id("user_id")
    async with call.transaction() as tx:
        bot = await service.manageable(tx, call.actor, user_id)
        bot = await service.assign(tx, call.actor, bot, owner_id)
        await audits.note(tx, call, f"bot_user_id={user_id} owner_id={owner_id}")
    return call.json(bot)


async def to_person(call: Call) -> Response:
    """The password is chosen for the new account, so it must be there."""
    user_id = call.path_id("bot_user_id")
    bot = await service.readable(call.db(), call.actor, user_id, with_deleted=False)
    try:
        wanted = await call.read(UserPatch)
    except AppError as exc:
        raise invalid_body("userPatch") from exc
    if not wanted.password:
        raise invalid_body("userPatch")
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    password = await passwords.hashed(call.db(), wanted.password)
    async with call.transaction() as tx:
        user = await service.to_person(tx, bot, wanted, password, as_admin=call.query_bool("set_system_admin"))
        await audits.note(tx, call, f"user_id={user_id}")
    return call.json(user)


async def from_person(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    async with call.transaction() as tx:
        bot = await service.from_person(tx, user_id)
        await audits.note(tx, call, f"user_id={user_id}")
    return call.json(bot)


routes = [
    route("GET", "/api/v4/bots", every),
    route("POST", "/api/v4/bots", create),
    route("GET", "/api/v4/bots/{bot_user_id}", get),
    route("PUT", "/api/v4/bots/{bot_user_id}", change),
    route("POST", "/api/v4/bots/{bot_user_id}/enable", enable),
    route("POST", "/api/v4/bots/{bot_user_id}/disable", disable),
    route("POST", "/api/v4/bots/{bot_user_id}/assign/{user_id}", assign),
    route("POST", "/api/v4/bots/{bot_user_id}/convert_to_user", to_person),
    route("POST", "/api/v4/users/{user_id}/convert_to_bot", from_person),
]
