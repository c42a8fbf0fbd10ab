"""What commands leave behind."""

from mattermost_py.features.integrations.commands import executing
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime


async def forget_hooks(runtime: Runtime) -> int:
    return await executing.forget_hooks(runtime.db())


chores = [Chore("forget old command hooks", HOUR_S, forget_hooks)]
