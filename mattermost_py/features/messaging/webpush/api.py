"""Routes by which a browser asks to be called. The official server does not have them."""

from mattermost_py.features.messaging.webpush import service
from mattermost_py.features.messaging.webpush.models import NewSubscription, OldSubscription
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def key(call: Call) -> Response:
    """The server's public key, base64url: the `applicationServerKey` of a subscription."""
    return call.json({"public_key": await service.server_key(call.db())})


async def subscribe(call: Call) -> Response:
    wanted = await call.read(NewSubscription)
    async with call.transaction() as tx:
        subscription = await service.subscribe(tx, call.actor, wanted)
    return call.json({"id": subscription.id, "create_at": subscription.created_at}, status=201)


async def unsubscribe(call: Call) -> Response:
    wanted = await call.read(OldSubscription)
    async with call.transaction() as tx:
        await service.unsubscribe(tx, call.actor, wanted.endpoint)
    return call.ok()


async def test(call: Call) -> Response:
    await service.test(call.db(), call.actor)
    return call.ok()


async def note(call: Call) -> Response:
    """What to show of a post of which only the id was sent."""
    return call.json(await service.loaded(call.db(), call.actor, call.path_id("post_id")))


routes = [
    route("GET", "/api/v4/web_push/key", key),
    route("POST", "/api/v4/web_push/subscriptions", subscribe),
    route("DELETE", "/api/v4/web_push/subscriptions", unsubscribe),
    route("POST", "/api/v4/web_push/test", test),
    route("GET", "/api/v4/web_push/posts/{post_id}", note),
]
