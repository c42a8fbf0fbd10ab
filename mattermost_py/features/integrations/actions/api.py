"""The route of buttons and menus in messages."""

from mattermost_py.features.integrations.actions import service
from mattermost_py.features.integrations.actions.models import Pressed
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def press(call: Call) -> Response:
    post_id, action_id = call.path_id("post_id"), call.path["action_id"]
    pressed = await call.read(Pressed) if await call.body() else Pressed()
    trigger_id = await service.press(call.db(), call.actor, post_id, action_id, pressed)
    return call.json({"status": "OK", "trigger_id": trigger_id})


routes = [route("POST", "/api/v4/posts/{post_id}/actions/{action_id}", press)]
