"""The routes of the official server: those that are not built answer so, in the official shape."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.pages import ROUTED
from mattermost_py.infra.http.router import Auth, Limit, Route, route
from mattermost_py.kernel.errors import Unsupported
from mattermost_py.kernel.json import loads

_ANSWERED_ELSEWHERE = ROUTED | {"/api/v4/{anything...}"}  # by the pages, and by the 404 of unknown addresses


def unbuilt(built: Iterable[Route]) -> list[Route]:
    """What answers 501: every official route that is not among these, and whatever plugins would offer."""
    plugins = route("*", "/plugins/{plugin_id}/{anything...}", _not_built, auth=Auth.PUBLIC_TRUSTED)
    return [*missing(built), plugins]


def missing(built: Iterable[Route]) -> list[Route]:
    """The official routes that are not among these."""
    known = {_shape(each.method, each.path) for each in built}
    return [
        each
        for each in official()
        if _shape(each.method, each.path) not in known and each.path not in _ANSWERED_ELSEWHERE
    ]


def official() -> Iterator[Route]:
    """Every route of the official server, answering 501."""
    kinds = {each.value for each in Auth}
    listed = loads(files("mattermost_py.infra.http").joinpath("official_routes.json").read_bytes())
    for method, path, kind, limit, _tag in listed:
        auth = Auth(kind) if kind in kinds else Auth.PUBLIC_TRUSTED
        yield route(method, path, _not_built, auth=auth, limit=Limit(limit))


def _shape(method: str, path: str) -> tuple[str, ...]:
    """A route without the names of its variables."""
    return (method, *("{}" if part.startswith("{") else part for part in path.strip("/").split("/")))


async def _not_built(call: Call) -> Response:
    raise Unsupported("api.not_built.app_error")
