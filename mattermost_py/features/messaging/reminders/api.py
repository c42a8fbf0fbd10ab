"""The route of reminders."""

from mattermost_py.features.messaging.reminders import service
from mattermost_py.features.messaging.reminders.models import NewReminder
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def remind(call: Call) -> Response:
    user_id, post_id = call.path_id("user_id"), call.path_id("post_id")
    wanted = await call.read(NewReminder)
    await service.remind(call.db(), call.actor, user_id, post_id, wanted.target_time)
    return call.ok()


routes = [route("POST", "/api/v4/users/{user_id}/posts/{post_id}/reminder", remind)]
