"""Reading one channel, by id or by name."""

from mattermost_py.features.channels.channels import service
from mattermost_py.features.channels.channels.models import OPEN, Channel, is_channel_name, is_reserved
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_url, no_permission
from mattermost_py.kernel.permissions import Permission


async def get(call: Call) -> Response:
    channel = await service.viewable(call.db(), call.actor, call.path_id("channel_id"))
    return call.json(await service.with_props(call.db(), channel))


async def by_name(call: Call) -> Response:
    return await _by_name(call, call.path_id("team_id"))


async def by_names(call: Call) -> Response:
    team = await teams.by_name(call.db(), call.path["team_name"])
    return await _by_name(call, team.id)


async def _by_name(call: Call, team_id: str) -> Response:
    name = call.path["channel_name"].lower()
    if not is_channel_name(name):
        raise invalid_url("channel_name")
    archived = call.query_bool("include_deleted")
    channel = await _anywhere(call, team_id, name, with_archived=archived)
    if not await service.views(call.db(), call.actor, channel):
        if channel.type == OPEN:
            raise no_permission(call.actor.user_id, Permission.READ_PUBLIC_CHANNEL)
        raise service.missing_name()  # a private channel must not be found by guessing
    return call.json(await service.with_props(call.db(), channel))


async def _anywhere(call: Call, team_id: str, name: str, *, with_archived: bool) -> Channel:
    """Clients look for direct and group messages below a team, too."""
    found = "" if is_reserved(name) else team_id
    return await service.by_name(call.db(), found, name, with_archived=with_archived)


routes = [
    route("GET", "/api/v4/channels/{channel_id}", get),
    route("GET", "/api/v4/teams/{team_id}/channels/name/{channel_name}", by_name),
    route("GET", "/api/v4/teams/name/{team_name}/channels/name/{channel_name}", by_names),
]
