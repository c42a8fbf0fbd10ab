"""Routes of burn-on-read posts. Opening is a GET that changes something, as clients expect."""

from mattermost_py.features.messaging.burning import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def reveal(call: Call) -> Response:
    post_id = call.path_id("post_id")
    service.require_enabled(call.db())
    async with call.transaction() as tx:
        shown = await service.reveal(tx, call.actor, post_id, call.header("connection-id"))
    return call.json(shown)


async def burn(call: Call) -> Response:
    post_id = call.path_id("post_id")
    async with call.transaction() as tx:
        await service.burn(tx, call.actor, post_id, call.header("connection-id"))
    return call.ok()


routes = [
    route("GET", "/api/v4/posts/{post_id}/reveal", reveal),
    route("DELETE", "/api/v4/posts/{post_id}/burn", burn),
]
