"""Accounts: reading them fast, changing them safely, announcing what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mattermost_py.config import Settings
from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.roles import service as roles
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.users import addresses, policy, store
from mattermost_py.features.identity.users.events import (
    ActivationChanged,
    NewUserEvent,
    ProfileChanged,
    UserCreated,
    UserErased,
    UserRoleUpdated,
    UserUpdated,
)
from mattermost_py.features.identity.users.models import User, UserPatch
from mattermost_py.infra.cache import CacheSpec
from mattermost_py.infra.db import Db, Tx, UniqueViolation, violates
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, NotFound, no_permission
from mattermost_py.kernel.events import Audience, SessionsRevoked
from mattermost_py.kernel.json import dumps
from mattermost_py.kernel.permissions import Permission

BY_ID = CacheSpec[User]("users", size=50_000)
_SHOWN = CacheSpec[tuple[User, Settings, bytes]]("users_shown", size=10_000)  # what others see, by id and who looks

# --- reading ----------------------------------------------------------------------------------------------------------


async def by_ids(db: Db, user_ids: Iterable[str]) -> list[User]:
    """The users of these ids in their order, deactivated ones too; unknown ids are left out. Cached."""
    wanted = list(dict.fromkeys(user_ids))
    found = await _found(db, wanted)
    return [found[user_id] for user_id in wanted if user_id in found]


async def by_id(db: Db, user_id: str) -> User:
    """Raises: NotFound `app.user.missing_account.const`."""
    known = db.known(BY_ID, user_id)
    found = known or (await _found(db, [user_id])).get(user_id)
    if found is None:
        raise missing()
    return found


async def fresh(db: Db, user_id: str) -> User:
    """The user past the cache, for rules that must not miss a change. Raises: NotFound."""
    found = await store.by_ids(db, [user_id])
    if not found:
        raise missing()
    return found[0]


async def locked(tx: Tx, user_id: str) -> User:
    """The user, to be changed in this transaction: two changes at once follow each other. Raises: NotFound."""
    found = await store.locked(tx, user_id)
    if found is None:
        raise missing()
    return found


async def by_usernames(db: Db, usernames: Sequence[str]) -> list[User]:
    """By name, in order of the names; unknown ones are left out."""
    return await store.by_usernames(db, usernames) if usernames else []


async def by_username(db: Db, username: str) -> User | None:
    found = await store.by_usernames(db, [username])
    return found[0] if found else None


async def by_email(db: Db, email: str) -> User | None:
    return await store.by_email(db, email)


async def by_login(db: Db, login_id: str, *, by_username: bool, by_email: bool) -> User | None:
    """Whom somebody means who signs in with this name or address."""
    return await store.by_login(db, login_id, by_username=by_username, by_email=by_email)


def missing() -> NotFound:
    return NotFound("app.user.missing_account.const")


async def _found(db: Db, user_ids: Sequence[str]) -> dict[str, User]:
    """Whole lists pass the cache with one statement for what it lacks."""
    cache = db.cache(BY_ID)
    trusted = {each for each in user_ids if db.trusts(BY_ID, each)}
    known = {each: user for each in trusted if (user := cache.get(each)) is not None}
    unknown = [each for each in user_ids if each not in known]
    if unknown:
        version = cache.version
        for user in await store.by_ids(db, unknown):
            known[user.id] = user
            if user.id in trusted:
                cache.put(user.id, user, version=version)
    return known


# --- who sees what ----------------------------------------------------------------------------------------------------


def profile(settings: Settings, user: User, *, as_admin: bool = False) -> dict[str, Any]:
    """A user as others see them."""
    return policy.profile(settings, user, as_admin=as_admin)


async def shown_to(db: Db, actor: Actor, users: Iterable[User]) -> list[dict[str, Any]]:
    """Users as this caller sees them: everybody's profile, more of it for system admins."""
    as_admin = await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    return [policy.profile(db.settings, user, as_admin=as_admin) for user in users]


async def shown_json(db: Db, actor: Actor, users: Iterable[User]) -> list[bytes]:
    """The same as JSON texts, each made once and kept until the user or the settings change."""
    as_admin = await gate.allows(db, actor, Permission.MANAGE_SYSTEM)
    cache, settings = db.cache(_SHOWN), db.settings
    texts: list[bytes] = []
    for user in users:
        key = f"{user.id}{as_admin:d}"
        known = cache.get(key)
        if known is None or known[0] is not user or known[1] is not settings:
            text = dumps(policy.profile(settings, user, as_admin=as_admin))
            cache.put(key, (user, settings, text), version=cache.version)
        else:
            text = known[2]
        texts.append(text)
    return texts


async def sees_everybody(db: Db, actor: Actor) -> bool:
    """Guests, for instance, do not: they know only the people of their channels."""
    return await gate.allows(db, actor, Permission.VIEW_MEMBERS)


