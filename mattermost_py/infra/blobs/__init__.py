"""File contents: a folder or an S3 bucket, chosen by `FileSettings.DriverName`."""

from mattermost_py.infra.blobs.opening import open_blobs
from mattermost_py.infra.blobs.store import BlobMissing, BlobStore, StagedWriter, safe_path

__all__ = ["BlobMissing", "BlobStore", "StagedWriter", "open_blobs", "safe_path"]
