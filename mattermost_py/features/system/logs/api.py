"""Routes that read the log."""

from mattermost_py.features.system import admins
from mattermost_py.features.system.logs import service
from mattermost_py.features.system.logs.models import PAGE_MOST, LogFilter
from mattermost_py.infra.http.call import Call, Page, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission


async def lines(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.GET_LOGS)
    return call.json(await service.lines(call.db(), _page(call)))


async def query(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.GET_LOGS)
    wanted = await call.read(LogFilter)
    return call.json(await service.entries(call.db(), _page(call), wanted))


async def download(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.GET_LOGS)
    found = await service.lines(call.db(), Page(0, PAGE_MOST))
    reply = Response("".join(f"{line}\n" for line in found).encode())
    reply.set("content-type", "text/plain")
    reply.set("content-disposition", 'attachment;filename="mattermost.log"')
    reply.set("cache-control", "no-cache, no-store, must-revalidate")
    return reply


def _page(call: Call) -> Page:
    return call.page_of("page", "logs_per_page", default=PAGE_MOST, most=PAGE_MOST)


routes = [
    route("GET", "/api/v4/logs", lines),
    route("POST", "/api/v4/logs/query", query),
    route("GET", "/api/v4/logs/download", download),
]
