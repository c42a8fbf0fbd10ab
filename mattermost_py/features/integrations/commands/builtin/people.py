"""Commands that bring people together: inviting them, and writing to them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.channels.directs import service as directs
from mattermost_py.features.channels.members import service as members
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import User
from mattermost_py.features.integrations.commands.builtin.asking import Ask, Builtin, without_sign
from mattermost_py.features.integrations.commands.models import Answer, gone_to, told
from mattermost_py.features.messaging.posts import service as posts
from mattermost_py.features.messaging.posts.models import NewPost
from mattermost_py.features.teams.invitations import service as invitations
from mattermost_py.features.teams.invitations.models import Invite
from mattermost_py.kernel.errors import AppError, Forbidden, NotFound
from mattermost_py.kernel.permissions import Permission

if TYPE_CHECKING:
    from mattermost_py.config import Settings

LEAST_OF_GROUP = 3


# --- inviting ---------------------------------------------------------------------------------------------------------


async def invite(ask: Ask) -> Answer:
    """Adds people to channels: `/invite @ana @ben ~one ~two`; without a channel, to this one."""
    words = ask.words()
    names = list(dict.fromkeys(without_sign(each, "@") for each in words if not each.startswith("~")))
    wanted = list(dict.fromkeys(without_sign(each, "~") for each in words if each.startswith("~")))
    if not names:
        return told("Name the people to add: `/invite @name [~channel]`.")
    people = {each.username: each for each in await users.by_usernames(ask.db, names) if each.is_active}
    lines = [f"There is nobody called {name}." for name in names if name not in people]
    rooms, unknown = await _rooms(ask, wanted)
    lines += [f"There is no channel {name} that you can add people to." for name in unknown]
    for room in rooms:
        lines += await _add(ask, room, list(people.values()))
    return told("\n".join(lines))


async def _rooms(ask: Ask, names: Sequence[str]) -> tuple[list[Channel], list[str]]:
    """The channels of these names (this one without any), and the names without a channel."""
    if not names:
        return [ask.channel], []
    known = await channels.by_names(ask.db, ask.team_id, names) if ask.team_id else []
    found = [each for each in known if await channels.views(ask.db, ask.actor, each)]
    return found, [name for name in names if name not in {each.name for each in found}]


async def _add(ask: Ask, room: Channel, people: Sequence[User]) -> list[str]:
    """Tells of each of them how it went."""
    if room.is_direct:
        return ["Nobody can be added to direct and group messages."] if people else []
    present = {each.user_id for each in await members.of_users(ask.db, room.id, [each.id for each in people])}
    return [
        f"@{each.username} is in ~{room.name} already." if each.id in present else await _add_one(ask, room, each)
        for each in people
    ]


async def _add_one(ask: Ask, room: Channel, person: User) -> str:
    try:
        async with ask.db.transaction() as tx:
            await members.add(tx, ask.actor, room, [person.id])
    except Forbidden:
        return f"You are not allowed to add @{person.username} to ~{room.name}."
    except NotFound:
        return f"@{person.username} is not in this team."
    except AppError:
        return f"@{person.username} could not be added to ~{room.name}."
    return f"@{person.username} was added to ~{room.name}."


async def invite_people(ask: Ask) -> Answer:
    """Invites addresses to the team by mail: `/invite_people one@example.org two@example.org`."""
    if not _can_mail(ask.db.settings):
        return told("This site does not invite people by mail.")
    emails = list(dict.fromkeys(each.lower() for each in ask.words() if "@" in each))
    if not emails or not ask.team_id:
        return told("Write the mail addresses to invite to this team: `/invite_people name@example.org`.")
    for permission in (Permission.INVITE_USER, Permission.ADD_USER_TO_TEAM):
        if not await gate.allows(ask.db, ask.actor, permission, team_id=ask.team_id):
            return told("You are not allowed to invite people to this team.")
    try:
        async with ask.db.transaction() as tx:
            refused = await invitations.invite_welcome(tx, ask.actor, Invite(ask.team_id, emails, [], ""))
    except AppError:
        return told("The invitations could not be sent.")
    sent = [each for each in emails if each not in refused]
    lines = [f"Invited: {', '.join(sent)}."] if sent else []
    lines += [f"Not invited, because they may not join this team: {', '.join(refused)}."] if refused else []
    return told("\n".join(lines))


def _can_mail(settings: "Settings") -> bool:
    return (
        settings.ServiceSettings.EnableEmailInvitations
        and settings.TeamSettings.EnableUserCreation
        and settings.EmailSettings.SendEmailNotifications
    )


# --- writing to people ------------------------------------------------------------------------------------------------


async def message(ask: Ask) -> Answer:
    """Writes to one person: `/msg @name [text]`."""
    name, _, text = ask.text.partition(" ")
    if not name:
        return told("Name whom to write to: `/msg @name text`.")
    return await _write(ask, [without_sign(name.rstrip(","), "@")], text.strip())


async def group_message(ask: Ask) -> Answer:
    """Writes to several people: `/groupmsg @ana, @ben [text]`."""
    names, text = _addressed(ask.text)
    if not names:
        return told("Name whom to write to: `/groupmsg @name, @name text`.")
    return await _write(ask, names, text)


def _addressed(typed: str) -> tuple[list[str], str]:
    """The names at the beginning, separated by commas or each with its sign, and the text behind them."""
    names, rest = list[str](), typed.strip()
    while rest:
        word, _, after = rest.partition(" ")
        if names and not word.startswith("@"):
            break
        names += [without_sign(each, "@") for each in word.split(",") if each.strip("@")]
        rest = after.strip()
        if rest.startswith(","):
            rest = f"@{rest[1:].strip().removeprefix('@')}"
        elif word.endswith(",") and rest:
            rest = f"@{rest.removeprefix('@')}"
    return list(dict.fromkeys(names)), rest


async def _write(ask: Ask, names: Sequence[str], text: str) -> Answer:
    """Opens the conversation, says the text in it, and goes there."""
    found = {each.username: each for each in await users.by_usernames(ask.db, names)}
    unknown = [name for name in names if name not in found or not found[name].is_active]
    if unknown:
        return told(f"There is nobody called {', '.join(unknown)}.")
    others = [each for each in found.values() if each.id != ask.actor.user_id]
    most = ask.db.settings.Limits.GroupMessageMembers
    if len(others) + 1 > most:
        return told(f"A group message can have {most} people at most, you among them.")
    try:
        channel = await _conversation(ask, others)
        if text:
            wanted = NewPost(channel_id=channel.id, message=text)
            await posts.create(ask.db, ask.actor, wanted, set_online=True)
    except Forbidden:
        return told("You are not allowed to write to these people.")
    except AppError:
        return told("The message could not be sent.")
    is_group = len(others) + 1 >= LEAST_OF_GROUP
    who = channel.name if is_group else f"@{(others or list(found.values()))[0].username}"
    return gone_to(await ask.address(f"messages/{who}"))


async def _conversation(ask: Ask, others: Sequence[User]) -> Channel:
    async with ask.db.transaction() as tx:
        if len(others) + 1 >= LEAST_OF_GROUP:
            return await directs.group(tx, ask.actor, [each.id for each in others])
        other_id = others[0].id if others else ask.actor.user_id
        return await directs.direct(tx, ask.actor, [ask.actor.user_id, other_id])


COMMANDS = (
    Builtin("invite", invite, "Add people to this channel or to others", "@[username]... ~[channel]..."),
    Builtin(
        "invite_people",
        invite_people,
        "Invite people to the team by mail",
        "[name@example.org]...",
        is_offered=_can_mail,
    ),
    Builtin("msg", message, "Write to somebody", "@[username] 'text'"),
    Builtin("groupmsg", group_message, "Write to several people", "@[username1], @[username2] 'text'"),
)
