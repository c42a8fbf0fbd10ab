"""Uploads in parts: begin, continue where it broke off, finish.

Each part is a blob named by the bytes it holds; the row says how many bytes have arrived. So any worker can take the
next part, and a part that arrives twice changes nothing.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.files.events import FilesErased
from mattermost_py.features.messaging.files.models import FileInfo
from mattermost_py.features.messaging.uploads import store
from mattermost_py.features.messaging.uploads.models import ATTACHMENT, IMPORT, NewUpload, UploadSession
from mattermost_py.infra.blobs import StagedWriter
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, TooLarge, Unsupported, no_permission
from mattermost_py.kernel.ids import is_id, new_id
from mattermost_py.kernel.permissions import Permission

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

FIRST_PART_LEAST = 5 * 1024 * 1024
STALE_AFTER_MS = 7 * DAY_MS
GATHERING = "uploads"  # folder of unfinished uploads


def require_enabled(db: Db) -> None:
    """Raises: Unsupported while attachments are switched off."""
    if not db.settings.FileSettings.EnableFileAttachments:
        raise Unsupported("api.file.attachments.disabled.app_error")


async def begin(db: Db, actor: Actor, wanted: NewUpload) -> UploadSession:
    """Opens an upload to a channel, or of an import archive."""
    require_enabled(db)
    kind = wanted.type or ATTACHMENT
    if kind not in (ATTACHMENT, IMPORT):
        raise Invalid("model.upload_session.is_valid.type.app_error")
    if wanted.file_size > db.settings.FileSettings.MaxFileSize:
        raise TooLarge("api.upload.create.upload_too_large.app_error")
    if kind == IMPORT:
        await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    else:
        await _require_channel(db, actor, wanted.channel_id)
    if not wanted.filename:
        raise Invalid("model.upload_session.is_valid.filename.app_error")
    if wanted.file_size <= 0:
        raise Invalid("model.upload_session.is_valid.file_size.app_error")
    upload_id = new_id()
    upload = UploadSession(
        id=upload_id,
        type=kind,
        create_at=now_ms(),
        user_id=actor.user_id,
        channel_id="" if kind == IMPORT else wanted.channel_id,
        filename=wanted.filename[:256],
        path=f"{GATHERING}/{upload_id}",
        file_size=wanted.file_size,
        file_offset=0,
    )
    await store.insert(db, upload)
    return upload


async def _require_channel(db: Db, actor: Actor, channel_id: str) -> None:
    if not is_id(channel_id):
        raise Invalid("model.upload_session.is_valid.channel_id.app_error")
    await gate.require(db, actor, Permission.UPLOAD_FILE, channel_id=channel_id)
    standing = await gate.standing(db, actor.user_id, channel_id)
    if standing is None:
        raise Invalid("app.upload.create.incorrect_channel_id.app_error")
    if standing.delete_at:
        raise Invalid("app.upload.create.cannot_upload_to_deleted_channel.app_error")
    if await channels.is_restricted(db, await channels.known(db, channel_id)):
        raise Invalid("app.upload.create.cannot_upload_to_restricted_dm.error")


async def by_id(db: Db, upload_id: str) -> UploadSession:
    upload = await store.by_id(db, upload_id)
    if upload is None:
        raise NotFound("app.upload.get.app_error")
    return upload


async def visible(db: Db, actor: Actor, upload_id: str) -> UploadSession:
    """The upload, for its owner and for system admins."""
    upload = await by_id(db, upload_id)
    if upload.user_id != actor.user_id and not await gate.allows(db, actor, Permission.MANAGE_SYSTEM):
        raise Forbidden("api.upload.get_upload.forbidden.app_error")
    return upload


async def of_user(db: Db, user_id: str) -> list[UploadSession]:
    return await store.of_user(db, user_id)


async def writable(db: Db, actor: Actor, upload_id: str) -> UploadSession:
    """The upload, for whoever may send its next part."""
    require_enabled(db)
    upload = await by_id(db, upload_id)
    if upload.type == IMPORT:
        await gate.require(db, actor, Permission.MANAGE_SYSTEM)
        return upload
    if upload.user_id != actor.user_id:
        raise no_permission(actor.user_id, Permission.UPLOAD_FILE)
    await gate.require(db, actor, Permission.UPLOAD_FILE, channel_id=upload.channel_id)
    return upload


async def add_part(runtime: "Runtime", upload: UploadSession, part: Path, size_bytes: int) -> UploadSession:
    """Keeps a part that has arrived, whole or broken off.

    Raises:  Invalid when the first part is too small, or another part was faster.
    """
    start, end = upload.file_offset, upload.file_offset + size_bytes
    if start == 0 and end < min(upload.file_size, FIRST_PART_LEAST):
        raise Invalid("app.upload.upload_data.first_part_too_small.app_error", MinSize=FIRST_PART_LEAST)
    if size_bytes:
        await runtime.blobs.take(_part_path(upload, start, end), part)
        if not await store.advance(runtime.db(), upload.id, before=start, after=end):
            raise Invalid("app.upload.upload_data.concurrent.app_error")
    return replace(upload, file_offset=end)


def _part_path(upload: UploadSession, start: int, end: int) -> str:
    return f"{upload.path}/{start:020}-{end:020}"


async def finish(runtime: "Runtime", upload: UploadSession) -> FileInfo:
    """Joins the parts to one file and closes the upload."""
    with runtime.blobs.staged() as whole:
        async with StagedWriter(whole) as writer:
            async for piece in _joined(runtime, upload):
                await writer.write(piece)
        try:
            info = await _keep(runtime, upload, whole)
        except Invalid:
            await _forget(runtime, upload)  # it will not become valid by trying again
            raise
    await _forget(runtime, upload)
    return info


async def _forget(runtime: "Runtime", upload: UploadSession) -> None:
    await store.delete(runtime.db(), upload.id)
    await runtime.blobs.delete(*await runtime.blobs.below(upload.path))


async def _joined(runtime: "Runtime", upload: UploadSession) -> AsyncIterator[bytes]:
    """The content, part after part; where two parts begin at one byte the longer one is taken."""
    ends: dict[int, int] = {}
    for path in await runtime.blobs.below(upload.path):
        start, _, end = path.rpartition("/")[2].partition("-")
        ends[int(start)] = int(end)  # sorted, so the longest comes last
    position = 0
    while position < upload.file_size:
        end = ends.get(position)
        if end is None:
            raise Invalid("app.upload.upload_data.concurrent.app_error", detail=f"no part begins at {position}")
        async for piece in runtime.blobs.stream(_part_path(upload, position, end)):
            yield piece
        position = end


async def _keep(runtime: "Runtime", upload: UploadSession, whole: Path) -> FileInfo:
    if upload.type == IMPORT:
        return await _keep_import(runtime, upload, whole)
    arrival = files.Arrival(whole, upload.filename, upload.file_size)
    try:
        return await files.store_upload(
            runtime, arrival, channel_id=upload.channel_id, user_id=upload.user_id, file_id=upload.id
        )
    except Invalid as exc:
        if exc.id != "api.file.upload_file.large_image_detailed.app_error":
            raise
        raise Invalid("app.upload.upload_data.large_image.app_error", Filename=upload.filename) from exc


async def _keep_import(runtime: "Runtime", upload: UploadSession, whole: Path) -> FileInfo:
    """Import archives have no row: the folder is the list."""
    info = files.described(upload.filename, upload.file_size, channel_id="", user_id=upload.user_id, file_id=upload.id)
    folder = runtime.config.current.import_folder
    info = replace(info, path=f"{folder}/{upload.id}_{Path(info.path).name}")
    await runtime.blobs.take(info.path, whole)
    return info


async def delete_of_user(tx: Tx, user_id: str) -> None:
    """Gives up what a user had begun."""
    await _erase_parts(tx, await store.delete_of_user(tx, user_id))


async def give_up_stale(tx: Tx) -> int:
    """Gives up uploads that nobody finished within a week. Returns how many."""
    folders = await store.delete_begun_before(tx, now_ms() - STALE_AFTER_MS)
    await _erase_parts(tx, folders)
    return len(folders)


async def _erase_parts(tx: Tx, folders: Sequence[str]) -> None:
    parts = [path for folder in folders for path in await tx.runtime.blobs.below(folder)]
    if parts:
        tx.publish(FilesErased(tuple(parts)))