async def sees(db: Db, actor: Actor, user_id: str) -> bool:
    """Whether the caller may know of this user."""
    if user_id == actor.user_id or await sees_everybody(db, actor):
        return True
    known = await by_ids(db, [user_id])
    if known and known[0].is_bot:
        return True  # bots are there for everybody
    return await store.shares_place(db, actor.user_id, user_id, await teams_in_view(db, actor))


async def visible(db: Db, actor: Actor, user_id: str) -> User:
    """The user, if the caller may know of them. Raises: Forbidden, NotFound."""
    if not await sees(db, actor, user_id):
        raise no_permission(actor.user_id, Permission.VIEW_MEMBERS)
    return await by_id(db, user_id)


async def teams_in_view(db: Db, actor: Actor) -> list[str]:
    """Teams whose members this restricted caller may see."""
    own = await gate.teams_of(db, actor.user_id)
    return [team_id for team_id in own if await gate.allows(db, actor, Permission.VIEW_MEMBERS, team_id=team_id)]


async def changeable(db: Db, actor: Actor, user_id: str) -> User:
    """The user, if the caller may change them: oneself, own bots, or anyone as an admin. Raises: Forbidden."""
    user = await fresh(db, user_id)
    if await gate.allows_user(db, actor, user_id):
        return user
    if not user.is_bot:
        raise no_permission(actor.user_id, Permission.EDIT_OTHER_USERS)
    is_own = await store.owner_of_bot(db, user_id) == actor.user_id
    manage, read = (
        (Permission.MANAGE_BOTS, Permission.READ_BOTS)
        if is_own
        else (Permission.MANAGE_OTHERS_BOTS, Permission.READ_OTHERS_BOTS)
    )
    if not await gate.allows(db, actor, manage):
        if not await gate.allows(db, actor, read):
            raise NotFound("store.sql_bot.get.missing.app_error")
        raise no_permission(actor.user_id, manage)
    return user


# --- changing ---------------------------------------------------------------------------------------------------------


async def add(
    tx: Tx, user: User, password: str, *, team_id: str = "", channels: tuple[str, ...] = (), is_announced: bool = True
) -> User:
    """A new account; the areas above give it what belongs to them.

    password: the hash; empty for accounts of a sign-in service and for bots.
    Raises:   Invalid for a name or address that is malformed or taken.
    """
    user = policy.prepared(user)
    policy.check(user)
    try:
        async with tx.transaction():
            await store.insert(tx, user, password)
    except UniqueViolation as exc:
        raise taken(exc) from exc
    if is_announced:
        tx.publish(NewUserEvent(user.id))
    tx.publish(UserCreated(user, team_id, channels, user.is_guest))
    return user


async def patch(tx: Tx, actor: Actor, user: User, wanted: UserPatch) -> User:
    """Changes a profile. The caller's right to do so has been checked; so has the password where one is needed."""
    changes: dict[str, Any] = {
        name: value
        for name, value in wanted.model_dump(exclude={"password", "id"}).items()
        if value is not None and value != getattr(user, name)
    }
    changed = policy.prepared(replace(user, **changes))
    changed = replace(changed, locale=changed.locale or tx.settings.LocalizationSettings.DefaultClientLocale)
    return await _save(tx, actor, user, changed)


async def _save(tx: Tx, actor: Actor, before: User, changed: User) -> User:
    changed = await addresses.settled(tx, actor, before, changed)
    if changed.username != before.username:
        changed = await _with_name_rules(tx, before, changed)
    changed = replace(changed, update_at=max(now_ms(), before.update_at + 1))
    policy.check(changed)
    try:
        async with tx.transaction():
            await store.update_profile(tx, changed)
    except UniqueViolation as exc:
        raise taken(exc) from exc
    tx.publish(ProfileChanged(changed, before))
    announce(tx, changed)
    return changed


async def _with_name_rules(tx: Tx, before: User, changed: User) -> User:
    if await store.is_group_name(tx, changed.username):
        raise AppError("app.user.save.groupname.app_error")
    changed = policy.renamed(changed, before.username)
    if changed.last_picture_update <= 0:  # the drawn image shows the first letter
        changed = replace(changed, last_picture_update=-now_ms())
    return changed


async def set_roles(tx: Tx, user: User, role_names: Sequence[str]) -> User:
    """Gives a user other system roles. Raises: Invalid for unknown roles and for taking the last admin's power."""
    known = {role.name for role in await roles.by_names(tx, role_names) if not role.delete_at}
    if unknown := [name for name in role_names if name not in known]:
        raise Invalid("app.role.check_roles_exist.role_not_found", detail=", ".join(unknown))
    if user.is_system_admin and "system_admin" not in role_names and await store.lock_admins(tx) <= 1:
        raise Invalid("app.user.update.lastAdmin.app_error")
    text = " ".join(role_names)
    now = now_ms()
    await store.set_roles(tx, user.id, text, now)
    await sessions.follow_roles(tx, user.id, text)
    gate.forget_users(tx, user.id)
    changed = replace(user, roles=text, update_at=now)
    tx.publish(UserRoleUpdated(user.id, text))
    announce(tx, changed)
    if user.is_system_admin and not changed.is_system_admin:
        tx.publish(SessionsRevoked(user.id))  # open sockets hear what only admins may; they come back as what they are
    return changed


