"""Routes of dialogs."""

from mattermost_py.features.integrations.dialogs import service
from mattermost_py.features.integrations.dialogs.models import Opening, Submission
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import PUBLIC, route


async def open_dialog(call: Call) -> Response:
    """For programs, which have no session: the trigger says for whom."""
    await service.open_for_asker(call.db(), await call.read(Opening))
    return call.ok()


async def submit(call: Call) -> Response:
    return call.json(await service.submit(call.db(), call.actor, await call.read(Submission)))


async def look_up(call: Call) -> Response:
    return call.json(await service.look_up(call.db(), call.actor, await call.read(Submission)))


routes = [
    route("POST", "/api/v4/actions/dialogs/open", open_dialog, auth=PUBLIC),
    route("POST", "/api/v4/actions/dialogs/submit", submit),
    route("POST", "/api/v4/actions/dialogs/lookup", look_up),
]
