"""Routes of a channel's moderation and scheme."""

from pydantic import TypeAdapter

from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.models import SchemeChoice
from mattermost_py.features.channels.moderations import service
from mattermost_py.features.channels.moderations.models import ModerationPatch
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route

_patches = TypeAdapter(list[ModerationPatch])


async def get(call: Call) -> Response:
    return call.json(await service.of_channel(call.db(), call.actor, call.path_id("channel_id")))


async def patch(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read_as(_patches, "channel_moderations")
    async with call.transaction() as tx:
        moderations = await service.change(tx, call.actor, channel_id, wanted)
    return call.json(moderations)


async def choose(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    choice = schemes.check_choice(await call.read(SchemeChoice))
    async with call.transaction() as tx:
        await service.choose(tx, call.actor, channel_id, choice)
    return call.ok()


async def of_scheme(call: Call) -> Response:
    scheme_id, part = call.path_id("scheme_id"), call.page
    found = await service.of_scheme(call.db(), call.actor, scheme_id, limit=part.per_page, offset=part.offset)
    return call.json(found)


routes = [
    route("GET", "/api/v4/channels/{channel_id}/moderations", get),
    route("PUT", "/api/v4/channels/{channel_id}/moderations/patch", patch),
    route("PUT", "/api/v4/channels/{channel_id}/scheme", choose),
    route("GET", "/api/v4/schemes/{scheme_id}/channels", of_scheme, auth=Auth.SESSION_TRUSTED),
]
