"""Routes of `/api/v4/users/{user_id}/preferences`."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.preferences import service
from mattermost_py.features.identity.preferences.models import Preference, PreferenceInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Forbidden, invalid_body, invalid_url

_preferences = TypeAdapter(list[PreferenceInput])
MOST_AT_ONCE = 100
NAME_MOST = 32


async def every(call: Call) -> Response:
    return call.json(await service.of_user(call.db(), await _user_id(call)))


async def in_category(call: Call) -> Response:
    user_id = await _user_id(call)
    return call.json(await service.in_category(call.db(), user_id, _segment(call, "category")))


async def one(call: Call) -> Response:
    user_id = await _user_id(call)
    category, name = _segment(call, "category"), _segment(call, "preference_name")
    return call.json(await service.one(call.db(), user_id, category, name))


async def save(call: Call) -> Response:
    user_id = await _user_id(call)
    wanted = await _read(call, user_id, "api.preference.update_preferences.set.app_error")
    if service.need_transaction(wanted):
        async with call.transaction() as tx:
            await service.save(tx, call.actor, user_id, wanted)
    else:
        await service.save(call.db(), call.actor, user_id, wanted)
    return call.ok()


async def delete(call: Call) -> Response:
    user_id = await _user_id(call)
    unwanted = await _read(call, user_id, "api.preference.delete_preferences.delete.app_error")
    async with call.transaction() as tx:
        await service.delete(tx, user_id, unwanted)
    return call.ok()


async def _user_id(call: Call) -> str:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    return user_id


def _segment(call: Call, name: str) -> str:
    value = call.path[name]
    if not 0 < len(value) <= NAME_MOST:
        raise invalid_url(name)
    return value


async def _read(call: Call, user_id: str, foreign: str) -> Sequence[Preference]:
    """The body: 1 to 100 preferences, all of this user."""
    sent = [each.preference() for each in await call.read_as(_preferences, "preferences")]
    if not 0 < len(sent) <= MOST_AT_ONCE:
        raise invalid_body("preferences")
    if any(each.user_id != user_id for each in sent):
        raise Forbidden(foreign)
    return sent


routes = [
    route("GET", "/api/v4/users/{user_id}/preferences", every),
    route("PUT", "/api/v4/users/{user_id}/preferences", save),
    route("POST", "/api/v4/users/{user_id}/preferences/delete", delete),
    route("GET", "/api/v4/users/{user_id}/preferences/{category}", in_category),
    route("GET", "/api/v4/users/{user_id}/preferences/{category}/name/{preference_name}", one),
]
