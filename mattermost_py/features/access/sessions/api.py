"""Routes of signed-in devices."""

import re

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.sessions import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.reply import set_cookie
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Invalid, invalid_body
from mattermost_py.kernel.permissions import Permission

_NUMBER = r"(0|[1-9]\d*)"
_is_version = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?").fullmatch


async def of_user(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    own_id = call.actor.session_id
    return call.json([each.wire(is_own=each.id == own_id) for each in await service.of_user(call.db(), user_id)])


async def revoke(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    session_id = (await call.read_strings()).get("session_id", "")
    if not session_id:
        raise invalid_body("session_id")
    async with call.transaction() as tx:
        session = await service.by_id(tx, session_id)
        if session.user_id != user_id:
            raise Invalid("api.context.invalid_url_param.app_error", Name="user_id")
        await service.revoke(tx, [session])
        await audits.note(tx, call, f"session_id={session_id}")
    return call.ok()


async def revoke_all(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    async with call.transaction() as tx:
        await service.revoke_all(tx, user_id)
        await audits.note(tx, call)
    return call.ok()


async def revoke_everybodys(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    async with call.transaction() as tx:
        await service.revoke_everybodys(tx)
    return call.ok()


async def set_device(call: Call) -> Response:
    """A phone tells under which address it gets push messages, or what it changed about them."""
    sent = await call.read_strings()
    device_id = sent.get("device_id", "")
    props = {name: sent[name] for name in ("device_notification_disabled", "mobile_version") if sent.get(name)}
    if props.get("device_notification_disabled", "true") not in ("true", "false"):
        raise invalid_body("device_notification_disabled")
    if not _is_version(props.get("mobile_version", "0.0.0")):
        raise invalid_body("mobile_version")
    async with call.transaction() as tx:
        session = await service.by_id(tx, call.actor.session_id)
        if device_id:
            await service.attach_device(tx, session, device_id)
        if props:
            await service.add_props(tx, session, props)
    reply = call.ok()
    if device_id and call.cookies.get("MMAUTHTOKEN"):
        reply.headers.append(_longer_cookie(call, session.token))
    return reply


def _longer_cookie(call: Call, token: str) -> tuple[bytes, bytes]:
    hours = call.settings.ServiceSettings.SessionLengthMobileInHours
    path = call.settings.subpath
    return set_cookie("MMAUTHTOKEN", token, path=path, max_age_s=hours * 3600, http_only=True, secure=call.is_https)


routes = [
    route("GET", "/api/v4/users/{user_id}/sessions", of_user),
    route("POST", "/api/v4/users/{user_id}/sessions/revoke", revoke),
    route("POST", "/api/v4/users/{user_id}/sessions/revoke/all", revoke_all),
    route("POST", "/api/v4/users/sessions/revoke/all", revoke_everybodys),
    route("PUT", "/api/v4/users/sessions/device", set_device),
]
