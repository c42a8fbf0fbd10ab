"""What is cleared away of sessions."""

from mattermost_py.features.access.sessions import service
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def forget_expired(runtime: Runtime) -> int:
    return await service.forget_expired(runtime.db())


chores = [Chore("expired sessions", HOUR_S, forget_expired)]
