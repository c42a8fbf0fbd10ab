"""Routes of the security log."""

from mattermost_py.features.access.audits import service
from mattermost_py.features.access.gate import service as gate
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission


async def everybodys(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.READ_AUDITS)
    page = call.page_of("page", "per_page", default=service.MOST_PER_PAGE, most=service.MOST_PER_PAGE)
    return call.json(await service.newest(call.db(), page))


async def of_user(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    page = call.page_of("page", "logs_per_page", default=service.MOST_PER_PAGE, most=service.MOST_PER_PAGE)
    return call.json(await service.newest(call.db(), page, user_id=user_id))


routes = [
    route("GET", "/api/v4/audits", everybodys),
    route("GET", "/api/v4/users/{user_id}/audits", of_user),
]
