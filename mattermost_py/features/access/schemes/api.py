"""Routes of `/api/v4/schemes`; who follows a scheme is listed by teams and by channels."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.schemes import service
from mattermost_py.features.access.schemes.models import SCOPES, SchemeInput, SchemePatch
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body


async def page(call: Call) -> Response:
    scope = call.query.get("scope", "")
    await gate.require(call.db(), call.actor, service.READ)
    if scope and scope not in SCOPES:
        raise invalid_body("scope")
    return call.json(await service.page(call.db(), scope, limit=call.page.per_page, offset=call.page.offset))


async def get(call: Call) -> Response:
    scheme_id = call.path_id("scheme_id")
    await gate.require(call.db(), call.actor, service.READ)
    return call.json(await service.by_id(call.db(), scheme_id))


async def create(call: Call) -> Response:
    wanted = await call.read(SchemeInput)
    async with call.transaction() as tx:
        scheme = await service.create(tx, call.actor, wanted)
    return call.json(scheme, status=201)


async def patch(call: Call) -> Response:
    scheme_id = call.path_id("scheme_id")
    wanted = await call.read(SchemePatch)
    async with call.transaction() as tx:
        scheme = await service.change(tx, call.actor, scheme_id, wanted)
    return call.json(scheme)


async def delete(call: Call) -> Response:
    async with call.transaction() as tx:
        await service.delete(tx, call.actor, call.path_id("scheme_id"))
    return call.ok()


routes = [
    route("GET", "/api/v4/schemes", page),
    route("POST", "/api/v4/schemes", create),
    route("GET", "/api/v4/schemes/{scheme_id}", get, auth=Auth.SESSION_TRUSTED),
    route("DELETE", "/api/v4/schemes/{scheme_id}", delete),
    route("PUT", "/api/v4/schemes/{scheme_id}/patch", patch),
]
