"""What is done about notifications of browsers again and again."""

from mattermost_py.features.messaging.webpush import service
from mattermost_py.features.messaging.webpush.courier import Courier
from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.runtime import Runtime

RETRY_EVERY_S = 15


async def send_waiting(runtime: Runtime) -> int:
    """At the courier's own pace."""
    runtime.part(Courier).call()
    return 0


async def forget_ended(runtime: Runtime) -> int:
    return await service.sessions_ended(runtime.db())


chores = [Chore("push outbox", RETRY_EVERY_S, send_waiting), Chore("ended push subscriptions", HOUR_S, forget_ended)]
