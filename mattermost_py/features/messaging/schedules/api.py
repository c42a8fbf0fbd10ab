"""Routes of scheduled posts. They answer 201 whatever they did, as clients expect."""

from mattermost_py.features.messaging.schedules import service
from mattermost_py.features.messaging.schedules.models import WantedSchedule
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def create(call: Call) -> Response:
    service.require_enabled(call.db())
    wanted = await call.read(WantedSchedule)
    scheduled = await service.create(call.db(), call.actor, wanted, call.header("connection-id"))
    return call.json(scheduled, status=201)


async def update(call: Call) -> Response:
    service.require_enabled(call.db())
    schedule_id, wanted = call.path_id("scheduled_post_id"), await call.read(WantedSchedule)
    scheduled = await service.update(call.db(), call.actor, schedule_id, wanted, call.header("connection-id"))
    return call.json(scheduled, status=201)


async def delete(call: Call) -> Response:
    service.require_enabled(call.db())
    schedule_id = call.path_id("scheduled_post_id")
    scheduled = await service.delete(call.db(), call.actor, schedule_id, call.header("connection-id"))
    return call.json(scheduled, status=201)


async def in_team(call: Call) -> Response:
    service.require_enabled(call.db())
    team_id, with_direct = call.path_id("team_id"), call.query_bool("includeDirectChannels")
    return call.json(await service.in_team(call.db(), call.actor, team_id, with_direct=with_direct))


routes = [
    route("POST", "/api/v4/posts/schedule", create),
    route("PUT", "/api/v4/posts/schedule/{scheduled_post_id}", update),
    route("DELETE", "/api/v4/posts/schedule/{scheduled_post_id}", delete),
    route("GET", "/api/v4/posts/scheduled/team/{team_id}", in_team),
]
