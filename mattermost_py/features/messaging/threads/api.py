"""Routes of `/api/v4/users/{user_id}/teams/{team_id}/threads`."""

from mattermost_py.features.messaging.threads import service
from mattermost_py.features.messaging.threads.models import Wanted
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Invalid, invalid_body, invalid_url

_BASE = "/api/v4/users/{user_id}/teams/{team_id}/threads"


async def inbox(call: Call) -> Response:
    user_id, team_id, wanted = call.path_id("user_id"), call.path_id("team_id"), _wanted(call)
    return call.json(await service.inbox(call.db(), call.actor, user_id, team_id, wanted))


def _wanted(call: Call) -> Wanted:
    """Raises: Invalid for parameters that exclude each other."""
    since = call.query.get("since", "")
    if since and not since.isdecimal():
        raise invalid_body("since")
    wanted = Wanted(
        per_page=call.page.per_page,
        before=call.query.get("before", ""),
        after=call.query.get("after", ""),
        since_ms=int(since or 0),
        unread=call.query_bool("unread"),
        deleted=call.query_bool("deleted"),
        extended=call.query_bool("extended"),
        totals_only=call.query_bool("totalsOnly"),
        threads_only=call.query_bool("threadsOnly"),
        exclude_direct=call.query_bool("excludeDirect"),
    )
    if wanted.before and wanted.after:
        raise Invalid("api.getThreadsForUser.bad_params")
    if wanted.totals_only and wanted.threads_only:
        raise Invalid("api.getThreadsForUser.bad_only_params")
    return wanted


async def one(call: Call) -> Response:
    user_id, thread_id = _ids(call)
    extended = call.query_bool("extended")
    return call.json(await service.one(call.db(), call.actor, user_id, thread_id, extended=extended))


async def follow(call: Call) -> Response:
    return await _follow(call, True)


async def unfollow(call: Call) -> Response:
    return await _follow(call, False)


async def _follow(call: Call, is_following: bool) -> Response:
    user_id, thread_id = _ids(call)
    async with call.transaction() as tx:
        await service.follow(tx, call.actor, user_id, thread_id, is_following)
    return call.ok()


async def read(call: Call) -> Response:
    (user_id, thread_id), timestamp = _ids(call), call.path["timestamp"]
    if not timestamp.isdecimal():
        raise invalid_url("timestamp")
    async with call.transaction() as tx:
        return call.json(await service.read(tx, call.actor, user_id, thread_id, int(timestamp)))


async def set_unread(call: Call) -> Response:
    (user_id, thread_id), post_id = _ids(call), call.path_id("post_id")
    async with call.transaction() as tx:
        return call.json(await service.set_unread(tx, call.actor, user_id, thread_id, post_id))


async def read_all(call: Call) -> Response:
    user_id, team_id = call.path_id("user_id"), call.path_id("team_id")
    async with call.transaction() as tx:
        await service.read_all(tx, call.actor, user_id, team_id)
    return call.ok()


def _ids(call: Call) -> tuple[str, str]:
    """User and thread; the team is only looked at for its form."""
    user_id, _team, thread_id = call.path_id("user_id"), call.path_id("team_id"), call.path_id("thread_id")
    return user_id, thread_id


routes = [
    route("GET", _BASE, inbox),
    route("PUT", _BASE + "/read", read_all),
    route("GET", _BASE + "/{thread_id}", one),
    route("PUT", _BASE + "/{thread_id}/following", follow),
    route("DELETE", _BASE + "/{thread_id}/following", unfollow),
    route("PUT", _BASE + "/{thread_id}/read/{timestamp}", read),
    route("POST", _BASE + "/{thread_id}/set_unread/{post_id}", set_unread),
]
