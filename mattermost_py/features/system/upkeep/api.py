"""Routes of upkeep."""

from typing import Any

from pydantic import TypeAdapter

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system import admins
from mattermost_py.features.system.upkeep import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.permissions import Permission

_object = TypeAdapter(dict[str, Any])


async def restart(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    await audits.note(call.db(), call)
    service.restart(call.runtime)
    return call.ok()


async def recycle(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.RECYCLE_DATABASE_CONNECTIONS)
    await audits.note(call.db(), call)
    service.recycle_connections(call.runtime)
    return call.ok()


async def check_site_url(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.TEST_SITE_URL)
    address = (await call.read_strings()).get("site_url", "")
    if not address:
        raise invalid_body("site_url")
    await service.check_site_url(address)
    return call.ok()


async def check_file_store(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.TEST_S3)
    sent = await call.read_as(_object, "config")
    await service.check_file_store(call.runtime, sent)
    return call.ok()


async def nodes(call: Call) -> Response:
    """The other machines of a cluster."""
    await admins.require_unrestricted(call.db(), call.actor, Permission.SYSCONSOLE_READ_ENVIRONMENT_HIGH_AVAILABILITY)
    return call.json([])


routes = [
    route("POST", "/api/v4/restart", restart),
    route("POST", "/api/v4/database/recycle", recycle),
    route("POST", "/api/v4/site_url/test", check_site_url),
    route("POST", "/api/v4/file/s3_test", check_file_store),
    route("GET", "/api/v4/cluster/status", nodes),
]
