"""Routes of slash commands."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.integrations.commands import completion, executing, service
from mattermost_py.features.integrations.commands.models import CommandInput, Move, Typed
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def create(call: Call) -> Response:
    wanted = await call.read(CommandInput)
    async with call.transaction() as tx:
        return call.json(await service.create(tx, call.actor, wanted), status=201)


async def update(call: Call) -> Response:
    command_id, wanted = call.path_id("command_id"), await call.read(CommandInput)
    if wanted.id != command_id:
        raise invalid_body("command")
    async with call.transaction() as tx:
        return call.json(await service.update(tx, call.actor, command_id, wanted))


async def move(call: Call) -> Response:
    command_id, wanted = call.path_id("command_id"), await call.read(Move)
    async with call.transaction() as tx:
        await service.move(tx, call.actor, command_id, wanted.team_id)
    return call.ok()


async def delete(call: Call) -> Response:
    command_id = call.path_id("command_id")
    async with call.transaction() as tx:
        await service.delete(tx, call.actor, command_id)
    return call.ok()


async def renew_token(call: Call) -> Response:
    command_id = call.path_id("command_id")
    async with call.transaction() as tx:
        command = await service.renew_token(tx, call.actor, command_id)
    return call.json({"token": command.token})


async def get(call: Call) -> Response:
    command_id = call.path_id("command_id")
    return call.json(await service.manageable(call.db(), call.actor, command_id, to_look=True))


async def listed(call: Call) -> Response:
    team_id = call.query.get("team_id", "")
    if not is_id(team_id):
        raise invalid_body("team_id")
    custom_only = call.query_bool("custom_only")
    return call.json(await service.listed(call.db(), call.actor, team_id, custom_only=custom_only))


async def execute(call: Call) -> Response:
    typed = await call.read(Typed)
    answer = await executing.execute(call.db(), call.actor, typed)
    statuses.active(call.db(), call.actor.user_id)
    return call.json(answer)


async def completable(call: Call) -> Response:
    team_id = call.path_id("team_id")
    await gate.require(call.db(), call.actor, Permission.VIEW_TEAM, team_id=team_id)
    return call.json(await service.completable(call.db(), team_id))


async def suggestions(call: Call) -> Response:
    team_id, line = call.path_id("team_id"), call.query.get("user_input", "")
    await gate.require(call.db(), call.actor, Permission.VIEW_TEAM, team_id=team_id)
    if not line:
        raise invalid_body("userInput")
    is_admin = await gate.allows(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    known = await service.completable(call.db(), team_id)
    return call.json(completion.suggestions(known, line, is_admin=is_admin))


async def answer_late(call: Call) -> Response:
    await executing.answer_late(call.db(), call.path["id"], call.header("content-type"), await call.body())
    reply = Response(b"ok")
    reply.set("content-type", "text/plain")
    return reply


routes = [
    route("POST", "/api/v4/commands", create),
    route("GET", "/api/v4/commands", listed),
    route("POST", "/api/v4/commands/execute", execute),
    route("GET", "/api/v4/commands/{command_id}", get),
    route("PUT", "/api/v4/commands/{command_id}", update),
    route("DELETE", "/api/v4/commands/{command_id}", delete),
    route("PUT", "/api/v4/commands/{command_id}/move", move),
    route("PUT", "/api/v4/commands/{command_id}/regen_token", renew_token),
    route("GET", "/api/v4/teams/{team_id}/commands/autocomplete", completable),
    route("GET", "/api/v4/teams/{team_id}/commands/autocomplete_suggestions", suggestions),
    route("POST", "/hooks/commands/{id}", answer_late, auth=Auth.PUBLIC_TRUSTED),
]
