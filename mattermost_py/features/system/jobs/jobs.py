"""What becomes of jobs that are over."""

from mattermost_py.features.system.jobs import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def forget_finished(runtime: Runtime) -> int:
    return await service.forget_finished(runtime.db())


chores = [Chore("jobs that are over", HOUR_S, forget_finished)]
