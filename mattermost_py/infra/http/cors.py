"""Pages of other sites that may call the API from a browser (`ServiceSettings.AllowCorsFrom`).

Source: the Fetch standard, "CORS protocol"; which headers go out follows the official server.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from mattermost_py.infra.http.reply import HeaderList, Response

if TYPE_CHECKING:
    from mattermost_py.config.sections.service import ServiceSettings

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REMEMBERED_S = 86_400  # how long a browser need not ask again


def preflight(service: "ServiceSettings", scope: Mapping[str, Any]) -> Response | None:
    """The answer to a browser that asks before it sends; None if this request is no such question."""
    if scope["method"] != "OPTIONS":
        return None
    sent = dict(scope["headers"])
    method = sent.get(b"access-control-request-method", b"").decode("latin-1").upper()
    if not method:
        return None
    reply = Response(status=204)
    reply.set("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
    if (origin := _allowed(service, sent)) and method in METHODS:
        reply.set("access-control-allow-origin", origin)
        reply.set("access-control-allow-methods", method)
        if wanted := sent.get(b"access-control-request-headers", b""):
            reply.set("access-control-allow-headers", wanted.decode("latin-1"))
        if service.CorsAllowCredentials:
            reply.set("access-control-allow-credentials", "true")
        reply.set("access-control-max-age", str(REMEMBERED_S))
    return reply


def headers(service: "ServiceSettings", scope: Mapping[str, Any]) -> HeaderList:
    """What an answer must say so that the browser shows it to the page that asked."""
    found: HeaderList = [(b"vary", b"Origin")]
    if origin := _allowed(service, dict(scope["headers"])):
        found.append((b"access-control-allow-origin", origin.encode("latin-1")))
        if exposed := ", ".join(service.CorsExposedHeaders.split()):
            found.append((b"access-control-expose-headers", exposed.encode("latin-1", "replace")))
        if service.CorsAllowCredentials:
            found.append((b"access-control-allow-credentials", b"true"))
    return found


def adding(send: Any, added: HeaderList) -> Any:
    """The same `send`, with these headers on the answer."""

    async def wrapped(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return wrapped


def _allowed(service: "ServiceSettings", sent: Mapping[bytes, bytes]) -> str:
    """The origin to name in the answer; empty if it may not call."""
    origin = sent.get(b"origin", b"").decode("latin-1")
    patterns = service.AllowCorsFrom.lower().split()
    if not origin or not patterns:
        return ""
    if "*" in patterns:
        return "*"
    is_known = any(_matches(origin.lower(), each) for each in patterns)
    return origin if is_known else ""


def _matches(origin: str, pattern: str) -> bool:
    """A `*` in the pattern stands for any text; other signs stand for themselves."""
    return fnmatchcase(origin, pattern.replace("[", "[[]").replace("?", "[?]"))
