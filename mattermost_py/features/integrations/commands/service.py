"""Commands of teams: who may make and change them, and which ones a user is offered."""

from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.integrations.commands import store
from mattermost_py.features.integrations.commands.builtin.registry import builtin, offered
from mattermost_py.features.integrations.commands.models import Command, CommandInput
from mattermost_py.features.teams.teams import service as teams
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Invalid, NotFound, Unsupported, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

OF_TEAM = CacheSpec[list[Command]]("team_commands", size=2000)  # team id → its live commands


# --- finding ----------------------------------------------------------------------------------------------------------


async def of_team(db: Db, team_id: str) -> list[Command]:
    """The live commands of a team, by trigger; from memory."""

    async def read() -> list[Command]:
        return await store.of_team(db, team_id)

    return (await db.remembered(OF_TEAM, team_id, read) or []) if team_id else []


async def by_trigger(db: Db, team_id: str, trigger: str) -> Command | None:
    return next((each for each in await of_team(db, team_id) if each.trigger == trigger), None)


async def by_id(db: Db, command_id: str) -> Command | None:
    return await store.by_id(db, command_id)


async def completable(db: Db, team_id: str) -> list[Command]:
    """What a user of the team is offered while typing, by trigger. A team's own command hides the server's one."""
    found = {each.trigger: each for each in offered(db.settings)}
    if db.settings.ServiceSettings.EnableCommands:
        for each in await of_team(db, team_id):
            if each.auto_complete:
                found[each.trigger] = each.for_users()
            else:
                found.pop(each.trigger, None)
    return [found[trigger] for trigger in sorted(found)]


async def listed(db: Db, actor: Actor, team_id: str, *, custom_only: bool) -> list[Command]:
    """Commands as the actor manages them, or at least may use them. Raises: Forbidden."""
    await gate.require(db, actor, Permission.VIEW_TEAM, team_id=team_id)
    manages = await gate.allows(db, actor, Permission.MANAGE_OWN_SLASH_COMMANDS, team_id=team_id)
    if custom_only and not manages:
        raise no_permission(actor.user_id, Permission.MANAGE_OWN_SLASH_COMMANDS)
    if not manages:
        return await completable(db, team_id)
    if custom_only:
        _require_enabled(db)
    custom = await of_team(db, team_id) if db.settings.ServiceSettings.EnableCommands else []
    if not await gate.allows(db, actor, Permission.MANAGE_OTHERS_SLASH_COMMANDS, team_id=team_id):
        custom = [each for each in custom if each.creator_id == actor.user_id]
    if custom_only:
        return custom
    own = {each.trigger for each in custom}
    return [*(each for each in offered(db.settings) if each.trigger not in own), *(each.for_users() for each in custom)]


# --- guards -----------------------------------------------------------------------------------------------------------


async def manageable(db: Db, actor: Actor, command_id: str, *, to_look: bool = False) -> Command:
    """The command, for those who may change it. Strangers to its team do not learn that it exists.

    to_look: somebody who may change only others' commands of their own is not told of this one either.
    Raises:  NotFound, Forbidden, Unsupported.
    """
    _require_enabled(db)
    command = await store.by_id(db, command_id)
    if command is None or (to_look and not await gate.allows(db, actor, Permission.VIEW_TEAM, team_id=command.team_id)):
        raise _missing()
    if not await gate.allows(db, actor, Permission.MANAGE_OWN_SLASH_COMMANDS, team_id=command.team_id):
        raise _missing()
    if command.creator_id == actor.user_id:
        return command
    if not await gate.allows(db, actor, Permission.MANAGE_OTHERS_SLASH_COMMANDS, team_id=command.team_id):
        raise _missing() if to_look else no_permission(actor.user_id, Permission.MANAGE_OTHERS_SLASH_COMMANDS)
    return command


def _require_enabled(db: Db) -> None:
    if not db.settings.ServiceSettings.EnableCommands:
        raise Unsupported("api.command.disabled.app_error")


def _missing() -> NotFound:
    return NotFound("store.sql_command.save.get.app_error")


# --- changing ---------------------------------------------------------------------------------------------------------


