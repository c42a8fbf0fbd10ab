"""Writes a backup member by member, hashing each on its way."""

import hashlib
import io
import os
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import CHECKSUM, MANIFEST, Manifest, Member
from mattermost_py.infra.archive.sealing import SealingWriter

PART_BYTES = 8 * 2**20


class ArchiveWriter:
    """An open backup. Streams of unknown length become numbered parts, so nothing is written twice."""

    def __init__(self, target: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w:", format=tarfile.PAX_FORMAT)  # noqa: SIM115  # `finish` closes it
        self.members: list[Member] = []

    def add(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = len(content), int(time.time()), 0o600
        self._tar.addfile(entry, io.BytesIO(content))
        self.members.append(Member(name, len(content), hashlib.sha256(content).hexdigest()))

    def add_file(self, name: str, path: Path) -> bool:
        """Adds a file; False if it has disappeared. It may grow meanwhile: what it had at first is kept."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return False
        with source:
            stat = os.fstat(source.fileno())
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = stat.st_size, int(stat.st_mtime), stat.st_mode & 0o777
            hashing = _HashingReader(source)
            try:
                self._tar.addfile(entry, cast("BinaryIO", hashing))
            except OSError as exc:
                raise BackupError(f"cannot read {path}: {exc.strerror or 'it became shorter meanwhile'}") from exc
        self.members.append(Member(name, stat.st_size, hashing.sha256.hexdigest()))
        return True

    @contextmanager
    def parts(self, prefix: str) -> Iterator["PartWriter"]:
        """A place for a stream: members `prefix/000001` and so on."""
        parts = PartWriter(self, prefix)
        yield parts
        parts.flush()

    def finish(self, manifest: Manifest) -> None:
        """Completes the backup; without this nobody takes it for one."""
        text = manifest.to_json()
        self.add(MANIFEST, text)
        self.add(CHECKSUM, hashlib.sha256(text).hexdigest().encode())
        self._tar.close()


class PartWriter:
    """Cuts a stream into members of equal size."""

    def __init__(self, archive: ArchiveWriter, prefix: str) -> None:
        self._archive = archive
        self._prefix = prefix
        self._waiting = bytearray()
        self._count = 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._waiting += data
        while len(self._waiting) >= PART_BYTES:
            self._emit(bytes(self._waiting[:PART_BYTES]))
            del self._waiting[:PART_BYTES]

    def flush(self) -> None:
        if self._waiting or not self._count:
            self._emit(bytes(self._waiting))
            self._waiting.clear()

    def _emit(self, content: bytes) -> None:
        self._count += 1
        self._archive.add(f"{self._prefix}/{self._count:06}", content)


class _HashingReader:
    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        data = self._source.read(size)
        self.sha256.update(data)
        return data


def partial_path(path: Path) -> Path:
    """Where a backup grows until it is complete."""
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


@contextmanager
def new_archive(path: Path, passphrase: str | None) -> Iterator[ArchiveWriter]:
    """Opens a backup to be written; the file has its name only once it is complete and on the disk.

    Raises: BackupError if the file exists already or cannot be written.
    """
    if path.exists():
        raise BackupError(f"{path} exists already")
    partial = partial_path(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as exc:
        raise BackupError(f"cannot write {path}: {exc.strerror}") from exc
    try:
        with os.fdopen(descriptor, "wb") as file:
            if passphrase is None:
                yield ArchiveWriter(file)
            else:
                with SealingWriter(file, passphrase) as sealed:
                    yield ArchiveWriter(cast("BinaryIO", sealed))
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
