"""When posts whose time is over are removed."""

from mattermost_py.features.messaging.burning import service
from mattermost_py.infra.jobs.chores import MINUTE_S, Chore
from mattermost_py.infra.runtime import Runtime


async def burn_expired(runtime: Runtime) -> int:
    """Nobody is shown an expired text meanwhile; this removes it from the database, too."""
    done = 0
    while True:
        async with runtime.db().transaction() as tx:
            burned = await service.burn_expired(tx)
        done += burned
        if burned < service.AT_ONCE:
            return done


chores = [Chore("burn-on-read posts", MINUTE_S, burn_expired)]
