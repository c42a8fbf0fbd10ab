"""Bots: made, changed, switched off and on, given away; and people who become bots, and back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.bots import store
from mattermost_py.features.identity.bots.events import BotCreated, BotsOrphaned
from mattermost_py.features.identity.bots.models import DESCRIPTION_MOST, DISPLAY_NAME_MOST, Bot, BotPatch
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import signing_in
from mattermost_py.features.identity.users.models import DEFAULT_TIMEZONE, User, UserPatch
from mattermost_py.infra.db import Db, Tx, UniqueViolation
from mattermost_py.infra.http.call import Page
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Forbidden, Invalid, NotFound, no_permission
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.permissions import Permission

SYSTEM_BOT = "system-bot"
OWNER_LONGEST = 190

# --- reading ----------------------------------------------------------------------------------------------------------


async def readable(db: Db, actor: Actor, user_id: str, *, with_deleted: bool) -> Bot:
    """The bot, for those who may read it. Raises: NotFound for everybody else, too."""
    bot = await _found(db, user_id)
    is_own = bot.owner_id == actor.user_id
    if bot.delete_at and not with_deleted:
        raise missing()
    if await gate.allows(db, actor, Permission.READ_OTHERS_BOTS):
        return bot
    if not is_own or not await gate.allows(db, actor, Permission.READ_BOTS):
        raise missing()
    return bot


async def listed(db: Db, actor: Actor, page: Page, *, with_deleted: bool, only_orphaned: bool) -> Sequence[Bot]:
    """All bots, or one's own for those who may read no others. Raises: Forbidden."""
    owner_id = ""
    if not await gate.allows(db, actor, Permission.READ_OTHERS_BOTS):
        await gate.require(db, actor, Permission.READ_BOTS)
        owner_id = actor.user_id
    return await store.listed(
        db,
        owner_id=owner_id,
        with_deleted=with_deleted,
        only_orphaned=only_orphaned,
        offset=page.offset,
        limit=page.per_page,
    )


async def manageable(db: Db, actor: Actor, user_id: str) -> Bot:
    """The bot, disabled or not, for those who may change it. Raises: NotFound for those who may not even read it."""
    bot = await _found(db, user_id)
    manage, read = Permission.MANAGE_OTHERS_BOTS, Permission.READ_OTHERS_BOTS
    if bot.owner_id == actor.user_id:
        manage, read = Permission.MANAGE_BOTS, Permission.READ_BOTS
    if not await gate.allows(db, actor, manage):
        if not await gate.allows(db, actor, read):
            raise missing()
        raise no_permission(actor.user_id, manage)
    return bot


async def _found(db: Db, user_id: str) -> Bot:
    bot = await store.by_id(db, user_id)
    if bot is None:
        raise missing()
    return bot


def missing() -> NotFound:
    return NotFound("store.sql_bot.get.missing.app_error")


async def admins(db: Db, *, most: int = 100) -> list[str]:
    """Ids of the people to whom the server turns: active system admins."""
    return await store.admins(db, most=most)


# --- changing ---------------------------------------------------------------------------------------------------------


async def require_create(db: Db, actor: Actor) -> None:
    """Raises: Forbidden for bots, for those without the permission, and where nobody may."""
    await gate.require(db, actor, Permission.CREATE_BOT)
    if actor.is_bot:
        raise no_permission(actor.user_id, Permission.CREATE_BOT)
    if not db.settings.ServiceSettings.EnableBotAccountCreation:
        raise Forbidden("api.bot.create_disabled")


async def create(tx: Tx, owner_id: str, wanted: BotPatch, *, is_announced: bool = True) -> Bot:
    """A new bot of this owner, who gets to know it. Raises: Invalid for malformed or taken names."""
    bot = await _make(tx, owner_id, wanted)
    if is_announced:
        tx.publish(BotCreated(bot))
    return bot


async def _make(tx: Tx, owner_id: str, wanted: BotPatch) -> Bot:
    now = now_ms()
    bot = Bot(
        user_id=new_id(),
        username=wanted.username or "",
        display_name=wanted.display_name or "",
        description=wanted.description or "",
        owner_id=owner_id,
        last_icon_update=0,
        create_at=now,
        update_at=now,
        delete_at=0,
    )
    _check(bot)
    with _names_first():
        await users.add(tx, _account(tx, bot), "", is_announced=False)
    await store.insert(tx, bot)
    users.forget(tx, bot.user_id)  # should this be undone, nobody remembers it
    return bot


@contextmanager
def _names_first() -> Iterator[None]:
    """A bot's address is made of its name, so a taken address says that the name is taken."""
    try:
        yield
    except Invalid as exc:
        if exc.id == "app.user.save.email_exists.app_error":
            raise Invalid("app.user.save.username_exists.app_error") from exc
        raise


def _check(bot: Bot) -> None:
    problems = {
        "username": not users.is_valid_username(bot.username),
        "user_id": len(bot.display_name) > DISPLAY_NAME_MOST,
        "description": len(bot.description) > DESCRIPTION_MOST,
        "creator_id": not 0 < len(bot.owner_id) <= OWNER_LONGEST,
    }
    for field, is_wrong in problems.items():
        if is_wrong:
            raise Invalid(f"model.bot.is_valid.{field}.app_error")


