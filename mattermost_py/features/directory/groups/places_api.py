"""Routes of groups in teams and channels: links, lists, numbers."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from mattermost_py.features.directory.groups import attendance, linking, listing
from mattermost_py.features.directory.groups.models import CHANNEL, TEAM, LinkPatch, Place, Wanted
from mattermost_py.features.identity.users import service as users
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id

_patch = TypeAdapter(LinkPatch)


# --- links --------------------------------------------------------------------------------------------------------


async def teams_of(call: Call) -> Response:
    return call.json(await linking.teams_of(call.db(), call.actor, call.path_id("group_id")))


async def channels_of(call: Call) -> Response:
    return call.json(await linking.channels_of(call.db(), call.actor, call.path_id("group_id")))


async def link(call: Call) -> Response:
    group_id, place, wanted = call.path_id("group_id"), await _place(call), await _wanted_link(call)
    async with call.transaction() as tx:
        made = await linking.link(tx, call.actor, group_id, place, wanted)
    return call.json(made, status=201)


async def change(call: Call) -> Response:
    group_id, place, wanted = call.path_id("group_id"), await _place(call), await _wanted_link(call)
    async with call.transaction() as tx:
        changed = await linking.change(tx, call.actor, group_id, place, wanted)
    return call.json(changed)


async def unlink(call: Call) -> Response:
    group_id, place = call.path_id("group_id"), await _place(call)
    async with call.transaction() as tx:
        await linking.unlink(tx, call.actor, group_id, place)
    return call.ok()


async def get_link(call: Call) -> Response:
    group_id, place = call.path_id("group_id"), await _place(call)
    return call.json(await linking.one(call.db(), call.actor, group_id, place))


def _is_channel(call: Call) -> bool:
    assert call.route is not None
    return "/channels/" in call.route.path


async def _place(call: Call) -> Place:
    syncable_id = call.path_id("syncable_id")
    found = linking.channel_place if _is_channel(call) else linking.team_place
    return await found(call.db(), syncable_id)


async def _wanted_link(call: Call) -> LinkPatch:
    try:
        return _patch.validate_json(await call.body())
    except ValidationError as exc:
        raise invalid_body(f"Group{CHANNEL if _is_channel(call) else TEAM}", str(exc)) from exc


# --- lists --------------------------------------------------------------------------------------------------------


async def of_team(call: Call) -> Response:
    return await _of_place(call, Place(call.path_id("team_id")))


async def of_channel(call: Call) -> Response:
    return await _of_place(call, Place("", call.path_id("channel_id")))


async def _of_place(call: Call, place: Place) -> Response:
    limit, offset = _part(call)
    found, total = await listing.of_place(call.db(), call.actor, place, _wanted(call), limit=limit, offset=offset)
    return call.json({"groups": found, "total_group_count": total})


async def by_channel(call: Call) -> Response:
    limit, offset = _part(call)
    team_id = call.path_id("team_id")
    found = await listing.by_channel(call.db(), call.actor, team_id, _wanted(call), limit=limit, offset=offset)
    return call.json({"groups": found})


def _part(call: Call) -> tuple[int | None, int]:
    """`paginate=false` asks for everything at once."""
    is_paged = "paginate" not in call.query or call.query_bool("paginate")
    return (call.page.per_page, call.page.offset) if is_paged else (None, 0)


def _wanted(call: Call) -> Wanted:
    return Wanted(
        q=call.query.get("q", ""),
        only_referable=call.query_bool("filter_allow_reference"),
        only_archived=call.query_bool("filter_archived"),
        with_archived=call.query_bool("include_archived"),
        with_member_count=call.query_bool("include_member_count"),
        with_member_ids=call.query_bool("include_member_ids"),
    )


# --- numbers ------------------------------------------------------------------------------------------------------


async def channel_counts(call: Call) -> Response:
    with_timezones = call.query_bool("include_timezones")
    channel_id = call.path_id("channel_id")
    return call.json(await listing.channel_counts(call.db(), call.actor, channel_id, with_timezones=with_timezones))


async def leftovers_of_team(call: Call) -> Response:
    return await _leftovers(call, Place(call.path_id("team_id")))


async def leftovers_of_channel(call: Call) -> Response:
    return await _leftovers(call, Place("", call.path_id("channel_id")))


async def _leftovers(call: Call, place: Place) -> Response:
    group_ids = [each.strip() for each in call.query.get("group_ids", "").split(",")]
    if any(not is_id(each) for each in group_ids):
        raise invalid_body("group_ids")
    part = call.page
    found, total, known = await listing.leftovers(
        call.db(), call.actor, place, group_ids, limit=part.per_page, offset=part.offset
    )
    profiles = {each.id: each for each in await users.by_ids(call.db(), [each.id for each in found])}
    shown: list[dict[str, Any]] = [
        {
            **users.profile(call.settings, profiles[each.id], as_admin=True),
            "groups": [known[group_id] for group_id in each.group_ids],
            "scheme_guest": each.scheme_guest,
            "scheme_user": each.scheme_user,
            "scheme_admin": each.scheme_admin,
        }
        for each in found
    ]
    return call.json({"users": shown, "total_count": total})


async def take_in(call: Call) -> Response:
    await attendance.take_in(call.runtime, call.actor, call.path_id("user_id"))
    return call.ok()


def _links(kind: str) -> list[Any]:
    base = f"/api/v4/groups/{{group_id}}/{kind}"
    return [
        route("GET", f"{base}/{{syncable_id}}", get_link),
        route("POST", f"{base}/{{syncable_id}}/link", link),
        route("DELETE", f"{base}/{{syncable_id}}/link", unlink),
        route("PUT", f"{base}/{{syncable_id}}/patch", change),
    ]


routes = [
    route("POST", "/api/v4/ldap/users/{user_id}/group_sync_memberships", take_in),
    route("GET", "/api/v4/groups/{group_id}/teams", teams_of),
    route("GET", "/api/v4/groups/{group_id}/channels", channels_of),
    *_links("teams"),
    *_links("channels"),
    route("GET", "/api/v4/teams/{team_id}/groups", of_team),
    route("GET", "/api/v4/channels/{channel_id}/groups", of_channel),
    route("GET", "/api/v4/teams/{team_id}/groups_by_channels", by_channel),
    route("GET", "/api/v4/channels/{channel_id}/member_counts_by_group", channel_counts),
    route("GET", "/api/v4/teams/{team_id}/members_minus_group_members", leftovers_of_team),
    route("GET", "/api/v4/channels/{channel_id}/members_minus_group_members", leftovers_of_channel),
]
