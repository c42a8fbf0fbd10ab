"""Channels that change their team: group messages that become private channels, and moves by an administrator."""

from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.browsing import service as browsing
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import GROUP, PRIVATE, Channel
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.members import settings as member_settings
from mattermost_py.features.channels.rooms import notes
from mattermost_py.features.channels.rooms.events import ChannelMoved
from mattermost_py.features.channels.rooms.models import Conversion, Move
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound
from mattermost_py.kernel.permissions import Permission


async def convert(tx: Tx, actor: Actor, channel_id: str, wanted: Conversion) -> Channel:
    """A group message becomes a private channel of a team all its people share; the actor administers it."""
    if actor.is_guest:
        raise Forbidden("api.channel.gm_to_channel_conversion.not_allowed_for_user.request_error")
    await gate.require(tx, actor, Permission.CREATE_PRIVATE_CHANNEL, team_id=wanted.team_id)
    channel = await channels.locked(tx, channel_id)
    if channel.type != GROUP:
        raise NotFound("app.channel.group_message_conversion.original_channel_not_gm")
    user_ids = await members.user_ids(tx, channel.id)
    if actor.user_id not in user_ids:
        raise NotFound("app.channel.group_message_conversion.channel_member_missing")
    if wanted.team_id not in await browsing.common_team_ids(tx, channel.id):
        raise Invalid("app.channel.group_message_conversion.incorrect_team")

    saved = await channels.save(
        tx,
        replace(
            channel,
            type=PRIVATE,
            team_id=wanted.team_id,
            name=wanted.name,
            display_name=wanted.display_name.strip(),
        ),
    )
    await member_settings.set_admin(tx, channel.id, actor.user_id, is_admin=True)
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(notes.converted(saved, who, user_ids), ChannelMoved(saved, ""))
    return saved


async def move(tx: Tx, actor: Actor, channel_id: str, wanted: Move) -> Channel:
    """Puts a channel into another team. Members who are not in that team leave it if `force` is set."""
    await gate.require(tx, actor, Permission.MANAGE_SYSTEM)
    team = await teams.by_id(tx, wanted.team_id)
    channel = await channels.locked(tx, channel_id)
    if channel.is_direct:
        raise Forbidden("api.channel.move_channel.type.invalid")
    await _fit_members(tx, actor, channel, team.id, force=wanted.force)
    saved = await channels.save(tx, replace(channel, team_id=team.id))
    who = await team_members.person_of(tx, actor.user_id)
    tx.publish(notes.moved(saved, who), ChannelMoved(saved, channel.team_id))
    return saved


async def _fit_members(tx: Tx, actor: Actor, channel: Channel, team_id: str, *, force: bool) -> None:
    """Raises: AppError 500 `members_do_not_match` when somebody would be in a team they are not in."""
    user_ids = await members.user_ids(tx, channel.id)
    fit = {each.user_id for each in await team_members.live_of_users(tx, team_id, user_ids)}
    strangers = [each for each in user_ids if each not in fit]
    active = [each.id for each in await team_members.people_of(tx, strangers) if not each.delete_at]
    if active and not force:
        raise AppError("app.channel.move_channel.members_do_not_match.error")
    for user_id in strangers:
        await members.drop(tx, [channel], user_id, by_user_id=actor.user_id)
