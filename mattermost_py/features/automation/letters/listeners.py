"""What the server writes of what has happened."""

from mattermost_py.features.automation.letters import service
from mattermost_py.features.identity.bots.events import BotCreated, BotsOrphaned
from mattermost_py.infra.runtime import Runtime, after


async def introduce(runtime: Runtime, event: BotCreated) -> None:
    async with runtime.db().transaction() as tx:
        await service.introduce(tx, event.bot)


async def tell_of_orphans(runtime: Runtime, event: BotsOrphaned) -> None:
    async with runtime.db().transaction() as tx:
        await service.tell_of_orphans(tx, event.owner, event.bots, are_disabled=event.are_disabled)


listeners = [after(BotCreated, introduce), after(BotsOrphaned, tell_of_orphans)]
