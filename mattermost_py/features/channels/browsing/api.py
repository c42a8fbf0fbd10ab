"""Routes that list and search channels."""

from mattermost_py.features.channels.browsing import service
from mattermost_py.features.channels.browsing.models import ChannelSearch
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.infra.http.call import Call, Response, content_etag
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body, invalid_url
from mattermost_py.kernel.ids import is_id

# --- lists of a team ----------------------------------------------------------------------------------------------


async def public(call: Call) -> Response:
    team_id, part = call.path_id("team_id"), call.page
    return await _shown(
        call, await service.public(call.db(), call.actor, team_id, limit=part.per_page, offset=part.offset)
    )


async def private(call: Call) -> Response:
    team_id, part = call.path_id("team_id"), call.page
    return await _shown(
        call, await service.private(call.db(), call.actor, team_id, limit=part.per_page, offset=part.offset)
    )


async def archived(call: Call) -> Response:
    team_id, part = call.path_id("team_id"), call.page
    return await _shown(
        call, await service.archived(call.db(), call.actor, team_id, limit=part.per_page, offset=part.offset)
    )


async def by_ids(call: Call) -> Response:
    team_id = call.path_id("team_id")
    channel_ids = await call.read_ids("channel_ids")
    if any(not is_id(each) for each in channel_ids):
        raise invalid_body("channel_id")
    return await _shown(call, await service.by_ids(call.db(), call.actor, team_id, channel_ids))


async def common_teams(call: Call) -> Response:
    return call.json(await service.common_teams(call.db(), call.actor, call.path_id("channel_id")))


# --- channels of a user -------------------------------------------------------------------------------------------


async def of_user_in_team(call: Call) -> Response:
    return await _of_user(call, call.path_id("team_id"))


async def of_user(call: Call) -> Response:
    return await _of_user(call, None)


async def _of_user(call: Call, team_id: str | None) -> Response:
    since = call.query_int("last_delete_at")
    if since < 0:
        raise invalid_url("last_delete_at")
    body = await service.of_user(
        call.db(),
        call.actor,
        call.path_id("user_id"),
        team_id=team_id,
        with_archived=call.query_bool("include_deleted"),
        archived_since=since,
    )
    etag = content_etag(body)
    return call.matches(etag) or call.json_bytes(body, etag=etag)


# --- search -------------------------------------------------------------------------------------------------------


async def search(call: Call) -> Response:
    team_id = call.path_id("team_id")
    wanted = await call.read(ChannelSearch)
    return call.json_bytes(await service.search(call.db(), call.actor, team_id, wanted))


async def autocomplete(call: Call) -> Response:
    team_id = call.path_id("team_id")
    return call.json_bytes(await service.autocomplete(call.db(), call.actor, team_id, call.query.get("name", "")))


async def autocomplete_joined(call: Call) -> Response:
    team_id = call.path_id("team_id")
    return call.json(await service.autocomplete_joined(call.db(), call.actor, team_id, call.query.get("name", "")))


async def search_groups(call: Call) -> Response:
    wanted = await call.read(ChannelSearch)
    return call.json(await service.search_groups(call.db(), call.actor, wanted.term))


async def search_all(call: Call) -> Response:
    """For the system console, and with `system_console=false` for everybody across their teams."""
    wanted = await call.read(ChannelSearch)
    asked = call.query.get("system_console", "")
    if asked not in ("", "true", "false"):
        raise invalid_body("system_console")
    if call.query_bool("include_deleted"):
        wanted = wanted.model_copy(update={"include_deleted": True})
    if asked == "false":
        return call.json(await service.search_everywhere(call.db(), call.actor, wanted))
    found, total = await service.search_console(call.db(), call.actor, wanted)
    return call.json(found if total is None else {"channels": found, "total_count": total})


async def every(call: Call) -> Response:
    wanted = service.Everything(
        not_associated_to_group=call.query.get("not_associated_to_group", ""),
        exclude_default_channels=call.query_bool("exclude_default_channels"),
        include_deleted=call.query_bool("include_deleted"),
        exclude_policy_constrained=call.query_bool("exclude_policy_constrained"),
        access_control_policy_enforced=call.query_bool("access_control_policy_enforced"),
        exclude_access_control_policy_enforced=call.query_bool("exclude_access_control_policy_enforced"),
    )
    counted = call.query_bool("include_total_count")
    found, total = await service.every(
        call.db(), call.actor, wanted, limit=call.page.per_page, offset=call.page.offset, counted=counted
    )
    return call.json(found if total is None else {"channels": found, "total_count": total})


async def _shown(call: Call, found: list[Channel]) -> Response:
    return call.json(await channels.all_with_props(call.db(), found))


routes = [
    route("GET", "/api/v4/channels", every),
    route("POST", "/api/v4/channels/search", search_all, auth=Auth.SESSION_NOT_BUSY),
    route("POST", "/api/v4/channels/group/search", search_groups, auth=Auth.SESSION_NOT_BUSY),
    route("GET", "/api/v4/channels/{channel_id}/common_teams", common_teams),
    route("GET", "/api/v4/teams/{team_id}/channels", public),
    route("GET", "/api/v4/teams/{team_id}/channels/private", private),
    route("GET", "/api/v4/teams/{team_id}/channels/deleted", archived),
    route("POST", "/api/v4/teams/{team_id}/channels/ids", by_ids),
    route("POST", "/api/v4/teams/{team_id}/channels/search", search, auth=Auth.SESSION_NOT_BUSY),
    route("GET", "/api/v4/teams/{team_id}/channels/autocomplete", autocomplete),
    route("GET", "/api/v4/teams/{team_id}/channels/search_autocomplete", autocomplete_joined),
    route("GET", "/api/v4/users/{user_id}/channels", of_user),
    route("GET", "/api/v4/users/{user_id}/teams/{team_id}/channels", of_user_in_team),
]
