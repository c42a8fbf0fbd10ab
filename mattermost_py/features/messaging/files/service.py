"""Files: storing what was uploaded, who may read it, which post it belongs to."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.messaging.files import images, store, text
from mattermost_py.features.messaging.files.events import FilesErased
from mattermost_py.features.messaging.files.kinds import extension_of, mime_type_of
from mattermost_py.features.messaging.files.models import BOOKMARK, FileInfo, Picture
from mattermost_py.features.messaging.sealed import service as sealed
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.pool import WorkCrashed
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)

FILES_PER_POST = 10
NAME_MOST = 256  # characters in the database
BLOB_NAME_MOST = 200  # bytes; file systems allow 255
IMAGE_WORK_S = 30
TEXT_WORK_S = 20
NO_TEAM = "noteam"  # what the official server writes into paths instead of a team


@dataclass(frozen=True, slots=True)
class Arrival:
    """A whole local file on its way into the store; `path` is gone afterwards."""

    path: Path
    name: str
    size_bytes: int


# --- uploading -----------------------------------------------------------------------------------------------------


async def require_upload(db: Db, actor: Actor, channel_id: str) -> None:
    """Raises: Forbidden or Invalid unless the actor may add files to this channel."""
    if not db.settings.FileSettings.EnableFileAttachments:
        raise Forbidden("api.file.attachments.disabled.app_error")
    await gate.require(db, actor, Permission.UPLOAD_FILE, channel_id=channel_id)
    standing = await gate.standing(db, actor.user_id, channel_id)
    if standing is None or standing.delete_at:
        raise Invalid("api.file.upload_file.get_channel.app_error")
    if await channels.is_restricted(db, await channels.known(db, channel_id)):
        raise Invalid("api.file.upload_file.restricted_dm.error")


async def store_upload(
    runtime: "Runtime", arrival: Arrival, *, channel_id: str, user_id: str, is_bookmark: bool = False, file_id: str = ""
) -> FileInfo:
    """Keeps an uploaded file: its content, what can be seen of it, and its row. All of it, or nothing.

    Raises:  Invalid for a picture with too many pixels.
    """
    name = _clean_name(arrival.name)
    fresh = described(
        name, arrival.size_bytes, channel_id=channel_id, user_id=BOOKMARK if is_bookmark else user_id, file_id=file_id
    )
    picture = await _picture(runtime, arrival.path, fresh)
    content = await _words(runtime, arrival.path, fresh)
    file = fresh if picture is None else _with_picture(fresh, picture)
    blobs = runtime.blobs
    try:
        await blobs.take(file.path, arrival.path)
        if picture is not None:
            await blobs.write(file.thumbnail_path, picture.thumbnail)
        if picture is not None and file.preview_path:
            await blobs.write(file.preview_path, picture.preview)
        await store.insert(runtime.db(), file, content)
    except BaseException:
        await asyncio.shield(blobs.delete(*file.blob_paths))
        raise
    return file


def _clean_name(name: str) -> str:
    """Fits the column, and shows no control characters."""
    printable = "".join(char for char in name if char.isprintable()).strip() or "file"
    if len(printable) <= NAME_MOST:
        return printable
    extension = f".{extension_of(printable)}" if extension_of(printable) else ""
    return printable[: NAME_MOST - len(extension)] + extension


def _blob_name(name: str) -> str:
    """The last part of the blob's path: short enough for any file system."""
    plain = name.replace("/", "_").replace("\\", "_")
    extension = extension_of(plain)
    stem = plain.removesuffix(f".{extension}") if extension else plain
    suffix = f".{extension}" if extension else ""
    room = BLOB_NAME_MOST - len(suffix.encode())
    stem = stem.encode()[: max(room, 1)].decode("utf-8", "ignore")
    return (stem.strip(". ") or "file") + suffix


def described(name: str, size_bytes: int, *, channel_id: str, user_id: str, file_id: str) -> FileInfo:
    """A new file before anybody has looked into it; its path is that of the official server."""
    now = now_ms()
    file_id = file_id or new_id()
    day = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d")
    folder = f"{day}/teams/{NO_TEAM}/channels/{channel_id}/users/{user_id}/{file_id}"
    return FileInfo(
        id=file_id,
        creator_id=user_id,
        post_id="",
        channel_id=channel_id,
        create_at=now,
        update_at=now,
        delete_at=0,
        path=f"{folder}/{_blob_name(name)}",
        thumbnail_path="",
        preview_path="",
        name=name,
        extension=extension_of(name),
        size=size_bytes,
        mime_type=mime_type_of(name),
        remote_id="",
    )


async def _picture(runtime: "Runtime", path: Path, file: FileInfo) -> Picture | None:
    """What can be drawn of it; None for other files, and for pictures no decoder takes."""
    if not file.is_image or file.mime_type == "image/svg+xml":
        return None
    most = runtime.config.current.FileSettings.MaxImageResolution
    try:
        return await runtime.work.run(images.prepare, str(path), most, timeout_s=IMAGE_WORK_S)
    except (WorkCrashed, TimeoutError):
        log.warning("a picture could not be read", extra={"file_id": file.id})
        return None
    except Invalid as exc:
        raise Invalid(exc.id, Filename=file.name, MaxPixels=most) from exc


