"""Reading an export: a ZIP whose entries are looked at one by one and never trusted about their size.

Everything here blocks; it is called in threads.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from mattermost_py.features.governance.slack_import.models import Loose, Room, SlackPost, SlackUser

MIB = 1024 * 1024
ENTRIES_MOST = 1_000_000
JSON_BYTES_MOST = 128 * MIB  # of one entry, unpacked
CHUNK_BYTES = 256 * 1024

M = TypeVar("M", bound=Loose)


class NotReadable(Exception):
    """The file is no ZIP, or is damaged, or an entry is larger than anything sensible."""


class Export:
    """An open export. Raises NotReadable from every method."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = ZipFile(path)
            infos = self._zip.infolist()
        except (BadZipFile, OSError, ValueError, NotImplementedError) as exc:
            raise NotReadable(str(exc)) from exc
        if len(infos) > ENTRIES_MOST:
            raise NotReadable("it has too many entries")
        self._days: dict[str, list[ZipInfo]] = {}
        self._uploads: dict[str, ZipInfo] = {}
        self._lists: dict[str, ZipInfo] = {}
        for each in infos:
            self._note(each)

    def close(self) -> None:
        self._zip.close()

    def _note(self, info: ZipInfo) -> None:
        parts = info.filename.split("/")
        if info.is_dir() or info.flag_bits & 1:  # encrypted entries cannot be read
            return
        if len(parts) == 1:
            self._lists[parts[0]] = info
        elif len(parts) == 3 and parts[0] == "__uploads":
            self._uploads[parts[1]] = info
        elif len(parts) == 2 and parts[1].endswith(".json"):
            self._days.setdefault(parts[0], []).append(info)

    @property
    def is_export(self) -> bool:
        """Whether it has what every export has."""
        return "channels.json" in self._lists or "users.json" in self._lists

    def users(self) -> list[SlackUser]:
        return list(self._items("users.json", SlackUser))

    def rooms(self, name: str) -> list[Room]:
        """Those of one list: channels, groups, mpims or dms."""
        return list(self._items(f"{name}.json", Room))

    def posts(self, folder: str) -> list[SlackPost]:
        """Everything written in one channel, the oldest first."""
        days = sorted(self._days.get(folder, ()), key=lambda each: each.filename)
        found = [post for day in days for post in _valid(self._json(day), SlackPost)]
        return sorted(found, key=lambda each: each.at_ms)

    def has_upload(self, file_id: str) -> bool:
        return file_id in self._uploads

    def unpack(self, file_id: str, to: Path, most: int) -> int:
        """Writes an uploaded file there. Returns its bytes. Raises: NotReadable, also when there are more."""
        size = 0
        try:
            with self._zip.open(self._uploads[file_id]) as source, to.open("wb") as out:
                while part := source.read(CHUNK_BYTES):
                    size += len(part)
                    if size > most:
                        raise NotReadable("the file is larger than the server allows")
                    out.write(part)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as exc:
            raise NotReadable(str(exc)) from exc
        return size

    def _items(self, name: str, model: type[M]) -> Iterator[M]:
        info = self._lists.get(name)
        return _valid(self._json(info), model) if info else iter(())

    def _json(self, info: ZipInfo) -> Any:
        try:
            with self._zip.open(info) as source:
                text = source.read(JSON_BYTES_MOST + 1)
            if len(text) > JSON_BYTES_MOST:
                raise NotReadable(f"{info.filename} is too large")
            return json.loads(text)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as exc:
            raise NotReadable(f"{info.filename}: {exc}") from exc


def _valid(found: Any, model: type[M]) -> Iterator[M]:
    """The items of a list that are what they should be."""
    items: list[Any] = found if isinstance(found, list) else []  # pyright: ignore[reportUnknownVariableType] - JSON edge
    for each in items:
        try:
            yield model.model_validate(each)
        except ValidationError:
            continue
