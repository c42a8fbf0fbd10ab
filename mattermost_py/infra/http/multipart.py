"""Forms with files: parts are read as they arrive, files go to local staging until the request ends."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from mattermost_py.infra.blobs import BlobStore, StagedWriter
from mattermost_py.infra.http.call import Call
from mattermost_py.kernel.errors import Invalid, TooLarge

FIELD_BYTES_MOST = 1024 * 1024  # of one text field
PARTS_MOST = 500

MALFORMED = "api.context.invalid_body_param.app_error"


@dataclass(frozen=True, slots=True)
class Part:
    """The head of one part; a part with a file name is a file."""

    name: str
    filename: str | None
    content_type: str


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file of the form, whole, in the staging folder until the form is closed."""

    name: str  # of the form field
    filename: str  # as the client calls it, without folders
    content_type: str
    path: Path
    size_bytes: int


@dataclass(slots=True)
class Form:
    """Text fields (each may come several times) and files, in the order they came."""

    fields: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    files: list[StagedFile] = field(default_factory=list[StagedFile])

    def first(self, name: str) -> str:
        return self.fields.get(name, [""])[0]


BeforeFile = Callable[[Form], Awaitable[None]]


def is_multipart(call: Call) -> bool:
    return call.header("content-type").lower().startswith("multipart/form-data")


@asynccontextmanager
async def staged_form(
    call: Call,
    blobs: BlobStore,
    *,
    file_most: int,
    before_file: BeforeFile | None = None,
    malformed: str = MALFORMED,
    malformed_status: int = 400,
) -> AsyncIterator[Form]:
    """The form of a request; its files live as long as the context.

    file_most:    bytes of one file; more is TooLarge.
    before_file:  called when a file begins, with the fields before it: refuse early what is not allowed.
    malformed:    error id for a body that is no form, and its status.
    """
    with ExitStack() as staged:
        form = Form()
        reader = _FormReader(form, blobs, staged, file_most)
        async for event in _events(call, malformed, malformed_status):
            if isinstance(event, Part):
                await reader.end_part()
                if event.filename is not None and before_file:
                    await before_file(form)
                reader.begin_part(event)
            else:
                await reader.take(event)
        await reader.end_part()
        yield form


class _FormReader:
    """Puts parts where they belong: fields into memory, files into staging."""

    def __init__(self, form: Form, blobs: BlobStore, staged: ExitStack, file_most: int) -> None:
        self.form = form
        self._blobs = blobs
        self._staged = staged
        self._file_most = file_most
        self._part: Part | None = None
        self._text = bytearray()
        self._writer: StagedWriter | None = None

    def begin_part(self, part: Part) -> None:
        self._part = part
        self._text.clear()
        if part.filename is not None:
            self._writer = StagedWriter(self._staged.enter_context(self._blobs.staged()))
            self._staged.callback(self._writer.close)

    async def take(self, text: bytes) -> None:
        if self._writer is not None:
            await self._writer.write(text)
            if self._writer.size_bytes > self._file_most:
                raise too_large(self._part.filename or "" if self._part else "", self._file_most)
        elif len(self._text) + len(text) > FIELD_BYTES_MOST:
            raise TooLarge("api.context.request_body_too_large.app_error")
        else:
            self._text += text

    async def end_part(self) -> None:
        part, writer = self._part, self._writer
        self._part = self._writer = None
        if part is None:
            return
        if writer is None:
            self.form.fields.setdefault(part.name, []).append(self._text.decode("utf-8", "replace"))
            return
        async with writer:
            pass
        self.form.files.append(
            StagedFile(part.name, part.filename or "", part.content_type, writer.file, writer.size_bytes)
        )


def too_large(filename: str, most: int) -> TooLarge:
    return TooLarge("api.file.upload_file.too_large_detailed.app_error", Filename=filename, Limit=most)


async def _events(call: Call, malformed: str, status: int) -> AsyncIterator[Part | bytes]:
    """Heads of parts, each followed by the pieces of its content."""
    _, options = parse_options_header(call.header("content-type"))
    boundary = options.get(b"boundary")
    if not boundary:
        raise Invalid(malformed, detail="no multipart boundary", status=status, Name="body")
    feed = _Feed(boundary)
    try:
        async for text in call.body_parts():
            feed.parser.write(text)
            for event in feed.drain():
                yield event
        feed.parser.finalize()
    except MultipartParseError as exc:
        raise Invalid(malformed, detail=str(exc), status=status, Name="body") from exc
    if not feed.ended:
        raise Invalid(malformed, detail="the form ends early", status=status, Name="body")


class _Feed:
    """Turns the parser's callbacks into a list of events."""

    def __init__(self, boundary: bytes) -> None:
        self.ended = False
        self._events: list[Part | bytes] = []
        self._headers: dict[str, bytes] = {}
        self._name = b""
        self._value = b""
        self._parts = 0
        self.parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_part_data": self._content,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_end,
                "on_end": self._end,
            },
        )

    def drain(self) -> list[Part | bytes]:
        events, self._events = self._events, []
        return events

    def _begin(self) -> None:
        self._headers = {}
        self._parts += 1
        if self._parts > PARTS_MOST:
            raise MultipartParseError("too many parts")

    def _content(self, text: bytes, start: int, end: int) -> None:
        self._events.append(text[start:end])

    def _header_name(self, text: bytes, start: int, end: int) -> None:
        self._name += text[start:end]

    def _header_value(self, text: bytes, start: int, end: int) -> None:
        self._value += text[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value
        self._name = self._value = b""

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        filename = options.get(b"filename")
        self._events.append(
            Part(
                name=options.get(b"name", b"").decode("utf-8", "replace"),
                filename=None if filename is None else base_name(filename.decode("utf-8", "replace")),
                content_type=self._headers.get("content-type", b"").decode("latin-1"),
            )
        )

    def _end(self) -> None:
        self.ended = True


def base_name(filename: str) -> str:
    """A client's file name without folders, as Unix and Windows write them."""
    return PurePosixPath(filename.replace("\\", "/")).name or "file"
