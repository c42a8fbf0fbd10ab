"""Answers to what clients and consoles ask a server of which more could be bought."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system import admins
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.multipart import is_multipart, staged_form
from mattermost_py.infra.http.router import PUBLIC, Auth, Limit, route
from mattermost_py.kernel.errors import (
    Forbidden,
    Invalid,
    NotFound,
    TooMany,
    Unauthenticated,
    Unsupported,
    session_expired,
)
from mattermost_py.kernel.permissions import Permission

# --- hosting ----------------------------------------------------------------------------------------------------------


async def not_hosted(_call: Call) -> Response:
    """Nobody is billed here."""
    raise Forbidden("api.cloud.license_error")


async def not_asked(_call: Call) -> Response:
    """Addresses are shown to nobody who could judge them."""
    raise Forbidden("api.cloud.request_error")


async def no_hosted_login(_call: Call) -> Response:
    """The shop signs nobody in here."""
    raise Unauthenticated("api.user.login_cws.license.error")


async def no_preview(_call: Call) -> Response:
    raise NotFound("app.cloud.preview_modal_bucket_url_not_configured")


async def no_shop(call: Call) -> Response:
    """Whether the shop can be reached: it is not even tried."""
    return call.json({"status": "unavailable"})


async def no_webhook(_call: Call) -> Response:
    """Nobody has the key that the shop would show."""
    raise session_expired()


async def no_sign_up(_call: Call) -> Response:
    raise Unsupported("api.server.hosted_signup_unavailable.error")


async def no_ip_filtering(_call: Call) -> Response:
    """It belongs to the hosts of hosted servers."""
    raise Unsupported("api.context.ip_filtering.not_available.app_error")


# --- licences ---------------------------------------------------------------------------------------------------------


async def load_metric(call: Call) -> Response:
    return call.json({"load": 0})


async def previous_trial(call: Call) -> Response:
    return call.json({"IsLicensed": "false"})


async def no_trial(call: Call) -> Response:
    """Everything is on already."""
    await admins.require_unrestricted(call.db(), call.actor, Permission.MANAGE_LICENSE_INFORMATION)
    raise Invalid("api.license.request-trial.can-start-trial.not-allowed")


async def add_license(call: Call) -> Response:
    """No file could switch on more than is on."""
    await admins.require_unrestricted(call.db(), call.actor, Permission.MANAGE_LICENSE_INFORMATION)
    missing = "api.license.add_license.no_file.app_error"
    if not is_multipart(call):
        raise Invalid(missing)
    most = call.settings.FileSettings.MaxFileSize
    async with staged_form(call, call.runtime.blobs, file_most=most, malformed=missing) as form:
        found = [file for file in form.files if file.name == "license"]
    if not found:
        raise Invalid(missing)
    if not found[0].size_bytes:
        raise Invalid("api.license.add_license.array.app_error")
    raise Invalid("api.license.add_license.invalid.app_error")


async def remove_license(call: Call) -> Response:
    """There is none to remove."""
    await admins.require_unrestricted(call.db(), call.actor, Permission.MANAGE_LICENSE_INFORMATION)
    return call.ok()


# --- editions ---------------------------------------------------------------------------------------------------------


async def upgrade(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    raise TooMany("api.upgrade_to_enterprise.already-enterprise.app_error")


async def may_upgrade(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    raise Forbidden("api.upgrade_to_enterprise.system_not_supported.app_error")


async def upgrade_status(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    return call.json({"percentage": 0, "error": ""})


routes = [
    route("GET", "/api/v4/cloud/limits", not_hosted),
    route("GET", "/api/v4/cloud/products", not_hosted),
    route("GET", "/api/v4/cloud/subscription", not_hosted),
    route("GET", "/api/v4/cloud/customer", not_hosted),
    route("PUT", "/api/v4/cloud/customer", not_hosted),
    route("PUT", "/api/v4/cloud/customer/address", not_hosted),
    route("GET", "/api/v4/cloud/installation", not_hosted),
    route("GET", "/api/v4/cloud/subscription/invoices", not_hosted),
    route("GET", "/api/v4/cloud/subscription/invoices/{invoice_id}/pdf", not_hosted),
    route("POST", "/api/v4/cloud/validate-business-email", not_asked),
    route("POST", "/api/v4/cloud/validate-workspace-business-email", not_hosted),
    route("GET", "/api/v4/cloud/preview/modal_data", no_preview),
    route("GET", "/api/v4/cloud/check-cws-connection", no_shop, auth=PUBLIC),
    route("POST", "/api/v4/cloud/webhook", no_webhook, auth=Auth.PUBLIC_TRUSTED),
    route("POST", "/api/v4/users/login/cws", no_hosted_login, auth=Auth.PUBLIC_TRUSTED),
    route("GET", "/api/v4/hosted_customer/signup_available", no_sign_up),
    route("GET", "/api/v4/ip_filtering", no_ip_filtering),
    route("POST", "/api/v4/ip_filtering", no_ip_filtering),
    route("GET", "/api/v4/ip_filtering/my_ip", no_ip_filtering),
    route("GET", "/api/v4/license/load_metric", load_metric),
    route("POST", "/api/v4/license", add_license, limit=Limit.FILE),
    route("DELETE", "/api/v4/license", remove_license),
    route("POST", "/api/v4/trial-license", no_trial),
    route("GET", "/api/v4/trial-license/prev", previous_trial),
    route("POST", "/api/v4/upgrade_to_enterprise", upgrade),
    route("GET", "/api/v4/upgrade_to_enterprise/allowed", may_upgrade),
    route("GET", "/api/v4/upgrade_to_enterprise/status", upgrade_status),
]
