"""Uploads in parts: continued after a break, one part at a time, joined at the end."""

import os
from typing import Any

import pytest

from tests.fixtures.world import Person, Thing, World

pytestmark = pytest.mark.anyio

FIRST = 5 * 1024 * 1024
CONTENT = os.urandom(FIRST + 700_000)


async def begin(who: Person, channel: Thing, size: int = len(CONTENT), **fields: Any) -> Any:
    reply = await who.post("/uploads", channel_id=channel.id, filename="big.bin", file_size=size, **fields)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_parts_become_one_file(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana)
    upload = await begin(ana, channel)
    assert upload == {
        "id": upload["id"],
        "type": "attachment",
        "create_at": upload["create_at"],
        "user_id": ana.id,
        "channel_id": channel.id,
        "filename": "big.bin",
        "file_size": len(CONTENT),
        "file_offset": 0,
        "remote_id": "",
        "req_file_id": "",
    }
    path = f"/uploads/{upload['id']}"
    assert (await eve.call("POST", path, content=b"x")).status_code == 403
    assert (await eve.get(path)).json()["id"] == "api.upload.get_upload.forbidden.app_error"
    first = await ana.call("POST", path, content=CONTENT[:FIRST])
    assert (first.status_code, first.content) == (204, b"")
    assert (await ana.get(path)).json()["file_offset"] == FIRST
    assert [each["id"] for each in (await ana.get("/users/me/uploads")).json()] == [upload["id"]]
    last = await ana.call("POST", path, files=[("data", ("x", CONTENT[FIRST:]))])
    assert last.status_code == 200
    file = last.json()
    assert (file["name"], file["size"], file["user_id"]) == ("big.bin", len(CONTENT), ana.id)
    assert (await ana.get(f"/files/{file['id']}")).content == CONTENT
    assert (await ana.get(path)).status_code == 404
    assert await world.application.runtime.blobs.below(f"uploads/{upload['id']}") == []


async def test_sizes_are_kept_to(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    upload = await begin(ana, channel)
    path = f"/uploads/{upload['id']}"
    small = await ana.call("POST", path, content=b"x")
    assert (small.status_code, small.json()["id"]) == (400, "app.upload.upload_data.first_part_too_small.app_error")
    tiny = await begin(ana, channel, size=3)
    much = await ana.call("POST", f"/uploads/{tiny['id']}", content=b"1234")
    assert (much.status_code, much.json()["id"]) == (400, "api.upload.upload_data.invalid_content_length")
    assert (await ana.call("POST", f"/uploads/{tiny['id']}", content=b"123")).json()["size"] == 3
    huge = await ana.post("/uploads", channel_id=channel.id, filename="x", file_size=10**10)
    assert (huge.status_code, huge.json()["id"]) == (413, "api.upload.create.upload_too_large.app_error")


async def test_wrong_wishes_are_refused(world: World) -> None:
    ana, eve = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    for fields, error in (
        ({"filename": ""}, "model.upload_session.is_valid.filename.app_error"),
        ({"file_size": 0}, "model.upload_session.is_valid.file_size.app_error"),
        ({"type": "odd"}, "model.upload_session.is_valid.type.app_error"),
        ({"channel_id": "x"}, "model.upload_session.is_valid.channel_id.app_error"),
    ):
        body: dict[str, Any] = {"channel_id": channel.id, "filename": "a", "file_size": 1, **fields}
        reply = await ana.post("/uploads", body)
        assert (reply.status_code, reply.json()["id"]) == (400, error)
    wish = {"channel_id": channel.id, "filename": "a", "file_size": 1}
    assert (await eve.post("/uploads", wish)).status_code == 403
    assert (await ana.post("/uploads", {**wish, "type": "import"})).status_code == 403
    assert (await ana.get(f"/users/{eve.id}/uploads")).json()["id"] == (
        "api.user.get_uploads_for_user.forbidden.app_error"
    )


async def test_import_archives_are_for_administrators(world: World) -> None:
    admin = await world.admin()
    reply = await admin.post("/uploads", type="import", filename="all.zip", file_size=3)
    upload = reply.json()
    assert (reply.status_code, "channel_id" in upload) == (201, False)
    file = (await admin.call("POST", f"/uploads/{upload['id']}", content=b"zip")).json()
    assert file["name"] == "all.zip"
    assert await world.application.runtime.blobs.read(f"import/{upload['id']}_all.zip") == b"zip"
