"""What PostgreSQL's pid file and /proc tell about a postmaster and its backends."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_S = 5  # how far the clock in the pid file may be from the kernel's


@dataclass(frozen=True, slots=True)
class PidFile:
    pid: int
    started_at: int  # seconds since epoch
    is_ready: bool  # it takes connections


def read_pid_file(data: Path) -> PidFile | None:
    """The pid file of the cluster in `data`; None if there is none, or it is still being written."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return PidFile(int(lines[0]), int(lines[2]), len(lines) > 7 and lines[7].strip() == "ready")
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_postmaster(known: PidFile, data: Path) -> bool:
    """Whether that process is alive and still the postmaster of `data`: pids are given out again."""
    if not _is_postgres(known.pid):
        return False
    here = _works_in(known.pid, data)
    # In a container, root may not look into other users' processes; then the starting time tells them apart.
    return abs(_started_at(known.pid) - known.started_at) <= _PATIENCE_S if here is None else here


def processes_in(data: Path) -> list[int]:
    """Every PostgreSQL process of the cluster in `data` that we are allowed to recognise."""
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _is_postgres(pid) and _works_in(pid, data)]


def _is_postgres(pid: int) -> bool:
    try:
        if Path(f"/proc/{pid}/comm").read_text().strip() != "postgres":
            return False
        return _stat_fields(pid)[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _works_in(pid: int, data: Path) -> bool | None:
    try:
        return os.path.samestat(os.stat(f"/proc/{pid}/cwd"), data.stat())
    except PermissionError:
        return None
    except (FileNotFoundError, ProcessLookupError):
        return False


def _started_at(pid: int) -> float:
    try:
        ticks = int(_stat_fields(pid)[19])
    except (FileNotFoundError, ProcessLookupError):
        return 0
    uptime_s = float(Path("/proc/uptime").read_text().split()[0])
    return time.time() - uptime_s + ticks / os.sysconf("SC_CLK_TCK")


def _stat_fields(pid: int) -> list[str]:
    """From the state on; the name before it may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
