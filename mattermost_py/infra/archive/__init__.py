"""Backups: database, files and configuration in one file, made while the server runs, and back again."""

from mattermost_py.infra.archive.create import Content, create
from mattermost_py.infra.archive.errors import BackupError
from mattermost_py.infra.archive.manifest import Manifest
from mattermost_py.infra.archive.reader import ArchiveReader
from mattermost_py.infra.archive.restore import Restored, restore

__all__ = ["ArchiveReader", "BackupError", "Content", "Manifest", "Restored", "create", "restore"]
