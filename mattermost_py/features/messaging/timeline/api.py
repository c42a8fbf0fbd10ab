"""Routes that list posts."""

from dataclasses import dataclass

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.messaging.posts.memory import Page
from mattermost_py.features.messaging.timeline import pages, service
from mattermost_py.features.messaging.timeline.models import ThreadCursor, Threads
from mattermost_py.features.messaging.timeline.service import Listing, Window
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.call import Page as Part
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission

THREAD_PAGE_MOST = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a channel somebody wants to read."""

    threads: Threads
    part: Part
    before: str
    after: str
    since_ms: int
    with_deleted: bool

    @property
    def is_newest(self) -> bool:
        return not (self.since_ms or self.before or self.after or self.with_deleted or self.part.page)


async def page(call: Call) -> Response:
    """`since`, else `before` or `after` another post, else from the newest on."""
    channel_id, wanted = call.path_id("channel_id"), call.understood(_wanted)
    threads = wanted.threads
    if wanted.is_newest:
        part = wanted.part
        newest = await service.newest(call.db(), call.actor, channel_id, threads=threads, per_page=part.per_page)
        return await _page(call, newest)
    if wanted.with_deleted:
        await gate.require(call.db(), call.actor, Permission.READ_DELETED_POSTS)
    if wanted.since_ms:
        found = await service.since(call.db(), call.actor, channel_id, threads=threads, since_ms=wanted.since_ms)
    else:
        found = await service.page(
            call.db(),
            call.actor,
            channel_id,
            threads=threads,
            part=wanted.part,
            before=wanted.before,
            after=wanted.after,
            deleted=wanted.with_deleted,
        )
    return await _window(call, found, threads)


async def _page(call: Call, found: Page) -> Response:
    if found.etag and (unchanged := call.matches(found.etag)):
        return unchanged
    return call.json_bytes(await pages.for_reader(call.db(), call.actor.user_id, found), etag=found.etag)


async def around_unread(call: Call) -> Response:
    threads, user_id, channel_id = _threads(call), call.path_id("user_id"), call.path_id("channel_id")
    older = call.page_of("page", "limit_before").per_page
    newer = call.page_of("page", "limit_after").per_page
    if newer == 0:
        raise invalid_body("limit_after")
    found = await service.around_unread(
        call.db(), call.actor, user_id, channel_id, threads=threads, older=older, newer=newer
    )
    return await _page(call, found) if isinstance(found, Page) else await _window(call, found, threads)


async def _window(call: Call, found: Window, threads: Threads) -> Response:
    if found.etag and (unchanged := call.matches(found.etag)):
        return unchanged
    return call.json_bytes(await service.written(call.db(), call.actor, found, threads), etag=found.etag)


async def thread(call: Call) -> Response:
    threads, post_id, cursor = _threads(call), call.path_id("post_id"), _cursor(call)
    found = await service.thread(call.db(), call.actor, post_id, threads=threads, cursor=cursor)
    return await _answer(call, found, threads)


async def pinned(call: Call) -> Response:
    return await _answer(call, await service.pinned(call.db(), call.actor, call.path_id("channel_id")), Threads())


async def flagged(call: Call) -> Response:
    found = await service.flagged(
        call.db(),
        call.actor,
        call.path_id("user_id"),
        team_id=call.query.get("team_id", ""),
        channel_id=call.query.get("channel_id", ""),
        part=call.page,
    )
    return await _answer(call, found, Threads())


async def _answer(call: Call, found: Listing, threads: Threads) -> Response:
    """304 for those who have this version; the rest of the work is saved then."""
    if found.etag and (unchanged := call.matches(found.etag)):
        return unchanged
    return call.json(await service.drawn(call.db(), call.actor, found, threads), etag=found.etag)


def _wanted(call: Call) -> Wanted:
    return Wanted(
        threads=_threads(call),
        part=call.page,
        before=_post_id(call, "before"),
        after=_post_id(call, "after"),
        since_ms=_time(call, "since"),
        with_deleted=call.query_bool("include_deleted"),
    )


def _threads(call: Call) -> Threads:
    return Threads(
        is_collapsed=call.query_bool("collapsedThreads"),
        is_extended=call.query_bool("collapsedThreadsExtended"),
        skip_fetch=call.query_bool("skipFetchThreads"),
    )


def _post_id(call: Call, name: str) -> str:
    value = call.query.get(name, "")
    if value and not is_id(value):
        raise invalid_body(name)
    return value


def _time(call: Call, name: str) -> int:
    """Milliseconds; 0 when absent. Raises: Invalid for anything but a number."""
    value = call.query.get(name, "")
    if value and not value.isdecimal():
        raise invalid_body(name)
    return int(value or 0)


def _cursor(call: Call) -> ThreadCursor:
    """Raises: Invalid for contradictions, named as the official server does."""
    per_page = call.query.get("perPage", "")
    if per_page and not (per_page.isdecimal() and int(per_page) <= THREAD_PAGE_MOST):
        raise invalid_body("perPage")
    direction = call.query.get("direction", "")
    if direction not in ("", "up", "down"):
        raise invalid_body("direction")
    cursor = ThreadCursor(
        per_page=int(per_page or 0),
        from_post=call.query.get("fromPost", ""),
        from_create_at=_time(call, "fromCreateAt"),
        from_update_at=_time(call, "fromUpdateAt"),
        is_downward=direction == "down",
        updates_only=call.query_bool("updatesOnly"),
    )
    if cursor.from_post and not (cursor.from_create_at or cursor.from_update_at):
        raise invalid_body("if fromPost is set, then fromCreateAt must also be set")
    if cursor.from_create_at and cursor.from_update_at:
        raise invalid_body("fromUpdateAt")
    if cursor.updates_only and (direction == "up" or not cursor.from_update_at):
        raise invalid_body("updatesOnly")
    return cursor


routes = [
    route("GET", "/api/v4/channels/{channel_id}/posts", page),
    route("GET", "/api/v4/channels/{channel_id}/pinned", pinned),
    route("GET", "/api/v4/posts/{post_id}/thread", thread),
    route("GET", "/api/v4/users/{user_id}/channels/{channel_id}/posts/unread", around_unread),
    route("GET", "/api/v4/users/{user_id}/posts/flagged", flagged),
]
