"""Owners of personal access tokens hear in time that they end."""

from mattermost_py.features.identity.tokens import terms
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def warn(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        return await terms.warn(tx)


chores = [Chore("access tokens that end soon", HOUR_S, warn)]
