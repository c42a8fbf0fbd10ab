"""Reads a backup, sealed or not, and tells whether it is whole."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self, cast

from mattermost_py.infra.archive import manifest
from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import Manifest, Member
from mattermost_py.infra.archive.sealing import MAGIC, SealedReader

_COPY_BYTES = 2**20


def is_sealed(path: Path) -> bool:
    """Whether a passphrase is needed to read it."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class ArchiveReader:
    """An open backup.

    Raises: BackupError on opening if it is none, unfinished, or sealed with another passphrase.
    """

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        with ExitStack() as stack:
            try:
                self._open(path, passphrase, stack)
            except OSError as exc:
                raise BackupError(f"{path}: {exc.strerror}") from exc
            except tarfile.TarError as exc:
                raise BackupError(f"{path} is no backup, or damaged") from exc
            except BackupError as exc:
                raise BackupError(f"{path}: {exc}") from exc
            self._stack = stack.pop_all()

    def _open(self, path: Path, passphrase: str | None, stack: ExitStack) -> None:
        file: BinaryIO = stack.enter_context(path.open("rb"))
        if is_sealed(path):
            if passphrase is None:
                raise BackupError("encrypted: give the passphrase by MMPY_BACKUP_PASSPHRASE or --passphrase-file")
            file = cast("BinaryIO", io.BufferedReader(SealedReader(file, passphrase)))
        self._tar = stack.enter_context(tarfile.open(fileobj=file, mode="r:"))  # noqa: SIM115  # the stack closes it
        self._entries = {entry.name: entry for entry in self._tar}
        if manifest.MANIFEST not in self._entries or manifest.CHECKSUM not in self._entries:
            raise BackupError("unfinished or cut off: it has no manifest")
        if hashlib.sha256(self._read(manifest.MANIFEST)).hexdigest().encode() != self._read(manifest.CHECKSUM):
            raise BackupError("damaged: its manifest does not match its hash")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @cached_property
    def manifest(self) -> Manifest:
        return manifest.from_json(self._read(manifest.MANIFEST))

    def problems(self) -> list[str]:
        """What does not agree with the manifest; reads everything."""
        promised = {member.name for member in self.manifest.members}
        found = self._entries.keys() - {manifest.MANIFEST, manifest.CHECKSUM}
        missing = [f"{name} is missing" for name in sorted(promised - found)]
        extra = [f"{name} does not belong to it" for name in sorted(found - promised)]
        return missing + extra + [problem for member in self.manifest.members if (problem := self._problem(member))]

    def _problem(self, member: Member) -> str | None:
        if member.name not in self._entries:
            return None
        try:
            for _ in self.chunks(member):
                pass
        except BackupError as exc:
            return str(exc)
        return None

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The member's content, piece by piece.

        Raises: BackupError at the end if the content is not what the manifest says.
        """
        digest = hashlib.sha256()
        try:
            source = self._source(member.name)
            while chunk := source.read(_COPY_BYTES):
                digest.update(chunk)
                yield chunk
        except (OSError, tarfile.TarError) as exc:
            raise BackupError(f"{member.name} is damaged") from exc
        if digest.hexdigest() != member.sha256:
            raise BackupError(f"{member.name} is damaged: its hash differs")

    def stream(self, prefix: str) -> Iterator[bytes]:
        """What was written as parts below `prefix`, in order."""
        for member in self.manifest.members:
            if member.name.startswith(prefix + "/"):
                yield from self.chunks(member)

    def _source(self, name: str) -> IO[bytes]:
        entry = self._entries.get(name)
        source = self._tar.extractfile(entry) if entry else None
        if source is None:
            raise BackupError(f"{name} is missing")
        return source

    def _read(self, name: str) -> bytes:
        return self._source(name).read()
