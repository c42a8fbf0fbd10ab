"""What a blob store can do, whatever is behind it."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Self

from mattermost_py.kernel.ids import new_id

CHUNK_BYTES = 256 * 1024


class BlobMissing(FileNotFoundError):
    """There is no blob under this path."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How much room a folder takes."""

    bytes: int
    files: int


def safe_path(path: str) -> str:
    """The path as a key: relative, no empty part, no way out.

    Raises:  ValueError for anything that would leave the store.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or "\0" in path:
        raise ValueError(f"not a path inside the file store: {path!r}")
    return "/".join(parts)


def added_up(sizes: Iterable[tuple[str, int]]) -> dict[str, Usage]:
    """Files and their bytes by the folder at the top."""
    found: dict[str, Usage] = {}
    for path, size in sizes:
        folder = path.partition("/")[0] if "/" in path else ""
        before = found.get(folder, Usage(0, 0))
        found[folder] = Usage(before.bytes + size, before.files + 1)
    return found


class BlobStore(ABC):
    """Blobs by path. A write is seen whole or not at all.

    staging: a local folder for contents that are still arriving; what is left there after a crash is removed.
    """

    staging: Path

    @abstractmethod
    async def size(self, path: str) -> int:
        """Bytes. Raises: BlobMissing."""

    @abstractmethod
    def stream(self, path: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Bytes from `start` up to, not including, `end`, part by part. Raises: BlobMissing at the first part."""

    @abstractmethod
    async def write(self, path: str, content: bytes) -> None:
        """Stores a small blob, replacing what was there."""

    @abstractmethod
    async def take(self, path: str, file: Path) -> None:
        """Stores a local file, which may be gone afterwards."""

    @abstractmethod
    async def delete(self, *paths: str) -> None:
        """Removes blobs; those that do not exist are passed over."""

    @abstractmethod
    async def below(self, prefix: str) -> list[str]:
        """Paths of all blobs in a folder, sorted."""

    @abstractmethod
    async def older(self, prefix: str, before_ms: int) -> list[str]:
        """Paths of the blobs in a folder that were written before this time, sorted."""

    @abstractmethod
    async def usage(self) -> dict[str, Usage]:
        """The room each folder at the top takes, with all in it; single files stand under the empty name."""

    async def link(self, path: str, lasts: timedelta) -> str | None:
        """Where whoever has the address can fetch a blob for a while; None where there are no such addresses."""
        return None

    async def exists(self, path: str) -> bool:
        try:
            await self.size(path)
        except BlobMissing:
            return False
        return True

    async def read(self, path: str, start: int = 0, end: int | None = None) -> bytes:
        """The whole blob, or a range of it. Raises: BlobMissing."""
        return b"".join([part async for part in self.stream(path, start, end)])

    @contextmanager
    def staged(self) -> Iterator[Path]:
        """A place for a temporary local file; removed at the end unless it was taken."""
        file = self.staging / new_id()
        try:
            yield file
        finally:
            file.unlink(missing_ok=True)

    async def save_parts(self, file: Path, parts: AsyncIterator[bytes]) -> int:
        """Writes arriving parts to a local file without blocking the event loop. Returns: bytes."""
        async with StagedWriter(file) as writer:
            async for part in parts:
                await writer.write(part)
        return writer.size_bytes


class StagedWriter:
    """Writes one local file part by part; the file work runs in threads, a few hundred KiB at a time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.size_bytes = 0
        self._out: BinaryIO | None = None
        self._held: list[bytes] = []
        self._waiting = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self._flush)
        self.close()

    def close(self) -> None:
        """Ends writing; what was not flushed is dropped."""
        if self._out is not None:
            self._out.close()

    async def write(self, part: bytes) -> None:
        self._held.append(part)
        self._waiting += len(part)
        self.size_bytes += len(part)
        if self._waiting >= CHUNK_BYTES:
            await asyncio.to_thread(self._flush)

    def _flush(self) -> None:
        if self._out is None:
            self._out = self.file.open("wb")
        self._out.writelines(self._held)
        self._held, self._waiting = [], 0
