"""Adds up what the server stores, by kind."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from mattermost_py.config import Settings
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.disk import store
from mattermost_py.features.system.disk.models import Area, DiskUse
from mattermost_py.infra import logfile
from mattermost_py.infra.blobs import Usage
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.permissions import Permission

NAMES = ("database", "files", "pictures", "exports", "imports", "log", "other")
# What lies in which folder of the file store; folders of attachments are named by their day.
_FOLDERS = {"users": "pictures", "teams": "pictures", "brand": "pictures", "emoji": "pictures"}


async def use(db: Db, actor: Actor) -> DiskUse:
    """Raises: Forbidden."""
    await gate.require(db, actor, Permission.READ_JOBS)
    settings, blobs = db.settings, db.runtime.blobs
    stored = by_area(settings, await blobs.usage())
    log = await asyncio.to_thread(_log, settings)
    stored |= {"database": Usage(await store.database_bytes(db), 0), "log": log}
    free, total = await asyncio.to_thread(_room, settings)
    areas = (Area(name, stored[name].bytes, stored[name].files) for name in NAMES if name in stored)
    return DiskUse(tuple(areas), free, total)


def by_area(settings: Settings, folders: Mapping[str, Usage]) -> dict[str, Usage]:
    """Folders of the file store added up by what is in them."""
    names = _FOLDERS | {
        _first(settings.export_folder): "exports",
        _first(settings.import_folder): "imports",
    }
    size: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for folder, usage in folders.items():
        area = names.get(folder) or ("files" if folder.isdigit() or folder == "data" else "other")
        size[area] += usage.bytes
        count[area] += usage.files
    return {area: Usage(size[area], count[area]) for area in size}


def _first(folder: str) -> str:
    return folder.split("/", 1)[0]


def _log(settings: Settings) -> Usage:
    """The log with its older parts."""
    path = logfile.path_of(settings)
    if path is None:
        return Usage(0, 0)
    found = [file.stat().st_size for file in path.parent.glob(f"{path.stem}*") if file.is_file()]
    return Usage(sum(found), len(found))


def _room(settings: Settings) -> tuple[int, int]:
    if settings.FileSettings.DriverName != "local":
        return 0, 0
    found = shutil.disk_usage(_existing(settings.data_directory))
    return found.free, found.total


def _existing(folder: Path) -> Path:
    """The folder, or the next one above it that is there."""
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())
