"""The route of the room that is taken; no part of the official API."""

from mattermost_py.features.system.disk import service
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def use(call: Call) -> Response:
    return call.json(await service.use(Db(call.runtime, is_slow=True), call.actor))


routes = [route("GET", "/api/v4/system/disk", use)]
