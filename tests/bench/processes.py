"""CPU time and memory of a server and its database, from /proc. Source: proc(5), `schedstat` and `smaps_rollup`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

PROC = Path("/proc")


def descendants(pid: int) -> list[int]:
    """The process and everything it started, parents first."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (parent := _parent(int(entry.name))):
            children.setdefault(parent, []).append(int(entry.name))
    found, queue = list[int](), [pid]
    while queue:
        each = queue.pop()
        found.append(each)
        queue += children.get(each, [])
    return found


def _parent(pid: int) -> int:
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def name_of(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text().strip()
    except OSError:
        return ""


def cpu_ns(pids: Iterable[int]) -> dict[int, int]:
    """Nanoseconds on a CPU so far, by process, all threads together."""
    spent: dict[int, int] = {}
    for pid in pids:
        try:
            tasks = list((PROC / str(pid) / "task").iterdir())
            spent[pid] = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
        except OSError:
            continue
    return spent


def memory_bytes(pids: Iterable[int]) -> int:
    """Proportional set size: shared pages count once, divided among their users."""
    total = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def busy_ticks() -> tuple[int, int]:
    """Ticks of all CPUs since the machine began: those at work, and all."""
    ticks = [int(each) for each in (PROC / "stat").read_text().splitlines()[0].split()[1:9]]
    every, idle = sum(ticks), ticks[3] + ticks[4]
    return every - idle, every


@dataclass(slots=True)
class Meter:
    """The processes of one server, told apart into server and database."""

    roots: list[int]
    _before: dict[int, int] = field(default_factory=dict[int, int])

    def pids(self) -> tuple[list[int], list[int]]:
        """Server processes, database processes."""
        every = list(dict.fromkeys(pid for root in self.roots for pid in descendants(root)))
        database = [pid for pid in every if name_of(pid).startswith("postgres")]
        return [pid for pid in every if pid not in database], database

    def start(self) -> None:
        server, database = self.pids()
        self._before = cpu_ns([*server, *database])

    def stop(self) -> tuple[float, float]:
        """Milliseconds of CPU since `start`: server, database."""
        server, database = self.pids()
        after = cpu_ns([*server, *database])

        def spent(pids: list[int]) -> float:
            return sum(after.get(pid, 0) - self._before.get(pid, 0) for pid in pids) / 1e6

        return spent(server), spent(database)
