"""Doing what was typed: a command of the team, else one of the server; and the late answers of programs."""

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.channels.channels import service as channels
from mattermost_py.features.channels.channels.models import Channel
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.integrations.commands import calling, mentioned, service, store
from mattermost_py.features.integrations.commands.answering import Place, deliver
from mattermost_py.features.integrations.commands.builtin.asking import Ask
from mattermost_py.features.integrations.commands.builtin.registry import builtin
from mattermost_py.features.integrations.commands.models import (
    HOOK_LIFETIME_MS,
    HOOK_USES_MOST,
    Answer,
    Command,
    Hook,
    Typed,
)
from mattermost_py.features.integrations.triggers import service as triggers
from mattermost_py.features.integrations.triggers.service import Trigger
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.db import Db
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported, no_permission
from mattermost_py.kernel.ids import is_id, new_id
from mattermost_py.kernel.permissions import Permission


async def execute(db: Db, actor: Actor, typed: Typed) -> Answer:
    """Does what was typed and shows the answer. Raises: AppError for what cannot be done."""
    if len(typed.command) <= 1 or not typed.command.startswith("/") or not is_id(typed.channel_id):
        raise Invalid("api.command.execute_command.start.app_error")
    channel, team_id = await _place(db, actor, typed)
    if not db.settings.ServiceSettings.EnableCommands:
        raise Unsupported("api.command.disabled.app_error")
    trigger, text = _split(typed.command)
    if not trigger:
        raise Invalid("api.command.execute_command.format.app_error", Trigger="")
    asked = await triggers.make(db, actor.user_id)
    place = Place(channel.id, typed.root_id or typed.parent_id)
    command = await service.by_trigger(db, team_id, trigger)
    if command is not None:
        answer = await _ask_program(Ask(db, actor, channel, team_id, place.root_id, text), command, asked)
    else:
        known = builtin(db.settings, trigger)
        if known is None:
            raise NotFound("api.command.execute_command.not_found.app_error", Trigger=trigger)
        answer = await known.act(Ask(db, actor, channel, team_id, place.root_id, text))
    shown = await deliver(db, actor, place, answer, trigger=trigger, by=command)
    return shown.model_copy(update={"trigger_id": asked.client_id})


async def _place(db: Db, actor: Actor, typed: Typed) -> tuple[Channel, str]:
    """The channel and the team whose commands are meant. Raises: Forbidden, Invalid."""
    try:
        channel = await channels.known(db, typed.channel_id)
    except NotFound as exc:
        raise no_permission(actor.user_id, Permission.CREATE_POST) from exc
    await gate.require(db, actor, Permission.CREATE_POST, channel_id=channel.id)
    if channel.is_archived:
        raise Invalid("api.command.execute_command.deleted.error")
    if await channels.is_restricted(db, channel):
        raise Invalid("api.command.execute_command.restricted_dm.error")
    if not channel.is_direct:
        return channel, channel.team_id
    if typed.team_id and await gate.team_roles(db, actor.user_id, typed.team_id) is None:
        await gate.require(db, actor, Permission.MANAGE_SYSTEM)  # commands of strange teams are not everybody's
    return channel, typed.team_id


def _split(line: str) -> tuple[str, str]:
    """The trigger, in small letters, and what follows it."""
    parts = line[1:].split(maxsplit=1) if not line[1].isspace() else []
    return (parts[0].lower(), parts[1].strip() if len(parts) > 1 else "") if parts else ("", "")


# --- programs ---------------------------------------------------------------------------------------------------------


async def _ask_program(ask: Ask, command: Command, asked: Trigger) -> Answer:
    db, channel = ask.db, ask.channel
    site_url = db.settings.ServiceSettings.SiteURL.rstrip("/")
    if not site_url:
        raise Invalid("api.command.execute_command.site_url_required.app_error")
    team, user = await teams.by_id(db, command.team_id), await users.by_id(db, ask.actor.user_id)
    hook = Hook(new_id(), now_ms(), command.id, user.id, channel.id, ask.root_id, 0)
    await store.insert_hook(db, hook)
    form = [
        ("token", command.token),
        ("team_id", team.id),
        ("team_domain", team.name),
        ("channel_id", channel.id),
        ("channel_name", channel.name),
        ("root_id", ask.root_id),
        ("user_id", user.id),
        ("user_name", user.username),
        ("command", f"/{command.trigger}"),
        ("text", ask.text),
        ("trigger_id", asked.id),
        ("response_url", f"{site_url}/hooks/commands/{hook.id}"),
        *await mentioned.people(db, team.id, ask.text),
        *await mentioned.channels_of(db, team.id, ask.text),
    ]
    return await calling.ask(db.settings, command, form)


async def answer_late(db: Db, hook_id: str, content_type: str, body: bytes) -> None:
    """A program answers a command it was asked to do; a few times, for half an hour. Raises: Invalid, NotFound."""
    try:
        answer = calling.parsed(content_type, body)
    except ValueError as exc:
        raise Invalid("web.command_webhook.parse.app_error", detail=str(exc)) from exc
    if answer is None:
        raise Invalid("app.command_webhook.handle_command_webhook.parse")
    hook = await store.hook(db, hook_id, after_ms=now_ms() - HOOK_LIFETIME_MS)
    if hook is None:
        raise NotFound("app.command_webhook.get.missing")
    command = await service.by_id(db, hook.command_id)
    if command is None:
        raise Invalid("web.command_webhook.command.app_error", command_id=hook.command_id)
    if not await store.use_hook(db, hook.id, HOOK_USES_MOST):
        raise Invalid("app.command_webhook.try_use.invalid")
    user = await users.by_id(db, hook.user_id)
    actor = Actor(user_id=user.id, roles=user.role_names, is_guest=user.is_guest)
    await deliver(db, actor, Place(hook.channel_id, hook.root_id), answer, trigger=command.trigger, by=command)


async def forget_hooks(db: Db) -> int:
    """Removes the hooks nobody can use any more."""
    return await store.delete_hooks(db, now_ms() - HOOK_LIFETIME_MS)
