"""The route of limits."""

from mattermost_py.features.system.limits import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def limits(call: Call) -> Response:
    return call.json(await service.shown(call.db(), call.actor))


routes = [route("GET", "/api/v4/limits/server", limits)]
