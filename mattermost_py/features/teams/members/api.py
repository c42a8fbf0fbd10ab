"""Routes about who is in a team."""

from pydantic import TypeAdapter

from mattermost_py.features.teams.members import roles, service
from mattermost_py.features.teams.members.models import MemberInput, Outcome, RolesInput, SchemeRoles
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.messages import message

_batch = TypeAdapter(list[MemberInput])


async def add(call: Call) -> Response:
    team_id = call.path_id("team_id")
    wanted = await _sent(call)
    if wanted.team_id != team_id:
        raise invalid_body("team_id")
    if not is_id(wanted.user_id):
        raise invalid_body("user_id")
    async with call.transaction() as tx:
        team = await teams.by_id(tx, team_id)
        await service.addable(tx, call.actor, team, wanted.user_id)
        if not await service.people_of(tx, [wanted.user_id]):
            raise NotFound("api.team.user.missing_account")
        by = "" if wanted.user_id == call.actor.user_id else call.actor.user_id
        member = await service.join(tx, team, wanted.user_id, by_user_id=by)
    return call.json(member, status=201)


async def _sent(call: Call) -> MemberInput:
    try:
        return await call.read(MemberInput)
    except Invalid as exc:
        raise Invalid("api.team.add_team_member.invalid_body.app_error", detail=exc.detail) from exc


async def add_many(call: Call) -> Response:
    team_id = call.path_id("team_id")
    user_ids = await _batch_of(call, team_id)
    team = await teams.by_id(call.db(), team_id)
    for user_id in set(user_ids):
        await service.addable(call.db(), call.actor, team, user_id)
    if call.query.get("graceful"):
        return call.json([await _try(call, team, user_id) for user_id in user_ids], status=201)
    known = {each.id for each in await service.people_of(call.db(), user_ids)}
    if len(known) < len(set(user_ids)):
        raise NotFound("api.team.user.missing_account")
    async with call.transaction() as tx:
        members = await service.join_many(tx, team, user_ids, by_user_id=call.actor.user_id)
    return call.json(members, status=201)


async def _batch_of(call: Call, team_id: str) -> list[str]:
    wanted = await call.read_as(_batch, "members")
    if not wanted:
        raise invalid_body("no members in batch")
    if len(wanted) > service.MOST_AT_ONCE:
        raise invalid_body("too many members in batch")
    for each in wanted:
        if not is_id(each.user_id):
            raise invalid_body("user_id")
        if each.team_id != team_id:
            raise invalid_body(f"team_id for member with user_id={each.user_id}")
    return [each.user_id for each in wanted]


async def _try(call: Call, team: teams.Team, user_id: str) -> Outcome:
    """One user of a batch in a transaction of their own: their failure is theirs alone."""
    try:
        async with call.transaction() as tx:
            member = await service.join(tx, team, user_id, by_user_id=call.actor.user_id)
    except AppError as error:
        text = message(error.id, error.status_code, error.params, call.locale)
        return Outcome(user_id, None, service.described(error, text))
    return Outcome(user_id, member, None)


async def get(call: Call) -> Response:
    team_id, user_id = call.path_id("team_id"), call.path_id("user_id")
    return call.json(await service.of_user_in(call.db(), call.actor, team_id, user_id))


async def page(call: Call) -> Response:
    members = await service.page(
        call.db(),
        call.actor,
        call.path_id("team_id"),
        limit=call.page.per_page,
        offset=call.page.offset,
        by_name=call.query.get("sort") == "Username",
        only_active=call.query_bool("exclude_deleted_users"),
    )
    return call.json(members)


async def by_ids(call: Call) -> Response:
    team_id = call.path_id("team_id")
    user_ids = await call.read_ids("user_ids")
    return call.json(await service.of_users(call.db(), call.actor, team_id, user_ids))


async def remove(call: Call) -> Response:
    async with call.transaction() as tx:
        await service.remove(tx, call.actor, call.path_id("team_id"), call.path_id("user_id"))
    return call.ok()


async def set_roles(call: Call) -> Response:
    team_id, user_id = call.path_id("team_id"), call.path_id("user_id")
    wanted = (await call.read(RolesInput)).roles.split()
    if not wanted or any(not _is_role_name(name) for name in wanted):
        raise invalid_body("team_member_roles")
    async with call.transaction() as tx:
        await roles.set_roles(tx, call.actor, team_id, user_id, wanted)
    return call.ok()


def _is_role_name(name: str) -> bool:
    return len(name) <= 64 and all(c.islower() or c.isdigit() or c == "_" for c in name)


async def set_scheme_roles(call: Call) -> Response:
    team_id, user_id = call.path_id("team_id"), call.path_id("user_id")
    wanted = await call.read(SchemeRoles)
    async with call.transaction() as tx:
        await roles.set_scheme_roles(tx, call.actor, team_id, user_id, wanted)
    return call.ok()


async def teams_of(call: Call) -> Response:
    found = await service.teams_of(call.db(), call.actor, call.path_id("user_id"))
    return call.json(await teams.shown(call.db(), call.actor, found))


async def memberships(call: Call) -> Response:
    return call.json(await service.memberships(call.db(), call.actor, call.path_id("user_id")))


async def unread(call: Call) -> Response:
    except_team = call.query.get("exclude_team", "")
    if except_team and not is_id(except_team):
        raise Invalid("api.context.invalid_url_param.app_error", Name="exclude_team")
    found = await service.unread(
        call.db(),
        call.actor,
        call.path_id("user_id"),
        except_team=except_team,
        with_threads=call.query_bool("include_collapsed_threads"),
    )
    return call.json(found)


async def unread_of_team(call: Call) -> Response:
    user_id, team_id = call.path_id("user_id"), call.path_id("team_id")
    return call.json(await service.unread_of_team(call.db(), call.actor, user_id, team_id))


routes = [
    route("GET", "/api/v4/teams/{team_id}/members", page),
    route("POST", "/api/v4/teams/{team_id}/members", add),
    route("POST", "/api/v4/teams/{team_id}/members/batch", add_many),
    route("POST", "/api/v4/teams/{team_id}/members/ids", by_ids),
    route("GET", "/api/v4/teams/{team_id}/members/{user_id}", get),
    route("DELETE", "/api/v4/teams/{team_id}/members/{user_id}", remove),
    route("PUT", "/api/v4/teams/{team_id}/members/{user_id}/roles", set_roles),
    route("PUT", "/api/v4/teams/{team_id}/members/{user_id}/schemeRoles", set_scheme_roles),
    route("GET", "/api/v4/users/{user_id}/teams", teams_of),
    route("GET", "/api/v4/users/{user_id}/teams/members", memberships),
    route("GET", "/api/v4/users/{user_id}/teams/unread", unread),
    route("GET", "/api/v4/users/{user_id}/teams/{team_id}/unread", unread_of_team),
]