async def set_active(tx: Tx, user: User, *, is_active: bool) -> User:
    """Deactivates an account, which ends its sessions, or wakes it up again."""
    now = now_ms()
    delete_at = 0 if is_active else (user.delete_at or now)
    await store.set_delete_at(tx, user.id, delete_at, now)
    if not is_active:
        await sessions.revoke_all(tx, user.id)
    await sessions.forget_user(tx, user.id)
    changed = replace(user, delete_at=delete_at, update_at=now)
    announce(tx, changed)
    tx.publish(ActivationChanged(user.id, is_active))
    return changed


async def erase(tx: Tx, user: User) -> None:
    """Removes an account for good, with what every area holds of it."""
    await sessions.revoke_all(tx, user.id)
    tx.publish(UserErased(user))
    await store.delete(tx, user.id)
    forget(tx, user.id)
    gate.forget_users(tx, user.id)
    tx.publish(ActivationChanged(user.id, is_active=False))


async def set_prop(tx: Tx, user_id: str, name: str, value: str | None) -> User:
    """Sets one of the user's props, or removes it with None."""
    await store.set_prop(tx, user_id, name, value, now_ms())
    return await announced(tx, user_id)


async def drop_prop(tx: Tx, name: str, values: Mapping[str, str]) -> int:
    """Removes a prop from these users (id → its value) unless it has another value by now. Returns how many."""
    user_ids = await store.drop_prop(tx, name, values, now_ms())
    for user in await store.by_ids(tx, user_ids):
        announce(tx, user)
    return len(user_ids)


async def set_picture(tx: Tx, user_id: str, *, is_uploaded: bool) -> User:
    """Notes that the user shows another image from now on."""
    now = now_ms()
    await store.set_picture(tx, user_id, now if is_uploaded else -now, now)
    return await announced(tx, user_id)


async def set_address(tx: Tx, user_id: str, email: str) -> None:
    """Another address, which nobody has to prove. Raises: Invalid when it is malformed or taken."""
    if not policy.is_valid_email(email):
        raise Invalid("model.user.is_valid.email.app_error")
    try:
        async with tx.transaction():
            await store.set_email(tx, user_id, email, now_ms())
    except UniqueViolation as exc:
        raise taken(exc) from exc
    forget(tx, user_id)


async def verify_email(tx: Tx, user_id: str, email: str) -> User:
    """The address is the user's own, as the mail proved."""
    try:
        async with tx.transaction():
            await store.verify_email(tx, user_id, email, now_ms())
    except UniqueViolation as exc:
        raise taken(exc) from exc
    return await announced(tx, user_id)


# --- telling ----------------------------------------------------------------------------------------------------------


def forget(db: Db, *user_ids: str) -> None:
    """After anything about these users changed that their profiles show."""
    db.forget(BY_ID, *user_ids)


async def announced(tx: Tx, user_id: str) -> User:
    """Reads a user after a change, and tells everybody."""
    user = await fresh(tx, user_id)
    announce(tx, user)
    return user


def announce(db: Db, user: User) -> None:
    """Tells everybody how the user looks now: others, admins and the user each in their own version."""
    others = frozenset({user.id})
    plain, full = policy.profile(db.settings, user), policy.profile(db.settings, user, as_admin=True)
    forget(db, user.id)
    db.publish(
        UserUpdated(full, Audience(sensitive=True, omit_users=others)),
        UserUpdated(plain, Audience(sanitized=True, omit_users=others)),
        UserUpdated(user.wire(), Audience(user_id=user.id)),
    )


def etag(settings: Settings, user: User) -> str:
    return policy.etag(settings, user)


def is_valid_username(name: str) -> bool:
    return policy.is_valid_username(name)


def fixed_field(settings: Settings, user: User, wanted: UserPatch) -> str:
    """What a patch would change although only the user's sign-in service may; empty when nothing."""
    return policy.fixed_field(settings, user, wanted)


def is_valid_email(address: str) -> bool:
    return policy.is_valid_email(address)


def in_domains(address: str, domains: str) -> bool:
    """Whether the address is in one of these domains; an empty list allows all."""
    return policy.in_domains(address, domains)


def locale_or_default(locale: str, settings: Settings) -> str:
    return policy.locale_or_default(locale, settings)


def taken(exc: UniqueViolation) -> AppError:
    """What to say when a name or an address belongs to somebody else."""
    if violates(exc, "users_username_key"):
        return Invalid("app.user.save.username_exists.app_error")
    if violates(exc, "users_email_key"):
        return Invalid("app.user.save.email_exists.app_error")
    return Invalid("app.user.save.existing.app_error")
