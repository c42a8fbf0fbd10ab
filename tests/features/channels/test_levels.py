"""Levels of confidentiality: of the site, and of channels."""

import pytest

from tests.conftest import NewWorld

pytestmark = pytest.mark.anyio

LEVELS = ["Open=#007a33", "Secret=#c8102e"]


async def test_a_channel_has_a_level_its_members_hear_of(new_world: NewWorld) -> None:
    async with new_world(Classification={"Levels": LEVELS}) as world:
        ana, ben, eve = await world.member(), await world.member(), await world.member()
        channel, direct = await world.channel(by=ana), await world.direct(ana, ben)
        await world.join(ben, channel)
        own = f"/channels/{channel.id}/level"
        secret = {"channel_id": channel.id, "level": "Secret"}
        async with ben.listening() as heard:
            assert (await ben.put(own, level="Secret")).status_code == 403
            assert (await ana.put(own, level="Top")).json()["id"] == "api.channel.level.unknown.app_error"
            refused = await ana.put(f"/channels/{direct.id}/level", level="Open")
            assert refused.json()["id"] == "api.channel.level.type.app_error"
            assert (await ana.put(own, level="Secret")).json() == secret
            assert (await heard.wait_for("channel_level_changed"))["data"] == secret
        assert (await ben.get("/channel_levels")).json() == [secret]
        assert (await eve.get("/channel_levels")).json() == []
        assert (await ana.put(own, level="")).status_code == 200
        assert (await ben.get("/channel_levels")).json() == []


async def test_levels_of_the_site_are_checked_and_told(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        assert "ClassificationLevels" not in (await admin.get("/config/client?format=old")).json()
        for wrong in ({"Levels": ["Open"]}, {"Levels": ["=#007a33"]}, {"Levels": LEVELS, "Site": "Top"}):
            assert (await admin.put("/config/patch", {"Classification": wrong})).status_code == 400
        for right in ({"Levels": LEVELS}, {"Site": "Secret"}):
            assert (await admin.put("/config/patch", {"Classification": right})).status_code == 200
        told = (await admin.get("/config/client?format=old")).json()
        assert (told["ClassificationLevels"].split("\n"), told["ClassificationSite"]) == (LEVELS, "Secret")
