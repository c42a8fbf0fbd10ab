"""What becomes of old versions of the configuration."""

from mattermost_py.features.system.configuration import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def forget_old(runtime: Runtime) -> int:
    return await service.forget_old(runtime.db())


chores = [Chore("old versions of the configuration", HOUR_S, forget_old)]
