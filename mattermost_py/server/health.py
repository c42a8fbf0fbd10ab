"""`/live` and `/ready`: for load balancers and orchestrators, which want a status and nothing else."""

import asyncio
from typing import Any

from mattermost_py.infra.http.reply import JSON_TYPE, Response
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.json import dumps

PATIENCE_S = 2.0


class Health:
    """Answers probes. A browser at `/live` asks for a page (there may be a team of that name) and is not answered."""

    def knows(self, scope: dict[str, Any]) -> bool:
        """Whether this request is a probe."""
        return scope["path"] in ("/live", "/ready") and not any(
            name == b"accept" and b"text/html" in value for name, value in scope["headers"]
        )

    async def answer(self, runtime: Runtime, scope: dict[str, Any], send: Any) -> None:
        """200, or 503 when the database does not answer a readiness probe in time."""
        database = "OK" if scope["path"] == "/live" or await _has_database(runtime) else "UNHEALTHY"
        is_well = database == "OK"
        body = {"status": "OK" if is_well else "UNHEALTHY"}
        if scope["path"] == "/ready":
            body["database_status"] = database
        reply = Response(dumps(body), status=200 if is_well else 503, headers=[JSON_TYPE])
        reply.set("cache-control", "no-store")
        await reply.send(send, head_only=scope["method"] == "HEAD")


async def _has_database(runtime: Runtime) -> bool:
    try:
        async with asyncio.timeout(PATIENCE_S):
            return await runtime.db().value(int, "SELECT 1") == 1
    except Exception:  # noqa: BLE001 - whatever is wrong with the database, the answer is no
        return False
