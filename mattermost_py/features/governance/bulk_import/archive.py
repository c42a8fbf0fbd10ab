"""Reading an import's ZIP: its lines one after the other, its files by their names.

Names of entries are looked up and never become paths of the file system. Everything here blocks; it is called in
threads.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from mattermost_py.features.governance.bulk import DATA_FOLDER
from mattermost_py.features.governance.bulk_import.models import LINES_ENDING
from mattermost_py.kernel.errors import AppError, Invalid

MIB = 1024 * 1024
ENTRIES_MOST = 5_000_000
LINE_BYTES_MOST = 64 * MIB
CHUNK_BYTES = 256 * 1024
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


class Archive:
    """An open import. One task uses it."""

    def __init__(self, path: Path) -> None:
        """Raises: AppError for what is no ZIP, Invalid for one without lines."""
        try:
            self._zip = ZipFile(path)
            entries = self._zip.infolist()
        except _BROKEN as exc:
            raise AppError("import_process.worker.do_job.open_file", detail=str(exc)) from exc
        if len(entries) > ENTRIES_MOST:
            raise AppError("import_process.worker.do_job.open_file", detail="too many entries")
        self._files = {each.filename: each for each in entries if not each.is_dir()}
        self.lines_bytes, self.read_bytes = 0, 0
        self._number = 0
        self._source = self._lines_of(self._files)

    def _lines_of(self, files: dict[str, ZipInfo]) -> IO[bytes]:
        names = sorted(name for name in files if name.endswith(LINES_ENDING) and "/" not in name)
        if not names:
            self._zip.close()
            raise Invalid("import_process.worker.do_job.missing_jsonl")
        self.lines_bytes = max(files[names[0]].file_size, 1)
        return self._zip.open(files[names[0]])

    def close(self) -> None:
        self._source.close()
        self._zip.close()

    def next_lines(self, most: int) -> list[tuple[int, bytes]]:
        """The next lines with their numbers, the first being 1; none at the end. Empty lines are passed over."""
        found: list[tuple[int, bytes]] = []
        for line in self._read(most):
            self._number += 1
            if line.strip():
                found.append((self._number, line))
        return found

    def _read(self, most: int) -> Iterator[bytes]:
        try:
            for _ in range(most):
                line = self._source.readline(LINE_BYTES_MOST + 1)
                if not line:
                    return
                if len(line) > LINE_BYTES_MOST:
                    raise AppError("app.import.bulk_import.file_scan.error", detail=f"line {self._number + 1}")
                self.read_bytes += len(line)
                yield line
        except _BROKEN as exc:
            raise AppError("app.import.bulk_import.file_scan.error", detail=str(exc)) from exc

    @property
    def percent(self) -> int:
        return min(self.read_bytes * 100 // self.lines_bytes, 99)

    def size(self, path: str) -> int | None:
        """Bytes of a file, None when it is not in the archive."""
        entry = self._entry(path)
        return entry.file_size if entry else None

    def _entry(self, path: str) -> ZipInfo | None:
        plain = path.removeprefix("./")
        return self._files.get(DATA_FOLDER + plain) or self._files.get(plain)

    def unpack(self, path: str, to: Path, most: int) -> int:
        """Writes a file there. Returns: its bytes. Raises: Invalid when it is missing, damaged or too large."""
        entry = self._entry(path)
        if entry is None:
            raise Invalid("app.import.attachment.bad_file.error", detail=path)
        size = 0
        try:
            with self._zip.open(entry) as source, to.open("wb") as out:
                while part := source.read(CHUNK_BYTES):
                    size += len(part)
                    if size > most:
                        raise Invalid("app.import.attachment.file_upload.error", detail=f"{path} is too large")
                    out.write(part)
        except _BROKEN as exc:
            raise Invalid("app.import.attachment.bad_file.error", detail=f"{path}: {exc}") from exc
        return size


def is_inside(path: str) -> bool:
    """Whether a path of a line stays inside the archive."""
    parts = PurePosixPath(path.replace("\\", "/"))
    return bool(path) and not parts.is_absolute() and ".." not in parts.parts and "\0" not in path
