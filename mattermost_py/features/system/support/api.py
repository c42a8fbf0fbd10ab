"""The route of the support packet."""

from mattermost_py.features.system import admins
from mattermost_py.features.system.support import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission


async def packet(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    with_logs = call.query.get("basic_server_logs", "true") != "false"
    reply = Response(await service.packet(call.db(), call.actor, with_logs=with_logs))
    reply.set("content-type", "application/zip")
    reply.set("content-disposition", f'attachment;filename="{service.name()}"')
    reply.set("cache-control", "no-cache, no-store, must-revalidate")
    return reply


routes = [route("GET", "/api/v4/system/support_packet", packet)]
