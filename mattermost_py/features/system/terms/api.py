"""Routes of terms of service."""

from mattermost_py.features.access.audits import service as audits
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.terms import service
from mattermost_py.features.system.terms.models import Answer, NewTerms
from mattermost_py.infra.http.call import Call
from mattermost_py.infra.http.reply import Response
from mattermost_py.infra.http.router import route
from mattermost_py.kernel.errors import invalid_body
from mattermost_py.kernel.ids import is_id
from mattermost_py.kernel.permissions import Permission


async def get(call: Call) -> Response:
    return call.json(await service.newest(call.db()))


async def publish(call: Call) -> Response:
    await gate.require(call.db(), call.actor, Permission.MANAGE_SYSTEM)
    wanted = await call.read(NewTerms)
    async with call.transaction() as tx:
        terms = await service.publish(tx, call.actor, wanted.text)
    return call.json(terms)


async def accepted(call: Call) -> Response:
    """One's own acceptance, whatever user the path names."""
    return call.json(await service.accepted_by(call.db(), call.actor.user_id))


async def answer(call: Call) -> Response:
    """One's own answer, whatever user the path names."""
    given = await call.read(Answer)
    if not is_id(given.termsOfServiceId):
        raise invalid_body("termsOfServiceId")
    async with call.transaction() as tx:
        await service.answer(tx, call.actor.user_id, given.termsOfServiceId, accepted=given.accepted in (True, "true"))
        await audits.note(tx, call, f"TermsOfServiceId={given.termsOfServiceId}, accepted={given.accepted}")
    return call.ok()


routes = [
    route("GET", "/api/v4/terms_of_service", get),
    route("POST", "/api/v4/terms_of_service", publish),
    route("GET", "/api/v4/users/{user_id}/terms_of_service", accepted),
    route("POST", "/api/v4/users/{user_id}/terms_of_service", answer),
]
