"""Routes of the archives that wait to be imported."""

from mattermost_py.features.governance.bulk import ENDING
from mattermost_py.features.governance.bulk_import import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_url


async def names(call: Call) -> Response:
    return call.json([each.name for each in await service.listed(call.db(), call.actor)])


async def files(call: Call) -> Response:
    """With their sizes; no part of the official API."""
    return call.json(await service.listed(call.db(), call.actor))


async def delete(call: Call) -> Response:
    name = call.path["import_name"]
    if not name.endswith(ENDING):
        raise invalid_url("import_name")
    await service.delete(call.db(), call.actor, name)
    return call.ok()


routes = [
    route("GET", "/api/v4/imports", names),
    route("GET", "/api/v4/imports/files", files),
    route("DELETE", "/api/v4/imports/{import_name}", delete),
]
