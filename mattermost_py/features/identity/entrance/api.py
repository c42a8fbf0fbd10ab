"""Routes of signing in and out."""

from mattermost_py.config.rules_sign_in import is_intune_configured
from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.desktop import service as desktop
from mattermost_py.features.identity.entrance import links, service
from mattermost_py.features.identity.entrance.models import IntuneLogin
from mattermost_py.features.identity.guests import magic
from mattermost_py.features.identity.logins import service as logins
from mattermost_py.features.identity.logins.models import Credentials, LoginType
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.reply import set_cookie
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import AppError, Invalid, Unsupported, invalid_body
from mattermost_py.kernel.messages import message


async def login(call: Call) -> Response:
    sent = await call.read_strings()
    shown = Credentials.read(sent)
    try:
        if token := sent.get("magic_link_token"):
            return await _by_magic_link(call, token, shown.device_id)
        user = await logins.authenticate(call.db(), shown)
    except AppError:
        await audits.note(call.db(), call, f"failure - login_id={shown.login_id}")
        raise
    async with call.transaction() as tx:
        session = await service.open_session(call, tx, user, device_id=shown.device_id)
    return await service.welcome(call, user, session)


async def _by_magic_link(call: Call, token: str, device_id: str) -> Response:
    async with call.transaction() as tx:
        user = await magic.by_link(tx, token)
        session = await service.open_session(call, tx, user, device_id=device_id)
    return await service.welcome(call, user, session)


async def one_time_link(call: Call) -> Response:
    """The address in a guest's mail: a browser comes in with cookies, an app is handed its session."""
    token, wanted = call.query.get("t", ""), call.query.get("redirect_to", "")
    if not token:
        raise Invalid("api.user.guest_magic_link.missing_token.app_error")
    if call.scope["method"] == "HEAD":  # mail filters look at links; only opening one uses it up
        return Response()
    try:
        async with call.transaction() as tx:
            user = await magic.by_link(tx, token)
            session = await service.open_session(call, tx, user)
    except AppError as exc:
        text = message(exc.id, exc.status_code, exc.params, call.locale)
        return _elsewhere(links.refused(call.settings, exc.id, text))
    if links.is_app(call.settings, wanted):
        return _elsewhere(links.for_app(wanted, session))
    reply = _elsewhere(links.for_browser(call.settings, wanted))
    service.set_cookies(call, reply, session)
    return reply


def _elsewhere(address: str) -> Response:
    reply = Response(status=302)
    reply.set("location", address)
    reply.set("cache-control", "no-store")
    return reply


async def by_desktop_token(call: Call) -> Response:
    """The desktop app takes over what its user did in the browser."""
    sent = await call.read_strings()
    async with call.transaction() as tx:
        user = await desktop.redeem(tx, sent.get("token", ""))
        logins.require_human(user)
        session = await service.open_session(call, tx, user, device_id=sent.get("device_id", ""), is_sso=True)
    return await service.welcome(call, user, session)


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
    """How an account signs in; unknown ones look like those with a password. Guests with links get one by mail."""
    sent = await call.read_strings()
    user_id, login_id = sent.get("id", ""), sent.get("login_id", "")
    if not (user_id or login_id):
        raise invalid_body("login_id")
    user = await logins.find(call.db(), user_id=user_id, login_id=login_id)
    if user is None:
        return call.json(LoginType("", is_deactivated=False))
    if _gets_link(call, user):
        async with call.transaction() as tx:
            await magic.send_link(tx, user)
    return call.json(LoginType(user.auth_service, is_deactivated=not user.is_active))


async def by_login_code(call: Call) -> Response:
    """An older way of apps to take over a sign-in, which only a feature flag brings back. Nothing hands out codes."""
    call.late_headers.append((b"deprecation", b"true"))
    if not call.settings.FeatureFlags.MobileSSOCodeExchange:
        raise AppError("api.user.login_sso_code_exchange.deprecated.app_error", status=410)
    sent = await call.read_strings()
    names = ("login_code", "code_verifier", "state")
    if not all(sent.get(name) for name in names):
        raise invalid_body(" | ".join(names))
    raise Invalid("api.oauth.get_access_token.bad_request.app_error")


async def by_intune(call: Call) -> Response:
    """Apps that Microsoft Intune manages sign in with a token of their own."""
    sent = await call.read(IntuneLogin)
    if not sent.access_token:
        raise invalid_body("access_token")
    if not is_intune_configured(call.settings):
        raise Invalid("api.user.login_by_intune.not_configured.app_error")
    raise Unsupported("api.user.login_by_intune.not_available.app_error")


def _gets_link(call: Call, user: User) -> bool:
    return user.is_magic_link and user.is_guest and user.is_active and magic.is_possible(call.db())


routes = [
    route("POST", "/api/v4/users/login", login, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/logout", logout, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/login/type", login_type, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/login/desktop_token", by_desktop_token, auth=Auth.PUBLIC),
    route("POST", "/api/v4/users/login/sso/code-exchange", by_login_code, auth=Auth.PUBLIC),
    route("POST", "/oauth/intune", by_intune, auth=Auth.PUBLIC),
    route("GET", "/login/one_time_link", one_time_link, auth=Auth.PUBLIC),
]
