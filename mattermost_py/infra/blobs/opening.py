"""Opens the blob store that the settings choose, and cleans up after a crash."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from mattermost_py.config import ConfigStore
from mattermost_py.infra.blobs.local import LocalBlobs
from mattermost_py.infra.blobs.store import BlobStore

STALE_S = 24 * 3600  # nothing takes longer to arrive


@asynccontextmanager
async def open_blobs(config: ConfigStore) -> AsyncIterator[BlobStore]:
    """The store of FileSettings, open while the context lasts."""
    settings = config.current
    blobs: BlobStore
    if settings.FileSettings.DriverName == "amazons3":
        from mattermost_py.infra.blobs.s3 import S3Blobs, s3_store  # its library takes 4 MB

        staging = settings.data_directory / "staging"
        blobs = S3Blobs(s3_store(settings), staging, part_bytes=settings.FileSettings.AmazonS3UploadPartSizeBytes)
    else:
        blobs = LocalBlobs(settings.files_directory)
    await asyncio.to_thread(_prepare, blobs.staging)
    yield blobs


def _prepare(staging: Path) -> None:
    staging.mkdir(parents=True, exist_ok=True, mode=0o750)
    for left in staging.iterdir():
        if left.stat().st_mtime < time.time() - STALE_S:
            left.unlink(missing_ok=True)
