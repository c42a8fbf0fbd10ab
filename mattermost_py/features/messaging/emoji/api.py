"""Routes of `/api/v4/emoji`."""

from pydantic import ValidationError

from mattermost_py.features.messaging.emoji import service
from mattermost_py.features.messaging.emoji.models import EmojiSearch, NewEmoji
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.multipart import Form, is_multipart, staged_form
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import Auth, Limit, route
from mattermost_py.kernel.errors import Invalid, TooLarge, invalid_body, invalid_url

NAMES_MOST = 200
SUGGESTED_MOST = 100
IMAGE_CACHE = "max-age=2592000, private"


async def page(call: Call) -> Response:
    sort = call.query.get("sort", "")
    if sort not in ("", "name"):
        raise invalid_url("sort")
    wanted = call.page
    return call.json(
        await service.page(call.db(), offset=wanted.offset, limit=wanted.per_page, sorted_by_name=sort == "name")
    )


async def create(call: Call) -> Response:
    await service.require_creator(call.db(), call.actor)
    if int(call.header("content-length") or 0) > service.IMAGE_BYTES_MOST + 64 * 1024:
        raise TooLarge("api.emoji.create.too_large.app_error")
    if not is_multipart(call):
        raise Invalid("api.emoji.create.parse.app_error")
    most = service.IMAGE_BYTES_MOST
    try:
        async with staged_form(
            call, call.runtime.blobs, file_most=most, malformed="api.emoji.create.parse.app_error"
        ) as form:
            wanted = _described(form)
            await service.require_valid(call.db(), call.actor, wanted)
            pictures = [file for file in form.files if file.name == "image"]
            if not pictures:
                raise invalid_body("image")
            return call.json(await service.create(call.runtime, call.actor, wanted, pictures[0].path))
    except TooLarge as exc:
        raise TooLarge("api.emoji.create.too_large.app_error") from exc


def _described(form: Form) -> NewEmoji:
    try:
        return NewEmoji.model_validate_json(form.first("emoji"))
    except ValidationError as exc:
        raise invalid_body("emoji", str(exc)) from exc


async def get(call: Call) -> Response:
    return call.json(await service.by_id(call.db(), call.path_id("emoji_id")))


async def by_name(call: Call) -> Response:
    name = call.path["emoji_name"]
    if not service.NAME(name):
        raise invalid_url("emoji_name")
    return call.json(await service.by_name(call.db(), name))


async def by_names(call: Call) -> Response:
    service.require_enabled(call.db())
    names = await call.read_ids("names")
    if len(names) > NAMES_MOST:
        raise Invalid("api.emoji.get_multiple_by_name_too_many.request_error", MaxNames=NAMES_MOST)
    return call.json(await service.custom(call.db(), names))


async def search(call: Call) -> Response:
    wanted = await call.read(EmojiSearch)
    if not wanted.term:
        raise invalid_body("term")
    return call.json(await service.search(call.db(), wanted.term, only_prefix=wanted.prefix_only))


async def autocomplete(call: Call) -> Response:
    name = call.query.get("name", "")
    if not name:
        raise invalid_url("name")
    return call.json(await service.search(call.db(), name, only_prefix=True, most=SUGGESTED_MOST))


async def image(call: Call) -> Response:
    emoji = await service.by_id(call.db(), call.path_id("emoji_id"))
    content, kind = await service.image(call.runtime, emoji.id)
    reply = Response(content)
    reply.set("content-type", f"image/{kind}")
    reply.set("cache-control", IMAGE_CACHE)
    return reply


async def delete(call: Call) -> Response:
    emoji_id = call.path_id("emoji_id")
    async with call.transaction() as tx:
        await service.delete(tx, call.actor, emoji_id)
    return call.ok()


routes = [
    route("GET", "/api/v4/emoji", page),
    route("POST", "/api/v4/emoji", create, limit=Limit.FILE),
    route("POST", "/api/v4/emoji/names", by_names),
    route("POST", "/api/v4/emoji/search", search),
    route("GET", "/api/v4/emoji/autocomplete", autocomplete),
    route("GET", "/api/v4/emoji/name/{emoji_name}", by_name),
    route("GET", "/api/v4/emoji/{emoji_id}", get),
    route("DELETE", "/api/v4/emoji/{emoji_id}", delete),
    route("GET", "/api/v4/emoji/{emoji_id}/image", image, auth=Auth.SESSION_TRUSTED),
]
