"""Blobs in an S3 bucket or anything that speaks its protocol."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.store import S3Store

from mattermost_py.config import Settings
from mattermost_py.infra.blobs.store import CHUNK_BYTES, BlobMissing, BlobStore, Usage, added_up, safe_path

if TYPE_CHECKING:
    from obstore.store import ClientConfig, S3Config

DEFAULT_REGION = "us-east-1"


class S3Blobs(BlobStore):
    """A bucket, below a prefix."""

    def __init__(self, store: S3Store, staging: Path, *, part_bytes: int) -> None:
        self.store = store
        self.staging = staging
        self._part_bytes = max(part_bytes, 5 * 1024 * 1024)  # S3 takes no smaller parts

    async def size(self, path: str) -> int:
        try:
            return (await obstore.head_async(self.store, safe_path(path)))["size"]
        except FileNotFoundError as exc:
            raise BlobMissing(path) from exc

    async def stream(self, path: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        if end is not None and end <= start:
            return
        try:
            if end is None:
                wanted = await obstore.get_async(self.store, safe_path(path), options={"range": {"offset": start}})
            else:
                wanted = await obstore.get_async(self.store, safe_path(path), options={"range": (start, end)})
        except FileNotFoundError as exc:
            raise BlobMissing(path) from exc
        async for part in wanted.stream(CHUNK_BYTES):
            yield bytes(part)

    async def write(self, path: str, content: bytes) -> None:
        await obstore.put_async(self.store, safe_path(path), content)

    async def take(self, path: str, file: Path) -> None:
        await obstore.put_async(self.store, safe_path(path), file, chunk_size=self._part_bytes, max_concurrency=4)

    async def link(self, path: str, lasts: timedelta) -> str | None:
        return await obstore.sign_async(self.store, "GET", safe_path(path), lasts)

    async def delete(self, *paths: str) -> None:
        try:
            await obstore.delete_async(self.store, [safe_path(path) for path in paths])
        except FileNotFoundError:
            return  # some S3 look-alikes complain about what is gone already

    async def below(self, prefix: str) -> list[str]:
        found: list[str] = []
        pages = self.store.list(safe_path(prefix) + "/")  # pyright: ignore[reportUnknownMemberType]  # Arrow overload
        async for page in pages:
            found += [each["path"] for each in page]
        return sorted(found)

    async def older(self, prefix: str, before_ms: int) -> list[str]:
        found: list[str] = []
        pages = self.store.list(safe_path(prefix) + "/")  # pyright: ignore[reportUnknownMemberType]  # Arrow overload
        async for page in pages:
            found += [each["path"] for each in page if each["last_modified"].timestamp() * 1000 < before_ms]
        return sorted(found)

    async def usage(self) -> dict[str, Usage]:
        sizes: list[tuple[str, int]] = []
        pages = self.store.list()  # pyright: ignore[reportUnknownMemberType]  # Arrow overload
        async for page in pages:
            sizes += [(each["path"], each["size"]) for each in page]
        return added_up(sizes)


def s3_store(settings: Settings) -> S3Store:
    """The bucket that FileSettings names; without keys the machine's own identity is used."""
    chosen = settings.FileSettings
    endpoint = chosen.AmazonS3Endpoint
    config: S3Config = {"region": chosen.AmazonS3Region or DEFAULT_REGION}
    if endpoint and endpoint != "s3.amazonaws.com":
        config["endpoint"] = f"{'https' if chosen.AmazonS3SSL else 'http'}://{endpoint}"
    if chosen.AmazonS3AccessKeyId:
        config["access_key_id"] = chosen.AmazonS3AccessKeyId
        config["secret_access_key"] = chosen.AmazonS3SecretAccessKey
    if chosen.AmazonS3SSE:
        config["server_side_encryption"] = "AES256"
    limit = timedelta(milliseconds=chosen.AmazonS3RequestTimeoutMilliseconds)
    client: ClientConfig = {"timeout": limit, "allow_http": not chosen.AmazonS3SSL}
    return S3Store(
        chosen.AmazonS3Bucket, prefix=chosen.AmazonS3PathPrefix or None, config=config, client_options=client
    )
