"""Routes of figures."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.analytics import service
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.permissions import Permission


async def report(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.GET_ANALYTICS)
    name = call.query.get("name") or "standard"
    return call.json(await service.report(_slow(call), name, call.query_id("team_id")))


async def busiest_channels(call: Call) -> Response:
    """Where most is written; no part of the official API."""
    await gate.require(call.db(), call.actor, Permission.GET_ANALYTICS)
    return call.json(await service.busiest_channels(_slow(call), call.query_id("team_id")))


async def posts_usage(call: Call) -> Response:
    return call.json(await service.posts_usage(_slow(call)))


async def storage_usage(call: Call) -> Response:
    return call.json(await service.storage_usage(_slow(call)))


async def teams_usage(call: Call) -> Response:
    return call.json(await service.teams_usage(_slow(call)))


def _slow(call: Call) -> Db:
    return Db(call.runtime, is_slow=True)


routes = [
    route("GET", "/api/v4/analytics/old", report),
    route("GET", "/api/v4/analytics/busiest_channels", busiest_channels),
    route("GET", "/api/v4/usage/posts", posts_usage),
    route("GET", "/api/v4/usage/storage", storage_usage),
    route("GET", "/api/v4/usage/teams", teams_usage),
]
