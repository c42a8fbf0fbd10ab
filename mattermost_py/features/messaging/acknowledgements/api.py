"""Routes of confirmations."""

from mattermost_py.features.messaging.acknowledgements import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def give(call: Call) -> Response:
    user_id, post_id = call.path_id("user_id"), call.path_id("post_id")
    async with call.transaction() as tx:
        given = await service.give(tx, call.actor, user_id, post_id)
    return call.json(given)


async def withdraw(call: Call) -> Response:
    user_id, post_id = call.path_id("user_id"), call.path_id("post_id")
    async with call.transaction() as tx:
        await service.withdraw(tx, call.actor, user_id, post_id)
    return call.ok()


routes = [
    route("POST", "/api/v4/users/{user_id}/posts/{post_id}/ack", give),
    route("DELETE", "/api/v4/users/{user_id}/posts/{post_id}/ack", withdraw),
]
