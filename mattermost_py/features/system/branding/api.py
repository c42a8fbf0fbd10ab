"""Routes of `/api/v4/brand`: the picture of the sign-in page, and the site's icon."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.branding import icons, service
from mattermost_py.features.system.configuration import service as configuration
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.multipart import staged_form
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Auth, Limit, route
from mattermost_py.kernel.errors import Invalid, NotFound, TooLarge
from mattermost_py.kernel.permissions import Permission

TOO_LARGE = "api.admin.upload_brand_image.too_large.app_error"
NO_FILE = "api.admin.upload_brand_image.no_file.app_error"
MALFORMED = "api.admin.upload_brand_image.parse.app_error"
FOR_EVER = "public, max-age=31556926, immutable"


@asynccontextmanager
async def _picture(call: Call) -> AsyncIterator[Path]:
    """The uploaded picture while the context lasts. Raises: Forbidden, TooLarge, Invalid"""
    await gate.require(call.db(), call.actor, Permission.EDIT_BRAND)
    most = call.settings.FileSettings.MaxFileSize
    try:
        async with staged_form(call, call.runtime.blobs, file_most=most, malformed=MALFORMED) as form:
            pictures = [file for file in form.files if file.name == "image"]
            if not pictures:
                raise Invalid(NO_FILE)
            yield pictures[0].path
    except TooLarge as exc:
        raise TooLarge(TOO_LARGE) from exc


# --- the sign-in page ---------------------------------------------------------------------------------------------


async def get(call: Call) -> Response:
    """Empty and 404 without one: the page then shows the usual picture."""
    picture = await service.picture(call.runtime)
    return Response(status=404) if picture is None else Response(picture, headers=[(b"content-type", b"image/png")])


async def put(call: Call) -> Response:
    async with _picture(call) as path:
        await service.replace(call.runtime, path)
    return call.ok(status=201)


async def delete(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.EDIT_BRAND)
    await service.remove(call.runtime)
    return call.ok()


# --- the icon: no part of the official API --------------------------------------------------------------------------


async def icon(call: Call) -> Response:
    """The site's icon in one of its sizes; the usual one where the site has none."""
    size = call.path["size"]
    if size not in icons.SIZES:
        raise NotFound("api.brand.icon.not_found.app_error")
    drawn = await service.icon(call.runtime, size)
    if drawn is None:
        return Response(status=302, headers=[(b"location", service.usual_icon(call.settings, size).encode())])
    reply = Response(drawn, headers=[(b"content-type", b"image/png")])
    is_current = call.query.get("v") == call.settings.Branding.Icon
    reply.set("cache-control", FOR_EVER if is_current else "no-cache")
    return reply


async def put_icon(call: Call) -> Response:
    async with _picture(call) as path:
        icon_id = await service.store_icon(call.runtime, path)
    return await _use_icon(call, icon_id, status=201)


async def delete_icon(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.EDIT_BRAND)
    service.require_choice(call.runtime)
    return await _use_icon(call, "")


async def _use_icon(call: Call, icon_id: str, status: int = 200) -> Response:
    """Which icon is shown is a setting, so that the history of settings brings an earlier one back."""
    async with call.transaction() as tx:
        await configuration.set_ours(tx, call.actor, {"Branding": {"Icon": icon_id}})
        await audits.note(tx, call, f"icon_id={icon_id}")
    await configuration.refresh(call.runtime)
    await configuration.announce(call.runtime)
    return call.ok(status=status)


routes = [
    route("GET", "/api/v4/brand/image", get, auth=Auth.PUBLIC_TRUSTED),
    route("POST", "/api/v4/brand/image", put, limit=Limit.FILE),
    route("DELETE", "/api/v4/brand/image", delete),
    route("GET", "/api/v4/brand/icon/{size}", icon, auth=Auth.PUBLIC_TRUSTED),
    route("POST", "/api/v4/brand/icon", put_icon, limit=Limit.FILE),
    route("DELETE", "/api/v4/brand/icon", delete_icon),
]
