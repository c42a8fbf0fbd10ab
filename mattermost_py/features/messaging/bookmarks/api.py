"""Routes of bookmarks."""

from pydantic import TypeAdapter

from mattermost_py.features.messaging.bookmarks import service
from mattermost_py.features.messaging.bookmarks.models import BookmarkPatch, NewBookmark
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import NotFound, invalid_body

_place = TypeAdapter(int)


def _require_enabled(call: Call) -> None:
    """Raises: NotFound where the site switched bookmarks off: then these routes do not exist."""
    if not call.settings.FeatureFlags.ChannelBookmarks:
        raise NotFound("api.context.404.app_error")


async def listed(call: Call) -> Response:
    _require_enabled(call)
    channel_id, since_ms = call.path_id("channel_id"), call.query_int("bookmarks_since")
    return call.json(await service.listed(call.db(), call.actor, channel_id, since_ms=since_ms))


async def create(call: Call) -> Response:
    _require_enabled(call)
    channel_id, wanted = call.path_id("channel_id"), await call.read(NewBookmark)
    async with call.transaction() as tx:
        shown = await service.create(tx, call.actor, channel_id, wanted)
    return call.json(shown, status=201)


async def change(call: Call) -> Response:
    _require_enabled(call)
    channel_id, bookmark_id = call.path_id("channel_id"), call.path["bookmark_id"]
    wanted = await call.read(BookmarkPatch)
    async with call.transaction() as tx:
        changed = await service.change(tx, call.actor, channel_id, bookmark_id, wanted)
    return call.json(changed)


async def sort(call: Call) -> Response:
    _require_enabled(call)
    channel_id, bookmark_id = call.path_id("channel_id"), call.path["bookmark_id"]
    place = await call.read_as(_place, "channelBookmarkSortOrder")
    if place < 0:
        raise invalid_body("channelBookmarkSortOrder")
    async with call.transaction() as tx:
        shown = await service.sort(tx, call.actor, channel_id, bookmark_id, place)
    return call.json(shown)


async def delete(call: Call) -> Response:
    _require_enabled(call)
    channel_id, bookmark_id = call.path_id("channel_id"), call.path["bookmark_id"]
    async with call.transaction() as tx:
        shown = await service.delete(tx, call.actor, channel_id, bookmark_id)
    return call.json(shown)


_ALL, _ONE = "/api/v4/channels/{channel_id}/bookmarks", "/api/v4/channels/{channel_id}/bookmarks/{bookmark_id}"

routes = [
    route("GET", _ALL, listed),
    route("POST", _ALL, create),
    route("PATCH", _ONE, change),
    route("DELETE", _ONE, delete),
    route("POST", f"{_ONE}/sort_order", sort),
]
