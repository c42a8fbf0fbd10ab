"""Routes about who is in a channel and what they have read of it."""

from collections.abc import Mapping, Sequence

from pydantic import TypeAdapter

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.members import reading, roster, service, settings
from mattermost_py.features.channels.members.actions import announce_typing, may_type
from mattermost_py.features.channels.members.models import (
    NewMembers,
    RolesInput,
    SchemeRoles,
    TranslationInput,
    TypingInput,
    View,
)
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.kernel.errors import invalid_body, invalid_url, no_permission
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission

MOST_AT_ONCE = 1000
MOST_LISTED = 10_000
_texts = TypeAdapter(dict[str, object])


# --- members of a channel -----------------------------------------------------------------------------------------


async def add(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    wanted = await call.read(NewMembers)
    user_ids = _wanted_ids(wanted)
    if wanted.post_root_id and not is_id(wanted.post_root_id):
        raise invalid_body("post_root_id")
    async with call.transaction() as tx:
        channel = await channels.known(tx, channel_id)
        members = await service.add(tx, call.actor, channel, user_ids, root_id=wanted.post_root_id)
    shown = [member.seen_by(call.actor.user_id) for member in members]
    alone = wanted.user_ids is None and len(shown) == 1
    return call.json(shown[0] if alone else shown, status=201)


def _wanted_ids(wanted: NewMembers) -> list[str]:
    if wanted.user_ids is None:
        if not is_id(wanted.user_id):
            raise invalid_body("user_id or user_ids")
        return [wanted.user_id]
    if not 0 < len(wanted.user_ids) <= MOST_AT_ONCE:
        raise invalid_body("user_ids")
    if any(not is_id(each) for each in wanted.user_ids):
        raise invalid_body("user_id in user_ids")
    return list(dict.fromkeys(wanted.user_ids))


async def replace(call: Call) -> Response:
    """The whole list at once: an array of user ids."""
    channel_id = call.path_id("channel_id")
    user_ids = await call.read_ids("user_ids", most=MOST_LISTED)
    if not all(is_id(each) for each in user_ids):
        raise invalid_body("user_ids")
    async with call.transaction() as tx:
        change = await roster.set_members(tx, call.actor, channel_id, user_ids)
        await audits.note(tx, call, f"channel_id={channel_id} added={change.added} removed={change.removed}")
    return call.json(change)


async def remove(call: Call) -> Response:
    async with call.transaction() as tx:
        await service.remove(tx, call.actor, call.path_id("channel_id"), call.path_id("user_id"))
    return call.ok()


async def get(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    return call.json(await service.of_user_in(call.db(), call.actor, channel_id, user_id))


async def page(call: Call) -> Response:
    channel_id, part = call.path_id("channel_id"), call.page
    return call.json(await service.page(call.db(), call.actor, channel_id, limit=part.per_page, offset=part.offset))


async def by_ids(call: Call) -> Response:
    channel_id = call.path_id("channel_id")
    user_ids = await call.read_ids("user_ids")
    await service.readable(call.db(), call.actor, channel_id)
    found = await service.of_users(call.db(), channel_id, user_ids)
    return call.json([member.seen_by(call.actor.user_id) for member in found])


async def stats(call: Call) -> Response:
    with_files = not call.query_bool("exclude_files_count")
    return call.json(await service.stats(call.db(), call.actor, call.path_id("channel_id"), with_files=with_files))


async def counts(call: Call) -> Response:
    return call.json(await service.counts(call.db(), call.actor, await call.read_ids("channel_ids")))


async def timezones(call: Call) -> Response:
    return call.json(await service.timezones(call.db(), call.actor, call.path_id("channel_id")))


async def set_notify_props(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    sent = await call.read_as(_texts, "notify_props")
    wanted = {name: value for name, value in sent.items() if isinstance(value, str)}
    async with call.transaction() as tx:
        await settings.set_notify_props(tx, call.actor, channel_id, user_id, wanted)
    return call.ok()


async def set_translation(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    wanted = (await call.read(TranslationInput)).autotranslation_disabled
    if wanted is None:
        raise invalid_body("autotranslation_disabled")
    async with call.transaction() as tx:
        await settings.set_translation(tx, call.actor, channel_id, user_id, is_disabled=wanted)
    return call.ok()


async def set_roles(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    wanted = (await call.read(RolesInput)).roles.split()
    if not wanted:
        raise invalid_body("roles")
    async with call.transaction() as tx:
        await settings.set_roles(tx, call.actor, channel_id, user_id, wanted)
    return call.ok()


async def set_scheme_roles(call: Call) -> Response:
    channel_id, user_id = call.path_id("channel_id"), call.path_id("user_id")
    wanted = await call.read(SchemeRoles)
    async with call.transaction() as tx:
        await settings.set_scheme_roles(tx, call.actor, channel_id, user_id, wanted)
    return call.ok()


# --- memberships of a user ----------------------------------------------------------------------------------------


async def of_user_in_team(call: Call) -> Response:
    user_id, team_id = call.path_id("user_id"), call.path_id("team_id")
    return call.json_bytes(await service.of_user_in_team(call.db(), call.actor, user_id, team_id))


async def of_user(call: Call) -> Response:
    """`page=-1` asks for everything at once."""
    everything = call.query_int("page") == -1
    limit, offset = (None, 0) if everything else (call.page.per_page, call.page.offset)
    found = await service.of_user(call.db(), call.actor, call.path_id("user_id"), limit=limit, offset=offset)
    return call.json(found)


# --- read and unread ----------------------------------------------------------------------------------------------


async def view(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(View)
    for name in ("channel_id", "prev_channel_id"):
        if (value := getattr(wanted, name)) and not is_id(value):
            raise invalid_body(f"channel_view.{name}")
    await gate.require_user(call.db(), call.actor, user_id)
    channel_ids = (wanted.channel_id, wanted.prev_channel_id)
    times = await _viewed(call, user_id, channel_ids, collapsed_threads=wanted.collapsed_threads_supported)
    _note_place(call, user_id, wanted.channel_id)
    return call.json({"status": "OK", "last_viewed_at_times": times})


def _note_place(call: Call, user_id: str, channel_id: str) -> None:
    """The windows of this session show this channel now; an empty id means they lost the focus."""
    for connection in call.runtime.hub.of_user(user_id):
        if connection.actor.session_id == call.actor.session_id:
            connection.active_channel = channel_id


async def mark_read(call: Call) -> Response:
    user_id = call.path_id("user_id")
    await gate.require_user(call.db(), call.actor, user_id)
    channel_ids = await call.read_ids("channel_ids")
    if any(not is_id(each) for each in channel_ids):
        raise invalid_body("channel_ids")
    times = await _viewed(call, user_id, channel_ids, collapsed_threads=True)
    return call.json({"status": "OK", "last_viewed_at_times": times})


async def _viewed(
    call: Call, user_id: str, channel_ids: Sequence[str], *, collapsed_threads: bool
) -> Mapping[str, int]:
    """Threads are read with their channel by clients and people that do not collapse them: more than one statement."""
    if collapsed_threads and call.settings.ServiceSettings.CollapsedThreads == "always_on":
        return await reading.view(call.db(), user_id, channel_ids, collapsed_threads=True)
    async with call.transaction() as tx:
        return await reading.view(tx, user_id, channel_ids, collapsed_threads=collapsed_threads)


async def unread(call: Call) -> Response:
    user_id, channel_id = call.path_id("user_id"), call.path_id("channel_id")
    return call.json(await reading.unread(call.db(), call.actor, user_id, channel_id))


async def typing(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(TypingInput)
    if user_id != call.actor.user_id:
        await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    if not is_id(wanted.channel_id) or (wanted.parent_id and not is_id(wanted.parent_id)):
        raise invalid_url("channel_id")
    if not await may_type(call.db(), call.actor, wanted.channel_id):
        raise no_permission(call.actor.user_id, Permission.CREATE_POST)
    announce_typing(call.runtime, wanted.channel_id, user_id, wanted.parent_id)
    return call.ok()


routes = [
    route("GET", "/api/v4/channels/{channel_id}/members", page),
    route("POST", "/api/v4/channels/{channel_id}/members", add),
    route("PUT", "/api/v4/channels/{channel_id}/members", replace),
    route("POST", "/api/v4/channels/{channel_id}/members/ids", by_ids),
    route("GET", "/api/v4/channels/{channel_id}/members/{user_id}", get),
    route("DELETE", "/api/v4/channels/{channel_id}/members/{user_id}", remove),
    route("PUT", "/api/v4/channels/{channel_id}/members/{user_id}/notify_props", set_notify_props),
    route("PUT", "/api/v4/channels/{channel_id}/members/{user_id}/autotranslation", set_translation),
    route("PUT", "/api/v4/channels/{channel_id}/members/{user_id}/roles", set_roles),
    route("PUT", "/api/v4/channels/{channel_id}/members/{user_id}/schemeRoles", set_scheme_roles),
    route("GET", "/api/v4/channels/{channel_id}/stats", stats),
    route("POST", "/api/v4/channels/stats/member_count", counts),
    route("GET", "/api/v4/channels/{channel_id}/timezones", timezones),
    route("GET", "/api/v4/users/{user_id}/teams/{team_id}/channels/members", of_user_in_team),
    route("GET", "/api/v4/users/{user_id}/channel_members", of_user),
    route("POST", "/api/v4/channels/members/{user_id}/view", view),
    route("POST", "/api/v4/channels/members/{user_id}/mark_read", mark_read),
    route("GET", "/api/v4/users/{user_id}/channels/{channel_id}/unread", unread),
    route("POST", "/api/v4/users/{user_id}/typing", typing, auth=Auth.SESSION_NOT_BUSY),
]
