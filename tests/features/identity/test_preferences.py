"""Settings that clients keep."""

import json
from typing import Any

from tests.fixtures.world import Person, World


def _setting(who: Person, category: str, name: str, value: str) -> dict[str, str]:
    return {"user_id": who.id, "category": category, "name": name, "value": value}


def _sent(event: dict[str, Any]) -> list[dict[str, str]]:
    return json.loads(event["data"]["preferences"])


async def test_a_new_account_has_its_first_settings(world: World) -> None:
    ana = await world.stranger()

    kept = (await ana.get("/users/me/preferences")).json()

    assert _setting(ana, "tutorial_step", ana.id, "0") in kept
    assert _setting(ana, "recommended_next_steps", "hide", "false") in kept
    assert _setting(ana, "system_notice", "GMasDM", "true") in kept


async def test_settings_are_saved_read_and_removed_on_all_devices(world: World) -> None:
    ana, bob = await world.stranger(), await world.stranger()
    clock = _setting(ana, "display_settings", "use_military_time", "true")

    async with ana.listening() as heard, bob.listening() as others:
        assert (await ana.put("/users/me/preferences", [clock])).json() == {"status": "OK"}
        assert (await ana.get("/users/me/preferences/display_settings")).json() == [clock]
        one = await ana.get("/users/me/preferences/display_settings/name/use_military_time")
        assert (await ana.post("/users/me/preferences/delete", [clock])).status_code == 200

    assert one.json() == clock
    for name in ("preferences_changed", "preferences_deleted"):
        assert [_sent(each) for each in heard.of(name)] == [[clock]]
    assert others.names() == []
    gone = await ana.get("/users/me/preferences/display_settings/name/use_military_time")
    assert (gone.status_code, gone.json()["id"]) == (400, "app.preference.get.app_error")
    none = await ana.get("/users/me/preferences/display_settings")
    assert (none.status_code, none.json()["id"]) == (404, "api.preference.preferences_category.get.app_error")


async def test_settings_of_others_are_closed(world: World) -> None:
    ana, bob, admin = await world.stranger(), await world.stranger(), await world.admin()
    setting = _setting(ana, "display_settings", "use_military_time", "true")

    assert (await bob.get(f"/users/{ana.id}/preferences")).status_code == 403
    assert (await bob.put(f"/users/{ana.id}/preferences", [setting])).status_code == 403
    foreign = await bob.put("/users/me/preferences", [setting])
    assert (foreign.status_code, foreign.json()["id"]) == (403, "api.preference.update_preferences.set.app_error")
    assert (await admin.put(f"/users/{ana.id}/preferences", [setting])).status_code == 200


async def test_malformed_settings_are_refused(world: World) -> None:
    ana = await world.stranger()
    good = _setting(ana, "display_settings", "clock", "1")

    for sent, error in (
        ([], "api.context.invalid_body_param.app_error"),
        ([{**good, "name": str(number)} for number in range(101)], "api.context.invalid_body_param.app_error"),
        ([{**good, "category": ""}], "model.preference.is_valid.category.app_error"),
        ([{**good, "name": "n" * 33}], "model.preference.is_valid.name.app_error"),
        ([{**good, "value": "v" * 20_001}], "model.preference.is_valid.value.app_error"),
        ([{**good, "category": "theme", "value": "red"}], "model.preference.is_valid.theme.app_error"),
        (
            [_setting(ana, "sidebar_settings", "limit_visible_dms_gms", "41")],
            "model.preference.is_valid.limit_visible_dms_gms.app_error",
        ),
    ):
        reply = await ana.put("/users/me/preferences", sent)
        assert (reply.status_code, reply.json()["id"]) == (400, error)


async def test_colours_of_a_theme_are_colours(world: World) -> None:
    ana = await world.stranger()
    theme = json.dumps({"type": "Mine", "sidebarBg": "#123456", "codeTheme": "github", "linkColor": "url(evil)"})

    await ana.put("/users/me/preferences", [_setting(ana, "theme", "", theme)])
    kept = json.loads((await ana.get("/users/me/preferences/theme")).json()[0]["value"])

    assert kept == {"type": "Mine", "sidebarBg": "#123456", "codeTheme": "github", "linkColor": "#ffffff"}


async def test_only_posts_one_may_read_can_be_saved_for_later(world: World) -> None:
    ana, bob = await world.member(), await world.member()
    channel = await world.channel(by=ana, type="P")
    post = await world.post(by=ana, channel=channel)

    for who, status in ((ana, 200), (bob, 403)):
        reply = await who.put("/users/me/preferences", [_setting(who, "flagged_post", post.id, "true")])
        assert reply.status_code == status
    unknown = await ana.put("/users/me/preferences", [_setting(ana, "flagged_post", "x" * 26, "true")])
    assert unknown.status_code == 404
