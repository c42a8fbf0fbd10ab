"""Routes of custom statuses."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.custom_statuses import service
from mattermost_py.features.identity.custom_statuses.models import CustomStatusInput, RecentInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def choose(call: Call) -> Response:
    user_id = await _user_id(call)
    wanted = await call.read(CustomStatusInput)
    async with call.transaction() as tx:
        await service.choose(tx, user_id, wanted.custom_status())
    return call.ok()


async def clear(call: Call) -> Response:
    user_id = await _user_id(call)
    async with call.transaction() as tx:
        await service.clear(tx, user_id)
    return call.ok()


async def forget_recent(call: Call) -> Response:
    user_id = await _user_id(call)
    unwanted = await call.read(RecentInput)
    async with call.transaction() as tx:
        await service.forget_recent(tx, user_id, unwanted.custom_status())
    return call.ok()


async def _user_id(call: Call) -> str:
    user_id = call.path_id("user_id")
    service.require_enabled(call.db())
    await gate.require_user(call.db(), call.actor, user_id)
    return user_id


routes = [
    route("PUT", "/api/v4/users/{user_id}/status/custom", choose),
    route("DELETE", "/api/v4/users/{user_id}/status/custom", clear),
    route("DELETE", "/api/v4/users/{user_id}/status/custom/recent", forget_recent),
    route("POST", "/api/v4/users/{user_id}/status/custom/recent/delete", forget_recent),
]
