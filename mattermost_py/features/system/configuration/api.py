"""Routes of `/api/v4/config` and `/api/v4/license`."""

from typing import Any

from pydantic import TypeAdapter

from mattermost_py.config.license import license_client
from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system import admins
from mattermost_py.features.system.configuration import service
from mattermost_py.features.system.configuration.words import worded
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import PUBLIC, route
from mattermost_py.kernel.errors import Invalid, invalid_url
from mattermost_py.kernel.events import ConfigurationSaved
from mattermost_py.kernel.permissions import Permission

NEVER_STORED = "no-cache, no-store, must-revalidate"
_object = TypeAdapter(dict[str, Any])


async def client(call: Call) -> Response:
    told = await service.told(call.db(), signed_in=call.principal is not None)
    return call.json_bytes(told.text)


async def get(call: Call) -> Response:
    tree = await service.shown(
        call.db(),
        call.actor,
        remove_masked=call.query_bool("remove_masked"),
        remove_defaults=call.query_bool("remove_defaults"),
    )
    return _never_stored(call.json(tree))


async def update(call: Call) -> Response:
    return await _change(call, whole=True)


async def patch(call: Call) -> Response:
    return await _change(call, whole=False)


async def _change(call: Call, *, whole: bool) -> Response:
    sent = await call.read_as(_object, "config")
    async with call.transaction() as tx:
        changed = await service.change(tx, call.actor, sent, whole=whole)
        await audits.note(tx, call, f"changed={','.join(changed)}")
    await service.refresh(call.runtime)
    await service.announce(call.runtime)
    return _never_stored(call.json(await service.shown(call.runtime.db(), call.actor)))


async def described(call: Call) -> Response:
    """What a console draws its controls from; no part of the official API."""
    return _never_stored(call.json({"sections": await service.described(call.db(), call.actor)}))


async def check(call: Call) -> Response:
    """All that is wrong with a change before it is made; no part of the official API."""
    sent = await call.read_as(_object, "config")
    found = await service.problems(call.db(), call.actor, sent)
    shown = [{"section": each.section, "key": each.key, "message": worded(each.message, call.locale)} for each in found]
    return _never_stored(call.json({"problems": shown}))


async def history(call: Call) -> Response:
    """All versions of what was saved; no part of the official API."""
    return _never_stored(call.json(await service.history(call.db(), call.actor, call.page)))


async def compare(call: Call) -> Response:
    """What would change if a version came back; no part of the official API."""
    return _never_stored(call.json(await service.compared(call.db(), call.actor, call.path_id("version_id"))))


async def restore(call: Call) -> Response:
    """Brings a version back; no part of the official API."""
    version_id = call.path_id("version_id")
    async with call.transaction() as tx:
        await service.restore(tx, call.actor, version_id)
        await audits.note(tx, call, f"version_id={version_id}")
    await service.refresh(call.runtime)
    await service.announce(call.runtime)
    return _never_stored(call.ok())


async def environment(call: Call) -> Response:
    return _never_stored(call.json(await service.fixed(call.db(), call.actor)))


async def reload(call: Call) -> Response:
    await admins.require_unrestricted(call.db(), call.actor, Permission.RELOAD_CONFIG)
    await service.refresh(call.runtime)
    call.db().publish(ConfigurationSaved())
    await service.announce(call.runtime)
    return _never_stored(call.ok())


def _never_stored(reply: Response) -> Response:
    reply.set("cache-control", NEVER_STORED)
    return reply


async def license_for_clients(call: Call) -> Response:
    """Everything is unlocked for everybody."""
    form = call.query.get("format", "")
    if not form:
        raise Invalid("api.license.client.old_format.app_error")
    if form != "old":
        raise invalid_url("format")
    may_read = await gate.allows(call.db(), call.actor, Permission.READ_LICENSE_INFORMATION)
    return call.json(license_client(sanitized=not may_read))


routes = [
    route("GET", "/api/v4/config/client", client, auth=PUBLIC),
    route("GET", "/api/v4/config", get),
    route("PUT", "/api/v4/config", update),
    route("PUT", "/api/v4/config/patch", patch),
    route("GET", "/api/v4/config/environment", environment),
    route("GET", "/api/v4/config/schema", described),
    route("POST", "/api/v4/config/check", check),
    route("GET", "/api/v4/config/history", history),
    route("GET", "/api/v4/config/history/{version_id}", compare),
    route("POST", "/api/v4/config/history/{version_id}/restore", restore),
    route("POST", "/api/v4/config/reload", reload),
    route("GET", "/api/v4/license/client", license_for_clients, auth=PUBLIC),
]
