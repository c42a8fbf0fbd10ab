"""Which route answers: fixed parts before variable ones, a method of its own before all, the longest way first."""

import pytest

from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Router, route


async def _handler(_call: Call) -> Response:
    return Response()


ROUTER = Router(
    route(method, path, _handler)
    for method, path in (
        ("GET", "/users/me"),
        ("GET", "/users/{user_id}"),
        ("POST", "/users/{user_id}"),
        ("*", "/plugins/{plugin_id}"),
        ("GET", "/plugins/{plugin_id}/about"),
        ("*", "/plugins/{plugin_id}/{anything...}"),
    )
)


@pytest.mark.parametrize(
    ("method", "path", "found", "values"),
    [
        ("GET", "/users/me", "/users/me", {}),
        ("HEAD", "/users/me", "/users/me", {}),
        ("POST", "/users/me", "/users/{user_id}", {"user_id": "me"}),
        ("PATCH", "/plugins/a", "/plugins/{plugin_id}", {"plugin_id": "a"}),
        ("GET", "/plugins/a/about", "/plugins/{plugin_id}/about", {"plugin_id": "a"}),
        ("POST", "/plugins/a/about", "/plugins/{plugin_id}/{anything...}", {"plugin_id": "a", "anything": "about"}),
        ("GET", "/plugins/a/b/c", "/plugins/{plugin_id}/{anything...}", {"plugin_id": "a", "anything": "b/c"}),
    ],
)
def test_the_narrowest_route_answers(method: str, path: str, found: str, values: dict[str, str]) -> None:
    route_found = ROUTER.find(method, path)
    assert route_found is not None
    assert (route_found[0].path, route_found[1]) == (found, values)


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/users/me"), ("GET", "/users"), ("GET", "/plugins")])
def test_what_no_route_names_is_not_found(method: str, path: str) -> None:
    assert ROUTER.find(method, path) is None


@pytest.mark.parametrize("path", ["/plugins/{id}", "/plugins/{id}/{rest...}"])
def test_a_route_is_there_once(path: str) -> None:
    with pytest.raises(ValueError, match="twice"):
        ROUTER.add(route("*", path, _handler))
