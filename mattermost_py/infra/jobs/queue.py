"""The queue of jobs: Mattermost's table `jobs`, where long work waits, is watched and leaves its outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, LiteralString

from psycopg.types.json import Jsonb

from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.events import JobsWaiting
from mattermost_py.kernel.ids import new_id

PENDING: Final = "pending"
IN_PROGRESS: Final = "in_progress"
SUCCESS: Final = "success"
ERROR: Final = "error"
CANCEL_REQUESTED: Final = "cancel_requested"
CANCELED: Final = "canceled"
WARNING: Final = "warning"
STATUSES: Final = frozenset({PENDING, IN_PROGRESS, SUCCESS, ERROR, CANCEL_REQUESTED, CANCELED, WARNING})
UNFINISHED: Final = (PENDING, IN_PROGRESS, CANCEL_REQUESTED)

# Keys of a job's data that the queue itself writes.
ATTEMPTS, RETRY_AT, FAILURE = "attempts", "retry_at", "error"


@dataclass(frozen=True, slots=True)
class Job:
    """A row of `jobs`."""

    id: str
    type: str
    priority: int
    create_at: int  # ms since epoch, UTC
    start_at: int  # 0 = not begun; also tells the worker that owns it from one that lost it
    last_activity_at: int
    status: str
    progress: int  # percent; -1 = unknown
    data: dict[str, str]

    @property
    def attempts(self) -> int:
        text = self.data.get(ATTEMPTS, "")
        return int(text) if text.isdigit() else 0


_COLUMNS: LiteralString = """
    id, coalesce(type, '') AS type, coalesce(priority, 0) AS priority, coalesce(createat, 0) AS createat,
    coalesce(startat, 0) AS startat, coalesce(lastactivityat, 0) AS lastactivityat, coalesce(status, '') AS status,
    coalesce(progress, 0) AS progress, coalesce(nullif(data, 'null'), '{}') AS data
