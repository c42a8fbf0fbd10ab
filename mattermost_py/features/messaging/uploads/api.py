"""Routes of `/api/v4/uploads`."""

from collections.abc import AsyncIterator

from mattermost_py.features.messaging.uploads import service
from mattermost_py.features.messaging.uploads.models import NewUpload, UploadSession
from mattermost_py.infra.http.call import Call, ClientGone
from mattermost_py.infra.http.multipart import is_multipart, staged_form
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Limit, route
from mattermost_py.kernel.errors import Forbidden, Invalid

MALFORMED = "api.upload.upload_data.multipart_error"


async def begin(call: Call) -> Response:
    wanted = await call.read(NewUpload)
    return call.json(await service.begin(call.db(), call.actor, wanted), status=201)


async def get(call: Call) -> Response:
    return call.json(await service.visible(call.db(), call.actor, call.path_id("upload_id")))


async def of_user(call: Call) -> Response:
    user_id = call.path_id("user_id")
    if user_id != call.actor.user_id:
        raise Forbidden("api.user.get_uploads_for_user.forbidden.app_error")
    return call.json(await service.of_user(call.db(), user_id))


async def continue_(call: Call) -> Response:
    """Takes the next bytes; 204 while some are missing, the file when it is whole."""
    upload = await service.writable(call.db(), call.actor, call.path_id("upload_id"))
    upload = await (_form_part(call, upload) if is_multipart(call) else _body_part(call, upload))
    if upload.file_offset < upload.file_size:
        return Response(status=204)
    return call.json(await service.finish(call.runtime, upload))


async def _body_part(call: Call, upload: UploadSession) -> UploadSession:
    missing = upload.file_size - upload.file_offset
    if int(call.header("content-length") or 0) > missing:
        raise Invalid("api.upload.upload_data.invalid_content_length")
    blobs = call.runtime.blobs
    with blobs.staged() as path:
        size = await blobs.save_parts(path, _until_gone(call, missing))
        return await service.add_part(call.runtime, upload, path, size)


async def _until_gone(call: Call, most: int) -> AsyncIterator[bytes]:
    """What arrives; a broken connection ends it, for what has arrived need not be sent again."""
    try:
        async for part in call.body_parts():
            yield part[:most]
            most -= min(len(part), most)
    except ClientGone:
        return


async def _form_part(call: Call, upload: UploadSession) -> UploadSession:
    missing = upload.file_size - upload.file_offset
    if "boundary=" not in call.header("content-type").lower():
        raise Invalid("api.upload.upload_data.invalid_content_type")
    async with staged_form(call, call.runtime.blobs, file_most=missing, malformed=MALFORMED) as form:
        if not form.files:
            raise Invalid(MALFORMED)
        return await service.add_part(call.runtime, upload, form.files[0].path, form.files[0].size_bytes)


routes = [
    route("POST", "/api/v4/uploads", begin, limit=Limit.FILE),
    route("GET", "/api/v4/uploads/{upload_id}", get),
    route("POST", "/api/v4/uploads/{upload_id}", continue_, limit=Limit.FILE),
    route("GET", "/api/v4/users/{user_id}/uploads", of_user),
]
