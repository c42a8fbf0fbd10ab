"""What is cleared away of one-time secrets."""

from mattermost_py.features.access.onetime import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def sweep(runtime: Runtime) -> int:
    return await service.sweep(runtime.db())


chores = [Chore("expired secrets", HOUR_S, sweep)]
