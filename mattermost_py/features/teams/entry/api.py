"""Routes that make a team or lead into one."""

from mattermost_py.features.teams.entry import service
from mattermost_py.features.teams.teams.models import TeamInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import PUBLIC, route
from mattermost_py.kernel.errors import Invalid


async def found(call: Call) -> Response:
    wanted = await call.read(TeamInput)
    async with call.transaction() as tx:
        team = await service.found(tx, call.actor, wanted)
    return call.json(team, status=201)


async def join(call: Call) -> Response:
    token, invite_id = call.query.get("token", ""), call.query.get("invite_id", "")
    if not token and not invite_id:
        raise Invalid("api.team.add_user_to_team.missing_parameter.app_error")
    async with call.transaction() as tx:
        if token:
            member = await service.join_by_token(tx, call.actor, token)
        else:
            member = await service.join_by_link(tx, call.actor, invite_id)
    return call.json(member, status=201)


async def info(call: Call) -> Response:
    return call.json(await service.info(call.db(), call.path_id("invite_id")))


routes = [
    route("POST", "/api/v4/teams", found),
    route("POST", "/api/v4/teams/members/invite", join),
    route("GET", "/api/v4/teams/invite/{invite_id}", info, auth=PUBLIC),
]
