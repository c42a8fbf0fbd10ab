"""Routes that list and find people."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.people import service
from mattermost_py.features.identity.people.models import Filter, Search
from mattermost_py.infra.http.call import Call, Response, versioned_etag
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import Invalid, invalid_body, invalid_url
from mattermost_py.kernel.permissions import Permission

SUGGESTIONS_DEFAULT, SUGGESTIONS_MOST = 100, 1000

_SYSTEM_ROLES = frozenset(
    {
        *("system_admin", "system_user", "system_guest", "system_user_manager", "system_manager"),
        *("system_read_only_admin", "system_custom_group_admin", "system_user_access_token", "system_post_all"),
        *("system_post_all_public", "shared_channel_manager", "secure_connection_manager"),
    }
)
_TEAM_ROLES = frozenset({"team_admin", "team_user", "team_guest"})
_CHANNEL_ROLES = frozenset({"channel_admin", "channel_user", "channel_guest"})
_SORTS_OF = {
    "in_team": ("last_activity_at", "create_at"),
    "in_channel": ("status", "admin"),
    "in_group": ("display_name",),
}


async def every(call: Call) -> Response:
    wanted, sort = _narrowed(_read_filter(call)), call.query.get("sort", "")
    _check_sort(call, sort)
    await _require_list(call, wanted)
    wanted = replace(wanted, reach=await service.reach(call.db(), call.actor))
    found = await service.listed(call.db(), call.actor, wanted, call.page, sort=sort)
    etag = _etag(call, found)
    return call.matches(etag) or call.json(found, etag=etag)


def _read_filter(call: Call) -> Filter:
    """What the query asks for. Raises: Invalid for what does not go together."""
    query = call.query
    wanted = Filter(
        in_team=call.query_id("in_team"),
        not_in_team=call.query_id("not_in_team"),
        in_channel=call.query_id("in_channel"),
        not_in_channel=call.query_id("not_in_channel"),
        in_group=call.query_id("in_group"),
        not_in_group=call.query_id("not_in_group"),
        without_team=call.query_bool("without_team"),
        group_constrained=call.query_bool("group_constrained"),
        active=call.query_bool("active"),
        inactive=call.query_bool("inactive"),
        role=_known_role(query.get("role", "")),
        roles=_known(query.get("roles", ""), _SYSTEM_ROLES, "roles"),
        team_roles=_known(query.get("team_roles", ""), _TEAM_ROLES, "teamRoles"),
        channel_roles=_known(query.get("channel_roles", ""), _CHANNEL_ROLES, "channelRoles"),
    )
    if wanted.active and wanted.inactive:
        raise invalid_url("inactive")
    if wanted.not_in_channel and not wanted.in_team:
        raise invalid_url("team_id")
    return wanted


def _narrowed(wanted: Filter) -> Filter:
    """Of several places only the most important one counts, as the official server ranks them."""
    places = dict.fromkeys(("in_team", "not_in_team", "in_channel", "not_in_channel", "in_group", "not_in_group"), "")
    if wanted.without_team:
        return replace(wanted, **places)
    if wanted.not_in_channel:
        kept = {"not_in_channel": wanted.not_in_channel, "in_team": wanted.in_team}
        return replace(wanted, **{**places, **kept})
    for name in ("not_in_team", "in_team", "in_channel", "in_group", "not_in_group"):
        if value := getattr(wanted, name):
            return replace(wanted, **{**places, name: value})
    return wanted


def _check_sort(call: Call, sort: str) -> None:
    if not sort:
        return
    if sort not in service.SORTS:
        raise invalid_url("sort")
    for place, sorts in _SORTS_OF.items():
        if sort in sorts and call.query.get(place) and not call.query.get("not_in_channel"):
            return
    raise Invalid("api.user.get_users.validation.app_error") if sort == "display_name" else invalid_url("sort")


async def _require_list(call: Call, wanted: Filter) -> None:
    """Raises: Forbidden for a place the caller may not look into."""
    db, actor = call.db(), call.actor
    if wanted.without_team:
        await gate.require(db, actor, Permission.LIST_USERS_WITHOUT_TEAM)
    if wanted.not_in_channel or wanted.in_channel:
        channel_id = wanted.not_in_channel or wanted.in_channel
        await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    for team_id in (wanted.in_team, wanted.not_in_team):
        if team_id:
            await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    if wanted.in_group or wanted.not_in_group:
        await gate.require_any(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS, Permission.VIEW_MEMBERS)


def _known_role(name: str) -> str:
    if name and name not in _SYSTEM_ROLES:
        raise invalid_body("role")
    return name


def _known(text: str, known: frozenset[str], name: str) -> list[str]:
    """Role names separated by commas. Raises: Invalid for one that does not exist."""
    found = [each.strip() for each in text.split(",") if each.strip()]
    if not known.issuperset(found):
        raise invalid_body(name)
    return found


def _etag(call: Call, found: list[dict[str, Any]]) -> str:
    """Changes with whoever is in the list and whatever they changed."""
    seen = sha256()
    for each in found:
        seen.update(f"{each['id']}{each.get('update_at', 0)}{each.get('last_activity_at', 0)}".encode())
    privacy = call.settings.PrivacySettings
    flags = (str(privacy.ShowFullName).lower(), str(privacy.ShowEmailAddress).lower())
    return versioned_etag(seen.hexdigest()[:32], *flags)


async def search(call: Call) -> Response:
    wanted = await call.read(Search)
    if not wanted.term:
        raise invalid_body("term")
    if wanted.not_in_channel_id and not wanted.team_id:
        raise invalid_body("team_id")
    if wanted.limit < 0 or wanted.limit > SUGGESTIONS_MOST:
        raise invalid_body("limit")
    await _require_search(call, wanted)
    reach = await service.reach(call.db(), call.actor)
    limit = wanted.limit or SUGGESTIONS_DEFAULT
    return call.json(await service.search(call.db(), call.actor, wanted.filter(reach), wanted.term, limit))


async def _require_search(call: Call, wanted: Search) -> None:
    db, actor = call.db(), call.actor
    for channel_id in (wanted.in_channel_id, wanted.not_in_channel_id):
        if channel_id:
            await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    for team_id in (wanted.team_id, wanted.not_in_team_id):
        if team_id:
            await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    if wanted.in_group_id or wanted.not_in_group_id:
        await gate.require_any(db, actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS, Permission.VIEW_MEMBERS)


async def autocomplete(call: Call) -> Response:
    db, actor = call.db(), call.actor
    team_id, channel_id = call.query_id("in_team"), call.query_id("in_channel")
    limit = call.query_int("limit", SUGGESTIONS_DEFAULT)
    limit = SUGGESTIONS_DEFAULT if limit <= 0 else min(limit, SUGGESTIONS_MOST)
    if channel_id:
        await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    if team_id:
        await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    found = await service.suggest(
        db,
        actor,
        call.query.get("name", ""),
        team_id=team_id,
        channel_id=channel_id,
        limit=limit,
        reach=await service.reach(db, actor),
    )
    return call.json_bytes(found.json())


async def by_ids(call: Call) -> Response:
    user_ids = await call.read_ids("user_ids")
    since = call.query.get("since", "0")
    if not since.lstrip("-").isdecimal():
        raise invalid_body("since")
    since_ms = int(since)
    return call.json(await service.by_ids(call.db(), call.actor, user_ids, since_ms=since_ms))


async def by_usernames(call: Call) -> Response:
    names = await call.read_ids("usernames")
    return call.json(await service.by_usernames(call.db(), call.actor, names))


async def known(call: Call) -> Response:
    return call.json(await service.known_to(call.db(), call.actor))


async def stats(call: Call) -> Response:
    """How many people the caller may see; deactivated ones are left out."""
    reach = await service.reach(call.db(), call.actor)
    return call.json({"total_users_count": await service.count(call.db(), Filter(reach=reach, active=True))})


async def filtered_stats(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS)
    query = call.query
    wanted = Filter(
        in_team=call.query_id("in_team"),
        in_channel=call.query_id("in_channel"),
        active=not call.query_bool("include_deleted"),
        without_bots=not call.query_bool("include_bots"),
        without_remote=query.get("include_remote_users") is not None and not call.query_bool("include_remote_users"),
        roles=_known(query.get("roles", ""), _SYSTEM_ROLES, "roles"),
        team_roles=_known(query.get("team_roles", ""), _TEAM_ROLES, "teamRoles"),
        channel_roles=_known(query.get("channel_roles", ""), _CHANNEL_ROLES, "channelRoles"),
        reach=await service.reach(call.db(), call.actor),
    )
    return call.json({"total_users_count": await service.count(call.db(), wanted)})


async def in_group_channels(call: Call) -> Response:
    channel_ids = await call.read_ids("channel_ids")
    return call.json(await service.in_group_channels(call.db(), call.actor, channel_ids))


async def groups_of(call: Call) -> Response:
    """The groups of a user, who may ask for their own; admins for anybody's."""
    user_id = call.path_id("user_id")
    if user_id != call.actor.user_id:
        await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_GROUPS)
    return call.json(await service.groups_of(call.db(), user_id))


