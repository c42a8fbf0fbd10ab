"""Channels for those of an export: one of the same name that is here, or a new one."""

from dataclasses import dataclass, replace

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.events import ChannelArchived
from mattermost_py.features.channels.channels.models import DIRECT, GROUP, OPEN, PRIVATE, Channel
from mattermost_py.features.channels.directs import service as directs
from mattermost_py.features.channels.members import reading
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.governance.slack_import import words
from mattermost_py.features.governance.slack_import.models import Report, Room
from mattermost_py.features.governance.slack_import.people import People
from mattermost_py.features.messaging.following import service as following
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.teams.models import Team
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, NotFound

KINDS = {"channels": OPEN, "groups": PRIVATE, "mpims": GROUP, "dms": DIRECT}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an export goes, who brings it, and who its people are."""

    actor: Actor
    team: Team
    people: People


@dataclass(frozen=True, slots=True)
class Taken:
    """A channel of the export with the one it is here."""

    room: Room
    channel: Channel
    is_new: bool


async def take(db: Db, place: Place, kind: str, wanted: list[Room], report: Report) -> list[Taken]:
    """Finds or makes the channels of one kind; their people come in once the messages are there."""
    found: list[Taken] = []
    for room in wanted:
        try:
            async with db.transaction() as tx:
                found.append(await _channel(tx, place, KINDS[kind], room))
        except AppError as exc:
            report.say(f"{room.name or room.id}: could not be taken over ({exc.id}).")
            continue
        if room.name and not found[-1].channel.is_direct:
            is_new = found[-1].is_new
            report.say(f"{room.name}: is {'the new' if is_new else 'added to the'} channel ~{found[-1].channel.name}.")
    return found


async def _channel(tx: Tx, place: Place, kind: str, room: Room) -> Taken:
    people, team = place.people.by_slack_id, place.team
    ids = [people[each].id for each in room.members if each in people]
    if kind == DIRECT or (
        kind == GROUP and directs.GROUP_LEAST <= len(set(ids)) <= tx.settings.Limits.GroupMessageMembers
    ):
        if not ids:
            raise NotFound("app.user.missing_account.const")
        writer = replace(Actor.system(), user_id=ids[0])
        make = directs.direct if kind == DIRECT else directs.group
        channel = await make(tx, writer, list(dict.fromkeys(ids)))
        return Taken(room, channel, is_new=channel.total_msg_count == 0)
    address = words.address(room.name, room.id)
    known = await _existing(tx, team.id, address)
    if known is not None and not known.is_archived and await channels.views(tx, place.actor, known):
        return Taken(room, known, is_new=False)
    if known is not None:
        address = f"{address[:50]}-{room.id.lower()}"[:64]
    made = channels.draft(
        team_id=team.id,
        kind=OPEN if kind == OPEN else PRIVATE,
        name=address,
        display_name=(room.name or address)[:64],
        creator_id=ids[0] if ids else place.actor.user_id,
        header=room.topic.value[:1024],
        purpose=room.purpose.value[:250],
    )
    return Taken(room, await channels.create(tx, made), is_new=True)


async def _existing(tx: Tx, team_id: str, address: str) -> Channel | None:
    try:
        return await channels.by_name(tx, team_id, address, with_archived=True)
    except NotFound:
        return None


async def settle(db: Db, taken: Taken, people: People) -> None:
    """Lets people in, to whom everything is as read, and closes the channel if it was closed."""
    ids = people.active_ids(taken.room.members)
    async with db.transaction() as tx:
        channel = taken.channel
        if not channel.is_direct:
            await members.enter(tx, channel, await team_members.people_of(tx, ids), with_notices=False)
        if not taken.is_new:
            return
        for user_id in ids:
            await following.read_channels(tx, user_id, [channel.id])
            await reading.view(tx, user_id, [channel.id], collapsed_threads=True)
        if taken.room.is_archived and not channel.is_direct:
            fresh = await channels.locked(tx, channel.id)
            tx.publish(ChannelArchived(await channels.store_quietly(tx, replace(fresh, delete_at=now_ms()))))
