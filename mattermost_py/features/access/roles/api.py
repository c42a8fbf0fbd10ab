"""Routes of `/api/v4/roles`."""

from pydantic import TypeAdapter

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.roles import service
from mattermost_py.features.access.roles.models import RolePatch
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.permissions import Permission

_names = TypeAdapter(list[str])
MOST_NAMES = 100


async def every(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(await service.every(call.db()))


async def get(call: Call) -> Response:
    return call.json(await service.by_id(call.db(), call.path_id("role_id")))


async def by_name(call: Call) -> Response:
    return call.json(await service.by_name(call.db(), call.path["role_name"]))


async def by_names(call: Call) -> Response:
    names = [name for name in dict.fromkeys(await call.read_as(_names, "rolenames")) if name.strip()]
    if not 0 < len(names) <= MOST_NAMES:
        raise invalid_body("rolenames")
    return call.json(await service.by_names(call.db(), names))


async def patch(call: Call) -> Response:
    role_id = call.path_id("role_id")
    wanted = await call.read(RolePatch)
    async with call.transaction() as tx:
        await gate.require(tx, call.actor, Permission.SYSCONSOLE_WRITE_USER_MANAGEMENT_PERMISSIONS)
        role = await service.by_id(tx, role_id)
        if wanted.permissions is not None:
            role = await service.set_permissions(tx, role, wanted.permissions)
    return call.json(role)


routes = [
    route("GET", "/api/v4/roles", every),
    route("GET", "/api/v4/roles/{role_id}", get),
    route("GET", "/api/v4/roles/name/{role_name}", by_name),
    route("POST", "/api/v4/roles/names", by_names),
    route("PUT", "/api/v4/roles/{role_id}/patch", patch),
]
