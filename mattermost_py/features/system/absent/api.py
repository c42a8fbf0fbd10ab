"""Answers about things that do not exist here: plugins, AI services, other servers."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.absent.events import MarketplaceVisited
from mattermost_py.features.system.facts import service as facts
from mattermost_py.features.system.facts.models import FIRST_ADMIN_SETUP, FIRST_MARKETPLACE_VISIT, Fact
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import PUBLIC, route
from mattermost_py.kernel.errors import Invalid, Unsupported
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.kernel.permissions import Permission

# --- the first steps -------------------------------------------------------------------------------------------------


async def onboarding(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    done = await facts.value(call.db(), FIRST_ADMIN_SETUP)
    return call.json(Fact(FIRST_ADMIN_SETUP, done or "false"))


async def onboarded(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    try:
        sent: object = loads(await call.body() or b"{}")
    except JsonError as exc:
        raise Invalid("app.system.complete_onboarding_request.app_error", detail=str(exc)) from exc
    if not isinstance(sent, dict):
        raise Invalid("app.system.complete_onboarding_request.app_error")
    await facts.set_value(call.db(), FIRST_ADMIN_SETUP, "true")
    return call.ok()


# --- plugins ---------------------------------------------------------------------------------------------------------


def _require_plugins(call: Call) -> None:
    if not call.settings.PluginSettings.Enable:
        raise Unsupported("app.plugin.disabled.app_error")


async def webapp_plugins(call: Call) -> Response:
    _require_plugins(call)
    return call.json([])


async def plugins(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_PLUGINS)
    _require_plugins(call)
    return call.json({"active": [], "inactive": []})


async def plugin_statuses(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_PLUGINS)
    _require_plugins(call)
    return call.json([])


async def marketplace_visit(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    seen = await facts.value(call.db(), FIRST_MARKETPLACE_VISIT)
    return call.json(Fact(FIRST_MARKETPLACE_VISIT, seen or "false"))


async def marketplace_visited(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    await facts.set_value(call.db(), FIRST_MARKETPLACE_VISIT, "true")
    call.db().publish(MarketplaceVisited())
    return call.ok()


# --- services -----------------------------------------------------------------------------------------------------


async def nothing(call: Call) -> Response:
    return call.json([])


async def channel_remotes(call: Call) -> Response:
    """The other servers a channel is shared with."""
    channel_id = call.path_id("channel_id")
    await gate.require(call.db(), call.actor, Permission.READ_CHANNEL, channel_id=channel_id)
    return call.json([])


async def agents_status(call: Call) -> Response:
    return call.json({"available": False})


routes = [
    route("GET", "/api/v4/system/onboarding/complete", onboarding),
    route("POST", "/api/v4/system/onboarding/complete", onboarded),
    route("GET", "/api/v4/plugins/webapp", webapp_plugins, auth=PUBLIC),
    route("GET", "/api/v4/plugins", plugins),
    route("GET", "/api/v4/plugins/statuses", plugin_statuses),
    route("GET", "/api/v4/plugins/marketplace/first_admin_visit", marketplace_visit),
    route("POST", "/api/v4/plugins/marketplace/first_admin_visit", marketplace_visited, auth=PUBLIC),
    route("GET", "/api/v4/agents", nothing),
    route("GET", "/api/v4/agents/status", agents_status),
    route("GET", "/api/v4/llmservices", nothing),
    route("GET", "/api/v4/sharedchannels/{channel_id}/remotes", channel_remotes),
]
