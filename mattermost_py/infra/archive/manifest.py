"""What a backup says about itself: versions, row counts, and size and hash of each part."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

import orjson

from mattermost_py.infra.archive.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"  # the last member: a backup without it was never finished
CHECKSUM = "manifest.json.sha256"
CONFIG = "config/config.toml"
FILES = "files/"
DUMP = "database/dump"
TABLES = "database/tables/"

Method = Literal["pg_dump", "copy"]


@dataclass(frozen=True, slots=True)
class Member:  # one part of the archive
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    created_at: int  # ms since epoch, UTC
    mmpy_version: str
    mattermost_version: str
    postgres_version: str
    method: Method  # pg_dump's custom format, or one text stream a table
    tables: dict[str, int]  # rows of each `schema.table`, in the snapshot that was saved
    columns: dict[str, list[str]]  # of each table, in the order of its stream; empty for pg_dump
    files_place: str  # below the data directory, such as "data"
    postgres_place: str
    remarks: list[str]  # what whoever restores it should know
    members: list[Member]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def files(self) -> list[Member]:
        return [member for member in self.members if member.name.startswith(FILES)]

    def to_json(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)


def from_json(text: bytes) -> Manifest:
    """Raises: BackupError if this is no manifest, or one of a later version."""
    try:
        fields: dict[str, Any] = orjson.loads(text)
        if fields["format"] > FORMAT:
            raise BackupError(f"made by a newer version (format {fields['format']}): update mmpy first")
        fields["members"] = [Member(**member) for member in fields["members"]]
        return Manifest(**fields)
    except (orjson.JSONDecodeError, KeyError, TypeError) as exc:
        raise BackupError("damaged: its manifest cannot be read") from exc
