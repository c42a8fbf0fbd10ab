"""What official clients ask when they start."""

from typing import Any

import pytest

from mattermost_py.config.license import license_client
from tests.conftest import NewWorld
from tests.fixtures.world import Person, World

pytestmark = pytest.mark.anyio


async def test_ping_tells_versions_and_on_request_the_state_of_its_parts(world: World) -> None:
    admin, anybody = await world.admin(), world.anonymous()
    short = (await anybody.get("/system/ping")).json()
    assert short == {
        "AndroidLatestVersion": "",
        "AndroidMinVersion": "",
        "IosLatestVersion": "",
        "IosMinVersion": "",
        "ActiveSearchBackend": "database",
        "status": "OK",
    }
    seen = (await anybody.get("/system/ping", get_server_status=True, device_id="apple:1")).json()
    assert (seen["database_status"], seen["filestore_status"]) == ("OK", "OK")
    assert seen["CanReceiveNotifications"] == "unknown"
    assert "root_status" not in seen
    assert "root_status" in (await admin.get("/system/ping", get_server_status=True)).json()


async def test_client_configuration_is_short_before_sign_in_and_long_after(world: World) -> None:
    ana = await world.stranger()
    short = (await world.anonymous().get("/config/client", format="old")).json()
    long = (await ana.get("/config/client")).json()
    assert short.keys() <= long.keys()
    assert "MaxPostSize" in long
    assert "MaxPostSize" not in short
    assert (short["NoAccounts"], short["Version"]) == ("false", "11.6.0")
    assert len(short["TelemetryId"]) == 26
    assert short["AsymmetricSigningPublicKey"].startswith("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD")
    assert long["InstallationDate"].isdigit()
    assert long["SchemaVersion"] == "159"
    assert all(isinstance(value, str) for value in long.values())


async def test_every_feature_is_licensed(world: World) -> None:
    anybody, admin = world.anonymous(), await world.admin()
    assert (await anybody.get("/license/client", format="old")).json() == license_client(sanitized=True)
    assert (await admin.get("/license/client", format="old")).json() == license_client()
    missing = await anybody.get("/license/client")
    assert (missing.status_code, missing.json()["id"]) == (400, "api.license.client.old_format.app_error")


async def test_questions_about_what_is_not_here_have_answers(world: World) -> None:
    admin = await world.admin()
    team = await world.team()
    assert (await world.anonymous().get("/plugins/webapp")).json() == []
    assert (await admin.get("/plugins")).json() == {"active": [], "inactive": []}
    assert (await admin.get("/plugins/statuses")).json() == []
    assert (await admin.get(f"/system/notices/{team.id}", client="web", clientVersion="11.6.0")).json() == []
    assert (await admin.get(f"/system/notices/{team.id}", client="toaster")).status_code == 400
    assert (await admin.put("/system/notices/view", ["x"])).json() == {"status": "OK"}
    there = (await admin.get("/limits/server")).json()
    assert {value for name, value in there.items() if name.endswith(("Limit", "Time"))} == {0}
    assert (await admin.get("/agents")).json() == []
    assert (await admin.get("/custom_profile_attributes/fields")).json() == []
    assert (await admin.get("/users/me/custom_profile_attributes")).json() == {}
    assert (await admin.get(f"/teams/{team.id}/groups")).json() == {"groups": [], "total_group_count": 0}
    scheduled = await admin.get(f"/posts/scheduled/team/{team.id}", includeDirectChannels=True)
    assert scheduled.json() == {team.id: [], "directChannels": []}
    limits = await admin.get("/cloud/limits")
    assert (limits.status_code, limits.json()["id"]) == (403, "api.cloud.license_error")
    assert (await world.anonymous().get("/brand/image")).status_code == 404


async def test_time_zones_are_names_of_places(world: World) -> None:
    ana = await world.stranger()
    names = (await ana.get("/system/timezones")).json()
    assert {"Europe/Berlin", "Asia/Tokyo", "UTC"} <= set(names)
    assert not [name for name in names if name.startswith(("posix/", "right/"))]


async def test_console_permissions_bring_others_with_them(world: World) -> None:
    ana = await world.stranger()
    reply = await ana.post("/permissions/ancillary", ["sysconsole_read_reporting_server_logs", "other"])
    assert reply.json() == ["sysconsole_read_reporting_server_logs", "other", "get_logs"]
    wrong = await ana.post("/permissions/ancillary", {"a": 1})
    assert (wrong.status_code, wrong.json()["id"]) == (400, "api.payload.parse.error")


async def test_clients_may_log_and_report(world: World) -> None:
    ana = await world.stranger()
    reply = await ana.post("/logs", level="ERROR", message="x" * 500)
    assert reply.json() == {"level": "ERROR", "message": "x" * 400}
    assert (await world.anonymous().post("/logs", level="ERROR", message="x")).status_code == 403
    old = await ana.post("/client_perf", version="0.1.0", start=1, end=2)
    assert (old.status_code, old.json()["id"]) == (400, "api.context.invalid_body_param.app_error")


