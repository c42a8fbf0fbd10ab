"""What is cleared away of posts."""

from mattermost_py.features.messaging.posts import service
from mattermost_py.infra.jobs.chores import DAY_S, HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.clock import now_ms

REPEATED_WITHIN_MS = 7 * DAY_S * 1000  # a client that was away for a week begins anew


async def forget_repeatable(runtime: Runtime) -> int:
    """Posts this old are not sent again by anybody."""
    return await service.forget_pending(runtime.db(), now_ms() - REPEATED_WITHIN_MS)


chores = [Chore("posts that may be repeated", HOUR_S, forget_repeatable)]
