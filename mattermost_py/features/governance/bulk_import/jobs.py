"""The job that imports an archive."""

from mattermost_py.features.governance.bulk_import import service
from mattermost_py.features.governance.bulk_import.service import LineFailed
from mattermost_py.infra.jobs.working import JobKind, Run

IMPORT = "import_process"


async def import_archive(run: Run) -> None:
    """Leaves how many lines there were, or which one stopped it and why."""

    def tell(percent: int) -> None:
        run.progress = percent

    try:
        lines = await service.take_over(run.runtime, run.data.get("import_file", ""), tell)
    except LineFailed as exc:
        run.notes["line_number"] = str(exc.number)
        if exc.detail:
            run.notes["detail"] = exc.detail
        raise
    run.notes["lines"] = str(lines)


kinds = [JobKind(IMPORT, import_archive)]
