"""Uploading: forms and plain bodies, limits, permission, what is kept of pictures and texts."""

import asyncio
from base64 import b64decode
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tests.conftest import NewWorld
from tests.features.messaging.files.pictures import animation, bomb, exif, picture
from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio


async def send(
    who: Person,
    channel: Thing,
    *files: tuple[str, bytes],
    client_ids: list[str] | None = None,
    late_channel: bool = False,
) -> Any:
    """One form, its fields in the order official clients use (or the channel last)."""
    fields: list[tuple[str, tuple[str | None, Any]]] = [("channel_id", (None, channel.id))]
    parts = [("files", (name, content)) for name, content in files]
    parts += [("client_ids", (None, each)) for each in client_ids or []]
    every = [*parts, *fields] if late_channel else [*fields, *parts]
    return await who.call("POST", "/files", files=every)


@pytest.mark.parametrize("late_channel", [False, True])
async def test_a_form_keeps_every_file_in_its_order(world: World, late_channel: bool) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    reply = await send(
        ana, channel, ("b.txt", b"second"), ("a.bin", b"\0\1"), client_ids=["x", "y"], late_channel=late_channel
    )
    assert reply.status_code == 201
    body = reply.json()
    assert body["client_ids"] == ["x", "y"]
    first, second = body["file_infos"]
    assert first == {
        "id": first["id"],
        "user_id": ana.id,
        "channel_id": channel.id,
        "create_at": first["create_at"],
        "update_at": first["create_at"],
        "delete_at": 0,
        "name": "b.txt",
        "extension": "txt",
        "size": 6,
        "mime_type": "text/plain",
        "mini_preview": None,
        "remote_id": "",
        "archived": False,
    }
    assert (second["name"], second["mime_type"], second["size"]) == ("a.bin", "application/octet-stream", 2)
    assert (await ana.get(f"/files/{first['id']}")).content == b"second"


