"""The job that counts who was here, so that the number of a day is kept with the history of jobs."""

from mattermost_py.features.system.analytics import service
from mattermost_py.infra.jobs.working import JobKind, Run


async def count_active(run: Run) -> None:
    figures = {each.name: each.value for each in await service.report(run.runtime.db(), "standard", "")}
    for name in ("daily_active_users", "monthly_active_users"):
        run.notes[name] = str(int(figures[name] or 0))


kinds = [JobKind("active_users", count_active)]