def _with_picture(file: FileInfo, picture: Picture) -> FileInfo:
    """Animations have no preview: clients show the file itself, so that it moves."""
    stem = file.path.rpartition(".")[0] if file.extension else file.path
    return replace(
        file,
        width=picture.width,
        height=picture.height,
        has_preview_image=not picture.is_animated,
        thumbnail_path=f"{stem}_thumb.{picture.suffix}",
        preview_path="" if picture.is_animated else f"{stem}_preview.{picture.suffix}",
        mini_preview=picture.mini_preview,
    )


async def _words(runtime: "Runtime", path: Path, file: FileInfo) -> str:
    if not runtime.config.current.FileSettings.ExtractContent or not text.can_read(file.extension, file.mime_type):
        return ""
    try:
        return await runtime.work.run(text.words, str(path), file.extension, file.mime_type, timeout_s=TEXT_WORK_S)
    except (WorkCrashed, TimeoutError, MemoryError):
        log.warning("the text of a file could not be read", extra={"file_id": file.id})
        return ""


async def unread_count(db: Db, after_ms: int, before_ms: int) -> int:
    """How many files of a time without words there are; `before_ms` 0 for up to now."""
    return await store.wordless_count(db, after_ms, before_ms or now_ms())


async def unread(db: Db, after: tuple[int, str], before_ms: int, *, limit: int) -> list[FileInfo]:
    """Files without words, the oldest first; `after` is time and id of the last one seen."""
    return await store.wordless(db, after, before_ms or now_ms(), limit=limit)


async def read_again(runtime: "Runtime", batch: Sequence[FileInfo]) -> int:
    """Reads the words of stored files. Returns: how many have some; contents that are gone have none."""
    found = 0
    for file in batch:
        if not text.can_read(file.extension, file.mime_type):
            continue
        with runtime.blobs.staged() as path:
            try:
                await runtime.blobs.save_parts(path, runtime.blobs.stream(file.path))
            except BlobMissing:
                continue
            if words := await _words(runtime, path, file):
                await store.set_words(runtime.db(), file.id, words)
                found += 1
    return found


# --- reading -------------------------------------------------------------------------------------------------------


async def by_id(db: Db, file_id: str) -> FileInfo:
    """A live file, whoever asks. Raises: NotFound."""
    file = await store.by_id(db, file_id)
    if file is None:
        raise NotFound("app.file_info.get.app_error")
    return file


async def readable(db: Db, actor: Actor, file_id: str) -> FileInfo:
    """The file, for whoever uploaded it or may read its channel, and has opened its post if that burns.

    Raises: NotFound, Forbidden.
    """
    file = await by_id(db, file_id)
    if file.creator_id != actor.user_id:
        await gate.require_reads_channel(db, actor, file.channel_id)
        if file.post_id and await sealed.is_closed(db, actor.user_id, file.post_id):
            raise NotFound("app.file_info.get.app_error")
    return file


async def by_ids(db: Db, file_ids: Sequence[str]) -> list[FileInfo]:
    """These files in the order asked for, deleted ones too; unknown ones are left out."""
    known = {file.id: file for file in await store.by_ids(db, file_ids)} if file_ids else {}
    return [known[file_id] for file_id in file_ids if file_id in known]


async def of_posts(db: Db, post_ids: Sequence[str], *, with_deleted: bool = False) -> dict[str, list[FileInfo]]:
    """Post id → its files, oldest first; posts without files are left out."""
    found: dict[str, list[FileInfo]] = {}
    if post_ids:
        for file in await store.of_posts(db, post_ids, with_deleted=with_deleted):
            found.setdefault(file.post_id, []).append(file)
    return found


# --- belonging to a post -------------------------------------------------------------------------------------------


async def attach(tx: Tx, *, post_id: str, channel_id: str, user_id: str, file_ids: Sequence[str]) -> list[FileInfo]:
    """Gives loose files of this user to a post, ten at most. Returns: those it got, in the order asked for."""
    wanted = list(dict.fromkeys(file_ids))[:FILES_PER_POST]
    if not wanted:
        return []
    got = await store.attach(
        tx, post_id=post_id, channel_id=channel_id, user_id=user_id, file_ids=wanted, now_ms=now_ms()
    )
    known = {file.id: file for file in got}
    return [known[file_id] for file_id in wanted if file_id in known]


async def delete(tx: Tx, file_ids: Sequence[str]) -> None:
    """Hides files that an edit took out of their post; the history still shows them."""
    if file_ids:
        await store.set_deleted(tx, file_ids, now_ms())


async def restore(tx: Tx, file_ids: Sequence[str]) -> None:
    """Brings files back that an earlier version of the post had."""
    if file_ids:
        await store.set_deleted(tx, file_ids, 0)


async def delete_of_posts(tx: Tx, post_ids: Sequence[str]) -> None:
    """Hides the files of deleted posts."""
    await store.set_deleted_of_posts(tx, post_ids, now_ms())


async def moved(tx: Tx, new_ids: Mapping[str, str], channel_id: str) -> None:
    """Posts got other ids in this channel."""
    await store.move(tx, new_ids, channel_id, now_ms())


async def erase_of_posts(tx: Tx, post_ids: Sequence[str]) -> list[str]:
    """Removes rows for good; their contents follow after the commit. Returns: the blob paths concerned."""
    return _announced(tx, await store.delete_of_posts(tx, post_ids))


async def erase_loose_of(tx: Tx, user_id: str) -> list[str]:
    """Removes for good what a user uploaded and never posted. Returns: the blob paths concerned."""
    return _announced(tx, await store.delete_loose_of(tx, user_id))


def _announced(tx: Tx, paths: list[str]) -> list[str]:
    if paths:
        tx.publish(FilesErased(tuple(paths)))
    return paths
