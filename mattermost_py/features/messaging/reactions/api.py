"""Routes of reactions."""

from mattermost_py.features.messaging.reactions import service
from mattermost_py.features.messaging.reactions.models import EMOJI_NAME, NewReaction
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_url


async def add(call: Call) -> Response:
    wanted = await call.read(NewReaction)
    return call.json(await service.add(call.db(), call.actor, wanted))


async def remove(call: Call) -> Response:
    user_id, post_id, emoji_name = call.path_id("user_id"), call.path_id("post_id"), call.path["emoji_name"]
    if not EMOJI_NAME(emoji_name):
        raise invalid_url("emoji_name")
    async with call.transaction() as tx:
        await service.remove(tx, call.actor, user_id, post_id, emoji_name)
    return call.ok()


async def of_post(call: Call) -> Response:
    return call.json(await service.of_post(call.db(), call.actor, call.path_id("post_id")))


async def of_posts(call: Call) -> Response:
    return call.json(await service.of_posts(call.db(), call.actor, await call.read_sorted()))


routes = [
    route("POST", "/api/v4/reactions", add),
    route("GET", "/api/v4/posts/{post_id}/reactions", of_post),
    route("POST", "/api/v4/posts/ids/reactions", of_posts),
    route("DELETE", "/api/v4/users/{user_id}/posts/{post_id}/reactions/{emoji_name}", remove),
]
