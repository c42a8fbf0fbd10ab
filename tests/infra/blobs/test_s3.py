"""Blobs in a bucket behave as those in a folder, and a site can live on one."""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mattermost_py.config import load
from mattermost_py.infra.blobs import BlobMissing, BlobStore, open_blobs
from tests.conftest import NewWorld
from tests.fixtures.s3 import bucket

pytestmark = pytest.mark.anyio

LARGE = 11 * 1024 * 1024


async def _read(blobs: BlobStore, path: str, start: int = 0, end: int | None = None) -> bytes:
    return b"".join([part async for part in blobs.stream(path, start, end)])


async def test_blobs_are_kept_read_in_parts_listed_and_removed(tmp_path: Path) -> None:
    with bucket() as kept:
        overrides = {"FileSettings": kept.settings(), "Data": {"Directory": str(tmp_path)}}
        async with open_blobs(load(None, environ={}, overrides=overrides)) as blobs:
            name = "20260101/teams/x/Übersicht & more 🎉.txt"
            await blobs.write(name, b"0123456789")
            assert list(kept.objects) == [f"site/{name}"]
            assert await blobs.size(name) == 10
            assert await blobs.read(name) == b"0123456789"
            assert await _read(blobs, name, 3) == b"3456789"
            assert await _read(blobs, name, 3, 6) == b"345"
            assert await _read(blobs, name, 6, 6) == b""
            assert await blobs.below("20260101") == [name]
            for missing in (blobs.size("no"), blobs.read("no"), _read(blobs, "no", 1, 2)):
                with pytest.raises(BlobMissing):
                    await missing
            await blobs.delete(name, "never there")
            assert kept.objects == {}


async def test_a_large_file_goes_in_parts(tmp_path: Path) -> None:
    with bucket() as kept:
        overrides = {"FileSettings": kept.settings(), "Data": {"Directory": str(tmp_path)}}
        content = os.urandom(LARGE)
        (tmp_path / "large").write_bytes(content)
        async with open_blobs(load(None, environ={}, overrides=overrides)) as blobs:
            await blobs.take("large.bin", tmp_path / "large")
        assert kept.objects == {"site/large.bin": content}
        assert kept.parts_seen > 1
        assert kept.uploads == {}


async def test_uploads_of_a_site_are_in_its_bucket(new_world: NewWorld) -> None:
    with bucket() as kept:
        async with new_world(FileSettings=kept.settings()) as world:
            ana, square = await world.member(), await world.town_square()
            parts = [("channel_id", (None, square.id)), ("files", ("notes.txt", b"Hello from a bucket"))]
            (info,) = (await ana.call("POST", "/files", files=parts)).json()["file_infos"]
            await world.post(by=ana, file_ids=[info["id"]])
            assert b"Hello from a bucket" in kept.objects.values()
            path = f"/files/{info['id']}"
            assert (await ana.get(path)).content == b"Hello from a bucket"
            part = await ana.call("GET", path, headers={"Range": "bytes=6-9"})
            assert (part.status_code, part.content) == (206, b"from")
            ping = (await ana.get("/system/ping", get_server_status=True)).json()
            assert ping["filestore_status"] == "OK"


async def test_an_export_is_fetched_from_the_bucket_itself(new_world: NewWorld) -> None:
    flags = {"EnableExportDirectDownload": True}
    with bucket() as kept:
        async with new_world(FileSettings=kept.settings(), FeatureFlags=flags) as world:
            admin, ana = await world.admin(), await world.member()
            kept.objects["site/export/made_export.zip"] = b"all there is"
            reply = await admin.post("/exports/made_export.zip/presign-url")
            assert reply.status_code == 200, reply.text
            url: str = reply.json()["url"]
            assert url.startswith(f"http://{kept.endpoint}/bucket/site/export/made_export.zip?")
            lasts = int(parse_qs(urlsplit(url).query)["X-Amz-Expires"][0])
            assert reply.json()["expiration"] == lasts * 10**9
            async with httpx.AsyncClient() as stranger:
                assert (await stranger.get(url)).content == b"all there is"
            lost = await admin.post("/exports/other_export.zip/presign-url")
            assert (lost.status_code, lost.json()["id"]) == (500, "app.eport.generate_presigned_url.notfound.app_error")
            assert (await ana.post("/exports/made_export.zip/presign-url")).status_code == 403
