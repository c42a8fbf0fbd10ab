"""Routes of archives that exports left."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.governance.bulk_export import service
from mattermost_py.features.messaging.files import serving
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission


async def listed(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json([each.name for each in await service.finished(call.runtime)])


async def files(call: Call) -> Response:
    """Names with sizes; no part of the official API."""
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(await service.finished(call.runtime))


async def download(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    name = call.path["export_name"]
    path = await service.existing(call.runtime, name)
    content = serving.Content(path, name, "application/zip", changed_at=0)  # an archive never changes
    return await serving.send(call, call.runtime.blobs, content, cache="no-store")


async def delete(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    name = call.path["export_name"]
    await service.delete(call.runtime, name)
    async with call.transaction() as tx:
        await audits.note(tx, call, f"removed the export {name}")
    return call.ok()


async def presign(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(await service.link(call.runtime, call.path["export_name"]))


routes = [
    route("GET", "/api/v4/exports", listed),
    route("GET", "/api/v4/exports/files", files),
    route("GET", "/api/v4/exports/{export_name}", download),
    route("DELETE", "/api/v4/exports/{export_name}", delete),
    route("POST", "/api/v4/exports/{export_name}/presign-url", presign),
]
