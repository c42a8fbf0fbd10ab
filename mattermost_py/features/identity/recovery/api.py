"""Routes for people who cannot sign in: they name an address and look into their mail."""

from mattermost_py.features.identity.recovery import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body


async def send_reset(call: Call) -> Response:
    service.send_reset(call.runtime, await _email(call))
    return call.ok()


async def send_verification(call: Call) -> Response:
    service.send_verification(call.runtime, await _email(call))
    return call.ok()


async def _email(call: Call) -> str:
    email = (await call.read_strings()).get("email", "").strip().lower()
    if not email:
        raise invalid_body("email")
    return email


routes = [
    route("POST", "/api/v4/users/password/reset/send", send_reset, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/email/verify/send", send_verification, auth=Auth.PUBLIC),
]
