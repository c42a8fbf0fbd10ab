"""The route of rewriting."""

from mattermost_py.features.integrations.rewriting import service
from mattermost_py.features.integrations.rewriting.models import Rewriting
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import route


async def rewrite(call: Call) -> Response:
    await service.rewrite(call.db(), call.actor, await call.read(Rewriting))


routes = [route("POST", "/api/v4/posts/rewrite", rewrite)]
