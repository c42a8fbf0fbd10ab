"""The route that moves threads."""

from mattermost_py.features.messaging.moving import policy, service
from mattermost_py.features.messaging.moving.models import Wanted
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def move(call: Call) -> Response:
    post_id = call.path_id("post_id")
    policy.require_enabled(call.db())
    wanted = await call.read(Wanted)
    async with call.transaction() as tx:
        await service.move(tx, call.actor, post_id, wanted)
    return call.ok()


routes = [route("POST", "/api/v4/posts/{post_id}/move", move)]
