"""Routes of profile attributes."""

from typing import Any

from pydantic import TypeAdapter

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.attributes import service
from mattermost_py.features.identity.attributes.models import AttributePatch, NewAttribute
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission

_values = TypeAdapter(dict[str, Any])


async def fields(call: Call) -> Response:
    service.require_enabled(call.db())
    return call.json(await service.every(call.db()))


async def group(call: Call) -> Response:
    service.require_enabled(call.db())
    return call.json({"id": await service.group_id(call.db())})


async def add(call: Call) -> Response:
    await _require_admin(call)
    wanted = await call.read(NewAttribute)
    async with call.transaction() as tx:
        made = await service.add(tx, wanted)
        await audits.note(tx, call, f"field_id={made.field.id}")
    return call.json(made, status=201)


async def change(call: Call) -> Response:
    await _require_admin(call)
    field_id = call.path_id("field_id")
    wanted = await call.read(AttributePatch)
    async with call.transaction() as tx:
        changed = await service.change(tx, field_id, wanted)
        await audits.note(tx, call, f"field_id={field_id}")
    return call.json(changed)


async def remove(call: Call) -> Response:
    await _require_admin(call)
    field_id = call.path_id("field_id")
    async with call.transaction() as tx:
        await service.remove(tx, field_id)
        await audits.note(tx, call, f"field_id={field_id}")
    return call.ok()


async def _require_admin(call: Call) -> None:
    service.require_enabled(call.db())
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)


async def of_user(call: Call) -> Response:
    service.require_enabled(call.db())
    return call.json(await service.of_user(call.db(), call.actor, call.path_id("user_id")))


async def fill_in_own(call: Call) -> Response:
    return await _fill_in(call, call.actor.user_id)


async def fill_in(call: Call) -> Response:
    return await _fill_in(call, call.path_id("user_id"))


async def _fill_in(call: Call, user_id: str) -> Response:
    service.require_enabled(call.db())
    sent = await call.read_as(_values, "value")
    async with call.transaction() as tx:
        values = await service.fill_in(tx, call.actor, user_id, sent)
    return call.json(values)


_FIELDS = "/api/v4/custom_profile_attributes/fields"
routes = [
    route("GET", _FIELDS, fields),
    route("POST", _FIELDS, add),
    route("PATCH", f"{_FIELDS}/{{field_id}}", change),
    route("DELETE", f"{_FIELDS}/{{field_id}}", remove),
    route("GET", "/api/v4/custom_profile_attributes/group", group),
    route("PATCH", "/api/v4/custom_profile_attributes/values", fill_in_own),
    route("GET", "/api/v4/users/{user_id}/custom_profile_attributes", of_user),
    route("PATCH", "/api/v4/users/{user_id}/custom_profile_attributes", fill_in),
]
