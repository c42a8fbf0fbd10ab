"""Routes of `/api/v4/posts`."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.statuses import service as statuses
from mattermost_py.features.messaging.files import service as files
from mattermost_py.features.messaging.posts import service
from mattermost_py.features.messaging.posts.models import BURN_ON_READ, NewEphemeral, NewPost, PostPatch, WholePost
from mattermost_py.infra.http.call import Call, Response, versioned_etag
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import Invalid, invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission

MOST_IDS = 1000


async def create(call: Call) -> Response:
    wanted = await call.read(NewPost)
    set_online = "set_online" not in call.query or call.query_bool("set_online")
    shown = await service.create(call.db(), call.actor, wanted, set_online=set_online)
    if set_online:
        statuses.active(call.db(), call.actor.user_id)
    return call.json(shown, status=201)


async def ephemeral(call: Call) -> Response:
    wanted = await call.read(NewEphemeral)
    if not wanted.user_id:
        raise invalid_body("user_id")
    if wanted.post is None:
        raise invalid_body("post")
    return call.json(await service.ephemeral(call.db(), call.actor, wanted.user_id, wanted.post), status=201)


async def get(call: Call) -> Response:
    with_deleted = call.query_bool("include_deleted")
    if with_deleted:
        await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    post = await service.readable(call.db(), call.actor, call.path_id("post_id"), deleted=with_deleted)
    if post.type == BURN_ON_READ:  # changes with time and reader
        return call.json(await service.rendered_one(call.db(), call.actor, post))
    etag = versioned_etag(post.id, post.update_at)
    if unchanged := call.matches(etag):
        return unchanged
    return call.json(await service.rendered_one(call.db(), call.actor, post), etag=etag)


async def by_ids(call: Call) -> Response:
    ids = await call.read_ids("post_ids")
    if len(ids) > MOST_IDS:
        raise Invalid("api.post.posts_by_ids.invalid_body.request_error", MaxLength=MOST_IDS)
    db = call.db()
    posts = await service.readable_of(db, call.actor, await service.by_ids(db, ids))
    return call.json(await service.rendered(db, call.actor, posts))


async def update(call: Call) -> Response:
    post_id, wanted = call.path_id("post_id"), await call.read(WholePost)
    async with call.transaction() as tx:
        return call.json(await service.update(tx, call.actor, post_id, wanted))


async def patch(call: Call) -> Response:
    post_id, wanted = call.path_id("post_id"), await call.read(PostPatch)
    async with call.transaction() as tx:
        return call.json(await service.patch(tx, call.actor, post_id, wanted))


async def delete(call: Call) -> Response:
    post_id, permanently = call.path_id("post_id"), call.query_bool("permanent")
    async with call.transaction() as tx:
        await service.delete(tx, call.actor, post_id, permanently=permanently)
    return call.ok()


async def pin(call: Call) -> Response:
    return await _pin(call, True)


async def unpin(call: Call) -> Response:
    return await _pin(call, False)


async def _pin(call: Call, is_pinned: bool) -> Response:
    post_id = call.path_id("post_id")
    async with call.transaction() as tx:
        await service.pin(tx, call.actor, post_id, is_pinned)
    return call.ok()


async def history(call: Call) -> Response:
    return call.json(await service.history(call.db(), call.actor, call.path_id("post_id")))


async def restore(call: Call) -> Response:
    post_id, version_id = call.path_id("post_id"), call.path["restore_version_id"]
    if not is_id(version_id):
        raise invalid_body("restore_version_id")
    async with call.transaction() as tx:
        return call.json(await service.restore(tx, call.actor, post_id, version_id))


async def info(call: Call) -> Response:
    return call.json(await service.info(call.db(), call.actor, call.path_id("post_id")))


async def file_infos(call: Call) -> Response:
    with_deleted = call.query_bool("include_deleted")
    if with_deleted:
        await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    post_id = call.path_id("post_id")
    post = await service.readable(call.db(), call.actor, post_id, deleted=with_deleted, hides_missing=True)
    if post.type == BURN_ON_READ:
        shown = await service.rendered_one(call.db(), call.actor, post)
        return call.json(shown["metadata"].get("files", []))
    found = (await files.of_posts(call.db(), [post.id], with_deleted=with_deleted)).get(post.id, [])
    etag = versioned_etag(post.id, max((each.update_at for each in found), default=0))
    if unchanged := call.matches(etag):
        return unchanged
    reply = call.json(found, etag=etag)
    reply.set("cache-control", "max-age=2592000, private")
    return reply


routes = [
    route("POST", "/api/v4/posts", create),
    route("POST", "/api/v4/posts/ephemeral", ephemeral),
    route("POST", "/api/v4/posts/ids", by_ids),
    route("GET", "/api/v4/posts/{post_id}", get),
    route("PUT", "/api/v4/posts/{post_id}", update),
    route("DELETE", "/api/v4/posts/{post_id}", delete),
    route("PUT", "/api/v4/posts/{post_id}/patch", patch),
    route("POST", "/api/v4/posts/{post_id}/pin", pin),
    route("POST", "/api/v4/posts/{post_id}/unpin", unpin),
    route("GET", "/api/v4/posts/{post_id}/edit_history", history),
    route("POST", "/api/v4/posts/{post_id}/restore/{restore_version_id}", restore),
    route("GET", "/api/v4/posts/{post_id}/info", info),
    route("GET", "/api/v4/posts/{post_id}/files/info", file_infos),
]
