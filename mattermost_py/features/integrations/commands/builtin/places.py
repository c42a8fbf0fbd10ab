"""Commands about channels: entering and leaving them, muting them, and their texts."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import DIRECT, OPEN, TOWN_SQUARE, Channel
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.channels.members import settings as member_settings
from mattermost_py.features.channels.rooms import service as rooms
from mattermost_py.features.channels.rooms.models import ChannelPatch
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.integrations.commands.builtin.asking import Ask, Builtin, without_sign
from mattermost_py.features.integrations.commands.models import Answer, gone_to, told
from mattermost_py.features.teams.members import service as team_members
from mattermost_py.kernel.errors import AppError, Forbidden, NotFound

NAME_MOST = 64


# --- their texts ------------------------------------------------------------------------------------------------------


async def header(ask: Ask) -> Answer:
    return await _change(ask, "header", ChannelPatch(header=ask.text))


async def purpose(ask: Ask) -> Answer:
    if ask.channel.is_direct:
        return told("Direct and group messages have no purpose; you can set a header with `/header`.")
    return await _change(ask, "purpose", ChannelPatch(purpose=ask.text))


async def rename(ask: Ask) -> Answer:
    if ask.channel.is_direct:
        return told("Direct and group messages are called by their people and can not be renamed.")
    if len(ask.text) > NAME_MOST:
        return told(f"The name may have {NAME_MOST} characters at most.")
    return await _change(ask, "name", ChannelPatch(display_name=ask.text))


async def _change(ask: Ask, what: str, patch: ChannelPatch) -> Answer:
    """Changes the channel; the notice in it tells everybody."""
    if not ask.text:
        return told(f"Write the new {what} behind the command.")
    try:
        async with ask.db.transaction() as tx:
            await rooms.change(tx, ask.actor, ask.channel.id, patch)
    except Forbidden:
        return told(f"You are not allowed to change the {what} of this channel.")
    except AppError as exc:
        return told(f"The {what} could not be changed{_too_long(exc)}.")
    return Answer()


def _too_long(exc: AppError) -> str:
    return ": it is too long" if exc.id.endswith((".header.app_error", ".purpose.app_error")) else ""


# --- being there ------------------------------------------------------------------------------------------------------


async def join(ask: Ask) -> Answer:
    """Goes to a channel of the team; whoever may enters it."""
    name = without_sign(ask.text.strip(), "~")
    if not name or not ask.team_id:
        return told("Write the name of a channel of this team: `/join ~channel`.")
    try:
        channel = await channels.by_name(ask.db, ask.team_id, name)
        if await _enter(ask, channel):
            return gone_to(await ask.address(f"channels/{channel.name}"))
    except Forbidden:
        return told("You are not allowed to join this channel.")
    except NotFound:
        pass  # it is told like a channel one must not know of
    except AppError:
        return told("The channel could not be joined.")
    return told(f"There is no channel {name} that you can join.")


async def _enter(ask: Ask, channel: Channel) -> bool:
    """Whether the user is in the channel now."""
    standing = await gate.standing(ask.db, ask.actor.user_id, channel.id)
    if standing is not None and standing.is_member:
        return True
    if channel.type != OPEN:
        return False
    async with ask.db.transaction() as tx:
        return bool(await members.add(tx, ask.actor, channel, [ask.actor.user_id]))


async def leave(ask: Ask) -> Answer:
    """Leaves a channel; a direct or group message only vanishes from the sidebar."""
    if ask.channel.is_direct:
        await _hide(ask)
    else:
        if ask.channel.is_default and not ask.actor.is_guest:
            return told(f"Nobody can leave {ask.channel.display_name}.")
        try:
            async with ask.db.transaction() as tx:
                await members.remove(tx, ask.actor, ask.channel.id, ask.actor.user_id)
        except AppError:
            return told("You could not leave this channel.")
    if ask.team_id and await gate.team_roles(ask.db, ask.actor.user_id, ask.team_id) is None:
        return gone_to(f"{ask.db.settings.ServiceSettings.SiteURL.rstrip('/')}/")  # a guest's last channel
    return gone_to(await ask.address(f"channels/{await _landing(ask)}"))


async def _hide(ask: Ask) -> None:
    user_id, channel = ask.actor.user_id, ask.channel
    category, name = "group_channel_show", channel.id
    if channel.type == DIRECT:
        one, _, other = channel.name.partition("__")
        category, name = "direct_channel_show", other if one == user_id else one
    await preferences.save(ask.db, ask.actor, user_id, [Preference(user_id, category, name, "false")])


async def _landing(ask: Ask) -> str:
    """The channel to go to: the one everybody is in, for guests one of theirs."""
    team = await ask.team()
    if not ask.actor.is_guest or team is None:
        return TOWN_SQUARE
    mine = await members.channel_ids_of(ask.db, ask.actor.user_id)
    rooms_here = [each for each in await channels.by_ids(ask.db, mine) if each.team_id == team.id]
    return next((each.name for each in rooms_here if not each.is_archived), TOWN_SQUARE)


async def mute(ask: Ask) -> Answer:
    """Mutes this channel or the named one, or lets it be heard again."""
    channel = await _named(ask)
    if channel is None:
        return told(f"There is no channel {without_sign(ask.text, '~')} that you are in.")
    try:
        member = await members.member(ask.db, channel.id, ask.actor.user_id)
    except NotFound:
        return told("You are not in this channel.")
    is_muted = member.notify_props.get("mark_unread") == "mention"
    wanted = {"mark_unread": "all" if is_muted else "mention"}
    async with ask.db.transaction() as tx:
        await member_settings.merge_notify_props(tx, ask.actor.user_id, [channel.id], wanted)
    name = "This conversation" if channel.is_direct else channel.display_name
    if is_muted:
        return told(f"{name} is not muted any more.")
    return told(f"{name} is muted: you get no notifications of it until you use `/mute` again.")


async def _named(ask: Ask) -> Channel | None:
    """The channel the text names, if the user is in it; without text, this one."""
    if not ask.text:
        return ask.channel
    if not ask.team_id:
        return None
    try:
        channel = await channels.by_name(ask.db, ask.team_id, without_sign(ask.text, "~"))
    except NotFound:
        return None
    standing = await gate.standing(ask.db, ask.actor.user_id, channel.id)
    return channel if standing is not None and standing.is_member else None


# --- others -----------------------------------------------------------------------------------------------------------


async def remove(ask: Ask) -> Answer:
    """Takes somebody out of this channel."""
    words = ask.words()
    if not words:
        return told("Name who shall go: `/remove @name`.")
    if ask.channel.is_direct:
        return told("Nobody can be removed from direct and group messages.")
    if ask.channel.is_default:
        return told(f"Nobody can be removed from {ask.channel.display_name}.")
    person = await _person(ask, without_sign(words[0], "@"))
    if person is None:
        return told(f"There is nobody called {words[0]} in this channel.")
    try:
        async with ask.db.transaction() as tx:
            await members.remove(tx, ask.actor, ask.channel.id, person)
    except Forbidden:
        return told("You are not allowed to remove people from this channel.")
    except AppError:
        return told(f"{words[0]} could not be removed from this channel.")
    return Answer()


async def _person(ask: Ask, username: str) -> str | None:
    """The id of a member of this channel."""
    recipients = await members.recipients(ask.db, ask.channel.id)
    found = next((each.user_id for each in recipients if each.username == username), None)
    return (await team_members.person_of(ask.db, found)).id if found else None


COMMANDS = (
    Builtin("header", header, "Change the header of this channel", "[text]"),
    Builtin("purpose", purpose, "Change the purpose of this channel", "[text]"),
    Builtin("rename", rename, "Rename this channel", "[text]"),
    Builtin("join", join, "Join a public channel", "~[channel]"),
    Builtin("open", join, "Go to a channel", "~[channel]"),
    Builtin("leave", leave, "Leave this channel"),
    Builtin("mute", mute, "Mute this channel or another one, or hear it again", "~[channel]"),
    Builtin("remove", remove, "Remove somebody from this channel", "@[username]"),
    Builtin("kick", remove, "Remove somebody from this channel", "@[username]"),
)
