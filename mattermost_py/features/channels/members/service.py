"""Joining and leaving channels; who is in them."""

from collections.abc import Sequence

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import OPEN, Channel
from mattermost_py.features.channels.members import notes, queries, store, texts
from mattermost_py.features.channels.members.events import CalledIn, Entered, Left, UserAdded, UserRemoved
from mattermost_py.features.channels.members.models import (
    ChannelMember,
    ChannelMemberWithTeam,
    ChannelStats,
    Departure,
    Headcount,
    Recipient,
)
from mattermost_py.features.identity.people import service as people_service
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.members.models import Newcomer
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound, invalid_body, no_permission
from mattermost_py.kernel.events import Audience, ChannelMembership
from mattermost_py.kernel.permissions import Permission

RECIPIENTS = CacheSpec[tuple[Recipient, ...]]("channel_recipients", size=2000)  # channel id → its members

_HEADCOUNTS = CacheSpec[Headcount]("channel_headcounts", size=5000)  # by channel id


# --- joining ------------------------------------------------------------------------------------------------------


async def add(
    tx: Tx, actor: Actor, channel: Channel, user_ids: Sequence[str], *, root_id: str = ""
) -> list[ChannelMember]:
    """Adds people (or oneself) to a channel of a team. Who is in already counts as added, silently.

    root_id: the post whose thread asked for them; they follow it.
    Raises:  Forbidden, Invalid; with several users only when nobody could be added.
    """
    if channel.is_direct:
        raise Invalid("api.channel.add_user_to_channel.type.app_error")
    if root_id and await queries.channel_of_post(tx, root_id) != channel.id:
        raise invalid_body("post_root_id")
    present = await queries.of_users(tx, channel.id, user_ids)
    missing = [each for each in user_ids if each not in {member.user_id for member in present}]
    if present and not await channels.views(tx, actor, channel):
        raise no_permission(actor.user_id, Permission.READ_CHANNEL)  # who is in must not be found out by adding
    await _require_add(tx, actor, channel, missing)
    if channel.group_constrained and (strangers := await queries.in_no_group(tx, channel.id, missing)):
        raise Invalid("api.channel.add_members.user_denied", UserIDs=", ".join(strangers))
    people, failure = await fitting(tx, channel, missing)
    if failure and not people and not present:
        raise failure
    new = await enter(tx, channel, people, by=actor.user_id) if people else []
    if root_id:
        tx.publish(CalledIn(tuple(member.user_id for member in new), root_id))
    by_id = {member.user_id: member for member in (*present, *new)}
    return [by_id[each] for each in user_ids if each in by_id]


async def _require_add(tx: Tx, actor: Actor, channel: Channel, user_ids: Sequence[str]) -> None:
    """Raises: Forbidden unless the actor may add all of these."""
    if channel.type != OPEN:
        if user_ids:
            await gate.require(tx, actor, Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS, channel_id=channel.id)
        return
    if actor.user_id in user_ids:
        await gate.require(tx, actor, Permission.JOIN_PUBLIC_CHANNELS, team_id=channel.team_id)
    if any(each != actor.user_id for each in user_ids):
        await gate.require(tx, actor, Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS, channel_id=channel.id)


async def fitting(tx: Tx, channel: Channel, user_ids: Sequence[str]) -> tuple[list[Newcomer], AppError | None]:
    """Those of the users who can be in the channel, and why the last of the others cannot."""
    if not user_ids:
        return [], None
    if channel.is_archived:
        return [], Invalid("api.channel.add_user.to.channel.failed.deleted.app_error")
    people = await team_members.people_of(tx, user_ids)
    in_team = set(await queries.is_in_team(tx, channel.team_id, user_ids))
    failure: AppError | None = None
    if len(people) < len(set(user_ids)):
        failure = NotFound("app.user.missing_account.const")
    fit: list[Newcomer] = []
    for each in people:
        if each.delete_at:
            failure = Forbidden("app.channel.add_member.deleted_user.app_error")
        elif each.id not in in_team:
            failure = NotFound("app.team.get_member.missing.app_error")
        else:
            fit.append(each)
    return fit, failure


async def enter(
    tx: Tx, channel: Channel, people: Sequence[Newcomer], *, by: str = "", with_notices: bool = True
) -> list[ChannelMember]:
    """Puts people into a channel with events and notices; permissions are the caller's business."""
    new = await place(tx, [channel], people)
    adder = await team_members.person_of(tx, by) if by and any(each.id != by for each in people) else None
    names = {each.id: each for each in people}
    for member in new:
        person = names[member.user_id]
        _announce_added(tx, channel, person.id)
        if not with_notices:
            continue
        if adder is None or adder.id == person.id:
            tx.publish(notes.joined(channel.id, person))
        else:
            tx.publish(notes.added(channel.id, person, adder))
    return new


def _announce_added(tx: Tx, channel: Channel, user_id: str) -> None:
    others = Audience(channel_id=channel.id, omit_users=frozenset({user_id}))
    themselves = Audience(channel_id=channel.id, user_id=user_id)
    tx.publish(*(UserAdded(channel.id, channel.team_id, user_id, to) for to in (others, themselves)))


