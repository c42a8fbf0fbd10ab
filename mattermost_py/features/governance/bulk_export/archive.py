"""Writing the archive: first its lines, then files, piece by piece in threads."""

import asyncio
import zipfile
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import IO, ParamSpec, Self, TypeVar

from mattermost_py.features.governance.bulk_export.lines import Line
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.json import dumps

P = ParamSpec("P")
R = TypeVar("R")


class Archive:
    """A zip file in the making. Belongs to one task, which writes one entry after the other."""

    def __init__(self, runtime: Runtime, path: Path) -> None:
        self._work = runtime.work
        self._path = path
        self._zip: zipfile.ZipFile | None = None
        self._entry: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        self._zip = await self._thread(self._open)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._thread(self._close)

    async def begin(self, name: str, *, is_text: bool = False) -> None:
        """The next entry. Only text gets smaller: most files are packed already."""
        await self._thread(self._begin, name, zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED)

    async def lines(self, lines: Sequence[Line]) -> None:
        await self._thread(self._write_lines, lines)

    async def parts(self, parts: AsyncIterator[bytes]) -> None:
        async for part in parts:
            await self._thread(self._write, part)

    async def _thread(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs a piece of work to its end even if the job is stopped: two threads must not meet in one file."""
        running = asyncio.ensure_future(self._work.thread(work, *args, **kwargs))
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait([running])
            raise

    def _open(self) -> zipfile.ZipFile:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return zipfile.ZipFile(self._path, "w", allowZip64=True)

    def _begin(self, name: str, packing: int) -> None:
        self._end_entry()
        assert self._zip is not None, "entered"
        about = zipfile.ZipInfo(name)
        about.compress_type = packing
        about.external_attr = 0o640 << 16
        self._entry = self._zip.open(about, "w", force_zip64=True)

    def _write_lines(self, lines: Sequence[Line]) -> None:
        self._write(b"".join(dumps(each) + b"\n" for each in lines))

    def _write(self, part: bytes) -> None:
        assert self._entry is not None, "an entry was begun"
        self._entry.write(part)

    def _end_entry(self) -> None:
        if self._entry is not None:
            self._entry.close()
            self._entry = None

    def _close(self) -> None:
        self._end_entry()
        if self._zip is not None:
            self._zip.close()
