"""Routes of a team's scheme."""

from mattermost_py.features.access.schemes import service as schemes
from mattermost_py.features.access.schemes.models import SchemeChoice
from mattermost_py.features.teams.schemes import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route


async def choose(call: Call) -> Response:
    team_id = call.path_id("team_id")
    choice = schemes.check_choice(await call.read(SchemeChoice))
    async with call.transaction() as tx:
        await service.choose(tx, call.actor, team_id, choice)
    return call.ok()


async def of_scheme(call: Call) -> Response:
    scheme_id, part = call.path_id("scheme_id"), call.page
    found = await service.of_scheme(call.db(), call.actor, scheme_id, limit=part.per_page, offset=part.offset)
    return call.json(found)


routes = [
    route("PUT", "/api/v4/teams/{team_id}/scheme", choose),
    route("GET", "/api/v4/schemes/{scheme_id}/teams", of_scheme, auth=Auth.SESSION_TRUSTED),
]
