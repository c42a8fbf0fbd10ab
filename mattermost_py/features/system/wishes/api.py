"""Routes of wishes."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.wishes import service
from mattermost_py.features.system.wishes.models import NewWish
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import AppError, Forbidden, invalid_body
from mattermost_py.kernel.permissions import Permission


async def note(call: Call) -> Response:
    await service.note(call.db(), call.actor.user_id, await _read(call))
    return call.ok()


async def tell(call: Call) -> Response:
    if not call.settings.ServiceSettings.EnableAPITriggerAdminNotifications:
        raise Forbidden("api.cloud.app_error")
    wanted = await _read(call)
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    await service.tell(call.db(), trial=wanted.trial_notification)
    return call.ok()


async def _read(call: Call) -> NewWish:
    try:
        return await call.read(NewWish)
    except AppError as exc:
        raise invalid_body(NewWish.body_name) from exc


routes = [
    route("POST", "/api/v4/users/notify-admin", note),
    route("POST", "/api/v4/users/trigger-notify-admin-posts", tell),
]