async def create(tx: Tx, actor: Actor, wanted: CommandInput) -> Command:
    """A new command of a team. Raises: Forbidden, Invalid, Unsupported."""
    await gate.require(tx, actor, Permission.MANAGE_OWN_SLASH_COMMANDS, team_id=wanted.team_id)
    creator_id = actor.user_id
    if wanted.creator_id and wanted.creator_id != actor.user_id:
        await gate.require(tx, actor, Permission.MANAGE_OTHERS_SLASH_COMMANDS, team_id=wanted.team_id)
        creator_id = (await users.by_id(tx, wanted.creator_id)).id
    _require_enabled(tx)
    team, now = await teams.by_id(tx, wanted.team_id), now_ms()
    command = Command(
        id=new_id(),
        token=new_id(),
        create_at=now,
        update_at=now,
        creator_id=creator_id,
        team_id=team.id,
        **wanted.texts(),
    )
    command.check()
    await _require_free(tx, command)
    await store.insert(tx, command)
    tx.forget(OF_TEAM, command.team_id)
    return command


async def update(tx: Tx, actor: Actor, command_id: str, wanted: CommandInput) -> Command:
    """Replaces what can be chosen; token, team and creator stay. Raises: Forbidden, Invalid, NotFound, Unsupported."""
    _require_enabled(tx)
    known = await store.by_id(tx, command_id)
    if known is None:
        raise _missing()
    if known.team_id != wanted.team_id:
        raise Invalid("api.command.team_mismatch.app_error")
    before = await manageable(tx, actor, command_id)
    changed = replace(before, **wanted.texts())
    if changed.trigger != before.trigger:
        await _require_free(tx, changed)
    return await _save(tx, changed)


async def move(tx: Tx, actor: Actor, command_id: str, team_id: str) -> None:
    """Gives a command to another team. Raises: Forbidden, Invalid, NotFound, Unsupported."""
    team = await teams.by_id(tx, team_id)
    await gate.require(tx, actor, Permission.MANAGE_OWN_SLASH_COMMANDS, team_id=team.id)
    before = await manageable(tx, actor, command_id)
    maker = await users.by_id(tx, before.creator_id)
    creator = Actor(user_id=maker.id, roles=maker.role_names)
    if not await gate.allows(tx, creator, Permission.MANAGE_OWN_SLASH_COMMANDS, team_id=team.id):
        raise Invalid("api.command.move_command.creator_no_permission.app_error")
    moved = replace(before, team_id=team.id)
    if team.id != before.team_id:
        await _require_free(tx, moved)
        tx.forget(OF_TEAM, before.team_id)
    await _save(tx, moved)


async def renew_token(tx: Tx, actor: Actor, command_id: str) -> Command:
    return await _save(tx, replace(await manageable(tx, actor, command_id), token=new_id()))


async def delete(tx: Tx, actor: Actor, command_id: str) -> None:
    command = await manageable(tx, actor, command_id)
    await store.delete(tx, command.id, now_ms())
    tx.forget(OF_TEAM, command.team_id)


async def _save(tx: Tx, command: Command) -> Command:
    saved = replace(command, update_at=max(now_ms(), command.update_at + 1))
    saved.check()
    await store.save(tx, saved)
    tx.forget(OF_TEAM, saved.team_id)
    return saved


async def _require_free(tx: Tx, command: Command) -> None:
    """Raises: Invalid when the team or the server has a command with this trigger."""
    await store.lock_triggers(tx, command.team_id)
    taken = {each.trigger for each in await store.of_team(tx, command.team_id) if each.id != command.id}
    if command.trigger in taken or builtin(tx.settings, command.trigger) is not None:
        raise Invalid("api.command.duplicate_trigger.app_error")


# --- leaving nothing behind -------------------------------------------------------------------------------------------


async def user_erased(tx: Tx, user_id: str) -> None:
    for team_id in set(await store.erase_of_user(tx, user_id)):
        tx.forget(OF_TEAM, team_id)


async def team_erased(tx: Tx, team_id: str) -> None:
    await store.erase_of_team(tx, team_id)
    tx.forget(OF_TEAM, team_id)
