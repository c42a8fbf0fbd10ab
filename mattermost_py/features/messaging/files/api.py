"""Routes of `/api/v4/files` and of public links."""

from html import escape

from mattermost_py.features.messaging.files import links, service
from mattermost_py.features.messaging.files.models import FileInfo, Uploaded
from mattermost_py.features.messaging.files.service import Arrival
from mattermost_py.features.messaging.files.serving import Content, send
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.multipart import Form, base_name, is_multipart, staged_form, too_large
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import PUBLIC, Auth, Limit, route
from mattermost_py.kernel.errors import Invalid, TooLarge, invalid_body, invalid_url
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.messages import message

MALFORMED = "api.file.upload_file.read_request.app_error"
INFO_CACHE = "max-age=2592000, private"


# --- uploading -----------------------------------------------------------------------------------------------------


async def upload(call: Call) -> Response:
    uploaded = await (_upload_form(call) if is_multipart(call) else _upload_body(call))
    return call.json(uploaded, status=201)


async def _upload_form(call: Call) -> Uploaded:
    """Files of a form. A channel named before them is checked before they are read."""
    checked: set[str] = set()

    async def allowed(form: Form) -> None:
        channel_ids = form.fields.get("channel_id", [])
        if channel_ids and channel_ids[0] not in checked:
            await _require_upload(call, channel_ids)
            checked.add(channel_ids[0])

    most = call.settings.FileSettings.MaxFileSize
    try:
        async with staged_form(
            call, call.runtime.blobs, file_most=most, before_file=allowed, malformed=MALFORMED
        ) as form:
            channel_ids = form.fields.get("channel_id") or [call.query.get("channel_id", "")]
            await _require_upload(call, channel_ids)
            return await _store_form(call, form, channel_ids[0])
    except TooLarge as exc:
        raise too_large(str(exc.params.get("Filename", "")), most) from exc


async def _require_upload(call: Call, channel_ids: list[str]) -> None:
    if len(channel_ids) > 1:
        raise Invalid("api.file.upload_file.multiple_channel_ids.app_error")
    if not is_id(channel_ids[0]):
        raise invalid_body("channel_id")
    await service.require_upload(call.db(), call.actor, channel_ids[0])


async def _store_form(call: Call, form: Form, channel_id: str) -> Uploaded:
    client_ids = form.fields.get("client_ids", [])
    if not form.files:
        raise Invalid(MALFORMED, detail="the form holds no file")
    if client_ids and len(client_ids) != len(form.files):
        raise Invalid(
            "api.file.upload_file.incorrect_number_of_client_ids.app_error",
            NumClientIds=len(client_ids),
            NumFiles=len(form.files),
        )
    stored = [await _store(call, Arrival(file.path, file.filename, file.size_bytes), channel_id) for file in form.files]
    return Uploaded(stored, client_ids)


async def _upload_body(call: Call) -> Uploaded:
    """One file as the whole body; channel and name in the query."""
    channel_id = call.query_id("channel_id", optional=False)
    filename = call.query.get("filename", "")
    if not filename:
        raise invalid_url("filename")
    await service.require_upload(call.db(), call.actor, channel_id)
    most = call.settings.FileSettings.MaxFileSize
    if call.header("content-length").isdigit() and int(call.header("content-length")) > most:
        raise too_large(filename, most)
    blobs = call.runtime.blobs
    with blobs.staged() as path:
        try:
            size = await blobs.save_parts(path, call.body_parts())
        except TooLarge as exc:
            raise too_large(filename, most) from exc
        if size > most:
            raise too_large(filename, most)
        return Uploaded([await _store(call, Arrival(path, base_name(filename), size), channel_id)], [])


async def _store(call: Call, arrival: Arrival, channel_id: str) -> FileInfo:
    return await service.store_upload(
        call.runtime,
        arrival,
        channel_id=channel_id,
        user_id=call.actor.user_id,
        is_bookmark=call.query_bool("bookmark"),
    )


# --- reading -------------------------------------------------------------------------------------------------------


async def download(call: Call) -> Response:
    file = await _readable(call)
    return await send(call, call.runtime.blobs, _whole(file))


async def thumbnail(call: Call) -> Response:
    file = await _readable(call)
    if not file.thumbnail_path:
        raise Invalid("api.file.get_file_thumbnail.no_thumbnail.app_error", detail=f"file_id={file.id}")
    return await send(call, call.runtime.blobs, _drawn(file, file.thumbnail_path))


async def preview(call: Call) -> Response:
    file = await _readable(call)
    if not file.preview_path:
        raise Invalid("api.file.get_file_preview.no_preview.app_error", detail=f"file_id={file.id}")
    return await send(call, call.runtime.blobs, _drawn(file, file.preview_path))


async def _readable(call: Call) -> FileInfo:
    return await service.readable(call.db(), call.actor, call.path_id("file_id"))


def _whole(file: FileInfo) -> Content:
    return Content(file.path, file.name, file.mime_type, file.create_at)


def _drawn(file: FileInfo, path: str) -> Content:
    kind = "image/png" if path.endswith(".png") else "image/jpeg"
    return Content(path, file.name, kind, file.create_at)


async def info(call: Call) -> Response:
    reply = call.json(await _readable(call))
    reply.set("cache-control", INFO_CACHE)
    return reply


async def link(call: Call) -> Response:
    file_id = call.path_id("file_id")
    links.require_public_links(call.settings)
    file = await service.readable(call.db(), call.actor, file_id)
    if not file.post_id:
        raise Invalid("api.file.get_public_link.no_post.app_error", detail=f"file_id={file.id}")
    return call.json({"link": links.public_link(call.settings, file.id)})


async def public(call: Call) -> Response:
    """Anybody who has the link may read; a browser gets a page when the link is wrong."""
    file_id = call.path_id("file_id")
    links.require_public_links(call.settings)
    if not links.is_valid(file_id, call.query.get("h", ""), call.settings.FileSettings.PublicLinkSalt):
        return _bad_link(call)
    file = await service.by_id(call.db(), file_id)
    return await send(call, call.runtime.blobs, _whole(file))


def _bad_link(call: Call) -> Response:
    text = escape(message("api.file.get_file.public_invalid.app_error", 400, {}, call.locale))
    page = f'<!doctype html><meta charset="utf-8"><title>{text}</title><p>{text}</p>'
    return Response(page.encode(), status=400, headers=[(b"content-type", b"text/html; charset=utf-8")])


_TRUSTED = Auth.SESSION_TRUSTED

routes = [
    route("POST", "/api/v4/files", upload, limit=Limit.FILE),
    route("GET", "/api/v4/files/{file_id}", download, auth=_TRUSTED),
    route("HEAD", "/api/v4/files/{file_id}", download, auth=_TRUSTED),
    route("GET", "/api/v4/files/{file_id}/thumbnail", thumbnail, auth=_TRUSTED),
    route("HEAD", "/api/v4/files/{file_id}/thumbnail", thumbnail, auth=_TRUSTED),
    route("GET", "/api/v4/files/{file_id}/preview", preview, auth=_TRUSTED),
    route("HEAD", "/api/v4/files/{file_id}/preview", preview, auth=_TRUSTED),
    route("GET", "/api/v4/files/{file_id}/info", info),
    route("GET", "/api/v4/files/{file_id}/link", link),
    route("GET", "/files/{file_id}/public", public, auth=PUBLIC),
    route("HEAD", "/files/{file_id}/public", public, auth=PUBLIC),
]
