"""Routes of `/api/v4/roles`."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.roles import service
from mattermost_py.features.access.roles.models import RolePatch, is_role_name
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Invalid, invalid_body, invalid_url
from mattermost_py.kernel.permissions import Permission

MOST_NAMES = 100


async def every(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(await service.every(call.db()))


async def get(call: Call) -> Response:
    return call.json(await service.by_id(call.db(), call.path_id("role_id")))


async def by_name(call: Call) -> Response:
    name = call.path["role_name"]
    if not is_role_name(name):
        raise invalid_url("role_name")
    return call.json(await service.by_name(call.db(), name))


async def by_names(call: Call) -> Response:
    sent = await call.read_sorted()
    if not sent:
        raise invalid_body("rolenames")
    if len(sent) > MOST_NAMES:
        raise Invalid("api.roles.get_multiple_by_name_too_many.request_error", MaxNames=MOST_NAMES)
    names = [name.strip() for name in sent if name.strip()]
    if any(not is_role_name(name) for name in names):
        raise invalid_body("rolename")
    return call.json_bytes(await service.written(call.db(), names))


async def patch(call: Call) -> Response:
    role_id = call.path_id("role_id")
    wanted = await call.read(RolePatch)
    async with call.transaction() as tx:
        role = await service.change(tx, call.actor, role_id, wanted.permissions)
    return call.json(role)


routes = [
    route("GET", "/api/v4/roles", every),
    route("GET", "/api/v4/roles/{role_id}", get),
    route("GET", "/api/v4/roles/name/{role_name}", by_name),
    route("POST", "/api/v4/roles/names", by_names),
    route("PUT", "/api/v4/roles/{role_id}/patch", patch),
]
