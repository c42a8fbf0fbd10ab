"""The sign-in page's own picture."""

import io

import pytest
from PIL import Image

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio


def _picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(target, kind)
    return target.getvalue()


async def test_a_picture_is_shown_to_strangers_until_it_is_removed(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana, nobody = await world.admin(), await world.member(), world.anonymous()
        sent = [("image", ("brand.jpg", _picture("JPEG")))]
        assert (await nobody.get("/brand/image")).status_code == 404
        assert (await ana.call("POST", "/brand/image", files=sent)).status_code == 403
        assert (await admin.call("POST", "/brand/image", files=sent)).status_code == 201
        shown = await nobody.get("/brand/image")
        assert shown.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(shown.content)).size == (30, 20)
        assert (await ana.delete("/brand/image")).status_code == 403
        assert (await admin.delete("/brand/image")).status_code == 200
        assert (await nobody.get("/brand/image")).status_code == 404
        gone = await admin.delete("/brand/image")
        assert (gone.status_code, gone.json()["id"]) == (404, "api.admin.delete_brand_image.storage.not_found")


async def test_what_is_no_picture_is_refused(world: World) -> None:
    admin = await world.admin()
    for files, error_id in (
        ([("image", ("brand.png", b"no picture"))], "brand.save_brand_image.decode.app_error"),
        ([("other", ("brand.png", _picture("PNG")))], "api.admin.upload_brand_image.no_file.app_error"),
    ):
        reply = await admin.call("POST", "/brand/image", files=files)
        assert (reply.status_code, reply.json()["id"]) == (400, error_id)
