"""Stays end by themselves."""

from mattermost_py.features.identity.stays import service
from mattermost_py.infra.jobs.chores import Chore
from mattermost_py.infra.runtime import Runtime

LOOK_EVERY_S = 15


async def end(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        return await service.end_due(tx)


chores = [Chore("stays of guests that end", LOOK_EVERY_S, end)]
