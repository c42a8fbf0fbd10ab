"""`mmpy backup`: the database, the files and the configuration in one file, and back."""

import os
import tarfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from mattermost_py.cli.failures import clear_failures, fail
from mattermost_py.cli.options import ConfigFile, DataDirectory, load_with
from mattermost_py.cli.saved import saved_settings
from mattermost_py.config import ConfigStore, Settings
from mattermost_py.infra import archive
from mattermost_py.infra.archive import ArchiveReader, BackupError, Content, Manifest
from mattermost_py.infra.archive.reader import is_sealed
from mattermost_py.infra.postgres import EmbeddedPostgres, database, embedded

app = typer.Typer(help="Back up and restore database, files and configuration.", no_args_is_help=True)

PASSPHRASE_VARIABLE = "MMPY_BACKUP_PASSPHRASE"
BACKUPS = "backups"  # below the data directory

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help=f"A file whose first line is the passphrase; else {PASSPHRASE_VARIABLE} holds it."),
]
BackupFile = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


@app.command()
def create(
    config: ConfigFile = None,
    data: DataDirectory = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    *,
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Encrypt it with a passphrase.")] = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write a backup; the server may be running."""
    with clear_failures():
        passphrase = _passphrase(passphrase_file, required=encrypt) if encrypt or passphrase_file else None
        store = load_with(config, data)
        with database(store.current) as conninfo:
            store.reload(saved_settings(conninfo))  # it may have moved the folder of the files
            path = output or _new_path(store.current, sealed=passphrase is not None)
            manifest = archive.create(path, _content(store, conninfo), passphrase)
    typer.echo(f"{path}: {_summary(manifest)}, {_size(path.stat().st_size)}")
    _note(manifest.remarks)


@app.command("list")
def list_backups(
    config: ConfigFile = None,
    data: DataDirectory = None,
    directory: Annotated[Path | None, typer.Option(help="Look here instead of in the data directory.")] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Show the backups there are, newest last."""
    with clear_failures():
        folder = directory or load_with(config, data).current.data_directory / BACKUPS
        paths = sorted(filter(_may_be_backup, folder.iterdir()), key=_changed_at) if folder.is_dir() else []
        passphrase = _passphrase(passphrase_file, required=False)
    for path in paths:
        typer.echo(f"{path}: {_description(path, passphrase)}")
    if not paths:
        typer.echo(f"No backups in {folder}.")


@app.command()
def verify(file: BackupFile, passphrase_file: PassphraseFile = None) -> None:
    """Read a backup to its end and compare every part with its hash."""
    with clear_failures():
        with ArchiveReader(file, _passphrase(passphrase_file, required=False)) as reader:
            manifest, problems = reader.manifest, reader.problems()
        if problems:
            fail(*(f"{file}: {problem}" for problem in problems))
    typer.echo(f"{file} is whole: {_summary(manifest)}")


@app.command()
def restore(
    file: BackupFile,
    data: Annotated[Path, typer.Option("--data", help="The new data directory; empty or absent.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a data directory from a backup; whatever fails, nothing is left half-done."""
    with clear_failures(), ArchiveReader(file, _passphrase(passphrase_file, required=False)) as reader:
        restored = archive.restore(reader, data.absolute())
    typer.echo(f"{data}: {restored.rows} rows, {restored.files} files restored")
    _note(restored.remarks)
    named = f" --config {restored.config}" if restored.config else ""
    typer.echo(f"Start it with: mmpy server --data {data}{named}")


def _note(remarks: Sequence[str]) -> None:
    for remark in remarks:
        typer.echo(f"Note: {remark}.", err=True)


def _passphrase(file: Path | None, *, required: bool) -> str | None:
    passphrase = os.environ.get(PASSPHRASE_VARIABLE)
    if file:
        try:
            passphrase = file.read_text().partition("\n")[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as exc:
            raise BackupError(f"cannot read the passphrase in {file}: {exc}") from exc
    if not passphrase and (required or file):
        raise BackupError(f"no passphrase: set {PASSPHRASE_VARIABLE} or name a file by --passphrase-file")
    return passphrase or None


def _new_path(settings: Settings, *, sealed: bool) -> Path:
    name = f"mmpy-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    return settings.data_directory / BACKUPS / (f"{name}.sealed" if sealed else name)


def _content(store: ConfigStore, conninfo: str) -> Content:
    settings = store.current
    cluster = embedded(settings)
    is_local = settings.FileSettings.DriverName == "local"
    return Content(
        conninfo=conninfo,
        files=settings.files_directory if is_local else None,
        config=store.file if store.file and store.file.exists() else None,
        files_place=_place(settings, settings.files_directory, otherwise="files"),
        postgres_place=_place(settings, cluster.home if cluster else None, otherwise="postgres"),
        remarks=_remarks(store, cluster),
        # Where uploads are kept in the data directory itself, these are none.
        excluded=[settings.data_directory / BACKUPS, *([cluster.home] if cluster else [])],
    )


def _place(settings: Settings, folder: Path | None, *, otherwise: str) -> str:
    """Where a folder goes below a new data directory; one outside the old directory gets another name."""
    if folder is None or not folder.is_relative_to(settings.data_directory):
        return otherwise
    return folder.relative_to(settings.data_directory).as_posix()


def _remarks(store: ConfigStore, cluster: EmbeddedPostgres | None) -> list[str]:
    """What differs after restoring into an embedded database and one data directory."""
    settings = store.current
    inside = settings.data_directory
    remarks: list[str] = []
    if cluster is None:
        remarks.append("the database was an external one: unset SqlSettings.DataSource to use the restored one")
    elif not cluster.home.is_relative_to(inside):
        remarks.append('the database was outside the data directory: set Embedded.Directory = "postgres"')
    if settings.FileSettings.DriverName != "local":
        remarks.append(f"uploads are kept by the {settings.FileSettings.DriverName} driver and are not in the backup")
    elif not settings.files_directory.is_relative_to(inside):
        remarks.append('the files were outside the data directory: set FileSettings.Directory = "files"')
    if store.file is None or not store.file.exists():
        remarks.append("there was no configuration file, so none is in the backup")
    return remarks


def _may_be_backup(path: Path) -> bool:
    """By what is in it: whoever names the file may leave out the usual ending."""
    try:
        return path.is_file() and path.name[0] != "." and (is_sealed(path) or tarfile.is_tarfile(path))
    except OSError:
        return False


def _changed_at(path: Path) -> float:
    return path.stat().st_mtime


def _description(path: Path, passphrase: str | None) -> str:
    try:
        if is_sealed(path) and passphrase is None:
            return f"encrypted, {_size(path.stat().st_size)}"
        with ArchiveReader(path, passphrase) as reader:
            made = datetime.fromtimestamp(reader.manifest.created_at / 1000, UTC)
            return f"{made:%Y-%m-%d %H:%M:%S} UTC, {_summary(reader.manifest)}, {_size(path.stat().st_size)}"
    except BackupError as exc:
        return str(exc).removeprefix(f"{path}: ")


def _summary(manifest: Manifest) -> str:
    return f"mmpy {manifest.mmpy_version}, {manifest.rows} rows, {len(manifest.files)} files"


def _size(size_bytes: int) -> str:
    return f"{size_bytes / 2**20:.1f} MB"
