"""Blobs in a folder: any name, ranges, atomic writes, no way out."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mattermost_py.config import load
from mattermost_py.infra.blobs import BlobMissing, BlobStore, open_blobs, safe_path

pytestmark = pytest.mark.anyio


@pytest.fixture
async def blobs(tmp_path: Path) -> AsyncIterator[BlobStore]:
    async with open_blobs(load(None, environ={}, overrides={"Data": {"Directory": str(tmp_path)}})) as opened:
        yield opened


@pytest.mark.parametrize("name", ["a b.txt", "report#1", "ä%20x?*.png", "日本.png", "tab\there", 'quo"te\\<>'])
async def test_any_name_is_kept(blobs: BlobStore, name: str) -> None:
    await blobs.write(f"folder/{name}", b"content")
    assert await blobs.read(f"folder/{name}") == b"content"
    assert await blobs.below("folder") == [f"folder/{name}"]


async def test_ranges_and_sizes(blobs: BlobStore) -> None:
    content = os.urandom(700_000)
    await blobs.write("big", content)
    assert await blobs.size("big") == 700_000
    assert await blobs.read("big") == content
    assert await blobs.read("big", 10, 400_000) == content[10:400_000]
    assert await blobs.read("big", 699_999) == content[-1:]


async def test_missing_blobs_are_told_apart(blobs: BlobStore) -> None:
    assert not await blobs.exists("none")
    for path in ("none", "none/below"):
        with pytest.raises(BlobMissing):
            await blobs.read(path)
    await blobs.delete("none")


async def test_a_local_file_is_taken_and_a_failed_one_leaves_nothing(blobs: BlobStore) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b"x" * 100_000

    async def broken() -> AsyncIterator[bytes]:
        yield b"x"
        raise ConnectionError

    with blobs.staged() as file:
        assert await blobs.save_parts(file, parts()) == 500_000
        await blobs.take("a/b/c", file)
    with pytest.raises(ConnectionError), blobs.staged() as file:
        await blobs.save_parts(file, broken())
    assert await blobs.size("a/b/c") == 500_000
    assert list(blobs.staging.iterdir()) == []
    await blobs.delete("a/b/c")
    assert not (blobs.staging.parent / "a").exists()


@pytest.mark.parametrize("path", ["../x", "a/../../x", "", "/", "a/\0"])
def test_no_path_leads_out(path: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        safe_path(path)
