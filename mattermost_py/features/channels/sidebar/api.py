"""Routes of a user's sidebar in one team."""

import re

from pydantic import TypeAdapter

from mattermost_py.features.channels.sidebar import service
from mattermost_py.features.channels.sidebar.models import CategoryInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body, invalid_url
from mattermost_py.kernel.ids import is_id

_categories = TypeAdapter(list[CategoryInput])
_BUILT_IN = re.compile(r"(favorites|channels|direct_messages)_[a-z0-9]{26}_[a-z0-9]{26}").fullmatch


async def every(call: Call) -> Response:
    user_id, team_id = await _place(call)
    return call.json_bytes(await service.text_of_user(call.db(), user_id, team_id))


async def create(call: Call) -> Response:
    user_id, team_id = await _place(call)
    wanted = await call.read(CategoryInput)
    _check_place(wanted, user_id, team_id)
    async with call.transaction() as tx:
        category = await service.create(tx, user_id, team_id, wanted)
    return call.json(category)


async def update_many(call: Call) -> Response:
    user_id, team_id = await _place(call)
    wanted = await call.read_as(_categories, "category")
    for each in wanted:
        _check_place(each, user_id, team_id)
    async with call.transaction() as tx:
        categories = await service.update(tx, user_id, team_id, wanted)
    return call.json(categories)


async def order(call: Call) -> Response:
    user_id, team_id = await _place(call)
    return call.json((await service.of_user(call.db(), user_id, team_id)).order)


async def set_order(call: Call) -> Response:
    user_id, team_id = await _place(call)
    wanted = await call.read_texts()
    async with call.transaction() as tx:
        await service.set_order(tx, user_id, team_id, wanted)
    return call.json(wanted)


async def get(call: Call) -> Response:
    user_id, team_id = await _place(call)
    return call.json(await service.one(call.db(), user_id, team_id, _category_id(call)))


async def update(call: Call) -> Response:
    user_id, team_id = await _place(call)
    category_id = _category_id(call)
    wanted = await call.read(CategoryInput)
    _check_place(wanted, user_id, team_id)
    async with call.transaction() as tx:
        categories = await service.update(tx, user_id, team_id, [wanted.model_copy(update={"id": category_id})])
    return call.json(categories[0])


async def delete(call: Call) -> Response:
    user_id, team_id = await _place(call)
    async with call.transaction() as tx:
        await service.delete(tx, user_id, team_id, _category_id(call))
    return call.ok()


async def _place(call: Call) -> tuple[str, str]:
    """Whose sidebar in which team, for those who may arrange it."""
    user_id, team_id = call.path_id("user_id"), call.path_id("team_id")
    await service.arranger(call.db(), call.actor, user_id, team_id)
    return user_id, team_id


def _check_place(wanted: CategoryInput, user_id: str, team_id: str) -> None:
    if (wanted.user_id, wanted.team_id) != (user_id, team_id):
        raise invalid_body("category")


def _category_id(call: Call) -> str:
    """A random id, or the speaking one of a built-in category."""
    value = call.path["category_id"]
    if not is_id(value) and not _BUILT_IN(value):
        raise invalid_url("category_id")
    return value


_BASE = "/api/v4/users/{user_id}/teams/{team_id}/channels/categories"

routes = [
    route("GET", _BASE, every),
    route("POST", _BASE, create),
    route("PUT", _BASE, update_many),
    route("GET", f"{_BASE}/order", order),
    route("PUT", f"{_BASE}/order", set_order),
    route("GET", f"{_BASE}/{{category_id}}", get),
    route("PUT", f"{_BASE}/{{category_id}}", update),
    route("DELETE", f"{_BASE}/{{category_id}}", delete),
]
