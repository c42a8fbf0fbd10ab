"""Routes of drafts."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.drafts import service
from mattermost_py.features.messaging.drafts.models import NewDraft
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.permissions import Permission


async def save(call: Call) -> Response:
    service.require_enabled(call.db())
    wanted = await call.read(NewDraft)
    draft = await service.save(call.db(), call.actor, wanted, call.header("connection-id"))
    return call.json(draft, status=201)


async def in_team(call: Call) -> Response:
    service.require_enabled(call.db())
    user_id, team_id = call.path_id("user_id"), call.path_id("team_id")
    _require_own(call, user_id, Permission.CREATE_POST)
    await gate.require(call.db(), call.actor, Permission.VIEW_TEAM, team_id=team_id)
    return call.json(await service.in_team(call.db(), user_id, team_id))


async def delete(call: Call) -> Response:
    service.require_enabled(call.db())
    user_id, channel_id = call.path_id("user_id"), call.path_id("channel_id")
    root_id = call.path_id("thread_id") if "thread_id" in call.path else ""
    _require_own(call, user_id, Permission.DELETE_POST)
    await service.delete(call.db(), user_id, channel_id, root_id, call.header("connection-id"))
    return call.ok()


def _require_own(call: Call, user_id: str, permission: Permission) -> None:
    if user_id != call.actor.user_id:
        raise no_permission(call.actor.user_id, permission)


routes = [
    route("POST", "/api/v4/drafts", save),
    route("GET", "/api/v4/users/{user_id}/teams/{team_id}/drafts", in_team),
    route("DELETE", "/api/v4/users/{user_id}/channels/{channel_id}/drafts", delete),
    route("DELETE", "/api/v4/users/{user_id}/channels/{channel_id}/drafts/{thread_id}", delete),
]
