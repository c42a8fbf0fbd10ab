"""Routes of `/api/v4/brand`."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.branding import service
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.multipart import staged_form
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Auth, Limit, route
from mattermost_py.kernel.errors import Invalid, TooLarge
from mattermost_py.kernel.permissions import Permission

TOO_LARGE = "api.admin.upload_brand_image.too_large.app_error"


async def get(call: Call) -> Response:
    """Empty and 404 without one: the page then shows the usual picture."""
    picture = await service.picture(call.runtime)
    return Response(status=404) if picture is None else Response(picture, headers=[(b"content-type", b"image/png")])


async def put(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.EDIT_BRAND)
    most = call.settings.FileSettings.MaxFileSize
    malformed = "api.admin.upload_brand_image.parse.app_error"
    try:
        async with staged_form(call, call.runtime.blobs, file_most=most, malformed=malformed) as form:
            pictures = [file for file in form.files if file.name == "image"]
            if not pictures:
                raise Invalid("api.admin.upload_brand_image.no_file.app_error")
            await service.replace(call.runtime, pictures[0].path)
    except TooLarge as exc:
        raise TooLarge(TOO_LARGE) from exc
    return call.ok(status=201)


async def delete(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.EDIT_BRAND)
    await service.remove(call.runtime)
    return call.ok()


routes = [
    route("GET", "/api/v4/brand/image", get, auth=Auth.PUBLIC_TRUSTED),
    route("POST", "/api/v4/brand/image", put, limit=Limit.FILE),
    route("DELETE", "/api/v4/brand/image", delete),
]
