"""Blobs as files in a folder; names stay exactly as Mattermost writes them, which generic stores forbid for some."""

import asyncio
import math
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

from mattermost_py.infra.blobs.store import CHUNK_BYTES, BlobMissing, BlobStore, Usage, added_up, safe_path
from mattermost_py.kernel.ids import new_id


class LocalBlobs(BlobStore):
    """A folder. All file work runs in threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder / ".staging"

    def _file(self, path: str) -> Path:
        return self.folder / safe_path(path)

    async def size(self, path: str) -> int:
        try:
            return (await asyncio.to_thread(self._file(path).stat)).st_size
        except (FileNotFoundError, NotADirectoryError) as exc:
            raise BlobMissing(path) from exc

    async def stream(self, path: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        try:
            opened = await asyncio.to_thread(self._file(path).open, "rb", 0)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as exc:
            raise BlobMissing(path) from exc
        with opened as file:
            if start:
                file.seek(start)
            left = CHUNK_BYTES if end is None else end - start
            while left > 0:
                part = await asyncio.to_thread(file.read, min(left, CHUNK_BYTES))
                if not part:
                    return
                yield part
                left = CHUNK_BYTES if end is None else left - len(part)

    async def write(self, path: str, content: bytes) -> None:
        await asyncio.to_thread(self._write, self._file(path), content)

    def _write(self, target: Path, content: bytes) -> None:
        fresh = self.staging / new_id()
        try:
            fresh.write_bytes(content)
            _place(fresh, target)
        finally:
            fresh.unlink(missing_ok=True)

    async def take(self, path: str, file: Path) -> None:
        await asyncio.to_thread(_place, file, self._file(path))

    async def delete(self, *paths: str) -> None:
        await asyncio.to_thread(self._delete, [self._file(path) for path in paths])

    def _delete(self, files: list[Path]) -> None:
        for file in files:
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder == self.folder:
                    break
                try:
                    folder.rmdir()
                except OSError:  # not empty, or gone already
                    break

    async def below(self, prefix: str) -> list[str]:
        return await asyncio.to_thread(self._below, self._file(prefix))

    def _below(self, folder: Path) -> list[str]:
        found = (file for file in folder.rglob("*") if file.is_file())
        return sorted(file.relative_to(self.folder).as_posix() for file in found)

    async def older(self, prefix: str, before_ms: int) -> list[str]:
        return await asyncio.to_thread(self._older, self._file(prefix), before_ms)

    def _older(self, folder: Path, before_ms: int) -> list[str]:
        return [path for path in self._below(folder) if self._written_ms(path) < before_ms]

    def _written_ms(self, path: str) -> float:
        try:
            return (self.folder / path).stat().st_mtime * 1000
        except FileNotFoundError:  # deleted meanwhile
            return math.inf

    async def usage(self) -> dict[str, Usage]:
        return await asyncio.to_thread(self._usage)

    def _usage(self) -> dict[str, Usage]:
        return added_up((path, self._bytes(path)) for path in self._below(self.folder))

    def _bytes(self, path: str) -> int:
        try:
            return (self.folder / path).stat().st_size
        except FileNotFoundError:  # deleted meanwhile
            return 0


def _place(file: Path, target: Path) -> None:
    """Moves a file to where it is seen, its bytes on disk first: a post may refer to it a moment later."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    while True:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.replace(file, target)
        except FileNotFoundError:
            if not file.exists():
                raise
            continue  # a delete removed the empty folder in between
        except OSError:
            shutil.move(file, target)  # another file system
        return
