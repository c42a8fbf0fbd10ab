"""The configuration over the API: who sees what, what can be changed, who hears of it."""

from typing import Any

import pytest

from tests.conftest import NewWorld
from tests.fixtures.world import World

pytestmark = pytest.mark.anyio

MASK = "*" * 32


async def test_only_administrators_read_the_configuration_and_secrets_are_masked(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    assert (await ana.get("/config")).status_code == 403
    reply = await admin.get("/config")
    assert reply.headers["cache-control"] == "no-cache, no-store, must-revalidate"
    tree = reply.json()
    assert tree["FileSettings"]["PublicLinkSalt"] == MASK
    assert tree["TeamSettings"]["MaxUsersPerTeam"] == 1000
    assert "PublicLinkSalt" not in (await admin.get("/config", remove_masked=True)).json()["FileSettings"]
    assert "SiteName" not in (await admin.get("/config", remove_defaults=True)).json()["TeamSettings"]
    assert (await admin.get("/config/environment")).json()["TeamSettings"]["MaxUsersPerTeam"] is True
    assert (await ana.get("/config/environment")).json() == {}


async def test_a_patch_is_saved_acts_at_once_and_is_told_to_clients(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.stranger()
        before = (await ana.get("/users/me")).headers["x-version-id"]
        change = {"TeamSettings": {"SiteName": "Our place"}}
        async with ana.listening() as heard:
            assert (await ana.put("/config/patch", change)).status_code == 403
            reply = await admin.put("/config/patch", change)
            assert reply.status_code == 200
            assert reply.json()["TeamSettings"]["SiteName"] == "Our place"
        assert heard.names() == ["config_changed"]
        assert heard.of("config_changed")[0]["data"]["config"]["SiteName"] == "Our place"
        assert (await ana.get("/config/client")).json()["SiteName"] == "Our place"
        told = (await ana.get("/users/me")).headers
        assert told["x-version-id"] != before
        assert (told["x-content-type-options"], told["expires"]) == ("nosniff", "0")
        assert "strict-transport-security" not in told
        strict = {"ServiceSettings": {"TLSStrictTransport": True, "TLSStrictTransportMaxAge": 60}}
        assert (await admin.put("/config/patch", strict)).headers["strict-transport-security"] == "max-age=60"
        assert (await ana.get("/users/me")).headers["strict-transport-security"] == "max-age=60"
        assert (await admin.get("/config")).json()["FileSettings"]["PublicLinkSalt"] == MASK


async def test_a_whole_configuration_sent_back_changes_nothing_but_what_was_changed(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        salt = world.application.runtime.config.current.FileSettings.PublicLinkSalt
        assert len(salt) == 32
        tree = (await admin.get("/config")).json()
        tree["TeamSettings"]["SiteName"] = "Mine"
        tree["TeamSettings"]["MaxUsersPerTeam"] = 5  # fixed by the command line
        changed = (await admin.put("/config", tree)).json()
        assert changed["TeamSettings"]["SiteName"] == "Mine"
        assert changed["TeamSettings"]["MaxUsersPerTeam"] == 1000
        assert world.application.runtime.config.current.FileSettings.PublicLinkSalt == salt
        assert (await admin.post("/config/reload")).json() == {"status": "OK"}
        assert (await admin.get("/config")).json()["TeamSettings"]["SiteName"] == "Mine"


async def test_wrong_and_dangerous_changes_are_refused(world: World) -> None:
    admin = await world.admin()
    refused: list[tuple[Any, int, str]] = [
        ({"ServiceSettings": {"SiteURL": ""}}, 400, "api.config.update_config.clear_siteurl.app_error"),
        ({"PluginSettings": {"EnableUploads": True}}, 403, "api.config.update_config.not_allowed_security.app_error"),
        ({"TeamSettings": {"SiteName": 7}}, 400, "api.context.invalid_body_param.app_error"),
        ({"TeamSettings": 7}, 400, "api.context.invalid_body_param.app_error"),
        ([], 400, "api.context.invalid_body_param.app_error"),
    ]
    for change, status, error_id in refused:
        reply = await admin.put("/config/patch", change)
        assert (reply.status_code, reply.json()["id"]) == (status, error_id)


async def test_terms_of_service_are_published_and_accepted(new_world: NewWorld) -> None:
    async with new_world(SupportSettings={"CustomTermsOfServiceEnabled": True}) as world:
        admin, ana = await world.admin(), await world.stranger()
        assert (await ana.get("/terms_of_service")).status_code == 404
        assert (await ana.post("/terms_of_service", text="Be kind.")).status_code == 403
        terms = (await admin.post("/terms_of_service", text="Be kind.")).json()
        assert (await ana.get("/terms_of_service")).json() == terms
        assert (await ana.get("/config/client")).json()["CustomTermsOfServiceId"] == terms["id"]
        answer = {"termsOfServiceId": terms["id"], "accepted": True}
        assert (await ana.post(f"/users/{ana.id}/terms_of_service", answer)).json() == {"status": "OK"}
        accepted = (await ana.get("/users/me/terms_of_service")).json()
        assert (accepted["user_id"], accepted["terms_of_service_id"]) == (ana.id, terms["id"])
        assert (await ana.get("/users/me")).json()["terms_of_service_id"] == terms["id"]
        noted = (await ana.get("/users/me/audits")).json()
        assert any(terms["id"] in each["extra_info"] for each in noted)
        newer = (await admin.post("/terms_of_service", text="Be very kind.")).json()
        assert (await ana.get("/config/client")).json()["CustomTermsOfServiceId"] == newer["id"]
        assert (await ana.get("/users/me")).json()["terms_of_service_id"] == terms["id"]
        assert (await ana.post("/users/me/terms_of_service", {**answer, "accepted": False})).status_code == 200
        assert (await ana.get("/users/me/terms_of_service")).status_code == 404


async def test_the_security_log_names_the_settings_that_were_changed(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        planned = {"StartAt": "2030-01-01T20:00:00Z", "EndAt": "2030-01-01T22:00:00Z", "NoticeHours": 24}
        for _ in range(2):  # what is as it was is no change
            assert (await admin.put("/config/patch", {"Maintenance": planned})).status_code == 200
        whole = (await admin.get("/config")).json()
        whole["EmailSettings"] |= {"SMTPPassword": "s3cr3t"}
        assert (await admin.put("/config", whole)).status_code == 200
        lines = [each for each in (await admin.get("/users/me/audits")).json() if "/config" in each["action"]]
        assert [(each["action"], each["extra_info"]) for each in lines] == [
            ("/api/v4/config", "changed=EmailSettings.SMTPPassword"),
            ("/api/v4/config/patch", "changed="),
            ("/api/v4/config/patch", "changed=Maintenance.StartAt,Maintenance.EndAt"),
        ]


async def test_every_setting_is_described_to_those_who_manage_the_system(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    assert (await ana.get("/config/schema")).status_code == 403
    sections = {each["name"]: each for each in (await admin.get("/config/schema")).json()["sections"]}
    keys = {(name, each["key"]): each for name, section in sections.items() for each in section["keys"]}

    assert {"TeamSettings", "Workers"} <= set(sections)
    assert (sections["TeamSettings"]["group"], sections["Workers"]["group"]) == ("site", "ours")
    fixed = keys["TeamSettings", "MaxUsersPerTeam"]
    assert (fixed["kind"], fixed["default"], fixed["value"], fixed["origin"]) == ("number", 50, 1000, "option")
    assert fixed["is_writable"] is False
    name = keys["TeamSettings", "SiteName"]
    assert (name["kind"], name["is_writable"], name["variable"]) == ("text", True, "MM_TEAMSETTINGS_SITENAME")
    assert (
        keys["FileSettings", "PublicLinkSalt"] | {"kind": "secret", "value": MASK}
        == keys["FileSettings", "PublicLinkSalt"]
    )
    assert keys["ServiceSettings", "ListenAddress"]["needs_restart"] is True
    for section, key, is_late in (("WebClient", "Directory", False), ("Workers", "ApiWorkers", True)):
        own = keys[section, key]
        assert (own["needs_restart"], own["is_writable"]) == (is_late, False)
    assert keys["TeamSettings", "TeammateNameDisplay"]["options"] == ["full_name", "nickname_full_name", "username"]
    assert keys["Logging", "Level"] | {"kind": "choice", "is_writable": False} == keys["Logging", "Level"]
    assert keys["ServiceSettings", "TrustedProxyIPHeader"]["kind"] == "list"
    assert keys["PluginSettings", "PluginStates"]["kind"] == "table"


async def test_a_change_is_checked_without_being_made(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    before = (await admin.get("/config")).json()["PasswordSettings"]
    wrong = {"PasswordSettings": {"MinimumLength": 1}, "TeamSettings": {"SiteName": 7}}
    assert (await ana.post("/config/check", wrong)).status_code == 403
    problems = (await admin.post("/config/check", wrong)).json()["problems"]
    assert ("TeamSettings", "SiteName") in {(each["section"], each["key"]) for each in problems}
    short = (await admin.post("/config/check", {"PasswordSettings": {"MinimumLength": 1}})).json()["problems"]
    assert [(each["key"], each["message"].startswith("must be")) for each in short] == [("MinimumLength", True)]
    assert (await admin.post("/config/check", {"PasswordSettings": {"MinimumLength": 9}})).json() == {"problems": []}
    assert (await admin.get("/config")).json()["PasswordSettings"] == before
