"""What the site or the kind of a channel rules out."""

import json

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import Person, World

pytestmark = pytest.mark.anyio


async def test_direct_messages_have_no_banner(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    direct = await world.direct(ana, bob)
    banner = {"enabled": True, "text": "x", "background_color": "#fff"}
    refused = await ana.put(f"/channels/{direct.id}/patch", banner_info=banner)
    assert (refused.status_code, refused.json()["id"]) == (
        400,
        "api.channel.update_channel.banner_info.channel_type.not_allowed",
    )
    assert (await ana.put(f"/channels/{direct.id}/patch", header="fine")).status_code == 200


async def test_channels_are_translated_where_the_site_translates(world: World, new_world: NewWorld) -> None:
    admin, ana = await world.admin(), await world.member()
    channel = await world.channel(by=ana)
    own = f"/channels/{channel.id}/members/{ana.id}/autotranslation"
    for reply, error_id in (
        (
            await admin.put(f"/channels/{channel.id}/patch", autotranslation=True),
            "api.channel.patch_update_channel.feature_not_available.app_error",
        ),
        (
            await ana.put(own, autotranslation_disabled=True),
            "api.channel.update_channel_member_autotranslation.feature_not_available.app_error",
        ),
    ):
        assert (reply.status_code, reply.json()["id"]) == (403, error_id)

    service = {"Provider": "libretranslate", "LibreTranslate": {"URL": "http://localhost:9", "APIKey": ""}}
    async with new_world(AutoTranslationSettings={"Enable": True, "RestrictDMAndGM": True, **service}) as other:
        admin, ana, eve = await other.admin(), await other.member(), await other.member()
        channel, direct = await other.channel(by=ana), await other.direct(ana, eve)
        own = f"/channels/{channel.id}/members/{ana.id}/autotranslation"
        off = await ana.put(own, autotranslation_disabled=True)
        assert off.json()["id"] == "api.channel.update_channel_member_autotranslation.channel_not_enabled.app_error"
        assert (await eve.put(f"/channels/{channel.id}/patch", autotranslation=True)).status_code == 403
        restricted = await ana.put(f"/channels/{direct.id}/patch", autotranslation=True)
        assert restricted.json()["id"] == "api.channel.patch_update_channel.auto_translation_restricted.app_error"
        async with ana.listening() as heard:
            changed = await ana.put(f"/channels/{channel.id}/patch", autotranslation=True)
            assert changed.json()["autotranslation"] is True
            told = await heard.wait_for("posted")
            post = json.loads(told["data"]["post"])
            assert (post["type"], post["props"]) == (
                "system_autotranslation",
                {"username": ana.username, "enabled": True},
            )
            assert (await ana.put(own, {})).status_code == 400
            assert (await eve.put(own, autotranslation_disabled=True)).status_code == 403
            assert (await ana.put(own, autotranslation_disabled=True)).json() == {"status": "OK"}
            told = await heard.wait_for("channel_member_updated")
            assert json.loads(told["data"]["channelMember"])["autotranslation_disabled"] is True


async def test_a_name_may_hold_its_category(new_world: NewWorld) -> None:
    async with new_world(ExperimentalSettings={"ExperimentalChannelCategorySorting": True}) as world:
        admin, ana, team = await world.admin(), await world.member(), await world.team()
        channel = await world.channel(by=admin, display_name="Projects / Roof")
        assert (channel.display_name, channel.default_category_name) == ("Roof", "Projects")
        async with ana.listening() as heard:
            await world.join(ana, channel)
            told = await heard.wait_for("sidebar_category_updated")
            assert (told["data"], told["broadcast"]["team_id"]) == ({}, team.id)
        sidebar = (await ana.get(f"/users/me/teams/{team.id}/channels/categories")).json()
        assert channel.id in next(
            each["channel_ids"] for each in sidebar["categories"] if each["display_name"] == "Projects"
        )


async def test_a_channel_changes_its_category_for_all_who_chose_none(new_world: NewWorld) -> None:
    async with new_world(ExperimentalSettings={"ExperimentalChannelCategorySorting": True}) as world:
        team, ana, bob = await world.team(), await world.member(), await world.member()
        channel = await world.channel(by=ana, default_category_name="Projects")
        for each in (bob, dan := await world.member()):
            await world.join(each, channel)

        async def places(person: Person) -> list[str]:
            sidebar = (await person.get(f"/users/me/teams/{team.id}/channels/categories")).json()
            return [each["display_name"] for each in sidebar["categories"] if channel.id in each["channel_ids"]]

        own = {"user_id": bob.id, "team_id": team.id, "display_name": "Mine", "channel_ids": [channel.id]}
        assert (await bob.post(f"/users/{bob.id}/teams/{team.id}/channels/categories", own)).status_code == 200
        async with dan.listening() as heard:
            reply = await ana.put(f"/channels/{channel.id}/patch", default_category_name="Roofs")
            assert reply.json()["default_category_name"] == "Roofs"
            assert (await heard.wait_for("sidebar_category_updated"))["broadcast"]["team_id"] == team.id
        assert [await places(each) for each in (ana, bob, dan)] == [["Roofs"], ["Mine"], ["Roofs"]]

        renamed = await ana.put(f"/channels/{channel.id}/patch", display_name="Cellars / Deep")
        assert (renamed.json()["display_name"], await places(dan)) == ("Deep", ["Cellars"])
        too_long = await ana.put(f"/channels/{channel.id}/patch", default_category_name="x" * 65)
        assert too_long.json()["id"] == "model.channel.is_valid.default_category_name.app_error"
        refused = await (await world.stranger()).put(f"/channels/{channel.id}/patch", default_category_name="")
        assert refused.status_code == 403
        assert (await ana.put(f"/channels/{channel.id}/patch", default_category_name="")).status_code == 200
        assert [await places(each) for each in (ana, bob, dan)] == [["Channels"], ["Mine"], ["Channels"]]


async def test_categories_of_channels_are_left_alone_elsewhere(world: World) -> None:
    ana = await world.member()
    channel = await world.channel(by=ana)
    reply = await ana.put(f"/channels/{channel.id}/patch", default_category_name="Roofs")
    assert reply.json()["id"] == "api.channel.patch_update_channel.no_changes.app_error"


async def test_a_slash_is_a_slash_elsewhere(world: World) -> None:
    channel = await world.channel(by=await world.member(), display_name="In/Out")
    assert (channel.display_name, channel.default_category_name) == ("In/Out", "")


async def test_lists_that_cannot_be_read_are_told_so(world: World) -> None:
    ana, team = await world.member(), await world.team()
    for reply in (
        await ana.post("/channels/direct", {"one": 1}),
        await ana.post("/channels/group", [1, 2]),
        await ana.put(f"/users/me/teams/{team.id}/channels/categories/order", {"one": 1}),
        await ana.post(f"/teams/{team.id}/members/ids", "x"),
    ):
        assert (reply.status_code, reply.json()["id"]) == (400, "api.payload.parse.error")