"""


# --- asking for work -------------------------------------------------------------------------------------------------


async def enqueue(db: Db, kind: str, data: Mapping[str, str] | None = None, *, priority: int = 0) -> Job:
    """A new job. Some worker begins it within moments of the commit."""
    now = now_ms()
    job = Job(new_id(), kind, priority, now, 0, now, PENDING, 0, dict(data or {}))
    await db.run(
        """
        INSERT INTO jobs (id, type, priority, createat, startat, lastactivityat, status, progress, data)
        VALUES (%(id)s, %(type)s, %(priority)s, %(now)s, 0, %(now)s, 'pending', 0, %(data)s)
        """,
        id=job.id,
        type=kind,
        priority=priority,
        now=now,
        data=Jsonb(job.data),
    )
    db.publish(JobsWaiting())
    return job


async def enqueue_once(
    tx: Tx, kind: str, data: Mapping[str, str] | None = None, *, same: Mapping[str, str] | None = None
) -> Job | None:
    """A new job, unless one of its type (whose data holds `same`) is unfinished; then None."""
    await tx.run("SELECT pg_advisory_xact_lock(hashtextextended('mmpy job ' || %(type)s::text, 0))", type=kind)
    waiting = await tx.value(
        bool,
        """
        SELECT EXISTS (SELECT FROM jobs WHERE type = %(type)s AND status = ANY(%(unfinished)s)
                                          AND coalesce(nullif(data, 'null'), '{}') @> %(same)s)
        """,
        type=kind,
        unfinished=list(UNFINISHED),
        same=Jsonb(dict(same or {})),
    )
    return None if waiting else await enqueue(tx, kind, data)


async def ask_to_stop(db: Db, job_id: str) -> bool:
    """Cancels a waiting job, asks a running one to end. False for a job that is over."""
    status = await db.value(
        str,
        """
        UPDATE jobs
           SET status = CASE status WHEN 'pending' THEN 'canceled' ELSE 'cancel_requested' END,
               lastactivityat = %(now)s
         WHERE id = %(job_id)s AND status IN ('pending', 'in_progress')
        RETURNING status
        """,
        job_id=job_id,
        now=now_ms(),
    )
    if status == CANCEL_REQUESTED:
        db.publish(JobsWaiting())
    return status is not None


async def set_status(db: Db, job_id: str, status: str) -> None:
    """Whatever the job was before; a worker that still runs it notices."""
    await db.run(
        """
        UPDATE jobs
           SET status = %(status)s::text, lastactivityat = %(now)s,
               startat = CASE WHEN %(status)s::text = 'pending' THEN 0 ELSE startat END,
               data = CASE WHEN %(status)s::text = 'pending' THEN nullif(data, 'null') - 'attempts' - 'retry_at'
                           ELSE data END
         WHERE id = %(job_id)s
        """,
        job_id=job_id,
        status=status,
        now=now_ms(),
    )
    db.publish(JobsWaiting())


async def forget_finished(db: Db, before_ms: int) -> int:
    """Removes what is over and was asked for before this time. Returns how many."""
    return await db.run(
        "DELETE FROM jobs WHERE createat < %(before_ms)s AND NOT status = ANY(%(unfinished)s)",
        before_ms=before_ms,
        unfinished=list(UNFINISHED),
    )


# --- looking ---------------------------------------------------------------------------------------------------------


async def by_id(db: Db, job_id: str) -> Job | None:
    return await db.one(Job, f"SELECT {_COLUMNS} FROM jobs WHERE id = %(job_id)s", job_id=job_id)


async def listed(db: Db, kinds: Sequence[str], *, status: str = "", offset: int, limit: int) -> list[Job]:
    """Jobs of these types, the newest first."""
    return await db.many(
        Job,
        f"""
        SELECT {_COLUMNS}
          FROM jobs
         WHERE type = ANY(%(kinds)s) AND (%(status)s::text = '' OR status = %(status)s)
         ORDER BY createat DESC, id
         LIMIT %(limit)s OFFSET %(offset)s
        """,
        kinds=list(kinds),
        status=status,
        offset=offset,
        limit=limit,
    )


# --- working: every statement says which beginning of the job it belongs to ------------------------------------------


async def claim(db: Db, kinds: Sequence[str], *, stale_ms: int) -> Job | None:
    """The next job that waits, or that a worker left when it died; now it is ours."""
    return await db.one(
        Job,
        f"""
        UPDATE jobs
           SET status = CASE status WHEN 'cancel_requested' THEN status ELSE 'in_progress' END,
               startat = greatest(%(now)s, coalesce(startat, 0) + 1), lastactivityat = %(now)s,
               data = coalesce(nullif(data, 'null'), '{{}}') || jsonb_build_object(
                   'attempts', (coalesce(nullif(data, 'null') ->> 'attempts', '0')::int + 1)::text)
         WHERE id = (
               SELECT id
                 FROM jobs
                WHERE type = ANY(%(kinds)s)
                  AND ((status = 'pending' AND coalesce(nullif(data, 'null') ->> 'retry_at', '0')::bigint <= %(now)s)
                    OR (status IN ('in_progress', 'cancel_requested') AND lastactivityat < %(stale)s))
                ORDER BY priority DESC, createat, id
                LIMIT 1
                  FOR UPDATE SKIP LOCKED)
        RETURNING {_COLUMNS}
        """,
        kinds=list(kinds),
        now=now_ms(),
        stale=now_ms() - stale_ms,
    )


async def beat(db: Db, job: Job, progress: int) -> str | None:
    """Shows that the job is alive. Returns its status; None when it is not ours any more."""
    return await db.value(
        str,
        """
        UPDATE jobs
           SET lastactivityat = %(now)s, progress = %(progress)s
         WHERE id = %(id)s AND startat = %(start_at)s AND status IN ('in_progress', 'cancel_requested')
        RETURNING status
        """,
        id=job.id,
        start_at=job.start_at,
        progress=progress,
        now=now_ms(),
    )


async def settle(db: Db, job: Job, status: str, *, progress: int, data: Mapping[str, str]) -> bool:
    """Writes the outcome. False when the job was not ours any more."""
    return (
        await db.run(
            """
            UPDATE jobs
               SET status = %(status)s, progress = %(progress)s, lastactivityat = %(now)s,
                   data = coalesce(nullif(data, 'null'), '{}') || %(data)s
             WHERE id = %(id)s AND startat = %(start_at)s AND status IN ('in_progress', 'cancel_requested')
            """,
            id=job.id,
            start_at=job.start_at,
            status=status,
            progress=progress,
            data=Jsonb(dict(data)),
            now=now_ms(),
        )
        > 0
    )
