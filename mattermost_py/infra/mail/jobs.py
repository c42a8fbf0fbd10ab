"""What is done about mail again and again."""

from mattermost_py.infra.jobs.chores import HOUR_S, Chore
from mattermost_py.infra.mail import allowances
from mattermost_py.infra.mail.outbox import call_postman
from mattermost_py.infra.runtime import Runtime

RETRY_EVERY_S = 15


async def _sweep(runtime: Runtime) -> int:
    return await allowances.sweep(runtime.db())


chores = [Chore("outbox", RETRY_EVERY_S, call_postman), Chore("mail allowances", HOUR_S, _sweep)]
