"""When unanswered calls are looked through."""

from mattermost_py.features.messaging.persistence import service
from mattermost_py.infra.jobs.chores import MINUTE_S, Chore
from mattermost_py.infra.runtime import Runtime


async def notify_again(runtime: Runtime) -> int:
    async with runtime.db().transaction() as tx:
        return await service.notify_again(tx)


chores = [Chore("persistent notifications", MINUTE_S, notify_again)]
