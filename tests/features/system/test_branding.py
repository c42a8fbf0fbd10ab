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


async def test_the_sites_icon_is_shown_in_every_size_until_another_version_comes_back(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana, nobody = await world.admin(), await world.member(), world.anonymous()
        sent = [("image", ("icon.jpg", _picture("JPEG")))]
        usual = await nobody.get("/brand/icon/192")
        assert (usual.status_code, usual.headers["location"]) == (302, "/static/icon-192.png")
        assert (await ana.call("POST", "/brand/icon", files=sent)).status_code == 403
        assert (await admin.call("POST", "/brand/icon", files=sent)).status_code == 201
        icon_id = (await nobody.get("/config/client")).json()["BrandIcon"]
        for size, side in (("64", 64), ("96", 96), ("180", 180), ("192", 192), ("512", 512), ("maskable", 512)):
            shown = await nobody.get(f"/brand/icon/{size}", v=icon_id)
            assert Image.open(io.BytesIO(shown.content)).size == (side, side)
            assert "immutable" in shown.headers["cache-control"]
        assert (await nobody.get("/brand/icon/96")).headers["cache-control"] == "no-cache"
        assert (await nobody.get("/brand/icon/7")).status_code == 404

        assert (await ana.delete("/brand/icon")).status_code == 403
        assert (await admin.delete("/brand/icon")).status_code == 200
        assert (await nobody.get("/brand/icon/192")).status_code == 302
        versions = (await admin.get("/config/history")).json()["versions"]
        assert (await admin.post(f"/config/history/{versions[1]['id']}/restore")).status_code == 200
        assert (await nobody.get("/config/client")).json()["BrandIcon"] == icon_id
        assert (await nobody.get("/brand/icon/192")).status_code == 200


async def test_an_icon_the_operator_chose_stays(new_world: NewWorld) -> None:
    async with new_world(Branding={"Icon": "a" * 26}) as world:
        admin = await world.admin()
        sent = [("image", ("icon.jpg", _picture("JPEG")))]
        for reply in (await admin.call("POST", "/brand/icon", files=sent), await admin.delete("/brand/icon")):
            assert (reply.status_code, reply.json()["id"]) == (409, "api.brand.icon.fixed.app_error")


async def test_looks_and_maintenance_outlive_a_configuration_saved_by_another_client(new_world: NewWorld) -> None:
    """Official clients send the whole configuration and know nothing of our sections."""
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        planned = {"StartAt": "2026-11-23T22:00:00Z", "EndAt": "2026-11-23T23:00:00+00:00", "Message": "New disks"}
        changed = {"Branding": {"Color": "#8a1538"}, "Maintenance": planned}
        assert (await ana.put("/config/patch", changed)).status_code == 403
        async with ana.listening() as heard:
            assert (await admin.put("/config/patch", changed)).status_code == 200
            told = (await heard.wait_for("config_changed"))["data"]["config"]
        assert told["MaintenanceStartAt"] == "1795471200000"
        assert told["MaintenanceEndAt"] == "1795474800000"
        whole = (await admin.get("/config")).json()
        assert not {"Branding", "Maintenance"} & whole.keys()
        assert (await admin.put("/config", whole)).status_code == 200
        seen = (await world.anonymous().get("/config/client")).json()
        assert (seen["BrandColor"], seen["MaintenanceMessage"]) == ("#8a1538", "New disks")
        for wrong in (
            {"Branding": {"Color": "red"}},
            {"Branding": {"Icon": "../x"}},
            {"Maintenance": {"StartAt": "tomorrow"}},
            {"Maintenance": {"EndAt": "2026-11-23T21:00:00Z"}},
            {"Maintenance": {"StartAt": ""}},
        ):
            assert (await admin.put("/config/patch", wrong)).status_code == 400, wrong
