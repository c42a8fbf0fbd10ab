"""The route that marks a post as unread."""

from mattermost_py.features.messaging.unreads import service
from mattermost_py.features.messaging.unreads.models import MarkUnread
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def mark(call: Call) -> Response:
    user_id, post_id = call.path_id("user_id"), call.path_id("post_id")
    wanted = await call.read(MarkUnread) if await call.body() else MarkUnread()
    async with call.transaction() as tx:
        unread = await service.mark(
            tx, call.actor, user_id, post_id, collapsed_threads=wanted.collapsed_threads_supported
        )
    return call.json(unread)


routes = [route("POST", "/api/v4/users/{user_id}/posts/{post_id}/set_unread", mark)]
