"""Routes that try out mail and notifications."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.system.trials import service
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import no_permission
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.kernel.permissions import Permission


async def mail(call: Call) -> Response:
    """With the settings that were sent, or the present ones when nothing readable was."""
    db = call.db()
    await gate.require(db, call.actor, Permission.TEST_EMAIL)
    if call.settings.ExperimentalSettings.RestrictSystemAdmin:
        raise no_permission(call.actor.user_id, Permission.TEST_EMAIL)
    try:
        sent: object = loads(await call.body())
    except JsonError:
        sent = None
    settings = service.read(call.settings, sent)
    await service.send_test(settings, await users.by_id(db, call.actor.user_id))
    return call.ok()


async def notification(call: Call) -> Response:
    """A message to oneself by the server's bot: every device that tells of messages should tell of this one."""
    await service.send_notification(call.db(), call.actor)
    return call.ok()


routes = [
    route("POST", "/api/v4/email/test", mail),
    route("POST", "/api/v4/notifications/test", notification),
]
