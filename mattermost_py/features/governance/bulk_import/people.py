"""Lines about accounts: people and bots."""

from dataclasses import replace
from typing import Any

from mattermost_py.features.governance.bulk import EMAIL_INTERVAL, EMAIL_INTERVALS, PREFERENCES, TUTORIAL
from mattermost_py.features.governance.bulk_import import memberships, rules, store, user_rules
from mattermost_py.features.governance.bulk_import.models import BotData, UserData
from mattermost_py.features.governance.bulk_import.work import Work
from mattermost_py.features.identity.accounts import service as accounts
from mattermost_py.features.identity.accounts.models import NewUser
from mattermost_py.features.identity.bots import service as bots
from mattermost_py.features.identity.bots.models import BotPatch
from mattermost_py.features.identity.custom_statuses import service as custom_statuses
from mattermost_py.features.identity.custom_statuses.models import NEVER, CustomStatus
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.pictures import service as pictures
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import signing_in, standing
from mattermost_py.features.identity.users.models import User, UserPatch
from mattermost_py.infra.db import Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.json import JsonError, loads

_PROFILE = ("nickname", "first_name", "last_name", "position", "locale")


async def take_user(work: Work, data: UserData) -> None:
    """An account with its settings, memberships and picture."""
    user_rules.check_user(data)
    password = await _password(work, data)
    async with work.runtime.db().transaction() as tx:
        user = await _account(tx, data, password or await work.unknown_password(tx))
        user = await _signing_in(tx, user, data, password)
        await _standing(tx, user, data)
        await _settings(tx, user, data)
        await memberships.take(work, tx, user.id, data.teams or [])
    if data.profile_image:
        await _picture(work, user.id, data.profile_image)


async def _password(work: Work, data: UserData) -> str:
    """The hash that is to be stored; empty when the password is right already, or there is none."""
    db = work.runtime.db()
    if data.password is None:
        return ""
    user_id = await work.user_id(db, data.username or "")
    if user_id is not None:
        stored = await signing_in.secrets(db, user_id)
        if stored.password and await passwords.matches(db, data.password, stored.password):
            return ""
    return await passwords.hashed(db, data.password)


async def _account(tx: Tx, data: UserData, password: str) -> User:
    """The account of this name, made if it is missing, with its profile."""
    name, email = (data.username or "").lower(), (data.email or "").strip().lower()
    props = data.notify_props.props() if data.notify_props else {}
    profile = {field: getattr(data, field) for field in _PROFILE if getattr(data, field) is not None}
    known = await users.by_username(tx, name)
    if known is None:
        wanted = NewUser(
            username=name,
            email=email,
            auth_service=data.auth_service or "",
            auth_data=data.auth_data,
            notify_props=props or None,
            **profile,
        )
        is_guest = "system_guest" in (data.roles or "").split()
        return await accounts.adopt(tx, wanted, "" if data.auth_service else password, is_guest=is_guest)
    patch: dict[str, Any] = {field: value for field, value in profile.items() if value != getattr(known, field)}
    if email != known.email:
        patch["email"] = email
    if changed := {each: value for each, value in props.items() if known.notify_props.get(each) != value}:
        patch["notify_props"] = {**known.notify_props, **changed}
    if not patch:
        return known
    user = await users.patch(tx, Actor.system(), known, UserPatch(**patch))
    return await users.verify_email(tx, user.id, email) if "email" in patch else user


async def _signing_in(tx: Tx, user: User, data: UserData, password: str) -> User:
    """How they sign in: by the password of the line, or by its service."""
    if data.auth_service is not None and (data.auth_service, data.auth_data) != (user.auth_service, user.auth_data):
        return await standing.set_auth(tx, user.id, data.auth_service, data.auth_data or None)
    if password and not data.auth_service:
        stored = await signing_in.secrets(tx, user.id)
        if stored.password != password:
            await signing_in.set_password_hash(tx, user.id, password)
    return user


async def _standing(tx: Tx, user: User, data: UserData) -> None:
    """Roles of the system, and whether the account is active."""
    if data.roles is not None and set(data.roles.split()) != set(user.role_names):
        user = await users.set_roles(tx, user, data.roles.split())
    await _follow_activity(tx, user, data.delete_at)


async def _follow_activity(tx: Tx, user: User, delete_at: int | None) -> None:
    if delete_at is not None and delete_at != user.delete_at:
        await users.set_active(tx, replace(user, delete_at=delete_at), is_active=delete_at == 0)


async def _settings(tx: Tx, user: User, data: UserData) -> None:
    wanted = [
        Preference(user.id, category, name, value)
        for field, (category, name) in PREFERENCES.items()
        if (value := getattr(data, field)) is not None
    ]
    if data.tutorial_step is not None:
        wanted.append(Preference(user.id, TUTORIAL, user.id, data.tutorial_step))
    if data.email_interval is not None:
        wanted.append(Preference(user.id, *EMAIL_INTERVAL, EMAIL_INTERVALS[data.email_interval]))
    await preferences.upsert(tx, user.id, wanted, silently=True)
    status = data.custom_status
    if status is None or not (status.emoji or status.text):
        return
    chosen = CustomStatus(status.emoji, status.text.strip(), status.duration, status.expires_at or NEVER)
    if _shows(user, chosen):
        return
    try:
        await custom_statuses.choose(tx, user.id, chosen)
    except AppError as exc:
        raise Invalid("app.import.custom_status.error", detail=exc.id) from exc


def _shows(user: User, status: CustomStatus) -> bool:
    try:
        shown: Any = loads(user.props.get("customStatus") or "{}")
    except JsonError:
        return False
    return (shown.get("emoji", ""), shown.get("text", "")) == (status.emoji, status.text)


async def take_bot(work: Work, data: BotData) -> None:
    rules.check_bot(data)
    name = (data.username or "").lower()
    async with work.runtime.db().transaction() as tx:
        owner = data.owner or ""
        owner_id = await work.user_id(tx, owner) or owner  # plugins own bots, too
        user_id = await work.user_id(tx, name)
        wanted = BotPatch(username=name, display_name=data.display_name, description=data.description)
        if user_id is None:
            bot = await bots.create(tx, owner_id, wanted, is_announced=False)
        elif not await store.bot(tx, user_id):
            raise Invalid("app.user.save.username_exists.app_error", detail=name)
        else:
            found = await bots.readable(tx, Actor.system(), user_id, with_deleted=True)
            bot = await bots.change(tx, found, wanted)
        if data.delete_at is not None:
            bot = await bots.set_active(tx, bot, is_active=data.delete_at == 0)
    if data.profile_image:
        await _picture(work, bot.user_id, data.profile_image)


async def _picture(work: Work, user_id: str, path: str) -> None:
    """Shows the picture of the line, unless it is shown already."""
    runtime = work.runtime
    async with work.unpacked(path, "app.import.validate_user_import_data.profile_image.error") as (file, _):
        picture = await pictures.prepare(runtime, file)
    user = await users.by_id(runtime.db(), user_id)
    if user.last_picture_update > 0 and await pictures.image(runtime, user) == picture:
        return
    await pictures.keep(runtime, user_id, picture)
    async with runtime.db().transaction() as tx:
        await pictures.show(tx, user_id)