async def place(
    tx: Tx, rooms: Sequence[Channel], people: Sequence[Newcomer], *, admin_ids: Sequence[str] = ()
) -> list[ChannelMember]:
    """Makes all these people members of all these channels, silently; one statement."""
    user_ids = [each.id for each in people]
    new = await store.join(tx, [each.id for each in rooms], user_ids, admin_ids=admin_ids, now=now_ms())
    if new:
        gate.forget_users(tx, *{member.user_id for member in new})
        forget_members(tx, *{member.channel_id for member in new})
        tx.publish(*(ChannelMembership(member.user_id, member.channel_id, joined=True) for member in new))
    for room in rooms:
        if entered := tuple(member.user_id for member in new if member.channel_id == room.id):
            tx.publish(Entered(room, entered))
    return new


# --- leaving ------------------------------------------------------------------------------------------------------


async def remove(tx: Tx, actor: Actor, channel_id: str, user_id: str) -> None:
    """Takes somebody out of a channel, or lets them leave. Raises: Forbidden, Invalid, NotFound."""
    channel = await channels.by_id(tx, channel_id)
    person = await team_members.person_of(tx, user_id)
    if channel.is_direct:
        raise Invalid("api.channel.remove_channel_member.type.app_error")
    if channel.group_constrained and user_id != actor.user_id and not person.is_bot:
        raise Invalid("api.channel.remove_member.group_constrained.app_error")
    if user_id != actor.user_id:
        public = channel.type == OPEN
        wanted = Permission.MANAGE_PUBLIC_CHANNEL_MEMBERS if public else Permission.MANAGE_PRIVATE_CHANNEL_MEMBERS
        await gate.require(tx, actor, wanted, channel_id=channel.id)
    if channel.is_archived:
        raise AppError("api.channel.remove_user_from_channel.app_error")
    if channel.is_default and not person.is_guest:
        raise Invalid("api.channel.remove.default.app_error")
    await leave(tx, channel, person, by_user_id=actor.user_id)


async def leave(tx: Tx, channel: Channel, person: Newcomer, *, by_user_id: str) -> None:
    """Ends a membership with events and a notice. A guest without any channel leaves the team, too."""
    if not await drop(tx, [channel], person.id, by_user_id=by_user_id):
        raise NotFound("app.channel.get_member.missing.app_error")
    by_self = by_user_id == person.id
    tx.publish(notes.left(channel.id, person) if by_self else notes.removed(channel.id, person, by_user_id))
    await see_off(tx, channel.team_id, [person], by_user_id=by_user_id)


async def see_off(tx: Tx, team_id: str, people: Sequence[Newcomer], *, by_user_id: str) -> None:
    """Takes out of the team who is a guest and in none of its channels any more."""
    guests = {each.id: each for each in people if each.is_guest}
    lost = await queries.in_no_channel(tx, list(guests), team_id) if guests else []
    for user_id in lost:
        await team_members.leave(tx, await teams.by_id(tx, team_id), guests[user_id], by_user_id=by_user_id)


async def drop(tx: Tx, rooms: Sequence[Channel], user_id: str, *, by_user_id: str) -> list[str]:
    """Takes a user out of these channels; they hear it before they are gone. Returns: the ids of those they were in."""
    joined = await store.hold(tx, user_id, [each.id for each in rooms])
    return [each.channel_id for each in await end(tx, joined, [user_id], by_user_id=by_user_id)]


async def end(tx: Tx, channel_ids: Sequence[str], user_ids: Sequence[str], *, by_user_id: str) -> list[Departure]:
    """Ends these people's memberships of these channels, which the caller has locked, with events but no notice."""
    gone = await store.leave(tx, channel_ids, user_ids, now=now_ms())
    if not gone:
        return []
    gate.forget_users(tx, *{each.user_id for each in gone})
    forget_members(tx, *{each.channel_id for each in gone})
    left: dict[str, list[str]] = {}
    for each in gone:
        tx.publish(
            UserRemoved(each.channel_id, each.user_id, by_user_id, to_removed=False),
            UserRemoved(each.channel_id, each.user_id, by_user_id, to_removed=True),
            ChannelMembership(each.user_id, each.channel_id, joined=False),
        )
        left.setdefault(each.user_id, []).append(each.channel_id)
    tx.publish(*(Left(user_id, tuple(ids)) for user_id, ids in left.items()))
    return gone


async def clear(tx: Tx, channel_id: str) -> None:
    """Removes every membership of a channel that vanishes."""
    gone = await store.delete_all(tx, channel_id)
    forget_members(tx, channel_id)
    tx.publish(*(ChannelMembership(each.user_id, channel_id, joined=False) for each in gone))


# --- reading ------------------------------------------------------------------------------------------------------


async def readable(db: Db, actor: Actor, channel_id: str) -> Channel:
    """The channel, for those who may see who is in it. Raises: NotFound, Forbidden (`read_channel`)."""
    channel = await channels.known(db, channel_id)
    await gate.require(db, actor, Permission.READ_CHANNEL, channel_id=channel_id)
    return channel


