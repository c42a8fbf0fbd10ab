"""The system: its configuration, health, jobs, reports, and what other editions sell."""

from typing import Any

from mattermost_py.kernel.clock import now_ms
from tests.contract.entry import ADMIN, INSIDE, PUBLIC, SIGNED_IN, Entry
from tests.contract.line import Ask, Caller, Upload, ask, form
from tests.contract.stage import PICTURE, Stage


def _nothing(_: Stage, __: Caller) -> Ask:
    return ask()


def _refused(route: str, status: int, error: str, other: str = SIGNED_IN, **sent: Any) -> Entry:
    """A route whose right answer is a refusal, because this server sells nothing."""
    return Entry(route, lambda _, __: ask(**sent), other=other, status=status, fails=error)


async def _config(stage: Stage, _: Caller) -> Ask:
    return ask(await stage.admin.make("GET", "/config"))


async def _version(stage: Stage, _: Caller) -> Ask:
    """The newest version of the configuration."""
    found = await stage.admin.make("GET", "/config/history")
    return ask(version_id=found["versions"][0]["id"])


async def new_job(stage: Stage) -> Any:
    """A job nobody works on: it waits."""
    async with stage.world.application.runtime.db().transaction() as tx:
        await tx.run("DELETE FROM jobs")
    return await stage.admin.make("POST", "/jobs", {"type": "message_export"})


async def _exported(stage: Stage, caller: Caller) -> Ask:
    await _export(stage, caller)
    return ask()


async def _export(stage: Stage, _: Caller) -> Ask:
    """An archive that lies ready."""
    await stage.world.application.runtime.blobs.write("export/whole.zip", b"PK")
    return ask(export_name="whole.zip")


async def _job(stage: Stage, _: Caller) -> Ask:
    return ask(job_id=(await new_job(stage))["id"])


async def _pending(stage: Stage, _: Caller) -> Ask:
    return ask(job_id=(await new_job(stage))["id"])


async def _status(stage: Stage, _: Caller) -> Ask:
    return ask({"status": "cancel_requested", "force": True}, job_id=(await new_job(stage))["id"])


async def _no_report(stage: Stage) -> None:
    """Whoever asked for a report may ask again."""
    async with stage.world.application.runtime.db().transaction() as tx:
        await tx.run("DELETE FROM jobs WHERE type = 'export_users_to_csv'")


async def _not_busy(stage: Stage) -> None:
    await stage.admin.make("DELETE", "/server_busy")


async def _unasked(stage: Stage) -> None:
    """A wish is told once."""
    async with stage.world.application.runtime.db().transaction() as tx:
        await tx.run("DELETE FROM notifyadmin")


async def _branded(stage: Stage, _: Caller) -> Ask:
    await _send_picture(stage, "image")
    return ask()


async def _with_icon(stage: Stage, _: Caller) -> Ask:
    await _send_picture(stage, "icon")
    return ask(size="192")


async def _send_picture(stage: Stage, what: str) -> None:
    from tests.contract.line import encoded

    content, kind = encoded(form({"image": PICTURE}))
    await stage.admin.line.send("POST", f"/api/v4/brand/{what}", content, kind)


async def _notice(stage: Stage, _: Caller) -> Ask:
    return ask(notice_id=(await stage.admin.make("POST", "/system/notices", NOTICE))["id"])


NOTICE = {"title": "New here", "description": "Look"}
NOT_HOSTED = (403, "api.cloud.license_error")
ON_REQUEST = (403, "api.cloud.request_error")
NO_FILTER = (501, "api.context.ip_filtering.not_available.app_error")
WISH = {
    "trial_notification": False,
    "required_plan": "professional",
    "required_feature": "mattermost.feature.guest_accounts",
}
PERFORMANCE: dict[str, Any] = {
    "version": "0.1.0",
    "client_id": "",
    "labels": {},
    "start": 1,
    "counters": [],
    "histograms": [],
}

