"""Routes of `/api/v4/groups`."""

from pydantic import TypeAdapter

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.directory.groups import linking, listing, service
from mattermost_py.features.directory.groups.models import (
    CUSTOM,
    LDAP,
    Group,
    GroupInput,
    GroupPatch,
    MemberIds,
    Wanted,
)
from mattermost_py.features.identity.people import service as people
from mattermost_py.features.identity.people.models import Filter
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id

# --- lists --------------------------------------------------------------------------------------------------------


async def page(call: Call) -> Response:
    wanted, part = _wanted(call), call.page
    found = await listing.page(call.db(), call.actor, wanted, limit=part.per_page, offset=part.offset)
    if not call.query_bool("include_total_count"):
        return call.json(found)
    return call.json({"groups": found, "total_count": await listing.count(call.db(), call.actor, wanted)})


def _wanted(call: Call) -> Wanted:
    query = call.query
    source = query.get("group_source", "")
    try:
        since = int(query.get("since") or 0)
    except ValueError as exc:
        raise invalid_body("since") from exc
    return Wanted(
        q=query.get("q", ""),
        source=source if source in ("", CUSTOM) else LDAP,
        only_syncable=call.query_bool("only_syncable_sources"),
        only_referable=call.query_bool("filter_allow_reference"),
        only_archived=call.query_bool("filter_archived"),
        with_archived=call.query_bool("include_archived"),
        not_in_team=_id_or_nothing(query.get("not_associated_to_team", "")),
        not_in_channel=_id_or_nothing(query.get("not_associated_to_channel", "")),
        of_permitted_team=call.query_bool("filter_parent_team_permitted"),
        has_member=query.get("filter_has_member", ""),
        since=since,
        with_member_count=call.query_bool("include_member_count"),
        with_member_ids=call.query_bool("include_member_ids"),
        counted_channel=_id_or_nothing(query.get("include_channel_member_count", "")),
        with_timezones=call.query_bool("include_timezones"),
    )


def _id_or_nothing(value: str) -> str:
    """What is no id asks for nothing."""
    return value if is_id(value) else ""


async def by_names(call: Call) -> Response:
    return call.json(await listing.by_names(call.db(), call.actor, await call.read_sorted()))


# --- one group ----------------------------------------------------------------------------------------------------


async def create(call: Call) -> Response:
    wanted = await call.read(GroupInput)
    async with call.transaction() as tx:
        group = await service.create(tx, call.actor, wanted)
    return call.json(group, status=201)


async def get(call: Call) -> Response:
    with_ids = call.query_bool("include_member_ids")
    group = await service.readable(call.db(), call.actor, call.path_id("group_id"), with_ids=with_ids)
    return call.json(group if call.query_bool("include_member_count") else _uncounted(group))


def _uncounted(group: Group) -> dict[str, object]:
    return {name: value for name, value in group.wire().items() if name != "member_count"}


async def patch(call: Call) -> Response:
    group_id = call.path_id("group_id")
    wanted = await call.read(GroupPatch)
    async with call.transaction() as tx:
        group = await service.change(tx, call.actor, group_id, wanted)
    return call.json(group)


async def delete(call: Call) -> Response:
    async with call.transaction() as tx:
        group = await service.delete(tx, call.actor, call.path_id("group_id"))
    return call.json(group)


async def restore(call: Call) -> Response:
    async with call.transaction() as tx:
        group = await service.restore(tx, call.actor, call.path_id("group_id"))
    return call.json(group)


# --- members ------------------------------------------------------------------------------------------------------


async def stats(call: Call) -> Response:
    group_id = call.path_id("group_id")
    await gate.require(call.db(), call.actor, linking.READ)
    group = await service.by_id(call.db(), group_id)
    return call.json({"group_id": group_id, "total_member_count": group.member_count or 0})


async def members(call: Call) -> Response:
    group = await service.readable(call.db(), call.actor, call.path_id("group_id"))
    wanted = Filter(in_group=group.id, reach=await people.reach(call.db(), call.actor), active=True)
    found = await people.listed(call.db(), call.actor, wanted, call.page, sort="display_name")
    total = await people.count(call.db(), wanted)
    return call.json({"members": found, "total_member_count": total})


async def add_members(call: Call) -> Response:
    group_id = call.path_id("group_id")
    user_ids = await _member_ids(call, "addGroupMembers")
    async with call.transaction() as tx:
        added = await service.add_members(tx, call.actor, group_id, user_ids)
    return call.json(added)


async def delete_members(call: Call) -> Response:
    group_id = call.path_id("group_id")
    user_ids = await _member_ids(call, "deleteGroupMembers")
    async with call.transaction() as tx:
        gone = await service.delete_members(tx, call.actor, group_id, user_ids)
    return call.json(gone)


async def _member_ids(call: Call, name: str) -> list[str]:
    wanted = await call.read_as(_member_ids_body, name)
    if any(not is_id(each) for each in wanted.user_ids):
        raise invalid_body("user_id")
    return wanted.user_ids


_member_ids_body = TypeAdapter(MemberIds)

routes = [
    route("GET", "/api/v4/groups", page),
    route("POST", "/api/v4/groups", create),
    route("POST", "/api/v4/groups/names", by_names),
    route("GET", "/api/v4/groups/{group_id}", get),
    route("DELETE", "/api/v4/groups/{group_id}", delete),
    route("PUT", "/api/v4/groups/{group_id}/patch", patch),
    route("POST", "/api/v4/groups/{group_id}/restore", restore),
    route("GET", "/api/v4/groups/{group_id}/stats", stats),
    route("GET", "/api/v4/groups/{group_id}/members", members),
    route("POST", "/api/v4/groups/{group_id}/members", add_members),
    route("DELETE", "/api/v4/groups/{group_id}/members", delete_members),
]
