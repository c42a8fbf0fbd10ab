"""Routes that make and change channels of a team."""

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, PRIVATE, Channel
from mattermost_py.features.channels.rooms import moving, service
from mattermost_py.features.channels.rooms.models import ChannelInput, ChannelPatch, Conversion, Move, Privacy
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id


async def create(call: Call) -> Response:
    wanted = await call.read(ChannelInput)
    async with call.transaction() as tx:
        channel = await service.create(tx, call.actor, wanted)
    return call.json(channel, status=201)


async def update(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(ChannelInput)
    if wanted.id != channel_id:
        raise invalid_body("channel_id")
    async with call.transaction() as tx:
        channel = await service.replace_settings(tx, call.actor, channel_id, wanted)
    return await _shown(call, channel)


async def patch(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(ChannelPatch)
    async with call.transaction() as tx:
        channel = await service.change(tx, call.actor, channel_id, wanted)
    return await _shown(call, channel)


async def set_privacy(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(Privacy)
    if wanted.privacy not in (OPEN, PRIVATE):
        raise invalid_body("privacy")
    async with call.transaction() as tx:
        channel = await service.set_privacy(tx, call.actor, channel_id, wanted.privacy)
    return await _shown(call, channel)


async def delete(call: Call) -> Response:
    act = service.destroy if call.query_bool("permanent") else service.archive
    async with call.transaction() as tx:
        await act(tx, call.actor, call.path_id("channel_id"))
    return call.ok()


async def restore(call: Call) -> Response:
    async with call.transaction() as tx:
        channel = await service.restore(tx, call.actor, call.path_id("channel_id"))
    return await _shown(call, channel)


async def convert(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(Conversion)
    if wanted.channel_id and wanted.channel_id != channel_id:
        raise invalid_body("channel_id")
    async with call.transaction() as tx:
        channel = await moving.convert(tx, call.actor, channel_id, wanted)
    return await _shown(call, channel)


async def move(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(Move)
    if not is_id(wanted.team_id):
        raise invalid_body("team_id")
    async with call.transaction() as tx:
        channel = await moving.move(tx, call.actor, channel_id, wanted)
    return await _shown(call, channel)


async def _shown(call: Call, channel: Channel) -> Response:
    return call.json(await channels.with_props(call.db(), channel))


routes = [
    route("POST", "/api/v4/channels", create),
    route("PUT", "/api/v4/channels/{channel_id}", update),
    route("DELETE", "/api/v4/channels/{channel_id}", delete),
    route("PUT", "/api/v4/channels/{channel_id}/patch", patch),
    route("PUT", "/api/v4/channels/{channel_id}/privacy", set_privacy),
    route("POST", "/api/v4/channels/{channel_id}/restore", restore),
    route("POST", "/api/v4/channels/{channel_id}/convert_to_channel", convert),
    route("POST", "/api/v4/channels/{channel_id}/move", move),
]
