"""Routes of stays."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.identity.stays import service
from mattermost_py.features.identity.stays.models import StayInput
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def get(call: Call) -> Response:
    return call.json(await service.of(call.db(), call.actor, call.path_id("user_id")))


async def set_end(call: Call) -> Response:
    user_id = call.path_id("user_id")
    wanted = await call.read(StayInput)
    async with call.transaction() as tx:
        stay = await service.set_end(tx, call.actor, user_id, wanted.ends_at)
        await audits.note(tx, call, f"user_id={user_id} ends_at={stay.ends_at}")
    return call.json(stay)


routes = [
    route("GET", "/api/v4/users/{user_id}/stay", get),
    route("PUT", "/api/v4/users/{user_id}/stay", set_end),
]
