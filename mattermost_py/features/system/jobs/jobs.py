"""What becomes of jobs that are over, and of the files they left."""

from mattermost_py.features.system.jobs import service
from mattermost_py.infra.jobs import queue
from mattermost_py.infra.jobs.chores import DAY_S, HOUR_S, Chore
from mattermost_py.infra.jobs.working import JobKind, Run
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import DAY_MS, now_ms

EXPORTS, IMPORTS = "export_delete", "import_delete"
AT_ONCE = 100  # files removed between two looks at whether the job was cancelled


async def forget_finished(runtime: Runtime) -> int:
    return await service.forget_finished(runtime.db())


async def remove_exports(run: Run) -> None:
    settings = run.runtime.config.current
    await _remove_older(run, settings.export_folder, settings.ExportSettings.RetentionDays)


async def remove_imports(run: Run) -> None:
    settings = run.runtime.config.current
    await _remove_older(run, settings.import_folder, settings.ImportSettings.RetentionDays)


async def _remove_older(run: Run, folder: str, days: int) -> None:
    """Removes the files of a folder that are older than so many days, and notes how many."""
    blobs = run.runtime.blobs
    old = await blobs.older(folder, now_ms() - days * DAY_MS)
    for start in range(0, len(old), AT_ONCE):
        await blobs.delete(*old[start : start + AT_ONCE])
        run.progress = min((start + AT_ONCE) * 100 // len(old), 99)
    run.notes["files_removed"] = str(len(old))


async def ask_for_removal(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        asked = [await queue.enqueue_once(tx, kind) for kind in (EXPORTS, IMPORTS)]
    return sum(each is not None for each in asked)


kinds = [JobKind(EXPORTS, remove_exports), JobKind(IMPORTS, remove_imports)]
chores = [
    Chore("jobs that are over", HOUR_S, forget_finished),
    Chore("old archives of exports and imports", DAY_S, ask_for_removal),
]
