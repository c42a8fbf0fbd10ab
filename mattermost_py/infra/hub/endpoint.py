"""`/api/v4/websocket`: who may open a socket, and on what it runs.

Our own connections offer an `Upgrade` in the scope: the socket then lives by callbacks and this ASGI call ends as soon
as its stream is open. Any other server (HTTP/2) gets the same session over plain ASGI, with tasks of its own.
"""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mattermost_py.infra.http.call import Call, Principal
from mattermost_py.infra.http.reply import JSON_TYPE, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.infra.http.websocket import UPGRADE, Upgrade
from mattermost_py.infra.hub.asgi import AsgiSocket
from mattermost_py.infra.hub.connection import Link
from mattermost_py.infra.hub.rules import Action, ActionCall, Authenticate, SocketRules
from mattermost_py.infra.hub.session import SocketSession
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.messages import message

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

PATH = "/api/v4/websocket"
NO_UPGRADE = "api.web_socket.connect.upgrade.app_error"


class WebSocketEndpoint:
    """ASGI application for the socket route; other paths are refused."""

    def __init__(self, runtime: "Runtime", rules: SocketRules) -> None:
        self.runtime = runtime
        self.rules = rules

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        upgrade: Upgrade | None = scope.get("extensions", {}).get(UPGRADE)
        if upgrade is None:
            await receive()  # websocket.connect
        call = Call(self.runtime, {**scope, "method": "GET"}, receive, new_id())
        if scope["path"].rstrip("/") != PATH:
            await self._refuse(call, send, 404, "api.context.404.app_error")
        elif not _origin_allowed(call):
            await self._refuse(call, send, 400, NO_UPGRADE)
        else:
            await self._accept(call, upgrade, await self._principal(call), receive, send)

    async def _accept(
        self, call: Call, upgrade: Upgrade | None, principal: Principal | None, receive: Any, send: Any
    ) -> None:
        session = SocketSession(self.runtime, self.rules, call, principal)
        if upgrade is None:
            await AsgiSocket(session, receive, send).run()
        elif (link := upgrade.accept(session)) is not None:
            await session.open(link)

    async def _principal(self, call: Call) -> Principal | None:
        token, by_cookie = call.token
        return await self.rules.authenticate(call, token, by_cookie) if token else None

    async def _refuse(self, call: Call, send: Any, status: int, error_id: str) -> None:
        extensions = call.scope.get("extensions", {})
        if UPGRADE not in extensions and "websocket.http.response" not in extensions:
            await send({"type": "websocket.close", "code": 1008})
            return
        body = {
            "id": error_id,
            "message": message(error_id, status, {}),
            "detailed_error": "",
            "request_id": call.request_id,
            "status_code": status,
        }
        prefix = "" if UPGRADE in extensions else "websocket."

        async def as_http(event: dict[str, Any]) -> None:
            await send({**event, "type": prefix + event["type"]})

        await Response(dumps(body), status=status, headers=[JSON_TYPE]).send(as_http)


def _origin_allowed(call: Call) -> bool:
    """Browsers say where the page came from; another site's page must not use our cookie."""
    origin = call.header("origin")
    if not origin:
        return True
    if urlsplit(origin).netloc == call.header("host"):
        return True
    allowed = call.settings.ServiceSettings.AllowCorsFrom.strip()
    if not allowed:
        return False
    site = urlsplit(call.settings.ServiceSettings.SiteURL)
    return allowed == "*" or origin in allowed.split() or origin == f"{site.scheme}://{site.netloc}"


__all__ = ["Action", "ActionCall", "Authenticate", "Link", "SocketRules", "WebSocketEndpoint"]


async def _no_upgrade(_call: Call) -> Response:
    """A plain request where only sockets live."""
    raise Invalid(NO_UPGRADE)


routes = [route("GET", PATH, _no_upgrade, auth=Auth.PUBLIC_TRUSTED)]
