"""Who may start, see and stop which job."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.system.jobs.models import MESSAGE_EXPORT, RIGHTS, JobType
from mattermost_py.infra.blobs import BlobMissing
from mattermost_py.infra.db import Db
from mattermost_py.infra.http.call import Page
from mattermost_py.infra.jobs import queue
from mattermost_py.infra.jobs.queue import Job
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import DAY_MS, now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, Unsupported, no_permission
from mattermost_py.kernel.permissions import Permission

if TYPE_CHECKING:
    from mattermost_py.infra.runtime import Runtime

# Which change of a job's status an administrator may make without force.
_CHANGES: dict[str, frozenset[str]] = {
    queue.IN_PROGRESS: frozenset({queue.PENDING, queue.CANCEL_REQUESTED}),
    queue.PENDING: frozenset({queue.CANCEL_REQUESTED}),
    queue.CANCEL_REQUESTED: frozenset({queue.CANCELED}),
}


class Workers:
    """Which types of jobs this build can do. Filled at the start of a worker."""

    def __init__(self, _runtime: "Runtime") -> None:
        self.types: tuple[str, ...] = ()


def prepare(runtime: "Runtime", types: Sequence[str]) -> None:
    """At the start of a worker: a job of another type would wait for ever."""
    runtime.part(Workers).types = tuple(types)


async def doable(db: Db, actor: Actor) -> list[JobType]:
    """The types that are done here and that the caller may see. Raises: Forbidden for those who may see none."""
    known = [name for name in db.runtime.part(Workers).types if name in RIGHTS]
    allowed = [name for name in known if await gate.allows(db, actor, RIGHTS[name].read)]
    if not allowed:
        raise no_permission(actor.user_id, Permission.READ_JOBS)
    return [JobType(name, await _may_start(db, actor, name)) for name in allowed]


async def _may_start(db: Db, actor: Actor, kind: str) -> bool:
    needed = RIGHTS[kind].create
    return needed is not None and await gate.allows(db, actor, needed)


async def start(db: Db, actor: Actor, kind: str, data: Mapping[str, str]) -> Job:
    """Raises: Invalid for a type that nobody starts by hand, Forbidden."""
    await _require_create(db, actor, kind)
    return await queue.enqueue(db, kind, data)


async def _require_create(db: Db, actor: Actor, kind: str) -> None:
    needed = RIGHTS[kind].create if kind in RIGHTS else None
    if needed is None:
        raise Invalid("api.job.unable_to_create_job.incorrect_job_type", JobType=kind)
    await gate.require(db, actor, needed)


async def get(db: Db, actor: Actor, job_id: str) -> Job:
    """Raises: NotFound, Forbidden."""
    job = await _found(db, job_id)
    await _require_read(db, actor, job.type)
    return job


async def _found(db: Db, job_id: str) -> Job:
    job = await queue.by_id(db, job_id)
    if job is None:
        raise NotFound("app.job.get.app_error")
    return job


async def _require_read(db: Db, actor: Actor, kind: str) -> None:
    if kind not in RIGHTS:
        raise Invalid("api.job.retrieve.nopermissions")
    await gate.require(db, actor, RIGHTS[kind].read)


async def of_type(db: Db, actor: Actor, kind: str, page: Page, *, status: str = "") -> Sequence[Job]:
    await _require_read(db, actor, kind)
    return await queue.listed(db, [kind], status=status, offset=page.offset, limit=page.per_page)


async def readable(db: Db, actor: Actor, page: Page, *, status: str = "") -> Sequence[Job]:
    """Jobs of all types the caller may see. Raises: Forbidden for those who may see none."""
    granted = {each: await gate.allows(db, actor, each) for each in {rights.read for rights in RIGHTS.values()}}
    kinds = [name for name, rights in RIGHTS.items() if granted[rights.read]]
    if not kinds:
        raise no_permission(actor.user_id, Permission.READ_JOBS)
    return await queue.listed(db, kinds, status=status, offset=page.offset, limit=page.per_page)


async def cancel(db: Db, actor: Actor, job_id: str) -> None:
    """Raises: NotFound, Forbidden, and the official 500 for a job that is over."""
    job = await _found(db, job_id)
    await _require_create(db, actor, job.type)
    if not await queue.ask_to_stop(db, job_id):
        raise AppError("jobs.request_cancellation.status.error", detail=f"id={job_id}")


async def change_status(db: Db, actor: Actor, job_id: str, status: str, *, force: bool) -> None:
    """Raises: NotFound, Forbidden, Invalid for a change that makes no sense (`force` allows it)."""
    job = await _found(db, job_id)
    needed = RIGHTS[job.type].manage if job.type in RIGHTS else None
    if needed is None:
        raise Invalid("api.job.unable_to_manage_job.incorrect_job_type", JobType=job.type)
    await gate.require(db, actor, needed)
    if status not in queue.STATUSES or (not force and status not in _CHANGES.get(job.status, ())):
        raise Invalid("api.job.status.invalid")
    if status not in (queue.PENDING, queue.CANCEL_REQUESTED, queue.CANCELED):
        raise AppError("app.job.update_status.app_error")
    if status == queue.CANCEL_REQUESTED:
        await cancel_running(db, job)
    else:
        await queue.set_status(db, job_id, status)


async def cancel_running(db: Db, job: Job) -> None:
    if not await queue.ask_to_stop(db, job.id):
        raise AppError("jobs.request_cancellation.status.error", detail=f"id={job.id}")


async def forget_finished(db: Db) -> int:
    """Removes jobs that ended longer ago than the site wants to know of them. Returns how many."""
    days = db.settings.JobSettings.CleanupJobsThresholdDays
    return await queue.forget_finished(db, now_ms() - days * DAY_MS) if days >= 0 else 0


async def outcome(db: Db, actor: Actor, job_id: str) -> bytes:
    """The file an export left. Raises: Unsupported where that is off, NotFound, Forbidden, Invalid."""
    if not db.settings.MessageExportSettings.DownloadExportResults:
        raise Unsupported("app.job.download_export_results_not_enabled")
    job = await _found(db, job_id)
    if job.type != MESSAGE_EXPORT:
        raise Invalid("api.job.unable_to_download_job.incorrect_job_type")
    await gate.require(db, actor, Permission.DOWNLOAD_COMPLIANCE_EXPORT_RESULT)
    if job.data.get("is_downloadable") != "true":
        raise Invalid("api.job.unable_to_download_job")
    try:
        return await db.runtime.blobs.read(f"export/{job_id}.zip")
    except BlobMissing as exc:
        raise NotFound("api.job.unable_to_download_job") from exc
