"""What the server writes of what has happened."""

from mattermost_py.features.automation.letters import service
from mattermost_py.features.identity.bots.events import BotCreated, BotsOrphaned
from mattermost_py.features.identity.stays.events import StayEnded
from mattermost_py.features.identity.tokens.events import TokenEnding
from mattermost_py.infra.db import Tx
from mattermost_py.infra.runtime import Listener, Runtime, after, within


async def introduce(runtime: Runtime, event: BotCreated) -> None:
    async with runtime.db().transaction() as tx:
        await service.introduce(tx, event.bot)


async def tell_of_orphans(runtime: Runtime, event: BotsOrphaned) -> None:
    async with runtime.db().transaction() as tx:
        await service.tell_of_orphans(tx, event.owner, event.bots, are_disabled=event.are_disabled)


async def tell_of_ending_token(tx: Tx, event: TokenEnding) -> None:
    await service.tell_of_ending_token(tx, event.token)


async def tell_of_ended_stay(tx: Tx, event: StayEnded) -> None:
    await service.tell_of_ended_stay(tx, event.guest, event.sponsor_id)


listeners: list[Listener] = [
    after(BotCreated, introduce),
    after(BotsOrphaned, tell_of_orphans),
    within(TokenEnding, tell_of_ending_token),
    within(StayEnded, tell_of_ended_stay),
]
