"""What the official server offers and this one does not yet is refused in one way, whoever asks and however."""

import re

import pytest

from mattermost_py.app import ROUTES
from mattermost_py.infra.http.official import missing
from mattermost_py.kernel.ids import new_id
from tests.fixtures.world import World

ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


async def test_every_route_that_is_not_built_says_so(world: World) -> None:
    admin = await world.admin()
    for each in missing(ROUTES):
        path = re.sub(r"\{[^}]*\}", lambda _: new_id(), each.path)
        for method in ALL_METHODS if each.method == "*" else (each.method,):
            reply = await admin.call(method, path if path.startswith("/api/") else f"/{path}")
            assert reply.status_code == 501, f"{method} {each.path}"
            assert reply.json()["id"] == "api.not_built.app_error"


@pytest.mark.parametrize("path", ["//plugins/com.example.poll", "//plugins/com.example.poll/api/v1/polls"])
async def test_plugins_do_not_answer_with_a_page(world: World, path: str) -> None:
    for person in (world.anonymous(), await world.stranger()):
        assert (await person.get(path)).json()["id"] == "api.not_built.app_error"
        assert (await person.post(path)).json()["id"] == "api.not_built.app_error"


async def test_an_unknown_address_of_the_api_is_404(world: World) -> None:
    reply = await (await world.admin()).get("/nothing/of/this/name")
    assert reply.status_code == 404
    assert reply.json()["id"] == "api.context.404.app_error"
