"""Finding private channels by name, asking to be let in, and answering."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import PRIVATE, Channel
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.requests import store
from mattermost_py.features.channels.requests.events import Asked, RequestAnswered, RequestsChanged
from mattermost_py.features.channels.requests.models import Findable, FindableChannel, Request
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound
from mattermost_py.kernel.permissions import Permission

# --- being found --------------------------------------------------------------------------------------------------


async def setting(db: Db, actor: Actor, channel_id: str) -> Findable:
    """Raises: Forbidden, NotFound."""
    channel = await channels.known(db, channel_id)
    await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel.id)
    return Findable(await store.is_findable(db, channel.id))


async def set_findable(tx: Tx, actor: Actor, channel_id: str, *, is_findable: bool) -> Findable:
    """Raises: Forbidden, Invalid for a channel that is not private or kept to groups, NotFound."""
    channel = await _managed(tx, actor, channel_id)
    if not is_findable:
        await store.set_hidden(tx, channel.id)
        return Findable(False)
    if channel.type != PRIVATE or channel.group_constrained:
        raise Invalid("api.channel.findable.type.app_error")
    await store.set_findable(tx, channel.id)
    return Findable(True)


async def find(db: Db, actor: Actor, team_id: str, term: str) -> list[FindableChannel]:
    """Private channels of the team that the actor is not in and may ask for. Raises: Forbidden, as for guests."""
    await gate.require(db, actor, Permission.LIST_TEAM_CHANNELS, team_id=team_id)
    if actor.is_guest:
        return []
    word = term.strip().lstrip("~").replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return await store.findable_in(db, team_id, actor.user_id, f"%{word}%")


# --- asking -------------------------------------------------------------------------------------------------------


async def ask(tx: Tx, actor: Actor, channel_id: str, text: str) -> Request:
    """Asks to be let in; whoever waits already goes on waiting. Raises: NotFound where there is nothing to be found."""
    found = await store.findable(tx, channel_id, actor.user_id)
    if found is None or actor.is_guest or await gate.team_roles(tx, actor.user_id, found.team_id) is None:
        raise NotFound("app.channel.get.existing.app_error")
    request = Request(channel_id, actor.user_id, text.strip(), now_ms())
    if await store.insert(tx, request):
        channel = await channels.by_id(tx, channel_id)
        admin_ids = await _tell(tx, channel)
        person = await team_members.person_of(tx, actor.user_id)
        tx.publish(Asked(channel, request, person.username, tuple(admin_ids)))
    return request


async def withdraw(tx: Tx, actor: Actor, channel_id: str) -> None:
    """Raises: NotFound."""
    await _taken(tx, channel_id, actor.user_id)
    await _tell(tx, await channels.by_id(tx, channel_id))


# --- answering ----------------------------------------------------------------------------------------------------


async def waiting(db: Db, actor: Actor, channel_id: str) -> list[Request]:
    """Raises: Forbidden, NotFound."""
    channel = await _managed(db, actor, channel_id)
    return await store.of_channel(db, channel.id)


async def approve(tx: Tx, actor: Actor, channel_id: str, user_id: str) -> None:
    """Lets somebody in who asked. Raises: Forbidden, Invalid, NotFound."""
    channel = await _managed(tx, actor, channel_id)
    await _taken(tx, channel.id, user_id)
    people, failure = await members.fitting(tx, channel, [user_id])
    if failure:
        raise failure
    await members.enter(tx, channel, people, by=actor.user_id)
    await _tell(tx, channel)
    tx.publish(RequestAnswered(channel, user_id, approved=True, reason=""))


async def decline(tx: Tx, actor: Actor, channel_id: str, user_id: str, reason: str) -> None:
    """Raises: Forbidden, NotFound."""
    channel = await _managed(tx, actor, channel_id)
    await _taken(tx, channel.id, user_id)
    await _tell(tx, channel)
    tx.publish(RequestAnswered(channel, user_id, approved=False, reason=reason.strip()))


async def entered(tx: Tx, channel: Channel, user_ids: list[str]) -> None:
    """They are in by another way: nobody needs to answer any more."""
    if await store.take_entered(tx, channel.id, user_ids):
        await _tell(tx, channel)


async def forget_channel(tx: Tx, channel_id: str) -> None:
    await store.set_hidden(tx, channel_id)


async def forget_user(tx: Tx, user_id: str, team_id: str = "") -> None:
    """They left the team, or are gone altogether."""
    await store.delete_of_user(tx, user_id, team_id)


async def _managed(db: Db, actor: Actor, channel_id: str) -> Channel:
    """The channel, for those who run it. Raises: Forbidden, NotFound."""
    channel = await channels.by_id(db, channel_id)
    await gate.require(db, actor, Permission.MANAGE_CHANNEL_ROLES, channel_id=channel.id)
    return channel


async def _taken(tx: Tx, channel_id: str, user_id: str) -> Request:
    request = await store.take(tx, channel_id, user_id)
    if request is None:
        raise NotFound("app.channel.request.missing.app_error")
    return request


async def _tell(tx: Tx, channel: Channel) -> list[str]:
    """Tells those who run the channel that its requests changed; returns who they are."""
    admin_ids = await store.admin_ids(tx, channel.id, channel.team_id)
    tx.publish(*(RequestsChanged(channel.id, each) for each in admin_ids))
    return admin_ids
