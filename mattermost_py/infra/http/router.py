"""Which handler answers a method and path: dicts by path segment, so the cost is the path's depth."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mattermost_py.infra.http.call import Call
    from mattermost_py.infra.http.reply import Response

KNOWN_MOST, KNOWN_LONGEST = 4_000, 250  # paths that are remembered; characters of one
Handler = Callable[["Call"], Awaitable["Response"]]


class Auth(Enum):
    """Who may call a route. Names as in the official route table."""

    SESSION = "session"  # 401 without a session; MFA enforced
    SESSION_MFA_EXEMPT = "session_mfa_exempt"  # also before MFA is set up
    SESSION_TRUSTED = "session_trust_requester"  # session, but no CSRF check (images, links)
    SESSION_NOT_BUSY = "session_disabled_when_busy"  # 503 while an admin declared the server busy
    PUBLIC = "public"  # session optional
    PUBLIC_TRUSTED = "public_trust_requester"  # session optional, no CSRF check


class Limit(Enum):
    """Which bound the body has."""

    PAYLOAD = "payload"  # ServiceSettings.MaximumPayloadSizeBytes
    FILE = "file"  # FileSettings.MaxFileSize


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    handler: Handler
    auth: Auth = Auth.SESSION
    limit: Limit = Limit.PAYLOAD


Found = tuple[Route, Mapping[str, str]]
SESSION, PUBLIC = Auth.SESSION, Auth.PUBLIC
ANY = "*"  # a method that stands for all; `{name...}` at the end of a path stands for whatever follows


def route(
    method: str, path: str, handler: Handler, *, auth: Auth = Auth.SESSION, limit: Limit = Limit.PAYLOAD
) -> Route:
    """A route of the API; signed-in callers only unless `auth` says otherwise."""
    return Route(method, path, handler, auth, limit)


_Routes = dict[str, tuple[Route, tuple[str, ...]]]


@dataclass(slots=True)
class _Node:
    fixed: dict[str, "_Node"] = field(default_factory=dict[str, "_Node"])
    variable: "_Node | None" = None
    routes: _Routes = field(default_factory=dict[str, tuple[Route, tuple[str, ...]]])
    rest: _Routes = field(default_factory=dict[str, tuple[Route, tuple[str, ...]]])


class Router:
    """Finds routes. Built once at start."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._root = _Node()
        self.routes: list[Route] = []
        self._known: dict[tuple[str, str], Found] = {}  # what was asked for lately: most requests repeat
        for each in routes:
            self.add(each)

    def add(self, new: Route) -> None:
        """Raises: ValueError if the method and path are taken."""
        node, names = self._root, list[str]()
        routes = None
        for segment in new.path.strip("/").split("/"):
            if segment.endswith("...}"):
                names.append(segment[1:-4])
                routes = node.rest
            elif segment.startswith("{"):
                names.append(segment[1:-1].partition(":")[0])
                node.variable = node.variable or _Node()
                node = node.variable
            else:
                node = node.fixed.setdefault(segment, _Node())
        routes = node.routes if routes is None else routes
        if new.method in routes:
            raise ValueError(f"{new.method} {new.path} is routed twice")
        routes[new.method] = (new, tuple(names))
        self._known.clear()
        self.routes.append(new)

    def find(self, method: str, path: str) -> Found | None:
        """The route and its path values (for reading only); HEAD falls back to GET."""
        known = self._known.get((method, path))
        if known is not None:
            return known
        found = self._find(method, path)
        if found is not None and len(path) <= KNOWN_LONGEST:
            if len(self._known) >= KNOWN_MOST:
                self._known.clear()
            self._known[method, path] = found
        return found

    def _find(self, method: str, path: str) -> Found | None:
        values: list[str] = []
        found = _walk(self._root, path.strip("/").split("/"), 0, method, values)
        if found is None and method == "HEAD":
            values.clear()
            found = _walk(self._root, path.strip("/").split("/"), 0, "GET", values)
        return None if found is None else (found[0], dict(zip(found[1], values, strict=True)))


def _walk(
    node: _Node, segments: list[str], depth: int, method: str, values: list[str]
) -> tuple[Route, tuple[str, ...]] | None:
    """Depth first, fixed segments before variable ones; `values` holds the variables of the way taken."""
    if depth == len(segments):
        return node.routes.get(method) or node.routes.get(ANY)
    child = node.fixed.get(segments[depth])
    if child is not None:
        found = _walk(child, segments, depth + 1, method, values)
        if found is not None:
            return found
    if node.variable is not None and segments[depth]:
        values.append(segments[depth])
        found = _walk(node.variable, segments, depth + 1, method, values)
        if found is not None:
            return found
        values.pop()
    rest = node.rest.get(method) or node.rest.get(ANY)
    if rest is not None:
        values.append("/".join(segments[depth:]))
    return rest
