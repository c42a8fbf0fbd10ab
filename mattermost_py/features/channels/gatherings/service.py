"""The default channels of a team: made with it, joined with it, left with it."""

from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OFF_TOPIC, OPEN, TOWN_SQUARE, Channel
from mattermost_py.features.channels.members import notes
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.members.events import UserAdded
from mattermost_py.features.channels.notices import Notice
from mattermost_py.features.teams.entry.events import LedIntoChannels
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.members.events import Joined, Leaving
from mattermost_py.features.teams.members.models import Newcomer
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.features.teams.teams.events import TeamDestroyed, TeamFounded
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.events import Audience

_TITLES = {TOWN_SQUARE: "Town Square", OFF_TOPIC: "Off-Topic"}


def default_names(db: Db) -> list[str]:
    """Town Square, and Off-Topic unless the server's settings name other channels."""
    others = db.settings.TeamSettings.ExperimentalDefaultChannels or (OFF_TOPIC,)
    return list(dict.fromkeys((TOWN_SQUARE, *others)))


async def furnish(tx: Tx, event: TeamFounded) -> None:
    """A new team begins with its default channels."""
    await channels.insert(
        tx,
        *(
            channels.draft(team_id=event.team.id, kind=OPEN, name=name, display_name=_TITLES[name], creator_id="")
            for name in (TOWN_SQUARE, OFF_TOPIC)
        ),
    )


async def welcome(tx: Tx, event: Joined) -> None:
    """Who comes into a team comes into its default channels. Guests get only what they were invited to."""
    people = [each for each in event.people if not each.is_guest]
    if not people:
        return
    found = await channels.by_names(tx, event.team.id, default_names(tx))
    rooms = [each for each in found if each.type == OPEN]
    new = await members.place(tx, rooms, people, admin_ids=sorted(event.admin_ids))
    for member in new:
        tx.publish(UserAdded(member.channel_id, event.team.id, member.user_id, Audience(channel_id=member.channel_id)))
    if tx.settings.ServiceSettings.ExperimentalEnableDefaultChannelLeaveJoinMessages and not event.is_silent:
        await _tell_joined(tx, event, rooms, people)


async def _tell_joined(tx: Tx, event: Joined, rooms: list[Channel], people: list[Newcomer]) -> None:
    by = await team_members.person_of(tx, event.by_user_id) if event.by_user_id else None
    for room in sorted(rooms, key=lambda each: not each.is_default):
        for person in people:
            adder = None if by is None or by.id == person.id else by
            tx.publish(_joined_note(room, person, adder))


def _joined_note(room: Channel, person: Newcomer, by: Newcomer | None) -> Notice:
    """Town Square tells of the team, the other default channels of themselves."""
    if by is None:
        return notes.joined_team(room.id, person) if room.is_default else notes.joined(room.id, person)
    return notes.added_to_team(room.id, person, by) if room.is_default else notes.added(room.id, person, by)


async def see_off(tx: Tx, event: Leaving) -> None:
    """Who leaves a team leaves all its channels."""
    rooms = await channels.of_team(tx, event.team.id)
    await members.drop(tx, rooms, event.person.id, by_user_id=event.by_user_id)
    if not tx.settings.ServiceSettings.ExperimentalEnableDefaultChannelLeaveJoinMessages:
        return
    for room in rooms:
        if room.is_default and not room.is_archived:
            by_self = event.by_user_id == event.person.id
            tx.publish(
                notes.left_team(room.id, event.person)
                if by_self
                else notes.removed_from_team(room.id, event.person, event.by_user_id)
            )


async def follow_invitation(tx: Tx, event: LedIntoChannels) -> None:
    """An invitation may name channels of the team besides the default ones."""
    person = await team_members.person_of(tx, event.user_id)
    for room in await channels.by_ids(tx, event.channel_ids):
        if room.team_id == event.team_id and not room.is_archived:
            await members.enter(tx, room, [person])


async def tear_down(tx: Tx, event: TeamDestroyed) -> None:
    """A team that is removed for good takes its channels with it."""
    rooms = await channels.of_team(tx, event.team.id)
    await channels.erase(tx, *rooms)  # before their members: posting locks in this order
    for room in rooms:
        await members.clear(tx, room.id)
    await team_members.forget_team(tx, event.team.id)
    await teams.erase(tx, event.team)
