"""Routes of profile images."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.identity.pictures import service
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.multipart import StagedFile, is_multipart, staged_form
from mattermost_py.infra.http.router import Auth, Limit, route
from mattermost_py.kernel.errors import AppError, Conflict, Invalid, TooLarge

CACHED = "max-age=86400, private"
MALFORMED = "api.user.upload_profile_user.parse.app_error"


async def get(call: Call) -> Response:
    user = await users.visible(call.db(), call.actor, call.path_id("user_id"))
    etag = str(user.last_picture_update)
    return call.matches(etag) or _png(await service.image(call.runtime, user), etag)


async def get_default(call: Call) -> Response:
    user = await users.visible(call.db(), call.actor, call.path_id("user_id"))
    return _png(service.default(user), "")


def _png(image: bytes, etag: str) -> Response:
    reply = Response(image, headers=[(b"content-type", b"image/png")])
    reply.set("cache-control", CACHED)
    if etag:
        reply.set("etag", etag)
    return reply


async def upload(call: Call) -> Response:
    user_id = call.path_id("user_id")
    user = await users.changeable(call.db(), call.actor, user_id)
    if service.is_fixed(call.settings, user):
        raise Conflict("api.user.upload_profile_user.login_provider_attribute_set.app_error")
    most = call.settings.FileSettings.MaxFileSize
    if int(call.header("content-length") or 0) > call.body_limit:
        raise TooLarge("api.user.upload_profile_user.too_large.app_error")
    if not is_multipart(call):
        raise AppError(MALFORMED)
    try:
        async with staged_form(
            call, call.runtime.blobs, file_most=most, malformed=MALFORMED, malformed_status=AppError.status
        ) as form:
            picture = await service.prepare(call.runtime, _image(form.files).path)
    except TooLarge as exc:
        raise TooLarge("api.user.upload_profile_user.too_large.app_error") from exc
    await service.keep(call.runtime, user_id, picture)
    async with call.transaction() as tx:
        await service.show(tx, user_id)
        await audits.note(tx, call)
    return call.ok()


def _image(files: list[StagedFile]) -> StagedFile:
    found = [file for file in files if file.name == "image"]
    if not found:
        raise Invalid("api.user.upload_profile_user.no_file.app_error")
    if not found[0].size_bytes:
        raise Invalid("api.user.upload_profile_user.array.app_error")
    return found[0]


async def remove(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await users.changeable(call.db(), call.actor, user_id)
    async with call.transaction() as tx:
        await service.remove(tx, user_id)
        await audits.note(tx, call)
    return call.ok()


routes = [
    route("GET", "/api/v4/users/{user_id}/image", get, auth=Auth.SESSION_TRUSTED),
    route("GET", "/api/v4/users/{user_id}/image/default", get_default, auth=Auth.SESSION_TRUSTED),
    route("POST", "/api/v4/users/{user_id}/image", upload, limit=Limit.FILE),
    route("DELETE", "/api/v4/users/{user_id}/image", remove),
]
