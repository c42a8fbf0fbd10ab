"""The ASGI application: finds the route, knows the caller, guards the door, answers errors in the official shape."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from mattermost_py.infra import log as logs
from mattermost_py.infra.db import Deadlock, Late, Unfit
from mattermost_py.infra.http import cors
from mattermost_py.infra.http.call import Call, ClientGone, Principal
from mattermost_py.infra.http.exchange import Exchange
from mattermost_py.infra.http.metrics import REQUESTS
from mattermost_py.infra.http.ratelimit import RateLimiter, refusal
from mattermost_py.infra.http.reply import JSON_TYPE, Response, Standing, set_cookie
from mattermost_py.infra.http.router import Auth, Found, Route, Router
from mattermost_py.infra.http.subpath import below, way_in
from mattermost_py.infra.log import RequestEntry
from mattermost_py.kernel.errors import AppError, Busy, Forbidden, Invalid, NotFound, Unauthenticated, session_expired
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.messages import message

if TYPE_CHECKING:
    from mattermost_py.config import Settings
    from mattermost_py.infra.runtime import Runtime

log = logging.getLogger(__name__)
access_log = logging.getLogger("mattermost_py.access")

Authenticate = Callable[[Call, str, bool], Awaitable[Principal | None]]
ASGI = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_OPEN = (Auth.PUBLIC, Auth.PUBLIC_TRUSTED)  # no sets: to hash a member takes longer than to compare it with two
_TRUSTED = (Auth.SESSION_TRUSTED, Auth.PUBLIC_TRUSTED)
_FIXED_HEADERS = [
    (b"permissions-policy", b""),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
]
_EXPIRES = (b"expires", b"0")
_ME = "/api/v4/users/me"  # clients find out there that a second factor is missing
_DEADLOCK_PAUSES_S = (0.0, 0.05, 0.2)


class Application:
    """Everything under `/api/` and the other routed paths; what it does not know goes to `pages`."""

    def __init__(
        self,
        runtime: "Runtime",
        router: Router,
        authenticate: Authenticate,
        *,
        websocket: ASGI,
        pages: ASGI,
        version_id: Callable[[], str],
    ) -> None:
        self.runtime = runtime
        self.router = router
        self.authenticate = authenticate
        self.websocket = websocket
        self.pages = pages
        self.version_id = version_id
        self.limiter = RateLimiter()
        self._habits = _Habits.of(runtime.config.current)
        self._standing: tuple[_Habits, str, Standing, Standing] | None = None  # what of, and the headers: GET, others

    @property
    def habits(self) -> "_Habits":
        """Of the settings in use."""
        settings = self.runtime.config.current
        if self._habits.settings is not settings:
            self._habits = _Habits.of(settings)
        return self._habits

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        habits = self.habits
        if subpath := habits.subpath:
            path = below(subpath, scope["path"])
            if path is None and scope["type"] == "http":
                await way_in(subpath, scope).send(send)
                return
            scope = {**scope, "path": path or ""}  # no socket has an empty path
        if scope["type"] == "websocket":
            await self.websocket(scope, receive, send)
            return
        if habits.has_cors:
            service = habits.settings.ServiceSettings
            if asked := cors.preflight(service, scope):
                await asked.send(send)
                return
            send = cors.adding(send, cors.headers(service, scope))
        found = self.router.find(scope["method"], scope["path"])
        if found is None and not scope["path"].startswith("/api/"):
            await self.pages(scope, receive, send)
            return
        await self._serve(scope, receive, send, found)

    async def _serve(self, scope: dict[str, Any], receive: Any, send: Any, found: Found | None) -> None:
        started = time.perf_counter()
        call = Call(self.runtime, scope, receive, new_id())
        try:
            reply = await self._answer(call, found)
        except ClientGone:
            return
        if not call.is_drained:
            await call.drain()
        self._finish(call, reply, known=found is not None)
        if reply.stream is None and isinstance(send, Exchange):
            reply.respond(send)
        else:
            await reply.send(send, head_only=scope["method"] == "HEAD")
        _record(call, reply, found[0] if found else None, time.perf_counter() - started)

    async def _answer(self, call: Call, found: Found | None) -> Response:
        try:
            if found is None:
                raise NotFound("api.context.404.app_error", detail=f"There is no route for {call.scope['path']}.")
            call.route, call.path = found
            if limited := await self._admit(call, call.route):
                return limited
            try:
                return await call.route.handler(call)
            except Deadlock:
                return await self._repeat(call, call.route)
        except AppError as exc:
            return error_reply(call, exc)
        except ClientGone:
            raise
        except Unfit as exc:
            _warn(call, "the database does not take what was sent", exc)
            return error_reply(call, Invalid("api.context.invalid_param.app_error", Name="body"))
        except Late as exc:
            _warn(call, "the database took too long", exc)
            return error_reply(call, Busy("api.context.server_busy.app_error"))
        except Exception:
            log.exception("request failed", extra={"request_id": call.request_id, "path": call.scope["path"]})
            return error_reply(call, AppError("api.context.internal.app_error"))

    async def _repeat(self, call: Call, route: Route) -> Response:
        """Answers once more when PostgreSQL ended one of two transactions that waited for each other: ours did nothing.

        Statements of strangers travel in one batch, so no order of locks can rule it out.
        """
        for pause_s in _DEADLOCK_PAUSES_S:
            if not call.is_repeatable:
                break
            await asyncio.sleep(pause_s)
            with suppress(Deadlock):
                return await route.handler(call)
        raise Busy("api.context.server_busy.app_error")

    async def _admit(self, call: Call, route: Route) -> Response | None:
        """The checks before a handler, in the official order. Returns the 429 answer when the caller is too fast."""
        scope, habits = call.scope, self.habits
        if len(scope["raw_path"]) + len(scope["query_string"]) > habits.longest_address:
            raise AppError("basic_security_check.url.too_long_error", status=414)
        await self._identify(call, route)
        if habits.limits_rates:
            standing = self.limiter.judge(call, route)
            call.late_headers += standing.headers()
            if standing.is_refused:
                return refusal()
        if route.auth in _OPEN:
            return None
        if call.principal is None:
            raise session_expired()
        if call.principal.needs_mfa and route.auth is not Auth.SESSION_MFA_EXEMPT and scope["path"] != _ME:
            raise Forbidden("api.context.mfa_required.app_error")
        if route.auth is Auth.SESSION_NOT_BUSY and self.runtime.is_busy:
            raise Busy("api.context.server_busy.app_error")
        return None

    async def _identify(self, call: Call, route: Route) -> None:
        token, by_cookie = call.token
        in_address = "" if token else call.query_token
        if not token and not in_address:
            return
        principal = await self.authenticate(call, token or in_address, by_cookie)
        if principal is None:
            if route.auth in _OPEN:
                return
            raise session_expired()
        if in_address and not principal.actor.is_oauth:
            raise Unauthenticated("api.context.token_provided.app_error")  # addresses end up in logs
        if by_cookie and call.scope["method"] != "GET" and route.auth not in _TRUSTED:
            self._check_csrf(call, principal)
        call.principal = principal
        call.actor = principal.actor

    def _check_csrf(self, call: Call, principal: Principal) -> None:
        """A page of another site can send our cookie but neither of these headers."""
        sent = call.header("x-csrf-token")
        if sent and sent == principal.csrf:
            return
        strict = call.settings.ServiceSettings.ExperimentalStrictCSRFEnforcement
        if strict or call.header("x-requested-with") != "XMLHttpRequest":
            raise session_expired()

    def _finish(self, call: Call, reply: Response, *, known: bool) -> None:
        """The headers that every answer carries."""
        headers, habits = reply.headers, self.habits
        reply.standing = self._standing_headers(habits, call.scope["method"])
        if known:
            headers.append((b"x-request-id", call.request_id.encode()))
        if call.late_headers:
            headers += call.late_headers
        if call.principal is not None and call.principal.refresh_cookies:
            headers += call.principal.refresh_cookies
        if habits.compresses and "gzip" in call.header("accept-encoding"):
            reply.compress()

    def _standing_headers(self, habits: "_Habits", method: str) -> Standing:
        """Those that are the same for everybody until settings, or what clients are told of them, change."""
        version = self.version_id()
        known = self._standing
        if known is None or known[0] is not habits or known[1] != version:
            headers = [*_FIXED_HEADERS, (b"x-version-id", version.encode())]
            service = habits.settings.ServiceSettings
            if service.TLSStrictTransport:
                headers.append((b"strict-transport-security", b"max-age=%d" % service.TLSStrictTransportMaxAge))
            known = self._standing = (habits, version, Standing([*headers, _EXPIRES]), Standing(headers))
        return known[2] if method == "GET" else known[3]


@dataclass(frozen=True, slots=True)
class _Habits:
    """What every request asks of the settings, looked up once for each snapshot of them."""

    settings: "Settings"
    subpath: str
    has_cors: bool
    longest_address: int
    limits_rates: bool
    compresses: bool

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        service = settings.ServiceSettings
        return cls(
            settings,
            settings.subpath,
            has_cors=bool(service.AllowCorsFrom),
            longest_address=service.MaximumURLLength,
            limits_rates=settings.RateLimitSettings.Enable,
            compresses=service.WebserverMode == "gzip",
        )


def error_reply(call: Call, exc: AppError) -> Response:
    """An error in the official envelope; the details only for developers."""
    service = call.settings.ServiceSettings
    status, error_id = exc.status_code, exc.id
    text = message(error_id, status, exc.params, call.locale)
    if status >= 500 and service.ExperimentalEnableHardenedMode and status != 501:
        status, error_id, text = 500, "", "Internal Server Error"
    shows_detail = service.EnableDeveloper or error_id == "api.context.404.app_error"
    body = {
        "id": error_id,
        "message": text,
        "detailed_error": exc.detail if shows_detail else "",
        "request_id": call.request_id,
        "status_code": status,
    }
    reply = Response(dumps(body), status=status, headers=[JSON_TYPE])
    if isinstance(exc, Unauthenticated) and error_id == "api.context.session_expired.app_error":
        subpath = call.settings.subpath
        reply.headers.append(set_cookie("MMAUTHTOKEN", "", path=subpath, max_age_s=-1, http_only=True))
    return reply


def _warn(call: Call, text: str, exc: Exception) -> None:
    log.warning(text, extra={"request_id": call.request_id, "path": call.scope["path"], "reason": str(exc)})


def _record(call: Call, reply: Response, route: Route | None, elapsed_s: float) -> None:
    REQUESTS.observe(route.path if route else "", call.scope["method"], reply.status, elapsed_s)
    if access_log.isEnabledFor(logging.INFO):
        entry = RequestEntry(
            time.time(),
            call.scope["method"],
            call.scope["path"],
            reply.status,
            call.request_id,
            call.actor.user_id,
            call.client_ip,
            elapsed_s,
        )
        logs.request(entry)
