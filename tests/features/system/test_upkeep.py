"""What administrators do to a running server, and what they are told of it."""

import io
import json
import logging
import zipfile
from pathlib import Path

import httpx2
import pytest

from mattermost_py.infra import log as logs
from mattermost_py.infra.logfile import LogFile, latest
from tests.conftest import NewWorld
from tests.fixtures.s3 import bucket
from tests.fixtures.world import Person, World

pytestmark = pytest.mark.anyio


def _entry(number: int, level: str = "info") -> str:
    return json.dumps({"timestamp": f"2026-01-0{number}T10:00:00.000Z", "level": level, "msg": f"entry {number}"})


async def _with_log(world: World, lines: list[str]) -> None:
    path = world.application.runtime.config.current.data_directory / "logs" / "mattermost.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines))


async def test_the_log_is_read_from_its_end(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        assert (await admin.get("/logs")).json() == []
        lines = [_entry(number) for number in range(1, 6)]
        await _with_log(world, lines)
        assert (await admin.get("/logs")).json() == lines
        assert (await admin.get("/logs", logs_per_page=2)).json() == lines[3:]
        assert (await admin.get("/logs", logs_per_page=2, page=1)).json() == lines[1:3]
        assert (await admin.get("/logs", logs_per_page=2, page=5)).json() == []
        download = await admin.get("/logs/download")
        assert download.text.splitlines() == lines
        assert download.headers["content-disposition"] == 'attachment;filename="mattermost.log"'
        for path in ("/logs", "/logs/download"):
            assert (await ana.get(path)).status_code == 403
        assert (await ana.post("/logs/query", {})).status_code == 403


async def test_entries_of_the_log_are_filtered(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin = await world.admin()
        await _with_log(world, [_entry(1), _entry(2, "error"), "no json", _entry(3, "error"), _entry(4)])

        async def found(**wanted: object) -> list[str]:
            reply = await admin.post("/logs/query", dict(wanted))
            assert reply.status_code == 200, reply.text
            return [each["msg"] for each in reply.json().get("default", [])]

        assert await found() == ["entry 1", "entry 2", "entry 3", "entry 4"]
        assert await found(log_levels=["error"]) == ["entry 2", "entry 3"]
        assert await found(server_names=["other"]) == []
        span = {"date_from": "2026-01-02 00:00:00.000 +00:00", "date_to": "2026-01-03 23:00:00.000 +01:00"}
        assert await found(**span) == ["entry 2", "entry 3"]
        wrong = await admin.post("/logs/query", date_from="yesterday")
        assert (wrong.status_code, wrong.json()["id"]) == (400, "api.system.logs.invalidFilter")


async def test_a_site_may_keep_its_log_to_itself(new_world: NewWorld) -> None:
    async with new_world(LogSettings={"EnableFile": False}) as world:
        admin = await world.admin()
        await _with_log(world, [_entry(1)])
        assert (await admin.get("/logs")).json() == []
    async with new_world(ExperimentalSettings={"RestrictSystemAdmin": True}) as world:
        admin = await world.admin()
        for path in ("/logs", "/system/support_packet", "/latest_version", "/cluster/status"):
            assert (await admin.get(path)).status_code == 403
        assert (await admin.post("/database/recycle")).status_code == 403


async def test_entries_are_written_to_the_file(new_world: NewWorld) -> None:
    async with new_world() as world:
        settings = world.application.runtime.config.current
        log = logs.Log("test")
        log.keep(settings)
        log.emit(logging.LogRecord("here", logging.ERROR, "", 0, "it %s", ("broke",), None))
        log.emit(logging.LogRecord("here", logging.DEBUG, "", 0, "detail", (), None))
        log.stop()
        admin = await world.admin()
        (entry,) = (await admin.post("/logs/query", {})).json()["default"]
        assert (entry["level"], entry["msg"], entry["process"]) == ("error", "it broke", "test")


def test_a_full_log_is_put_aside_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mattermost_py.infra.logfile.LARGEST_BYTES", 100)
    path = tmp_path / "logs" / "mattermost.log"
    one, other = LogFile(path), LogFile(path)
    for number in range(12):
        one.write(f"one {number} {'x' * 50}\n")
        other.write(f"other {number} {'x' * 50}\n")
    one.close()
    other.close()
    assert len(list(path.parent.glob("mattermost-*.log"))) == 3
    kept = [line for each in sorted(path.parent.glob("mattermost*.log")) for line in each.read_text().splitlines()]
    assert all(line.endswith("x" * 50) for line in kept)


def test_the_end_of_a_long_file_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "long.log"
    lines = [f"{number} {'ä' * 40}" for number in range(5000)]
    path.write_text("".join(f"{line}\n" for line in lines))
    assert latest(path, skipped=0, wanted=3) == lines[-3:]
    assert latest(path, skipped=2500, wanted=1500) == lines[1000:2500]
    assert latest(path, skipped=4999, wanted=10) == lines[:1]
    assert latest(tmp_path / "none.log", skipped=0, wanted=3) == []


async def test_the_support_packet_holds_facts_and_no_secrets(new_world: NewWorld) -> None:
    async with new_world(EmailSettings={"SMTPPassword": "very-secret-words"}) as world:
        admin, ana = await world.admin(), await world.member()
        await _with_log(world, [_entry(1)])
        assert (await ana.get("/system/support_packet")).status_code == 403
        reply = await admin.get("/system/support_packet")
        assert (reply.status_code, reply.headers["content-type"]) == (200, "application/zip")
        assert "mm_support_packet_" in reply.headers["content-disposition"]
        files = _unpacked(reply)
        assert set(files) == {
            *("metadata.yaml", "sanitized_config.json", "stats.yaml", "jobs.yaml", "permissions.yaml", "plugins.json"),
            *("diagnostics.yaml", "mattermost.log"),
        }
        assert "very-secret-words" not in "".join(files.values())
        assert json.loads(files["stats.yaml"])["unique_user_count"] == 2
        assert json.loads(files["diagnostics.yaml"])["database"]["status"] == "OK"
        assert files["mattermost.log"] == _entry(1)
        without = await admin.get("/system/support_packet", basic_server_logs=False)
        assert "mattermost.log" not in _unpacked(without)


def _unpacked(reply: httpx2.Response) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


async def test_the_address_of_the_site_is_tried_out(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    assert (await admin.post("/site_url/test", site_url=world.base_url)).json() == {"status": "OK"}
    for address in ("http://127.0.0.1:1", f"{world.base_url}/nowhere", "no address", "ftp://127.0.0.1"):
        reply = await admin.post("/site_url/test", site_url=address)
        assert (reply.status_code, reply.json()["id"]) == (400, "app.admin.test_site_url.failure")
    missing = await admin.post("/site_url/test", {})
    assert (missing.status_code, missing.json()["id"]) == (400, "api.context.invalid_body_param.app_error")
    assert (await ana.post("/site_url/test", site_url=world.base_url)).status_code == 403


async def test_a_file_store_is_tried_out_before_it_is_saved(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    with bucket() as store:
        reply = await admin.post("/file/s3_test", FileSettings=store.settings())
        assert (reply.status_code, reply.json()) == (200, {"status": "OK"})
        nameless = {**store.settings(), "AmazonS3Bucket": ""}
        for body, error in (
            ({}, "api.file.test_connection_s3_settings_nil.app_error"),
            ({"FileSettings": nameless}, "api.admin.test_s3.missing_s3_bucket"),
            ({"FileSettings": {"AmazonS3SSL": "x"}}, "api.context.invalid_body_param.app_error"),
        ):
            refused = await admin.post("/file/s3_test", body)
            assert (refused.status_code, refused.json()["id"]) == (400, error)
        assert (await ana.post("/file/s3_test", FileSettings=store.settings())).status_code == 403
    assert (await admin.post("/file/s3_test", FileSettings={"DriverName": "local"})).status_code == 200


async def test_connections_are_opened_anew_while_people_work(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    assert (await ana.post("/database/recycle")).status_code == 403
    db = world.application.runtime.db()
    before = await db.value(int, "SELECT pg_backend_pid()")
    assert (await admin.post("/database/recycle")).json() == {"status": "OK"}
    await world.application.runtime.drain()
    assert (await ana.get("/users/me")).status_code == 200
    assert await db.value(int, "SELECT pg_backend_pid()") != before
    assert (await world.post(by=ana)).message == "hello"


async def test_a_restart_is_for_system_admins(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    asked: list[bool] = []
    world.application.runtime.restart = lambda: asked.append(True)
    assert (await ana.post("/restart")).status_code == 403
    assert (await world.anonymous().post("/restart")).status_code == 401
    assert asked == []
    assert (await admin.post("/restart")).json() == {"status": "OK"}
    world.application.runtime.restart = None


async def test_there_is_no_other_machine(world: World) -> None:
    admin, ana = await world.admin(), await world.member()
    assert (await admin.get("/cluster/status")).json() == []
    assert (await ana.get("/cluster/status")).status_code == 403


async def test_administrators_see_how_many_people_there_are(new_world: NewWorld) -> None:
    async with new_world() as world:
        admin, ana = await world.admin(), await world.member()
        town = await world.channel(by=admin)
        await world.guest(await world.team(), town)
        limits = (await admin.get("/limits/server")).json()
        assert (limits["activeUserCount"], limits["singleChannelGuestCount"], limits["maxUsersLimit"]) == (3, 1, 0)
        assert set((await ana.get("/limits/server")).json().values()) == {0}
        assert (await world.anonymous().get("/limits/server")).status_code == 401


async def test_wishes_reach_the_administrators_once(new_world: NewWorld) -> None:
    async with new_world(ServiceSettings={"EnableAPITriggerAdminNotifications": True}) as world:
        admin, ana = await world.admin(), await world.member()
        wish = {"required_plan": "professional", "required_feature": "mattermost.feature.guest_accounts"}
        assert (await ana.post("/users/notify-admin", wish)).json() == {"status": "OK"}
        again = await ana.post("/users/notify-admin", wish)
        assert (again.status_code, again.json()["id"]) == (
            403,
            "api.cloud.notify_admin_to_upgrade_error.already_notified",
        )
        unknown = await ana.post("/users/notify-admin", {**wish, "required_feature": "free.beer"})
        assert (unknown.status_code, unknown.json()["id"]) == (404, "app.notify_admin.save.app_error")
        assert (await ana.post("/users/notify-admin", required_plan=5)).status_code == 400

        assert (await ana.post("/users/trigger-notify-admin-posts", {})).status_code == 403
        assert (await admin.post("/users/trigger-notify-admin-posts", {})).json() == {"status": "OK"}
        assert "guest accounts" in await _last_letter(admin)
        nothing_new = await admin.post("/users/trigger-notify-admin-posts", {})
        assert (nothing_new.status_code, nothing_new.json()["id"]) == (
            403,
            "app.notify_admin.send_notification_post.app_error",
        )


async def _last_letter(admin: Person) -> str:
    bot = (await admin.get("/users/username/system-bot")).json()
    channel = (await admin.post("/channels/direct", [admin.id, bot["id"]])).json()
    posts = (await admin.get(f"/channels/{channel['id']}/posts")).json()
    return posts["posts"][posts["order"][0]]["message"]


async def test_wishes_are_told_only_where_that_is_on(world: World) -> None:
    admin = await world.admin()
    reply = await admin.post("/users/trigger-notify-admin-posts", {})
    assert (reply.status_code, reply.json()["id"]) == (403, "api.cloud.app_error")


async def test_nothing_is_sold_here(world: World) -> None:
    admin, ana, nobody = await world.admin(), await world.member(), world.anonymous()
    for method, path, status, error in (
        ("GET", "/cloud/limits", 403, "api.cloud.license_error"),
        ("PUT", "/cloud/customer", 403, "api.cloud.license_error"),
        ("GET", f"/cloud/subscription/invoices/{'x' * 26}/pdf", 403, "api.cloud.license_error"),
        ("POST", "/cloud/validate-business-email", 403, "api.cloud.request_error"),
        ("GET", "/cloud/preview/modal_data", 404, "app.cloud.preview_modal_bucket_url_not_configured"),
        ("GET", "/hosted_customer/signup_available", 501, "api.server.hosted_signup_unavailable.error"),
        ("GET", "/ip_filtering", 501, "api.context.ip_filtering.not_available.app_error"),
        ("POST", "/ip_filtering", 501, "api.context.ip_filtering.not_available.app_error"),
        ("GET", "/ip_filtering/my_ip", 501, "api.context.ip_filtering.not_available.app_error"),
        ("POST", "/trial-license", 400, "api.license.request-trial.can-start-trial.not-allowed"),
        ("POST", "/license", 400, "api.license.add_license.no_file.app_error"),
        ("POST", "/upgrade_to_enterprise", 429, "api.upgrade_to_enterprise.already-enterprise.app_error"),
        ("GET", "/upgrade_to_enterprise/allowed", 403, "api.upgrade_to_enterprise.system_not_supported.app_error"),
    ):
        reply = await admin.call(method, path)
        assert (path, reply.status_code, reply.json()["id"]) == (path, status, error)
        assert (await nobody.call(method, path)).status_code == 401
    for method, path in (("DELETE", "/license"), ("GET", "/upgrade_to_enterprise/status")):
        assert (await ana.call(method, path)).status_code == 403
        assert (await admin.call(method, path)).status_code == 200
    file = {"license": ("file.mattermost-license", b"words")}
    reply = await admin.call("POST", "/license", files=file)
    assert (reply.status_code, reply.json()["id"]) == (400, "api.license.add_license.invalid.app_error")
    assert (await ana.call("POST", "/license", files=file)).status_code == 403
    assert (await nobody.get("/cloud/check-cws-connection")).json() == {"status": "unavailable"}
    assert (await nobody.post("/cloud/webhook", {})).status_code == 401
    assert (await nobody.post("/users/login/cws", {})).json()["id"] == "api.user.login_cws.license.error"
