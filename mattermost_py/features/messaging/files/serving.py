"""Answers with file contents: types, names, ranges, caching."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from urllib.parse import quote

from mattermost_py.features.messaging.files.kinds import harmless, is_shown_inline
from mattermost_py.infra.blobs import BlobMissing, BlobStore
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.kernel.errors import AppError, NotFound

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
CACHE = "private, max-age=86400"


@dataclass(frozen=True, slots=True)
class Content:
    """What to send: a blob, as what, under which name."""

    path: str
    name: str
    mime_type: str
    changed_at: int  # ms since epoch, UTC


async def send(call: Call, blobs: BlobStore, content: Content, *, cache: str = CACHE) -> Response:
    """The whole content, the range that was asked for, or 304."""
    try:
        size = await blobs.size(content.path)
    except BlobMissing as exc:
        raise NotFound("api.file.read_file.app_error") from exc
    except OSError as exc:
        raise AppError("api.file.file_reader.app_error") from exc
    reply = Response()
    is_framed = call.query_bool("frame") and content.mime_type.startswith("application/pdf")
    _describe(reply, content, is_download=call.query_bool("download"), is_framed=is_framed)
    reply.set("cache-control", cache)
    if _is_unchanged(call, content.changed_at):
        reply.status = 304
        return reply
    start, end = _wanted(call, content.changed_at, size)
    if start > end or (start >= size and size):
        return _unsatisfiable(size)
    if (start, end) != (0, size):
        reply.status = 206
        reply.set("content-range", f"bytes {start}-{end - 1}/{size}")
    reply.set("content-length", str(end - start))
    reply.stream = _body(blobs, content.path, start, end)
    return reply


async def _body(blobs: BlobStore, path: str, start: int, end: int) -> AsyncIterator[bytes]:
    if end > start:
        async for part in blobs.stream(path, start, end):
            yield part


def _describe(reply: Response, content: Content, *, is_download: bool, is_framed: bool) -> None:
    """Headers of a content; `is_framed` for a PDF that the browser draws in a frame of this site's own pages."""
    shown = is_framed or (not is_download and is_shown_inline(content.mime_type))
    name = quote(content.name, safe="")
    reply.set("content-type", harmless(content.mime_type))
    reply.set(
        "content-disposition", f"{'inline' if shown else 'attachment'};filename=\"{name}\"; filename*=UTF-8''{name}"
    )
    reply.set("last-modified", formatdate(content.changed_at / 1000, usegmt=True))
    reply.set("accept-ranges", "bytes")
    reply.set("x-frame-options", "SAMEORIGIN" if is_framed else "DENY")
    reply.set("content-security-policy", "frame-ancestors 'self'" if is_framed else "frame-ancestors 'none'")


def _is_unchanged(call: Call, changed_at: int) -> bool:
    return _seconds(call.header("if-modified-since")) >= changed_at // 1000


def _seconds(date: str) -> int:
    """An HTTP date as seconds since epoch; -1 when there is none."""
    try:
        return int(parsedate_to_datetime(date).timestamp()) if date else -1
    except (ValueError, OverflowError):
        return -1


def _wanted(call: Call, changed_at: int, size: int) -> tuple[int, int]:
    """First byte and the one behind the last. Several ranges at once are answered with everything, as HTTP allows."""
    match = _RANGE.fullmatch(call.header("range").replace(" ", ""))
    guard = call.header("if-range")
    if match is None or match[0] == "bytes=-" or (guard and _seconds(guard) != changed_at // 1000):
        return 0, size
    first, last = match.groups()
    if not first:  # the last bytes
        return max(size - int(last), 0), size
    if last and int(last) < int(first):
        return 0, size
    return int(first), min(int(last) + 1, size) if last else max(size, int(first))


def _unsatisfiable(size: int) -> Response:
    reply = Response(b"invalid range: failed to overlap\n", status=416)
    reply.set("content-range", f"bytes */{size}")
    reply.set("content-type", "text/plain; charset=utf-8")
    return reply
