"""Makes a backup: a snapshot of the database, then the files, then the configuration, then the manifest."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mattermost_py.infra.archive import database
from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import CONFIG, FILES, Manifest
from mattermost_py.infra.archive.writer import ArchiveWriter, new_archive, partial_path
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.version import MMPY_VERSION, OFFICIAL_VERSION


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a backup."""

    conninfo: str
    files: Path | None  # None: uploads are not kept in a folder
    config: Path | None
    files_place: str  # where the files go on restoring, below the data directory
    postgres_place: str
    remarks: list[str]  # what to tell whoever restores it
    excluded: Collection[Path] = ()  # what is no upload though it lies among them


def create(path: Path, content: Content, passphrase: str | None = None) -> Manifest:
    """Writes the backup `path`, encrypted if there is a passphrase; the server may run on meanwhile.

    Files come after the database: whatever a saved row names was on the disk before it was saved.
    Raises: BackupError, psycopg.Error, PostgresError; then no file is left.
    """
    with database.snapshot(content.conninfo) as conn, new_archive(path, passphrase) as archive:
        saved = database.save(conn, content.conninfo, archive)
        conn.rollback()  # so long a snapshot keeps the server from tidying up
        _add_files(archive, content, {*content.excluded, partial_path(path)})
        if content.config:
            archive.add_file(CONFIG, content.config)
        manifest = Manifest(
            created_at=now_ms(),
            mmpy_version=MMPY_VERSION,
            mattermost_version=OFFICIAL_VERSION,
            postgres_version=saved.postgres_version,
            method=saved.method,
            tables=saved.tables,
            columns=saved.columns,
            files_place=content.files_place,
            postgres_place=content.postgres_place,
            remarks=content.remarks,
            members=archive.members,
        )
        archive.finish(manifest)
    return manifest


def _add_files(archive: ArchiveWriter, content: Content, excluded: Collection[Path]) -> None:
    if content.files is None or not content.files.is_dir():
        return
    for path in _regular_files(content.files, {path.absolute() for path in excluded}):
        name = FILES + path.relative_to(content.files).as_posix()
        try:
            name.encode()
        except UnicodeEncodeError:
            raise BackupError(f"the name of {os.fsencode(path)!r} is not UTF-8: rename it") from None
        archive.add_file(name, path)


def _regular_files(folder: Path, excluded: Collection[Path]) -> Iterator[Path]:
    """Files in a fixed order; what is neither file nor folder, a link for one, is passed over."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = folder / entry.name
        if path.absolute() in excluded:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _regular_files(path, excluded)
        elif entry.is_file(follow_symlinks=False):
            yield path
