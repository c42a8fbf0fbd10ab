"""Routes of `/api/v4/teams` about the team itself."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.teams.teams import listing, service
from mattermost_py.features.teams.teams.models import (
    INVITE_ONLY,
    OPEN,
    Privacy,
    Team,
    TeamInput,
    TeamPatch,
    TeamSearch,
    is_team_name,
)
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body, invalid_url, no_permission
from mattermost_py.kernel.permissions import Permission


async def get(call: Call) -> Response:
    team = await service.by_id(call.db(), call.path_id("team_id"))
    return await _one(call, await service.viewable(call.db(), call.actor, team))


async def by_name(call: Call) -> Response:
    team = await service.by_name(call.db(), _name(call))
    db, actor = call.db(), call.actor
    if not team.is_public and not await gate.allows(db, actor, Permission.VIEW_TEAM, team_id=team.id):
        raise no_permission(actor.user_id, Permission.VIEW_TEAM)
    return await _one(call, team)


async def exists(call: Call) -> Response:
    return call.json({"exists": await service.exists_for(call.db(), call.actor, _name(call))})


async def every(call: Call) -> Response:
    teams, total = await listing.every(
        call.db(),
        call.actor,
        call.page.per_page,
        call.page.offset,
        counted=call.query_bool("include_total_count"),
        except_retained=call.query_bool("exclude_policy_constrained"),
    )
    shown = await service.shown(call.db(), call.actor, teams)
    return call.json(shown if total is None else {"teams": shown, "total_count": total})


async def search(call: Call) -> Response:
    wanted = await call.read(TeamSearch)
    teams, total = await listing.search(call.db(), call.actor, wanted)
    shown = await service.shown(call.db(), call.actor, teams)
    return call.json(shown if total is None else {"teams": shown, "total_count": total})


async def update(call: Call) -> Response:
    team_id = call.path_id("team_id")
    wanted = await call.read(TeamInput)
    if wanted.id != team_id:
        raise invalid_body("id")
    async with call.transaction() as tx:
        team = await service.replace_settings(tx, call.actor, team_id, wanted)
    return await _one(call, team)


async def patch(call: Call) -> Response:
    team_id = call.path_id("team_id")
    wanted = await call.read(TeamPatch)
    async with call.transaction() as tx:
        team = await service.change(tx, call.actor, team_id, wanted)
    return await _one(call, team)


async def set_privacy(call: Call) -> Response:
    team_id = call.path_id("team_id")
    wanted = await call.read(Privacy)
    if wanted.privacy not in (OPEN, INVITE_ONLY):
        raise invalid_body("privacy")
    async with call.transaction() as tx:
        team = await service.set_privacy(tx, call.actor, team_id, wanted.privacy)
    return await _one(call, team)


async def renew_invite(call: Call) -> Response:
    async with call.transaction() as tx:
        team = await service.renew_invite(tx, call.actor, call.path_id("team_id"))
    return await _one(call, team)


async def delete(call: Call) -> Response:
    act = service.destroy if call.query_bool("permanent") else service.archive
    async with call.transaction() as tx:
        await act(tx, call.actor, call.path_id("team_id"))
    return call.ok()


async def restore(call: Call) -> Response:
    async with call.transaction() as tx:
        team = await service.restore(tx, call.actor, call.path_id("team_id"))
    return await _one(call, team)


async def stats(call: Call) -> Response:
    return call.json(await service.stats(call.db(), call.actor, call.path_id("team_id")))


async def _one(call: Call, team: Team, *, status: int = 200) -> Response:
    return call.json((await service.shown(call.db(), call.actor, [team]))[0], status=status)


def _name(call: Call) -> str:
    """The team name of the path, any case."""
    name = call.path["name"].lower()
    if not is_team_name(name):
        raise invalid_url("name")
    return name


routes = [
    route("GET", "/api/v4/teams", every),
    route("POST", "/api/v4/teams/search", search, auth=Auth.SESSION_NOT_BUSY),
    route("GET", "/api/v4/teams/{team_id}", get),
    route("PUT", "/api/v4/teams/{team_id}", update),
    route("DELETE", "/api/v4/teams/{team_id}", delete),
    route("PUT", "/api/v4/teams/{team_id}/patch", patch),
    route("PUT", "/api/v4/teams/{team_id}/privacy", set_privacy),
    route("POST", "/api/v4/teams/{team_id}/restore", restore),
    route("POST", "/api/v4/teams/{team_id}/regenerate_invite_id", renew_invite),
    route("GET", "/api/v4/teams/{team_id}/stats", stats),
    route("GET", "/api/v4/teams/name/{name}", by_name),
    route("GET", "/api/v4/teams/name/{name}/exists", exists),
]
