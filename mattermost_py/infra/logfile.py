"""The log as a file that all processes of a server write together, and its latest lines."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mattermost_py.config import Settings

NAME = "mattermost.log"
LARGEST_BYTES = 100 * 2**20
KEPT = 3  # older files
BLOCK_BYTES = 64 * 1024


def path_of(settings: "Settings") -> Path | None:
    """Where the log is kept; None when it is not."""
    chosen = settings.LogSettings
    if not chosen.EnableFile:
        return None
    folder = Path(chosen.FileLocation) if chosen.FileLocation else settings.data_directory / "logs"
    return folder / NAME


class LogFile:
    """One process's end of the file. Belongs to the thread that writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = -1
        self._inode = 0

    def write(self, text: str) -> None:
        """Adds whole lines. Raises: OSError."""
        self._follow()
        os.write(self._descriptor, text.encode("utf-8", "replace"))  # appended as one piece, whoever else writes
        if os.fstat(self._descriptor).st_size > LARGEST_BYTES:
            self._turn()

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _follow(self) -> None:
        """Opens the file, anew when another process or an administrator has put it aside."""
        with suppress(FileNotFoundError):
            if self._descriptor >= 0 and self.path.stat().st_ino == self._inode:
                return
        self.close()
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        self._descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        self._inode = os.fstat(self._descriptor).st_ino

    def _turn(self) -> None:
        """Puts a full file aside; of several processes that notice it, one does so."""
        with _locked(self.path.with_suffix(".lock")):
            with suppress(FileNotFoundError):
                if self.path.stat().st_ino == self._inode:
                    self.path.rename(self.path.with_name(f"mattermost-{time.time_ns()}.log"))
            older = sorted(self.path.parent.glob("mattermost-*.log"))
            for each in older[: max(len(older) - KEPT, 0)]:
                each.unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def latest(path: Path, *, skipped: int, wanted: int) -> list[str]:
    """Lines from the end of the file, in their order: `wanted` of them, before the last `skipped`."""
    if wanted <= 0 or not path.exists():
        return []
    blocks: list[bytes] = []
    found = 0
    with path.open("rb") as file:
        place = file.seek(0, os.SEEK_END)
        while place > 0 and found <= skipped + wanted:
            size = min(BLOCK_BYTES, place)
            place -= size
            file.seek(place)
            blocks.append(file.read(size))
            found += blocks[-1].count(b"\n")
    lines = b"".join(reversed(blocks)).decode("utf-8", "replace").splitlines()
    if place > 0:
        lines = lines[1:]  # the first one is cut
    end = max(len(lines) - skipped, 0)
    return lines[max(end - wanted, 0) : end]
