"""Routes of jobs."""

from mattermost_py.features.system.jobs import service
from mattermost_py.features.system.jobs.models import RIGHTS, TYPE_LONGEST, NewJob, NewStatus
from mattermost_py.infra.http.call import Call, Response
from mattermost_py.infra.http.router import Auth, route
from mattermost_py.infra.jobs.queue import STATUSES
from mattermost_py.kernel.errors import Invalid, invalid_url


async def every(call: Call) -> Response:
    """All jobs the caller may see, or those of one type, or in one state."""
    kind, status = call.query.get("job_type", ""), call.query.get("status", "")
    if status and status not in STATUSES:
        raise Invalid("api.job.status.invalid")
    if not kind:
        return call.json(await service.readable(call.db(), call.actor, call.page, status=status))
    if kind not in RIGHTS:
        raise invalid_url("job_type")
    return call.json(await service.of_type(call.db(), call.actor, kind, call.page, status=status))


async def types(call: Call) -> Response:
    """What can run on this server; no part of the official API."""
    return call.json(await service.doable(call.db(), call.actor))


async def of_type(call: Call) -> Response:
    kind = call.path["job_type"]
    if len(kind) > TYPE_LONGEST:
        raise invalid_url("job_type")
    return call.json(await service.of_type(call.db(), call.actor, kind, call.page))


async def create(call: Call) -> Response:
    wanted = await call.read(NewJob)
    return call.json(await service.start(call.db(), call.actor, wanted.type, wanted.data or {}), status=201)


async def get(call: Call) -> Response:
    return call.json(await service.get(call.db(), call.actor, call.path_id("job_id")))


async def cancel(call: Call) -> Response:
    await service.cancel(call.db(), call.actor, call.path_id("job_id"))
    return call.ok()


async def set_status(call: Call) -> Response:
    job_id = call.path_id("job_id")
    wanted = await call.read(NewStatus)
    await service.change_status(call.db(), call.actor, job_id, wanted.status, force=wanted.force)
    return call.ok()


async def download(call: Call) -> Response:
    job_id = call.path_id("job_id")
    reply = Response(await service.outcome(call.db(), call.actor, job_id))
    reply.set("content-type", "application/zip")
    reply.set("content-disposition", f'attachment;filename="{job_id}.zip"')
    return reply


routes = [
    route("GET", "/api/v4/jobs", every),
    route("POST", "/api/v4/jobs", create),
    route("GET", "/api/v4/jobs/type/{job_type}", of_type),
    route("GET", "/api/v4/jobs/types", types),
    route("GET", "/api/v4/jobs/{job_id}", get),
    route("POST", "/api/v4/jobs/{job_id}/cancel", cancel),
    route("PATCH", "/api/v4/jobs/{job_id}/status", set_status),
    route("GET", "/api/v4/jobs/{job_id}/download", download, auth=Auth.SESSION_TRUSTED),
]
