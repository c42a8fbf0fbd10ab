"""Workers of the queue of jobs: each takes one job at a time, shows that it is alive, and leaves the outcome."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from mattermost_py.infra.jobs import queue
from mattermost_py.infra.jobs.queue import Job
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError
from mattermost_py.kernel.events import JobsWaiting

log = logging.getLogger(__name__)

AT_ONCE = 2  # jobs of one worker process
LOOK_EVERY_S = 15.0  # should the news of a job get lost
BEAT_EVERY_S = 3.0
DEAD_AFTER_MS = 60_000  # without a beat the job is given to somebody else
RETRY_AFTER_MS = 30_000  # doubled with each attempt
CRASHES_MOST = 3  # a job that ends its worker again and again is given up


@dataclass(frozen=True, slots=True)
class JobKind:
    """A type of job that this server does.

    act:      may run again from the beginning after a crash; opens its own transactions.
    attempts: how often it is tried before its failure is final.
    mourn:    told once of a final failure, for somebody who waits for the job.
    """

    name: str
    act: Callable[["Run"], Awaitable[None]]
    attempts: int = 1
    mourn: Callable[["Run"], Awaitable[None]] | None = None


@dataclass(slots=True)
class Run:
    """One attempt at a job, as its code sees it."""

    runtime: Runtime
    job: Job
    progress: int = 0  # percent; shown with the next beat
    notes: dict[str, str] = field(default_factory=dict[str, str])  # added to the job's data when it ends

    @property
    def data(self) -> dict[str, str]:
        return self.job.data


class Workbench:
    """One process's share of the jobs. Belongs to the event loop's thread."""

    def __init__(self, runtime: Runtime, kinds: Sequence[JobKind], *, beat_every_s: float = BEAT_EVERY_S) -> None:
        self._runtime = runtime
        self._kinds = {each.name: each for each in kinds}
        self._beat_every_s = beat_every_s
        self._news = asyncio.Event()
        runtime.hear(JobsWaiting, lambda _: self._news.set())

    async def attend(self) -> None:
        """Does one job after the other until cancelled."""
        while True:
            self._news.clear()
            try:
                if await self.do_next():
                    continue
            except Exception:
                log.exception("jobs were not looked at")  # the database may be away; it will be back
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._news.wait()

    async def do_next(self) -> Job | None:
        """Does the next job. None when there is nothing to do."""
        job = await queue.claim(self._runtime.db(), list(self._kinds), stale_ms=DEAD_AFTER_MS)
        if job is not None:
            await self._do(job, self._kinds[job.type])
        return job

    async def _do(self, job: Job, kind: JobKind) -> None:
        run = Run(self._runtime, job)
        if job.status == queue.CANCEL_REQUESTED:
            await self._settle(run, queue.CANCELED)
            return
        if job.attempts > kind.attempts + CRASHES_MOST:
            await self._give_up(run, kind, "its worker ended too often")
            return
        acting = asyncio.ensure_future(kind.act(run))
        try:
            is_wanted = await self._watch(run, acting)
            if is_wanted:
                acting.result()
        except asyncio.CancelledError:
            await self._stop(acting)
            await asyncio.shield(self._settle(run, queue.PENDING))  # we are ending; somebody else begins anew
            raise
        except Exception as exc:
            log.exception("job failed", extra={"job_id": job.id, "job_type": job.type})
            await self._fail(run, kind, exc)
            return
        await self._settle(run, queue.SUCCESS if is_wanted else queue.CANCELED)

    async def _watch(self, run: Run, acting: "asyncio.Future[None]") -> bool:
        """Returns once the job has ended; False when it had to be stopped."""
        while not acting.done():
            await asyncio.wait([acting], timeout=self._beat_every_s)
            if acting.done():
                return True
            if await queue.beat(self._runtime.db(), run.job, run.progress) != queue.IN_PROGRESS:
                await self._stop(acting)
                return False
        return True

    @staticmethod
    async def _stop(acting: "asyncio.Future[None]") -> None:
        acting.cancel()
        await asyncio.wait([acting])

    async def _fail(self, run: Run, kind: JobKind, exc: Exception) -> None:
        text = exc.id if isinstance(exc, AppError) else f"{type(exc).__name__}: {exc}"
        if run.job.attempts >= kind.attempts:
            await self._give_up(run, kind, text)
            return
        pause_ms = RETRY_AFTER_MS << (run.job.attempts - 1)
        run.notes[queue.RETRY_AT] = str(now_ms() + pause_ms)
        await self._settle(run, queue.PENDING, failure=text)

    async def _give_up(self, run: Run, kind: JobKind, failure: str) -> None:
        await self._settle(run, queue.ERROR, failure=failure)
        if kind.mourn is None:
            return
        try:
            await kind.mourn(run)
        except Exception:
            log.exception("nobody could be told that a job failed", extra={"job_id": run.job.id})

    async def _settle(self, run: Run, status: str, *, failure: str = "") -> None:
        progress = 100 if status == queue.SUCCESS else run.progress
        data = {**run.notes, **({queue.FAILURE: failure} if failure else {})}
        await queue.settle(self._runtime.db(), run.job, status, progress=progress, data=data)


@asynccontextmanager
async def working(runtime: Runtime, kinds: Sequence[JobKind]) -> AsyncIterator[None]:
    """While the context lasts, jobs of these types are done, unless `JobSettings.RunJobs` leaves them to others."""
    bench = Workbench(runtime, kinds)
    at_once = AT_ONCE if runtime.config.current.JobSettings.RunJobs else 0
    attending = [asyncio.create_task(bench.attend()) for _ in range(at_once)]
    try:
        yield
    finally:
        for each in attending:
            each.cancel()
        await asyncio.gather(*attending, return_exceptions=True)
