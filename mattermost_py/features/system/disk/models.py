"""What takes room, and how much is left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """Things of one kind."""

    name: str  # database, files, pictures, exports, imports, log, other
    bytes: int
    files: int  # 0 for the database


@dataclass(frozen=True, slots=True)
class DiskUse:
    """Everything the server stores. Free and total are of the machine's disk; 0 where files go to a bucket."""

    areas: tuple[Area, ...]
    free_bytes: int
    total_bytes: int