async def odd_addresses(call: Call) -> Response:
    """People whose address is outside the domains that may sign up."""
    await gate.require(call.db(), call.actor, Permission.SYSCONSOLE_READ_USER_MANAGEMENT_USERS)
    domains = call.settings.TeamSettings.RestrictCreationToDomains.lower().replace("@", " ").replace(",", " ").split()
    if call.settings.TeamSettings.EnableOpenServer or not domains:
        raise Invalid("api.user.get_users.validation.app_error")
    return call.json(await service.with_odd_addresses(call.db(), call.actor, domains, call.page))


routes = [
    route("GET", "/api/v4/users", every),
    route("POST", "/api/v4/users/search", search, auth=Auth.SESSION_NOT_BUSY),
    route("GET", "/api/v4/users/autocomplete", autocomplete),
    route("POST", "/api/v4/users/ids", by_ids),
    route("POST", "/api/v4/users/usernames", by_usernames),
    route("GET", "/api/v4/users/known", known),
    route("POST", "/api/v4/users/group_channels", in_group_channels),
    route("GET", "/api/v4/users/stats", stats),
    route("GET", "/api/v4/users/stats/filtered", filtered_stats),
    route("GET", "/api/v4/users/invalid_emails", odd_addresses),
    route("GET", "/api/v4/users/{user_id}/groups", groups_of),
]
