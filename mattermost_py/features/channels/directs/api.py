"""Routes that start direct and group messages."""

from mattermost_py.features.channels.directs import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id


async def direct(call: Call) -> Response:
    user_ids = await call.read_texts()
    if len(user_ids) not in (1, 2):
        raise invalid_body("user_ids")
    _check(user_ids)
    async with call.transaction() as tx:
        channel = await service.direct(tx, call.actor, user_ids)
    return call.json(channel, status=201)


async def group(call: Call) -> Response:
    user_ids = await call.read_ids("user_ids")
    _check(user_ids)
    async with call.transaction() as tx:
        channel = await service.group(tx, call.actor, user_ids)
    return call.json(channel, status=201)


def _check(user_ids: list[str]) -> None:
    if any(not is_id(each) for each in user_ids):
        raise invalid_body("user_id")


routes = [
    route("POST", "/api/v4/channels/direct", direct),
    route("POST", "/api/v4/channels/group", group),
]
