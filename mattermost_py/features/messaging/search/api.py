"""Routes of searches."""

from pydantic import ValidationError

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.search import service
from mattermost_py.features.messaging.search.models import SearchWish
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import Invalid, invalid_body
from mattermost_py.kernel.permissions import Permission

NEVER_STORED = "no-cache, no-store, must-revalidate"


async def posts_in_team(call: Call) -> Response:
    team_id = await _team(call)
    return _fresh(call, await service.find_posts(_slow(call), call.actor, await _wish(call, "posts"), team_id))


async def posts_everywhere(call: Call) -> Response:
    return _fresh(call, await service.find_posts(_slow(call), call.actor, await _wish(call, "posts")))


async def files_in_team(call: Call) -> Response:
    team_id = await _team(call)
    return _fresh(call, await service.find_files(_slow(call), call.actor, await _wish(call, "files"), team_id))


async def files_everywhere(call: Call) -> Response:
    return _fresh(call, await service.find_files(_slow(call), call.actor, await _wish(call, "files")))


async def _team(call: Call) -> str:
    team_id = call.path_id("team_id")
    await gate.require(call.db(), call.actor, Permission.VIEW_TEAM, team_id=team_id)
    return team_id


def _slow(call: Call) -> Db:
    return Db(call.runtime, is_slow=True)


async def _wish(call: Call, kind: str) -> SearchWish:
    try:
        wish = SearchWish.model_validate_json(await call.body())
    except ValidationError as exc:
        raise Invalid(f"api.post.search_{kind}.invalid_body.app_error", detail=str(exc)) from exc
    if not wish.terms.strip():
        raise invalid_body("terms")
    return wish


def _fresh(call: Call, found: object) -> Response:
    reply = call.json(found)
    reply.set("cache-control", NEVER_STORED)
    return reply


_BUSY = Auth.SESSION_NOT_BUSY

routes = [
    route("POST", "/api/v4/posts/search", posts_everywhere, auth=_BUSY),
    route("POST", "/api/v4/teams/{team_id}/posts/search", posts_in_team, auth=_BUSY),
    route("POST", "/api/v4/files/search", files_everywhere, auth=_BUSY),
    route("POST", "/api/v4/teams/{team_id}/files/search", files_in_team, auth=_BUSY),
]
