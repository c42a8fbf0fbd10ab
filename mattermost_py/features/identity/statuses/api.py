"""Routes and socket actions of presence."""

from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.statuses import service
from mattermost_py.features.identity.statuses.models import CHOICES, ONLINE, OUT_OF_OFFICE, NewStatus
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import UserPatch
from mattermost_py.infra.db import Tx
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.infra.hub.endpoint import Action, ActionCall
from mattermost_py.kernel.errors import Invalid, NotFound, invalid_body
from mattermost_py.kernel.ids import are_ids


async def get(call: Call) -> Response:
    user_id = call.path_id("user_id")
    if not call.settings.ServiceSettings.EnableUserStatuses:
        raise NotFound("api.status.user_not_found.app_error")
    (status,) = await service.seen_by(call.db(), call.actor, [user_id])
    return call.json(status)


async def by_ids(call: Call) -> Response:
    user_ids = await call.read_ids("user_ids")
    if not are_ids(user_ids):
        raise invalid_body("user_ids")
    if not call.settings.ServiceSettings.EnableUserStatuses:
        return call.json([])
    return call.json_bytes(await service.seen_json(call.db(), call.actor, user_ids))


async def choose(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(NewStatus)
    if wanted.user_id != user_id:
        raise invalid_body("user_id")
    if wanted.status not in CHOICES:
        raise invalid_body("status")
    await gate.require_user(call.db(), call.actor, user_id)
    if not call.settings.ServiceSettings.EnableUserStatuses or not await users.by_ids(call.db(), [user_id]):
        raise NotFound("api.status.user_not_found.app_error")
    async with call.transaction() as tx:
        await _end_automatic_reply(call, tx, user_id)
        status = await service.choose(tx, user_id, wanted.status, dnd_end_s=wanted.dnd_end_time)
    return call.json(status)


async def _end_automatic_reply(call: Call, tx: Tx, user_id: str) -> None:
    """Who chooses a status is back in office."""
    if (await service.one(tx, user_id)).status != OUT_OF_OFFICE:
        return
    user = await users.locked(tx, user_id)
    props = {**user.notify_props, "auto_responder_active": "false"}
    await users.patch(tx, call.actor, user, UserPatch(notify_props=props))


routes = [
    route("GET", "/api/v4/users/{user_id}/status", get),
    route("PUT", "/api/v4/users/{user_id}/status", choose),
    route("POST", "/api/v4/users/status/ids", by_ids),
]


async def _update_active_status(call: ActionCall) -> None:
    is_active, is_manual = call.data.get("user_is_active"), call.data.get("manual", False)
    if not isinstance(is_active, bool):
        raise Invalid("api.websocket_handler.invalid_param.app_error", Name="user_is_active")
    if is_active and is_manual is not True:
        service.active(call.runtime.db(), call.user_id)
        return
    async with call.runtime.db().transaction() as tx:
        if is_active:
            await service.choose(tx, call.user_id, ONLINE)
        else:
            await service.rest(tx, call.user_id, manually=is_manual is True)


async def _statuses(call: ActionCall) -> dict[str, Any]:
    return dict(await service.all_present(call.runtime.db()))


async def _statuses_by_ids(call: ActionCall) -> dict[str, Any]:
    user_ids = call.data.get("user_ids")
    if not isinstance(user_ids, list) or not user_ids:
        raise Invalid("api.websocket_handler.invalid_param.app_error", Name="user_ids")
    wanted = [each for each in user_ids if isinstance(each, str)]  # pyright: ignore[reportUnknownVariableType] - JSON edge
    return {each.user_id: each.status for each in await service.of(call.runtime.db(), wanted)}


actions: dict[str, Action] = {
    "user_update_active_status": _update_active_status,
    "get_statuses": _statuses,
    "get_statuses_by_ids": _statuses_by_ids,
}
