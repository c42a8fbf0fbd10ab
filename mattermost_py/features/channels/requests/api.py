"""Routes of private channels that may be found, and of requests to be let in."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.channels.requests import service
from mattermost_py.features.channels.requests.models import FindableInput, Refusal, RequestInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def find(call: Call) -> Response:
    team_id = call.path_id("team_id")
    return call.json(await service.find(call.db(), call.actor, team_id, call.query.get("term", "")))


async def setting(call: Call) -> Response:
    return call.json(await service.setting(call.db(), call.actor, call.path_id("channel_id")))


async def set_findable(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(FindableInput)
    async with call.transaction() as tx:
        findable = await service.set_findable(tx, call.actor, channel_id, is_findable=wanted.findable)
        await audits.note(tx, call, f"channel_id={channel_id} findable={wanted.findable}")
    return call.json(findable)


async def waiting(call: Call) -> Response:
    return call.json(await service.waiting(call.db(), call.actor, call.path_id("channel_id")))


async def ask(call: Call) -> Response:
    wanted = await call.read(RequestInput)
    async with call.transaction() as tx:
        request = await service.ask(tx, call.actor, call.path_id("channel_id"), wanted.message)
    return call.json(request, status=201)


async def withdraw(call: Call) -> Response:
    async with call.transaction() as tx:
        await service.withdraw(tx, call.actor, call.path_id("channel_id"))
    return call.ok()


async def approve(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    async with call.transaction() as tx:
        await service.approve(tx, call.actor, channel_id, user_id)
        await audits.note(tx, call, f"channel_id={channel_id} user_id={user_id}")
    return call.ok()


async def decline(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    wanted = await call.read(Refusal)
    async with call.transaction() as tx:
        await service.decline(tx, call.actor, channel_id, user_id, wanted.reason)
        await audits.note(tx, call, f"channel_id={channel_id} user_id={user_id}")
    return call.ok()


_CHANNEL = "/api/v4/channels/{channel_id}"

routes = [
    route("GET", "/api/v4/teams/{team_id}/channels/findable", find),
    route("GET", f"{_CHANNEL}/findable", setting),
    route("PUT", f"{_CHANNEL}/findable", set_findable),
    route("GET", f"{_CHANNEL}/requests", waiting),
    route("POST", f"{_CHANNEL}/requests", ask),
    route("DELETE", f"{_CHANNEL}/requests", withdraw),
    route("POST", f"{_CHANNEL}/requests/{{user_id}}/approve", approve),
    route("POST", f"{_CHANNEL}/requests/{{user_id}}/decline", decline),
]
