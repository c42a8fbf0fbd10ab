"""Taking over an archive, line after line; what is here already stays, so a run that was stopped can be repeated."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.governance.bulk import ENDING, VERSION, ArchiveFile, archives
from mattermost_py.features.governance.bulk_import import directs, history, people, places, post_rules, rules
from mattermost_py.features.governance.bulk_import.archive import Archive
from mattermost_py.features.governance.bulk_import.history import Thread
from mattermost_py.features.governance.bulk_import.models import KINDS, EmojiData, Line
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.messaging.emoji import service as emoji
from mattermost_py.features.messaging.emoji.models import NewEmoji
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.db import Db
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.permissions import Permission

AT_ONCE = 100  # lines of messages in one transaction
_MESSAGES = ("post", "direct_post")


class LineFailed(AppError):
    """A line that could not be taken; everything before its batch is kept."""

    def __init__(self, number: int, cause: AppError) -> None:
        super().__init__(cause.id, detail=cause.detail, status=cause.status_code, **cause.params)
        self.number = number


@contextmanager
def _of_line(number: int) -> Iterator[None]:
    """Says of every refusal which line it is about."""
    try:
        yield
    except LineFailed:
        raise
    except AppError as exc:
        raise LineFailed(number, exc) from exc


# --- the archives that wait -------------------------------------------------------------------------------------------


async def listed(db: Db, actor: Actor) -> list[ArchiveFile]:
    """Raises: Forbidden."""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    return await archives(db.runtime.blobs, db.settings.import_folder)


async def delete(db: Db, actor: Actor, name: str) -> None:
    """That it is gone already is no error. Raises: Forbidden."""
    await gate.require(db, actor, Permission.MANAGE_SYSTEM)
    await db.runtime.blobs.delete(f"{db.settings.import_folder}/{PurePosixPath(name).name}")


# --- taking over ------------------------------------------------------------------------------------------------------


async def take_over(runtime: Runtime, name: str, tell: Callable[[int], None]) -> int:
    """Brings everything an archive holds. Returns: its lines.

    tell:    is told how much is done, in percent.
    Raises:  Invalid for an archive that is missing or without lines; LineFailed.
    """
    if not name or PurePosixPath(name).name != name or not name.endswith(ENDING):
        raise Invalid("import_process.worker.do_job.missing_file", detail=name)
    with runtime.blobs.staged() as path:
        try:
            await runtime.blobs.save_parts(path, runtime.blobs.stream(f"{runtime.config.current.import_folder}/{name}"))
        except BlobMissing as exc:
            raise Invalid("import_process.worker.do_job.file_exists", detail=name) from exc
        archive = await runtime.work.thread(Archive, path)
        try:
            return await _take(Work(runtime, archive), tell)
        finally:
            archive.close()


async def _take(work: Work, tell: Callable[[int], None]) -> int:
    last = 0
    while found := await work.runtime.work.thread(work.archive.next_lines, AT_ONCE):
        lines = [(number, _read(number, text)) for number, text in found]
        if last == 0:
            _check_version(*lines[0])
        for batch in _batches(lines):
            await _take_batch(work, batch)
        last = found[-1][0]
        tell(work.archive.percent)
    if last == 0:
        raise LineFailed(1, Invalid("app.import.process_import_data_file_version_line.invalid_version.error"))
    return last


def _read(number: int, text: bytes) -> Line:
    with _of_line(number):
        try:
            return Line.model_validate_json(text)
        except (ValidationError, UnicodeDecodeError) as exc:
            detail = str(exc.errors()[0]["loc"]) if isinstance(exc, ValidationError) else "not UTF-8"
            raise Invalid("app.import.bulk_import.json_decode.error", detail=detail) from exc


def _check_version(number: int, line: Line) -> None:
    with _of_line(number):
        if line.type != "version" or line.version is None:
            raise Invalid("app.import.process_import_data_file_version_line.invalid_version.error")
        if line.version != VERSION:
            raise Invalid("app.import.bulk_import.unsupported_version.error")


def _batches(lines: Sequence[tuple[int, Line]]) -> Iterator[list[tuple[int, Line]]]:
    """Messages that follow each other go together, everything else goes alone."""
    batch: list[tuple[int, Line]] = []
    for number, line in lines:
        if batch and (line.type not in _MESSAGES or line.type != batch[0][1].type):
            yield batch
            batch = []
        batch.append((number, line))
        if line.type not in _MESSAGES:
            yield batch
            batch = []
    if batch:
        yield batch


async def _take_batch(work: Work, batch: Sequence[tuple[int, Line]]) -> None:
    number, line = batch[0]
    if line.type in _MESSAGES:
        await _take_messages(work, batch)
        return
    with _of_line(number):
        await _take_line(work, line)


async def _take_line(work: Work, line: Line) -> None:
    if line.type not in KINDS:
        raise Invalid("app.import.import_line.unknown_line_type.error", detail=line.type)
    if line.type == "version":
        return
    thing = _thing(line)
    match line.type:
        case "user":
            await people.take_user(work, thing)
        case "bot":
            await people.take_bot(work, thing)
        case "emoji":
            await _take_emoji(work, thing)
        case _:
            await _take_place(work, line.type, thing)


def _thing(line: Line) -> Any:
    """What the line is about. Raises: Invalid when it is not there."""
    thing = getattr(line, line.type)
    if thing is None:
        raise Invalid(f"app.import.import_line.null_{line.type}.error")
    return thing


async def _take_place(work: Work, kind: str, thing: Any) -> None:
    async with work.runtime.db().transaction() as tx:
        match kind:
            case "role":
                await places.take_role(tx, thing)
            case "scheme":
                await places.take_scheme(tx, thing)
            case "team":
                await places.take_team(work, tx, thing)
            case "channel":
                await places.take_channel(work, tx, thing)
            case _:
                await directs.take_channel(work, tx, thing)


async def _take_messages(work: Work, batch: Sequence[tuple[int, Line]]) -> None:
    """Up to a hundred messages with everything around them, in one transaction; their files before it."""
    threads = [await _located(work, number, line) for number, line in batch]
    present = await history.known(work.runtime.db(), threads)
    for thread in threads:
        with _of_line(thread.number):
            await history.unpack(work, thread, present)
    async with work.runtime.db().transaction() as tx:
        for thread in threads:
            with _of_line(thread.number):
                await history.write(tx, thread, present)


async def _located(work: Work, number: int, line: Line) -> Thread:
    """Checks a message and finds where it belongs."""
    with _of_line(number):
        thing, db = _thing(line), work.runtime.db()
        if line.type == "post":
            post_rules.check_post(thing)
            return await history.located(work, db, number, thing)
        post_rules.check_direct_post(thing, db.settings.Limits.GroupMessageMembers)
        async with db.transaction() as tx:
            return await history.located_direct(work, tx, number, thing)


async def _take_emoji(work: Work, data: EmojiData) -> None:
    """One of this name that is here stays; names of the system's own are left to it."""
    rules.check_emoji(data)
    name, db = data.name or "", work.runtime.db()
    if emoji.is_system(name) or await emoji.custom(db, [name]):
        return
    if not emoji.NAME(name):
        raise Invalid("model.emoji.name.app_error", detail=name)
    async with work.unpacked(data.image or "", "app.import.emoji.bad_file.error") as (file, _):
        await emoji.create(work.runtime, Actor.system(), NewEmoji(name=name), file)
