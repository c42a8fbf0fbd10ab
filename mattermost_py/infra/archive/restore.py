"""Brings a backup to life in an empty folder: all of it, checked, or nothing."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mattermost_py.infra.archive import database
from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import CONFIG, FILES, Member
from mattermost_py.infra.archive.reader import ArchiveReader
from mattermost_py.infra.db.migrate import migrate
from mattermost_py.infra.postgres import EmbeddedPostgres

CONFIG_FILE = "config.toml"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and what whoever restored it should know."""

    rows: int
    files: int
    config: Path | None
    remarks: list[str]


def restore(archive: ArchiveReader, data: Path) -> Restored:
    """Makes `data` a data directory with everything from the backup; it must be empty or absent.

    Everything is made beside its place and moved there once the row counts and hashes agree.
    Raises: BackupError, PostgresError, psycopg.Error; then the folder is as empty as before.
    """
    with _workshop(data) as place:
        _restore_files(archive, place)
        remarks = _restore_database(archive, place / _inside(archive.manifest.postgres_place))
        config = _restore_config(archive, place)
    return Restored(
        rows=archive.manifest.rows,
        files=len(archive.manifest.files),
        config=data / CONFIG_FILE if config else None,
        remarks=[*archive.manifest.remarks, *remarks],
    )


@contextmanager
def _workshop(data: Path) -> Iterator[Path]:
    """A folder inside `data` whose content moves up in the end; if anything fails, no trace stays."""
    existed = data.exists()
    if existed and (not data.is_dir() or any(data.iterdir())):
        raise BackupError(f"{data} is not empty: restore into a new folder")
    place = data / ".restoring"
    try:
        data.mkdir(mode=0o750, parents=True, exist_ok=True)
        place.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(place, data.stat().st_uid, data.stat().st_gid)
        yield place
        _give_to_owner(place)
        for entry in sorted(place.iterdir()):
            entry.rename(data / entry.name)
        place.rmdir()
    except OSError as exc:
        _clear(data, existed=existed)
        raise BackupError(f"cannot restore into {data}: {exc.strerror or exc}: {exc.filename}") from exc
    except BaseException:
        _clear(data, existed=existed)
        raise


def _clear(data: Path, *, existed: bool) -> None:
    if not existed:
        shutil.rmtree(data, ignore_errors=True)
        return
    for entry in data.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _give_to_owner(place: Path) -> None:
    """Root restores for whoever owns the folder."""
    owner = place.parent.stat()
    if os.geteuid() != 0 or owner.st_uid == 0:
        return
    for path in place.rglob("*"):
        if path.lstat().st_uid == 0:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _restore_files(archive: ArchiveReader, place: Path) -> None:
    folder = place / _inside(archive.manifest.files_place)
    for member in archive.manifest.files:
        _write(archive, member, folder / _inside(member.name.removeprefix(FILES)), mode=0o640)


def _inside(name: str) -> PurePosixPath:
    """A relative path that cannot lead out of its folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise BackupError(f"{name} would be written outside the folder: this is no backup of ours")
    return path


def _write(archive: ArchiveReader, member: Member, path: Path, *, mode: int) -> None:
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in archive.chunks(member):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _restore_config(archive: ArchiveReader, place: Path) -> bool:
    for member in archive.manifest.members:
        if member.name == CONFIG:
            _write(archive, member, place / CONFIG_FILE, mode=0o600)
            return True
    return False


def _restore_database(archive: ArchiveReader, home: Path) -> list[str]:
    with EmbeddedPostgres(home) as postgres:
        load = _load_dump if archive.manifest.method == "pg_dump" else _load_tables
        remarks = load(archive, postgres.conninfo())
        # A new PostgreSQL knows nothing about its tables' sizes, and would plan badly until it does.
        database.analyze(postgres.conninfo())
    return remarks


def _load_dump(archive: ArchiveReader, conninfo: str) -> list[str]:
    complaint = database.load_dump(archive, conninfo)
    wrong = database.differences(archive.manifest, conninfo)
    if wrong:
        raise BackupError(f"the database did not come back whole: {'; '.join(wrong[:3])}; {complaint[-500:]}")
    return [f"every row is back, but pg_restore said: {line}" for line in complaint.splitlines() if "error:" in line]


def _load_tables(archive: ArchiveReader, conninfo: str) -> list[str]:
    asyncio.run(migrate(conninfo))
    homeless = database.load_tables(archive, conninfo)
    wrong = [line for line in database.differences(archive.manifest, conninfo) if line.split()[0] not in homeless]
    if wrong:
        raise BackupError(f"the database did not come back whole: {'; '.join(wrong[:3])}")
    database.refresh_views(conninfo)
    return [
        f"{table} was not restored: it is no table of this version; its rows stay in the backup" for table in homeless
    ]
