"""Routes of the levels of channels."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.channels.levels import service
from mattermost_py.features.channels.levels.models import LevelInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def own(call: Call) -> Response:
    return call.json(await service.own(call.db(), call.actor))


async def set_level(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(LevelInput)
    async with call.transaction() as tx:
        level = await service.set_level(tx, call.actor, channel_id, wanted.level)
        await audits.note(tx, call, f"channel_id={channel_id} level={wanted.level}")
    return call.json(level)


routes = [
    route("GET", "/api/v4/channel_levels", own),
    route("PUT", "/api/v4/channels/{channel_id}/level", set_level),
]
