"""Routes about the running server."""

import logging

from pydantic import TypeAdapter, ValidationError

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system import admins
from mattermost_py.features.system.facts import service as facts
from mattermost_py.features.system.health import service, zones
from mattermost_py.features.system.health.ancillary import with_ancillary
from mattermost_py.features.system.health.models import ClientLog, PerformanceReport
from mattermost_py.features.system.health.service import HEALTHY, SICK, Busyness
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import PUBLIC, Auth, route
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, invalid_url, no_permission
from mattermost_py.kernel.permissions import Permission
from mattermost_py.kernel.version import OFFICIAL_VERSION

log = logging.getLogger(__name__)
client_log = logging.getLogger("mattermost_py.clients")

LOGGED_MOST = 400  # characters of a client's message
BUSY_SECONDS_MOST = 24 * 3600
_names = TypeAdapter(list[str])


async def ping(call: Call) -> Response:
    """Whether the server works; load balancers ask every second, so the short form costs nothing."""
    versions = call.settings.ClientRequirements
    answer: dict[str, object] = {
        "AndroidLatestVersion": versions.AndroidLatestVersion,
        "AndroidMinVersion": versions.AndroidMinVersion,
        "IosLatestVersion": versions.IosLatestVersion,
        "IosMinVersion": versions.IosMinVersion,
        "ActiveSearchBackend": "none" if call.settings.SqlSettings.DisableDatabaseSearch else "database",
        "status": HEALTHY,
    }
    if call.settings.FeatureFlags.TestFeature not in ("", "off"):
        answer["TestFeatureFlag"] = call.settings.FeatureFlags.TestFeature
    if call.query_bool("get_server_status"):
        await _look_closer(call, answer)
    if call.query.get("device_id"):
        answer["CanReceiveNotifications"] = "unknown"  # nobody can be asked before a message is sent
    is_sick = answer["status"] == SICK
    reply = call.json(answer, status=500 if is_sick and not call.query_bool("use_rest_semantics") else 200)
    reply.set("status", str(answer["status"]))
    return reply


async def _look_closer(call: Call, answer: dict[str, object]) -> None:
    answer["database_status"] = await service.database_status(call.runtime)
    answer["filestore_status"] = await service.filestore_status(call.runtime)
    if SICK in (answer["database_status"], answer["filestore_status"]):
        answer["status"] = SICK
    if call.principal and await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM):
        answer["root_status"] = service.runs_as_root()


async def note(call: Call) -> Response:
    """A client's own log line; for administrators and developers it counts as an error, for others as a remark."""
    sent = await call.read(ClientLog)
    is_trusted = call.settings.ServiceSettings.EnableDeveloper
    if not is_trusted:
        if call.principal is None:
            raise no_permission("", Permission.MANAGE_SYSTEM)
        is_trusted = await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    message = sent.message[:LOGGED_MOST]
    level = logging.ERROR if is_trusted and sent.level == "ERROR" else logging.DEBUG
    client_log.log(level, "client", extra={"client_message": message, "user_id": call.actor.user_id})
    return call.json({"message": message, "level": sent.level})


async def measure(call: Call) -> Response:
    """How fast a client was. Reports that are old or of an unknown form are refused."""
    report = await call.read(PerformanceReport)
    if not report.is_recent(now_ms()):
        raise Invalid("api.context.invalid_body_param.app_error", Name="submitPerformanceReport")
    return call.ok()


async def ancillary(call: Call) -> Response:
    try:
        names = _names.validate_json(await call.body())
    except ValidationError as exc:
        raise Invalid("api.payload.parse.error", detail=str(exc)) from exc
    return call.json(with_ancillary(names))


async def timezones(call: Call) -> Response:
    return call.json(zones.names())


async def schema_version(call: Call) -> Response:
    readers = [each for each in Permission if each.value.startswith("sysconsole_read_")]
    await gate.require_any(call.db(), call.actor, *readers)
    return call.json(await facts.migrations(call.db()))


async def latest_version(call: Call) -> Response:
    """The release this server equals; nobody is asked for a newer one."""
    await admins.require_unrestricted(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    tag = f"v{OFFICIAL_VERSION}"
    return call.json(
        {"id": 1, "tag_name": tag, "name": tag, "created_at": "", "published_at": "", "body": "", "html_url": ""}
    )


async def busy(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json(call.runtime.part(Busyness).state)


async def set_busy(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    seconds = call.query.get("seconds", "3600")
    if not seconds.isdigit() or not 0 < int(seconds) <= BUSY_SECONDS_MOST:
        raise invalid_url("seconds")
    service.declare_busy(call.runtime, int(seconds))
    return call.ok()


async def clear_busy(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    service.declare_busy(call.runtime, 0)
    return call.ok()


async def forget_caches(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.INVALIDATE_CACHES)
    service.forget_everything(call.runtime)
    reply = call.ok()
    reply.set("cache-control", "no-cache, no-store, must-revalidate")
    return reply


routes = [
    route("GET", "/api/v4/system/ping", ping, auth=PUBLIC),
    route("GET", "/api/v4/system/timezones", timezones),
    route("GET", "/api/v4/system/schema/version", schema_version),
    route("GET", "/api/v4/latest_version", latest_version),
    route("POST", "/api/v4/logs", note, auth=PUBLIC),
    route("POST", "/api/v4/client_perf", measure, auth=Auth.SESSION_TRUSTED),
    route("POST", "/api/v4/permissions/ancillary", ancillary),
    route("GET", "/api/v4/server_busy", busy),
    route("POST", "/api/v4/server_busy", set_busy),
    route("DELETE", "/api/v4/server_busy", clear_busy),
    route("POST", "/api/v4/caches/invalidate", forget_caches),
]