async def test_a_plain_body_is_one_file(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    sent = await ana.call(
        "POST", "/files", params={"channel_id": channel.id, "filename": "d/../n\u00f6te.md"}, content=b"# hi"
    )
    assert sent.status_code == 201
    assert sent.json()["client_ids"] == []
    assert sent.json()["file_infos"][0]["name"] == "n\u00f6te.md"
    unnamed = await ana.call("POST", "/files", params={"channel_id": channel.id}, content=b"x")
    assert (unnamed.status_code, unnamed.json()["id"]) == (400, "api.context.invalid_url_param.app_error")


async def test_only_members_upload(world: World) -> None:
    ana, eve = await world.member(), await world.stranger()
    channel = await world.channel(by=ana, type="P")
    for who, status in ((ana, 201), (eve, 403)):
        assert (await send(who, channel, ("a.txt", b"a"))).status_code == status
    assert (await send(world.anonymous(), channel, ("a.txt", b"a"))).status_code == 401


async def test_forms_that_make_no_sense_are_refused(world: World) -> None:
    ana = await world.member()
    channel, other = await world.channel(by=ana), await world.channel(by=ana)
    wrong = await send(ana, channel, ("a", b"a"), client_ids=["1", "2"])
    assert (wrong.status_code, wrong.json()["id"]) == (
        400,
        "api.file.upload_file.incorrect_number_of_client_ids.app_error",
    )
    two = await ana.call(
        "POST",
        "/files",
        files=[("channel_id", (None, channel.id)), ("channel_id", (None, other.id)), ("files", ("a", b"a"))],
    )
    assert (two.status_code, two.json()["id"]) == (400, "api.file.upload_file.multiple_channel_ids.app_error")
    empty = await ana.call("POST", "/files", files=[("channel_id", (None, channel.id))])
    assert (empty.status_code, empty.json()["id"]) == (400, "api.file.upload_file.read_request.app_error")
    torn = await ana.call(
        "POST", "/files", content=b"--x\r\nnonsense", headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert (torn.status_code, torn.json()["id"]) == (400, "api.file.upload_file.read_request.app_error")


async def test_size_is_limited_and_nothing_stays_behind(new_world: NewWorld) -> None:
    async with new_world(FileSettings={"MaxFileSize": 1000}) as world:
        ana = await world.member()
        channel = await world.channel(by=ana)
        for reply in (
            await send(ana, channel, ("big.txt", b"x" * 1100)),
            await send(ana, channel, ("huge.txt", b"x" * 300_000)),
            await ana.call("POST", "/files", params={"channel_id": channel.id, "filename": "b"}, content=b"x" * 1100),
        ):
            assert reply.status_code == 413
            assert reply.json()["id"] == "api.file.upload_file.too_large_detailed.app_error"
        assert (await send(ana, channel, ("fits.txt", b"x" * 1000))).status_code == 201
        assert list(world.application.runtime.blobs.staging.iterdir()) == []


async def test_a_broken_off_upload_leaves_nothing(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    head = (
        f"POST /api/v4/files?channel_id={channel.id}&filename=a HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {ana.token}\r\nContent-Length: 400000\r\n\r\n"
    )
    host, port = world.base_url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(head.encode() + b"x" * 300_000)
    await writer.drain()
    staging = world.application.runtime.blobs.staging
    async with asyncio.timeout(30):
        while not list(staging.iterdir()):
            await asyncio.sleep(0.01)
    writer.close()
    async with asyncio.timeout(30):
        while list(staging.iterdir()):
            await asyncio.sleep(0.01)


async def test_pictures_get_sizes_and_small_versions(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    info = exif(orientation=6, with_place=True)
    sent = await send(ana, channel, ("p.jpg", picture(size=(2400, 1200), info=info)))
    file = sent.json()["file_infos"][0]
    assert (file["width"], file["height"], file["has_preview_image"]) == (1200, 2400, True)
    with Image.open(BytesIO(b64decode(file["mini_preview"]))) as mini:
        assert (mini.size, mini.format) == ((16, 16), "JPEG")
    for kind, size in (("preview", (1200, 2400)), ("thumbnail", (50, 100))):
        reply = await ana.get(f"/files/{file['id']}/{kind}")
        assert reply.headers["content-type"] == "image/jpeg"
        with Image.open(BytesIO(reply.content)) as small:
            assert small.size == size
    whole = await ana.get(f"/files/{file['id']}")
    with Image.open(BytesIO(whole.content)) as original:
        assert original.getexif()[0x0112] == 6
        assert not original.getexif().get_ifd(0x8825)


async def test_wide_and_transparent_pictures(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    sent = await send(
        ana, channel, ("w.png", picture("PNG", (3840, 960), mode="RGBA")), ("p.png", picture("PNG", mode="P"))
    )
    wide, palette = sent.json()["file_infos"]
    reply = await ana.get(f"/files/{wide['id']}/preview")
    assert reply.headers["content-type"] == "image/png"
    with Image.open(BytesIO(reply.content)) as preview:
        assert (preview.size, preview.mode) == ((1920, 480), "RGBA")
    assert palette["has_preview_image"]


async def test_animations_move_in_full_and_rest_in_the_thumbnail(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    file = (await send(ana, channel, ("a.gif", animation()))).json()["file_infos"][0]
    assert (file["width"], file["height"], file.get("has_preview_image")) == (300, 200, None)
    reply = await ana.get(f"/files/{file['id']}/thumbnail")
    with Image.open(BytesIO(reply.content)) as thumbnail:
        assert (getattr(thumbnail, "n_frames", 1), thumbnail.size) == (1, (120, 80))
    missing = await ana.get(f"/files/{file['id']}/preview")
    assert (missing.status_code, missing.json()["id"]) == (400, "api.file.get_file_preview.no_preview.app_error")


async def test_pictures_with_too_many_pixels_are_refused_before_decoding(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    reply = await send(ana, channel, ("bomb.png", bomb(20_000)))
    assert (reply.status_code, reply.json()["id"]) == (400, "api.file.upload_file.large_image_detailed.app_error")


@pytest.mark.parametrize(("name", "content"), [("a.png", b"no picture"), ("a.svg", b"<svg/>"), ("a.jpg", b"")])
async def test_what_cannot_be_drawn_is_a_file_like_any_other(world: World, name: str, content: bytes) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    reply = await send(ana, channel, (name, content))
    assert reply.status_code == 201
    file = reply.json()["file_infos"][0]
    assert "has_preview_image" not in file
    missing = await ana.get(f"/files/{file['id']}/thumbnail")
    assert (missing.status_code, missing.json()["id"]) == (400, "api.file.get_file_thumbnail.no_thumbnail.app_error")


async def test_uploads_can_be_switched_off(new_world: NewWorld) -> None:
    async with new_world(FileSettings={"EnableFileAttachments": False}) as world:
        ana = await world.member()
        reply = await send(ana, await world.channel(by=ana), ("a.txt", b"a"))
        assert (reply.status_code, reply.json()["id"]) == (403, "api.file.attachments.disabled.app_error")