def _account(tx: Tx, bot: Bot) -> User:
    return User(
        id=bot.user_id,
        create_at=bot.create_at,
        update_at=bot.create_at,
        delete_at=0,
        username=bot.username,
        auth_data=None,
        auth_service="",
        email=_address(bot.username),
        email_verified=False,
        nickname="",
        first_name=bot.display_name,
        last_name="",
        position="",
        roles="system_user",
        allow_marketing=False,
        props={},
        notify_props={},
        last_password_update=bot.create_at,
        last_picture_update=0,
        failed_attempts=0,
        locale=tx.settings.LocalizationSettings.DefaultClientLocale,
        timezone=dict(DEFAULT_TIMEZONE),
        mfa_active=False,
        remote_id=None,
        last_login=0,
        is_bot=True,
        bot_description=bot.description,
        bot_last_icon_update=0,
        terms_of_service_id="",
        terms_of_service_create_at=0,
    )


def _address(username: str) -> str:
    return f"{username.lower()}@localhost"


async def change(tx: Tx, bot: Bot, wanted: BotPatch) -> Bot:
    """Other names or another description. Raises: Invalid."""
    changes = {name: value for name, value in wanted.model_dump().items() if value is not None}
    changed = replace(bot, **changes)
    if changed == bot:
        return bot
    changed = replace(changed, update_at=max(now_ms(), bot.update_at + 1))
    _check(changed)
    await store.update(tx, changed)
    if changed.username != bot.username:
        with _names_first():
            await users.set_address(tx, bot.user_id, _address(changed.username))
    names = UserPatch(username=changed.username, first_name=changed.display_name)
    await users.patch(tx, Actor.system(), await users.locked(tx, bot.user_id), names)
    return changed


async def set_active(tx: Tx, bot: Bot, *, is_active: bool) -> Bot:
    """Switches a bot off, which ends its sessions, or on again."""
    if is_active == (bot.delete_at == 0):
        return bot
    await users.set_active(tx, await users.locked(tx, bot.user_id), is_active=is_active)
    now = now_ms()
    await store.set_delete_at(tx, [bot.user_id], 0 if is_active else now, now)
    return await _found(tx, bot.user_id)


async def assign(tx: Tx, actor: Actor, bot: Bot, owner_id: str) -> Bot:
    """Gives a bot to somebody else. Raises: Forbidden for another bot, NotFound."""
    owner = await users.fresh(tx, owner_id)
    if owner.is_bot:
        raise no_permission(actor.user_id, Permission.ASSIGN_BOT)
    changed = replace(bot, owner_id=owner_id, update_at=max(now_ms(), bot.update_at + 1))
    await store.update(tx, changed)
    return changed


# --- people and bots --------------------------------------------------------------------------------------------------


async def from_person(tx: Tx, user_id: str) -> Bot:
    """A person's account becomes a bot of its own; nobody can sign in to it any more. Raises: NotFound, Conflict."""
    user = await users.locked(tx, user_id)
    now = now_ms()
    bot = Bot(
        user_id=user.id,
        username=user.username,
        display_name=user.first_name,
        description="",
        owner_id=user.id,
        last_icon_update=0,
        create_at=now,
        update_at=now,
        delete_at=user.delete_at,
    )
    try:
        async with tx.transaction():
            await store.insert(tx, bot)
    except UniqueViolation as exc:
        raise AppError("app.bot.createbot.internal_error") from exc
    await signing_in.set_password_hash(tx, user_id, "")
    await sessions.revoke_all(tx, user_id)
    await users.announced(tx, user_id)
    return bot


async def to_person(tx: Tx, bot: Bot, wanted: UserPatch, password: str, *, as_admin: bool) -> User:
    """A bot becomes an account that signs in with a password, whose hash is given. Raises: Invalid."""
    await store.delete(tx, bot.user_id)
    if wanted.email is not None:
        await users.set_address(tx, bot.user_id, wanted.email.strip().lower())
    account = await users.locked(tx, bot.user_id)
    changed = await users.patch(tx, Actor.system(), account, wanted.model_copy(update={"email": None}))
    await signing_in.set_password_hash(tx, bot.user_id, password)
    await sessions.revoke_all(tx, bot.user_id)
    if as_admin:
        await users.set_roles(tx, changed, ["system_user", "system_admin"])
    return await users.announced(tx, bot.user_id)


# --- by the server itself ---------------------------------------------------------------------------------------------


async def system_bot(db: Db) -> User:
    """The bot that speaks for the server; made when it is first needed. Raises: AppError without any admin."""
    if (known := await store.by_username(db, SYSTEM_BOT)) is not None:
        return await users.by_id(db, known.user_id)
    admin_id = await store.first_admin(db)
    if admin_id is None:
        raise AppError("app.bot.get_system_bot.empty_admin_list.app_error")
    try:
        async with db.transaction() as tx:
            made = await _make(tx, admin_id, BotPatch(username=SYSTEM_BOT, display_name="System"))
    except Invalid:  # another worker was faster
        known = await store.by_username(db, SYSTEM_BOT)
        if known is None:
            raise
        made = known
    return await users.by_id(db, made.user_id)


async def follow_activation(tx: Tx, user_id: str, *, is_active: bool) -> None:
    """A bot's row follows its account; the bots of somebody who was deactivated are disabled where that is wanted."""
    now = now_ms()
    await store.set_delete_at(tx, [user_id], 0 if is_active else now, now)
    orphans = [] if is_active else await store.enabled_of(tx, user_id)
    if not orphans:
        return
    disables = tx.settings.ServiceSettings.DisableBotsWhenOwnerIsDeactivated
    if disables:
        for bot in orphans:
            await users.set_active(tx, await users.locked(tx, bot.user_id), is_active=False)
    owner = await users.fresh(tx, user_id)
    if not owner.is_bot:
        tx.publish(BotsOrphaned(owner, orphans, disables))


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.delete(tx, user_id)
