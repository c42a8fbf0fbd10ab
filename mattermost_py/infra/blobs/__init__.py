"""File contents: a folder or an S3 bucket, chosen by `FileSettings.DriverName`."""

from mattermost_py.infra.blobs.opening import open_blobs
from mattermost_py.infra.blobs.store import BlobMissing, BlobStore, StagedWriter, Usage, safe_path

__all__ = ["BlobMissing", "BlobStore", "StagedWriter", "Usage", "open_blobs", "safe_path"]
