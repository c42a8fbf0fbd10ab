"""Files: rows FILE."""

import io

import pytest
from PIL import ExifTags, Image

from tests.conftest import NewWorld
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def _upload(who: Person, channel: Thing, *contents: bytes, name: str = "file.txt") -> list[str]:
    parts = [("channel_id", (None, channel.id)), *(("files", (name, each)) for each in contents)]
    reply = await who.call("POST", "/files", files=parts)
    assert reply.status_code == 201, reply.text
    return [each["id"] for each in reply.json()["file_infos"]]


async def test_a_post_takes_ten_files_and_no_eleventh(world: World) -> None:
    """FILE-01"""
    ana, channel = await world.member(), await world.town_square()
    ids = [*await _upload(ana, channel, *(b"%d" % each for each in range(10))), *await _upload(ana, channel, b"more")]
    refused = await ana.post("/posts", channel_id=channel.id, message="", file_ids=ids)
    assert refused.status_code == 400
    post = (await ana.post("/posts", channel_id=channel.id, message="", file_ids=ids[:10])).json()
    assert sorted(each["id"] for each in post["metadata"]["files"]) == sorted(ids[:10])


async def test_a_file_one_byte_too_large_is_refused_and_not_stored(new_world: NewWorld) -> None:
    """FILE-03"""
    async with new_world(FileSettings={"MaxFileSize": 1000}) as world:
        ana, channel = await world.member(), await world.town_square()
        await _upload(ana, channel, b"x" * 1000)
        stored = sorted(world.application.runtime.config.current.files_directory.rglob("file.txt"))
        parts = [("channel_id", (None, channel.id)), ("files", ("big.txt", b"x" * 1001))]
        reply = await ana.call("POST", "/files", files=parts)
        assert (reply.status_code, reply.json()["id"]) == (413, "api.file.upload_file.too_large_detailed.app_error")
        assert len(stored) == 1
        assert not [each for each in stored[0].parents[5].rglob("*") if each.name == "big.txt"]
        count = await world.application.runtime.db().value(int, "SELECT count(*) FROM fileinfo")
        assert count == 1


def photo() -> bytes:
    """Taken with the camera turned, red on the left of the stored pixels, at a known place."""
    picture = Image.new("RGB", (400, 200), "white")
    picture.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # the camera was turned: show it turned by 90° clockwise
    exif[ExifTags.Base.Make] = "Camera"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif, quality=95)
    return target.getvalue()


async def test_a_photo_stands_upright_and_does_not_tell_where_it_was_taken(world: World) -> None:
    """FILE-05"""
    ana, bob, channel = await world.member(), await world.member(), await world.town_square()
    sent = photo()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    (file_id,) = await _upload(ana, channel, sent, name="photo.jpg")
    await world.post(by=ana, channel=channel, file_ids=[file_id])

    info = (await bob.get(f"/files/{file_id}/info")).json()
    assert (info["width"], info["height"]) == (200, 400)
    for kind in ("", "/preview", "/thumbnail"):
        shown = Image.open(io.BytesIO((await bob.get(f"/files/{file_id}{kind}")).content))
        exif = shown.getexif()
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo), kind
        upright = Image.open(io.BytesIO((await bob.get(f"/files/{file_id}{kind}")).content))
        turned = {6: Image.Transpose.ROTATE_270}.get(exif.get(ExifTags.Base.Orientation, 1))
        drawn = (upright.transpose(turned) if turned is not None else upright).convert("RGB")
        assert drawn.width < drawn.height, kind
        top, bottom = (drawn.getpixel((drawn.width // 2, drawn.height * each // 10)) for each in (1, 9))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert (top[1] < 60, bottom[1] > 200) == (True, True), kind