entries = [
    Entry("GET /config/client", _nothing, other=PUBLIC),
    Entry("GET /config", _nothing, other=ADMIN),
    Entry("PUT /config", _config, other=ADMIN),
    Entry("PUT /config/patch", lambda _, __: ask({"TeamSettings": {"SiteName": "Ours"}}), other=ADMIN),
    Entry("GET /config/schema", _nothing, other=ADMIN),
    Entry("POST /config/check", lambda _, __: ask({"TeamSettings": {"SiteName": "Ours"}}), other=ADMIN),
    Entry("GET /config/history", _nothing, other=ADMIN),
    Entry("GET /config/history/{version_id}", _version, other=ADMIN),
    Entry("POST /config/history/{version_id}/restore", _version, other=ADMIN),
    Entry("GET /config/environment", _nothing, other=SIGNED_IN),
    Entry("POST /config/reload", _nothing, other=ADMIN),
    Entry("GET /license/client", lambda _, __: ask(query={"format": "old"}), other=PUBLIC),
    Entry("GET /system/ping", _nothing, other=PUBLIC),
    Entry("GET /system/timezones", _nothing, other=SIGNED_IN),
    Entry("GET /system/schema/version", _nothing, other=ADMIN),
    Entry("GET /latest_version", _nothing, other=ADMIN),
    Entry("POST /logs", lambda _, __: ask({"level": "ERROR", "message": "it broke"}), other="f++++++f+"),
    Entry("POST /client_perf", lambda _, __: ask({**PERFORMANCE, "end": now_ms()}), other=SIGNED_IN),
    Entry("GET /server_busy", _nothing, other=ADMIN),
    Entry("POST /server_busy", lambda _, __: ask(query={"seconds": "60"}), other=ADMIN, after=_not_busy),
    Entry("DELETE /server_busy", _nothing, other=ADMIN),
    Entry("POST /caches/invalidate", _nothing, other=ADMIN),
    Entry("GET /analytics/old", lambda _, __: ask(query={"name": "standard"}), other=ADMIN),
    Entry("GET /analytics/busiest_channels", _nothing, other=ADMIN),
    Entry("GET /system/disk", _nothing, other=ADMIN),
    Entry("GET /usage/posts", _nothing, other=SIGNED_IN),
    Entry("GET /usage/storage", _nothing, other=SIGNED_IN),
    Entry("GET /usage/teams", _nothing, other=SIGNED_IN),
    Entry("GET /brand/image", _branded, other=PUBLIC),
    Entry("POST /brand/image", lambda _, __: form({"image": PICTURE}), other=ADMIN),
    Entry("DELETE /brand/image", _nothing, other=ADMIN),
    Entry("GET /brand/icon/{size}", _with_icon, other=PUBLIC),
    Entry("POST /brand/icon", lambda _, __: form({"image": PICTURE}), other=ADMIN, status=201),
    Entry("DELETE /brand/icon", _nothing, other=ADMIN),
    Entry(
        "POST /email/test",  # no mail server answers here
        _nothing,
        other=ADMIN,
        status=500,
        fails="app.admin.test_email.failure",
    ),
    Entry("POST /notifications/test", _nothing, other=SIGNED_IN),
    Entry("GET /jobs", _nothing, other=ADMIN),
    Entry("GET /jobs/types", _nothing, other=ADMIN),
    Entry("POST /jobs", lambda _, __: ask({"type": "message_export"}), other=ADMIN),
    Entry("GET /jobs/type/{job_type}", lambda _, __: ask(job_type="message_export"), other=ADMIN),
    Entry("GET /jobs/{job_id}", _job, other=ADMIN),
    Entry("GET /imports", _nothing, other=ADMIN),
    Entry("GET /imports/files", _nothing, other=ADMIN),
    Entry(
        "DELETE /imports/{import_name}",
        lambda _, __: ask(import_name="gone.zip"),
        other=ADMIN,
        unknown={"import_name": 400},
    ),
    Entry("POST /jobs/{job_id}/cancel", _pending, other=ADMIN, spends=True),
    Entry("PATCH /jobs/{job_id}/status", _status, other=ADMIN, spends=True),
    Entry("GET /jobs/{job_id}/download", _job, other=ADMIN, status=400, fails="api.job.unable_to_download_job"),
    Entry("GET /reports/users", _nothing, other=ADMIN),
    Entry("GET /reports/users/count", _nothing, other=ADMIN),
    Entry("POST /reports/users/export", _nothing, other=ADMIN, after=_no_report),
    Entry("POST /reports/posts", lambda s, _: ask({"channel_id": s.channel.id}), other=ADMIN),
    Entry("GET /exports", _exported, other=ADMIN),
    Entry("GET /exports/files", _exported, other=ADMIN),
    Entry("GET /exports/{export_name}", _export, other=ADMIN),
    Entry("DELETE /exports/{export_name}", _export, other=ADMIN),
    Entry(
        "POST /exports/{export_name}/presign-url",
        _export,
        other=ADMIN,
        status=500,
        fails="app.eport.generate_presigned_url.featureflag.app_error",
    ),
    Entry("GET /limits/server", _nothing, other=SIGNED_IN),
    Entry("GET /logs", _nothing, other=ADMIN),
    Entry("POST /logs/query", lambda _, __: ask({}), other=ADMIN),
    Entry("GET /logs/download", _nothing, other=ADMIN),
    _refused("GET /cloud/limits", *NOT_HOSTED),
    _refused("GET /cloud/products", *NOT_HOSTED),
    _refused("GET /cloud/subscription", *NOT_HOSTED),
    _refused("GET /cloud/customer", *NOT_HOSTED),
    _refused("PUT /cloud/customer", *NOT_HOSTED),
    _refused("PUT /cloud/customer/address", *NOT_HOSTED),
    _refused("GET /cloud/installation", *NOT_HOSTED),
    _refused("GET /cloud/subscription/invoices", *NOT_HOSTED),
    _refused("GET /cloud/subscription/invoices/{invoice_id}/pdf", *NOT_HOSTED, invoice_id="x" * 26),
    _refused("POST /cloud/validate-business-email", *ON_REQUEST),
    _refused("POST /cloud/validate-workspace-business-email", *NOT_HOSTED),
    _refused("GET /cloud/preview/modal_data", 404, "app.cloud.preview_modal_bucket_url_not_configured"),
    Entry("GET /cloud/check-cws-connection", _nothing, other=PUBLIC),
    _refused("POST /cloud/webhook", 401, "api.context.session_expired.app_error", PUBLIC),
    _refused("POST /users/login/cws", 401, "api.user.login_cws.license.error", PUBLIC),
    _refused("GET /hosted_customer/signup_available", 501, "api.server.hosted_signup_unavailable.error"),
    _refused("GET /ip_filtering", *NO_FILTER),
    _refused("POST /ip_filtering", *NO_FILTER),
    _refused("GET /ip_filtering/my_ip", *NO_FILTER),
    Entry("GET /license/load_metric", _nothing, other=SIGNED_IN),
    Entry(
        "POST /license",
        lambda _, __: form({"license": Upload("mine.license", b"text")}),
        other=ADMIN,
        status=400,
        fails="api.license.add_license.invalid.app_error",
    ),
    Entry("DELETE /license", _nothing, other=ADMIN),
    _refused("POST /trial-license", 400, "api.license.request-trial.can-start-trial.not-allowed", ADMIN),
    Entry("GET /trial-license/prev", _nothing, other=SIGNED_IN),
    _refused("POST /upgrade_to_enterprise", 429, "api.upgrade_to_enterprise.already-enterprise.app_error", ADMIN),
    _refused(
        "GET /upgrade_to_enterprise/allowed", 403, "api.upgrade_to_enterprise.system_not_supported.app_error", ADMIN
    ),
    Entry("GET /upgrade_to_enterprise/status", _nothing, other=ADMIN),
    Entry("GET /system/support_packet", _nothing, other=ADMIN),
    Entry("POST /restart", _nothing, other=ADMIN),
    Entry("POST /database/recycle", _nothing, other=ADMIN),
    Entry("POST /site_url/test", lambda s, _: ask({"site_url": s.world.base_url}), other=ADMIN),
    Entry("POST /file/s3_test", _config, other=ADMIN),
    Entry("GET /cluster/status", _nothing, other=ADMIN),
    Entry("POST /users/notify-admin", lambda _, __: ask(WISH), other=SIGNED_IN, after=_unasked),
    Entry(
        "POST /users/trigger-notify-admin-posts",
        lambda _, __: ask(WISH),
        other=SIGNED_IN,
        status=403,
        fails="api.cloud.app_error",
    ),
    Entry("GET /system/notices/{teamId}", lambda s, _: ask(query={"client": "web"}, teamId=s.team.id), other=SIGNED_IN),
    Entry("GET /system/notices", _nothing, other=ADMIN),
    Entry("POST /system/notices", lambda _, __: ask(NOTICE), other=ADMIN, status=201),
    Entry("DELETE /system/notices/{notice_id}", _notice, other=ADMIN, spends=True),
    Entry("PUT /system/notices/view", lambda _, __: ask(["notice"]), other=SIGNED_IN),
    Entry("GET /system/onboarding/complete", _nothing, other=ADMIN),
    Entry("POST /system/onboarding/complete", _nothing, other=ADMIN),
    Entry("GET /plugins/webapp", _nothing, other=PUBLIC),
    Entry("GET /plugins", _nothing, other=ADMIN),
    Entry("GET /plugins/statuses", _nothing, other=ADMIN),
    Entry("GET /plugins/marketplace/first_admin_visit", _nothing, other=ADMIN),
    Entry("POST /plugins/marketplace/first_admin_visit", _nothing, other="fffff+fff"),
    Entry("GET /agents", _nothing, other=SIGNED_IN),
    Entry("GET /agents/status", _nothing, other=SIGNED_IN),
    Entry("GET /llmservices", _nothing, other=SIGNED_IN),
    Entry(
        "GET /sharedchannels/{channel_id}/remotes",
        lambda s, _: ask(channel_id=s.channel.id),
        other=INSIDE,
        unknown={"channel_id": 403},
    ),
    _refused("GET /websocket", 400, "api.web_socket.connect.upgrade.app_error", PUBLIC),
]