async def test_setup_steps_are_remembered(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    for path, name in (
        ("/system/onboarding/complete", "FirstAdminSetupComplete"),
        ("/plugins/marketplace/first_admin_visit", "FirstAdminVisitMarketplace"),
    ):
        assert (await ana.get(path)).status_code == 403
        assert (await admin.get(path)).json() == {"name": name, "value": "false"}
        assert (await admin.post(path)).json() == {"status": "OK"}
        assert (await admin.get(path)).json()["value"] == "true"


async def test_figures_are_for_those_who_may_see_them(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    team = await world.team()
    assert (await ana.get("/analytics/old")).status_code == 403
    names = [row["name"] for row in (await admin.get("/analytics/old", name="standard")).json()]
    assert names == [
        "channel_open_count",
        "channel_private_count",
        "post_count",
        "unique_user_count",
        "team_count",
        "total_websocket_connections",
        "total_master_db_connections",
        "total_read_db_connections",
        "daily_active_users",
        "monthly_active_users",
        "inactive_user_count",
    ]
    for name in ("extra_counts", "post_counts_day", "bot_post_counts_day", "user_counts_with_posts_day"):
        assert (await admin.get("/analytics/old", name=name, team_id=team.id)).status_code == 200
    assert (await admin.get("/analytics/old", name="weather")).status_code == 400
    for usage in ("posts", "storage", "teams"):
        assert (await ana.get(f"/usage/{usage}")).status_code == 200


async def test_a_busy_server_says_until_when(world: World) -> None:
    admin, ana = await world.admin(), await world.stranger()
    assert (await ana.post("/server_busy")).status_code == 403
    assert (await admin.get("/server_busy")).json() == {"busy": False, "expires": 0}
    assert (await admin.call("POST", "/server_busy", params={"seconds": 60})).status_code == 200
    try:
        state = (await admin.get("/server_busy")).json()
        assert state["busy"]
        assert state["expires_ts"].endswith("Z")
        refused = await ana.post("/posts/search", terms="x")
        assert (refused.status_code, refused.json()["id"]) == (503, "api.context.server_busy.app_error")
    finally:
        assert (await admin.delete("/server_busy")).status_code == 200
    assert (await ana.post("/posts/search", terms="x")).status_code == 200
    assert (await admin.post("/caches/invalidate")).status_code == 200
    assert (await admin.get("/system/schema/version")).json()[0]["version"] == 159


async def test_a_notice_is_shown_to_each_person_once(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        team = await world.team()
        news = {"title": "New here", "description": "Look **around**", "action_url": "https://help.example.org"}
        shared, inner = news, {"title": "Disks", "description": "Half full", "audience": "admins"}
        assert (await ana.post("/system/notices", shared)).status_code == 403
        ids = [(await admin.post("/system/notices", each)).json()["id"] for each in (shared, inner)]
        over = {**shared, "title": f" {'Over':128}", "ends_at": 1}
        assert (await admin.post("/system/notices", over)).status_code == 201
        wrongs = ({"title": ""}, {"title": " \n"}, {"description": "\t "}, {"action_url": "javascript:alert(1)"})
        for wrong in (*({**shared, **each} for each in wrongs), {"audience": "x"}):
            assert (await admin.post("/system/notices", wrong)).status_code == 400

        async def told(who: Person) -> list[dict[str, Any]]:
            return (await who.get(f"/system/notices/{team.id}", client="web", clientVersion="11.6.0")).json()

        assert [(each["id"], each["sysAdminOnly"]) for each in await told(admin)] == [(ids[0], False), (ids[1], True)]
        assert await told(ana) == [
            {
                "id": ids[0],
                "sysAdminOnly": False,
                "teamAdminOnly": False,
                "title": "New here",
                "description": "Look **around**",
                "action": "url",
                "actionParam": "https://help.example.org",
                "actionText": "https://help.example.org",
            }
        ]
        assert (await ana.put("/system/notices/view", [ids[0], "x"])).status_code == 200
        assert await told(ana) == []
        assert [each["id"] for each in await told(admin)] == ids
        assert {each["title"]: each["views"] for each in (await admin.get("/system/notices")).json()} == {
            "New here": 1,
            "Disks": 0,
            "Over": 0,
        }
        assert (await ana.get("/system/notices")).status_code == 403
        assert (await admin.put("/config/patch", {"AnnouncementSettings": {"AdminNoticesEnabled": False}})).is_success
        assert [each["id"] for each in await told(admin)] == ids[:1]
        for status in (200, 404):
            assert (await admin.delete(f"/system/notices/{ids[0]}")).status_code == status
        assert await told(admin) == []
        noted = [each["extra_info"] for each in (await admin.get("/users/me/audits")).json()]
        assert [each for each in noted if ids[0] in each] == [
            f"withdrew notice_id={ids[0]}",
            f"published notice_id={ids[0]} audience=all",
        ]
