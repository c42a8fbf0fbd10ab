"""How much memory there is for this process and what it starts.

Source: proc(5), cgroups(7) and the kernel's cgroup-v2 documentation, "Memory Interface Files".
"""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath


def megabytes(root: Path = Path("/")) -> int:
    """The machine's memory, or less where a control group (systemd's MemoryMax, a container) allows less.

    root: where /proc and /sys are found.
    """
    every = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(every, min(_limits(root), default=every)) // 2**20


def _limits(root: Path) -> Iterator[int]:
    """Bytes that our control group and those around it allow; none where they allow everything."""
    for file in _files(root):
        try:
            yield int(file.read_text())
        except (OSError, ValueError):  # not there, or "max"
            continue


def _files(root: Path) -> Iterator[Path]:
    try:
        lines = (root / "proc/self/cgroup").read_text().splitlines()
    except OSError:
        return
    for line in lines:
        _, controllers, name = line.split(":", 2)
        at = PurePosixPath(name.lstrip("/"))
        for group in (at, *at.parents):
            if not controllers:
                yield root / "sys/fs/cgroup" / group / "memory.max"
            elif "memory" in controllers.split(","):
                yield root / "sys/fs/cgroup/memory" / group / "memory.limit_in_bytes"
