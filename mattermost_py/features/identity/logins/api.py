"""Routes of signing in and out."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.access.sessions.models import Session
from mattermost_py.features.identity.logins import service
from mattermost_py.features.identity.logins.devices import read_device
from mattermost_py.features.identity.logins.models import Credentials, LoginType
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.reply import set_cookie
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import AppError, invalid_body


async def login(call: Call) -> Response:
    shown = Credentials.read(await call.read_strings())
    try:
        user = await service.authenticate(call.db(), shown)
    except AppError:
        await audits.note(call.db(), call, f"failure - login_id={shown.login_id}")
        raise
    async with call.transaction() as tx:
        device = read_device(call.header("user-agent"))
        session = await service.sign_in(tx, user, device, device_id=shown.device_id)
        await audits.note(tx, call, "success", user_id=user.id, session_id=session.id)
    reply = call.json(await users.by_id(call.db(), user.id))
    reply.set("token", session.token)
    if call.header("x-requested-with") == "XMLHttpRequest":
        _set_cookies(call, reply, session)
    return reply


def _set_cookies(call: Call, reply: Response, session: Session) -> None:
    """Only browsers ask for cookies; other clients read the Token header."""
    embedded = call.cookies.get("MMEMBED") == "1"
    reply.headers += sessions.cookies(session, call.settings, is_https=call.is_https, is_embedded=embedded)


async def logout(call: Call) -> Response:
    """Always 200, also without a session."""
    if call.actor.session_id:
        async with call.transaction() as tx:
            session = await sessions.by_id(tx, call.actor.session_id)
            await sessions.revoke(tx, [session])
            await audits.note(tx, call)
    reply = call.ok()
    if call.principal is not None:
        call.principal = None  # no fresh cookies after goodbye
    reply.headers.append(set_cookie("MMAUTHTOKEN", "", path=call.settings.subpath, max_age_s=-1, http_only=True))
    return reply


async def login_type(call: Call) -> Response:
    """How an account signs in; unknown ones look like those with a password."""
    sent = await call.read_strings()
    user_id, login_id = sent.get("id", ""), sent.get("login_id", "")
    if not (user_id or login_id):
        raise invalid_body("login_id")
    user = await service.find(call.db(), user_id=user_id, login_id=login_id)
    if user is None:
        return call.json(LoginType("", is_deactivated=False))
    return call.json(LoginType(user.auth_service, is_deactivated=not user.is_active))


routes = [
    route("POST", "/api/v4/users/login", login, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/logout", logout, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/login/type", login_type, auth=Auth.PUBLIC),
]
