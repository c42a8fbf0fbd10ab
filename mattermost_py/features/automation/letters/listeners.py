"""What the server writes of what has happened."""

from mattermost_py.features.automation.letters import service
from mattermost_py.features.channels.requests.events import Asked, RequestAnswered
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


async def tell_of_request(runtime: Runtime, event: Asked) -> None:
    async with runtime.db().transaction() as tx:
        text = event.request.message
        await service.tell_of_request(tx, event.admin_ids, event.username, event.channel.display_name, text)


async def tell_of_answer(runtime: Runtime, event: RequestAnswered) -> None:
    async with runtime.db().transaction() as tx:
        name = event.channel.display_name
        await service.tell_of_answer(tx, event.user_id, name, approved=event.approved, reason=event.reason)


listeners: list[Listener] = [
    after(BotCreated, introduce),
    after(BotsOrphaned, tell_of_orphans),
    within(TokenEnding, tell_of_ending_token),
    within(StayEnded, tell_of_ended_stay),
    after(Asked, tell_of_request),
    after(RequestAnswered, tell_of_answer),
]
