"""Routes of reports."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.governance.reports import service
from mattermost_py.features.governance.reports.models import (
    ALL_TIME,
    DATE_RANGES,
    GUEST_FILTERS,
    PAGE_DEFAULT,
    PAGE_MOST,
    SORT_COLUMNS,
    Place,
    PostsWanted,
    UserFilter,
)
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Invalid
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def people(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS)
    query = call.query
    size = call.query_int("page_size", PAGE_DEFAULT)
    if not 0 < size <= PAGE_MOST:
        raise Invalid("api.getUsersForReporting.invalid_page_size")
    wanted = _filter(call)
    date_range = _date_range(call)
    sort = query.get("sort_column") or "Username"
    if sort not in SORT_COLUMNS:
        raise Invalid("model.user_report_options.is_valid.invalid_sort_column")
    place = Place(
        sort=sort,
        is_descending=query.get("sort_direction") == "desc",
        is_backwards=query.get("direction") == "prev",
        from_value=query.get("from_column_value", ""),
        from_id=query.get("from_id", ""),
    )
    return call.json(await service.people(call.db(), wanted, place, date_range, size))


async def count(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS)
    return call.json(await service.count(call.db(), _filter(call)))


async def export(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    await service.start_export(call.db(), call.actor, _filter(call), _date_range(call))
    return call.ok()


def _filter(call: Call) -> UserFilter:
    """Raises: Invalid for what does not go together."""
    query = call.query
    team_id, has_no_team = query.get("team_filter", ""), call.query_bool("has_no_team")
    if (team_id and has_no_team) or (team_id and not is_id(team_id)):
        raise Invalid("api.getUsersForReporting.invalid_team_filter")
    hide_active, hide_inactive = call.query_bool("hide_active"), call.query_bool("hide_inactive")
    if hide_active and hide_inactive:
        raise Invalid("api.getUsersForReporting.invalid_active_filter")
    guests = query.get("guest_filter", "")
    if guests not in GUEST_FILTERS:
        raise Invalid("model.user_report_options.is_valid.invalid_guest_filter")
    return UserFilter(
        role=query.get("role_filter", ""),
        team_id=team_id,
        has_no_team=has_no_team,
        hide_active=hide_active,
        hide_inactive=hide_inactive,
        search_term=query.get("search_term", ""),
        guests=guests,
    )


def _date_range(call: Call) -> str:
    """The API's description spells the spans of time without underscores, its clients with them."""
    chosen = (call.query.get("date_range") or ALL_TIME).replace("_", "")
    found = next((each for each in DATE_RANGES if each.replace("_", "") == chosen), None)
    if found is None:
        raise Invalid("model.reporting_base_options.is_valid.bad_date_range")
    return found


async def posts(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    wanted = await call.read(PostsWanted)
    return call.json(await service.posts_of_channel(call.db(), call.actor, wanted))


routes = [
    route("GET", "/api/v4/reports/users", people),
    route("GET", "/api/v4/reports/users/count", count),
    route("POST", "/api/v4/reports/users/export", export),
    route("POST", "/api/v4/reports/posts", posts),
]
