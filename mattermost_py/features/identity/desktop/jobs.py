"""What is cleared away of tokens for desktop apps."""

from mattermost_py.features.identity.desktop import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def _sweep(runtime: Runtime) -> int:
    return await service.sweep(runtime.db())


chores = [Chore("expired desktop tokens", HOUR_S, _sweep)]
