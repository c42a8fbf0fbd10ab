"""What is cleared away of unfinished uploads."""

from mattermost_py.features.messaging.uploads import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def give_up_stale(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        return await service.give_up_stale(tx)


chores = [Chore("stale uploads", HOUR_S, give_up_stale)]