async def of_user_in(db: Db, actor: Actor, channel_id: str, user_id: str) -> ChannelMember:
    """One membership as the actor may see it. Raises: Forbidden, NotFound."""
    await readable(db, actor, channel_id)
    return (await member(db, channel_id, user_id)).seen_by(actor.user_id)


async def member(db: Db, channel_id: str, user_id: str) -> ChannelMember:
    """Raises: NotFound for somebody who is not in the channel."""
    found = await queries.of_users(db, channel_id, [user_id])
    if not found:
        raise NotFound("app.channel.get_member.missing.app_error")
    return found[0]


async def of_users(db: Db, channel_id: str, user_ids: Sequence[str]) -> list[ChannelMember]:
    """Memberships of these users; those who are not in the channel are left out."""
    return await queries.of_users(db, channel_id, user_ids)


async def page(db: Db, actor: Actor, channel_id: str, *, limit: int, offset: int) -> list[ChannelMember]:
    await readable(db, actor, channel_id)
    found = await queries.page(db, channel_id, limit=limit, offset=offset)
    return [each.seen_by(actor.user_id) for each in found]


async def of_user_in_team(db: Db, actor: Actor, user_id: str, team_id: str) -> bytes:
    """A user's memberships in a team and in direct and group messages, as JSON. Raises: Forbidden."""
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    if user_id != actor.user_id and not await gate.allows(db, actor, Permission.MANAGE_SYSTEM, team_id=team_id):
        raise no_permission(actor.user_id, Permission.MANAGE_SYSTEM)
    return await texts.of_user_in_team(db, user_id, team_id, to_themselves=user_id == actor.user_id)


async def of_user(db: Db, actor: Actor, user_id: str, *, limit: int | None, offset: int) -> list[ChannelMemberWithTeam]:
    """A user's memberships everywhere. Raises: Forbidden."""
    await gate.require_user(db, actor, user_id)
    return await queries.of_user(db, user_id, limit=limit, offset=offset)


async def stats(db: Db, actor: Actor, channel_id: str, *, with_files: bool) -> ChannelStats:
    """Active members and guests, pinned posts, and files (-1 when they are not asked for). Raises: see `readable`."""
    await readable(db, actor, channel_id)

    async def read() -> Headcount:
        return await queries.headcount(db, channel_id)

    heads = await db.remembered(_HEADCOUNTS, channel_id, read)
    assert heads is not None
    contents = await queries.contents(db, channel_id, with_files=with_files)
    return ChannelStats(
        channel_id, heads.member_count, heads.guest_count, contents.pinnedpost_count, contents.files_count
    )


async def counts(db: Db, actor: Actor, channel_ids: Sequence[str]) -> dict[str, int]:
    """Active members by channel. Raises: Forbidden, NotFound for an unknown channel."""
    for channel_id in channel_ids:
        channel = await channels.known(db, channel_id)
        if not await channels.views(db, actor, channel):
            raise no_permission(actor.user_id, Permission.READ_CHANNEL)
    return {each.channel_id: each.count for each in await queries.counts(db, channel_ids)}


async def timezones(db: Db, actor: Actor, channel_id: str) -> list[str]:
    await readable(db, actor, channel_id)
    return await queries.timezones(db, channel_id)


async def user_ids(db: Db, channel_id: str) -> list[str]:
    """Everybody in the channel, by id."""
    return await queries.user_ids(db, channel_id)


async def channel_ids_of(db: Db, user_id: str) -> list[str]:
    """Every channel a user is in."""
    return await queries.channel_ids_of(db, user_id)


async def in_no_group(db: Db, channel_id: str, user_ids: Sequence[str]) -> list[str]:
    """Those of the users who are in no group of the channel, so that they cannot come into one kept to its groups."""
    return await queries.in_no_group(db, channel_id, user_ids)


async def acquainted(db: Db, user_id: str, others: Sequence[str]) -> list[str]:
    """Those of the others who share a channel with the user."""
    return await queries.acquainted(db, user_id, others)


# --- what mentions and notifications need -------------------------------------------------------------------------


async def recipients(db: Db, channel_id: str) -> tuple[Recipient, ...]:
    """Everybody in the channel with name and notification settings; from memory, one statement when it is not there."""

    async def read() -> tuple[Recipient, ...]:
        return tuple(await queries.recipients(db, channel_id))

    return await db.remembered(RECIPIENTS, channel_id, read) or ()


def forget_members(db: Db, *channel_ids: str) -> None:
    """After memberships or notification settings in these channels changed."""
    if channel_ids:
        db.forget(RECIPIENTS, *channel_ids)
        db.forget(_HEADCOUNTS, *channel_ids)
        people_service.forget_places(db, *channel_ids)


async def forget_user(db: Db, user_id: str) -> None:
    """After a user's name, notification settings or state changed: every channel they are in knows them anew."""
    forget_members(db, *await queries.channel_ids_of(db, user_id))
