"""Routes of notices: the official two, and three of ours by which administrators write them."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.system.notices import service
from mattermost_py.features.system.notices.models import NewNotice
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body

_CLIENTS = frozenset({"desktop", "mobile-ios", "mobile-android", "web"})


async def unseen(call: Call) -> Response:
    call.path_id("teamId")
    if call.query.get("client") not in _CLIENTS:
        raise invalid_body("client")
    return call.json([each.told() for each in await service.unseen(call.db(), call.actor)])


async def seen(call: Call) -> Response:
    await service.mark_seen(call.db(), call.actor, await call.read_ids("notices"))
    return call.ok()


async def every(call: Call) -> Response:
    return call.json(await service.listed(call.db(), call.actor, call.page))


async def publish(call: Call) -> Response:
    wanted = await call.read(NewNotice)
    async with call.transaction() as tx:
        notice = await service.publish(tx, call.actor, wanted)
        await audits.note(tx, call, f"published notice_id={notice.id} audience={notice.audience}")
    return call.json(notice, status=201)


async def withdraw(call: Call) -> Response:
    notice_id = call.path_id("notice_id")
    async with call.transaction() as tx:
        await service.withdraw(tx, call.actor, notice_id)
        await audits.note(tx, call, f"withdrew notice_id={notice_id}")
    return call.ok()


routes = [
    route("GET", "/api/v4/system/notices/{teamId}", unseen),
    route("PUT", "/api/v4/system/notices/view", seen),
    route("GET", "/api/v4/system/notices", every),
    route("POST", "/api/v4/system/notices", publish),
    route("DELETE", "/api/v4/system/notices/{notice_id}", withdraw),
]
