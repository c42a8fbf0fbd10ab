"""How accounts come to be: by open sign-up, by invitation, or made by an admin."""

from dataclasses import replace
from typing import Any

from mattermost_py.features.access.gate import service as gate
from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.identity.accounts import store
from mattermost_py.features.identity.accounts.models import NewUser
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.preferences import service as preferences
from mattermost_py.features.identity.preferences.models import Preference
from mattermost_py.features.identity.stays import service as stays
from mattermost_py.features.identity.users import addresses
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import DEFAULT_TIMEZONE, User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import Forbidden, Invalid, NotFound, Unsupported
from mattermost_py.kernel.ids import new_id
from mattermost_py.kernel.json import JsonError, loads
from mattermost_py.kernel.permissions import Permission

TOKEN_LENGTH = onetime.LENGTH


async def by_invite_link(tx: Tx, wanted: NewUser, password: str, invite_id: str) -> User:
    """Signs up through a team's link and joins the team. Raises: NotFound for an unknown link, Unsupported."""
    _require_open(tx)
    team_id = await store.team_of_invite(tx, invite_id)
    if team_id is None:
        raise NotFound("app.team.get_by_invite_id.finding.app_error")
    return await create(tx, wanted, password, team_id=team_id)


async def by_invitation(tx: Tx, wanted: NewUser, password: str, token: str) -> User:
    """Signs up through the link of a mail, which proves the address, and joins the team.

    Raises: Invalid when the link is unknown, used, expired, or was sent to another address.
    """
    _require_open(tx)
    secret = await onetime.find(tx, token, onetime.Purpose.TEAM_INVITATION, onetime.Purpose.GUEST_INVITATION)
    if secret is None:
        raise Invalid("api.user.create_user.signup_link_invalid.app_error")
    if secret.is_expired(now_ms()) or not await onetime.use(tx, secret):
        raise Invalid("api.user.create_user.signup_link_expired.app_error")
    allowed = _read(secret.extra)
    if str(allowed.get("email", "")).lower() != wanted.email.strip().lower():
        raise Invalid("api.user.create_user.bad_token_email_data.app_error")
    is_guest = secret.type == onetime.Purpose.GUEST_INVITATION
    guests = tx.settings.GuestAccountsSettings
    if is_guest and not (guests.Enable and guests.AllowEmailAccounts):
        raise Invalid("api.user.create_user.guest_accounts.disabled.app_error")
    user = await create(
        tx,
        wanted,
        password,
        team_id=str(allowed.get("teamId", "")),
        channels=tuple(str(allowed.get("channels", "")).split()),
        is_guest=is_guest,
        is_verified=True,
    )
    if is_guest:
        await stays.begin_as_invited(tx, user, allowed)
    return user


async def by_sign_up(tx: Tx, actor: Actor, wanted: NewUser, password: str) -> User:
    """An account of one's own choice, or one made by an admin. Raises: Unsupported, Forbidden."""
    if await gate.allows(tx, actor, Permission.MANAGE_SYSTEM):
        return await create(tx, wanted, password)
    _require_open(tx)
    if not tx.settings.TeamSettings.EnableOpenServer and not await store.nobody_yet(tx):
        raise Forbidden("api.user.create_user.no_open_server")
    return await create(tx, wanted, password)


async def create(
    tx: Tx,
    wanted: NewUser,
    password: str,
    *,
    team_id: str = "",
    channels: tuple[str, ...] = (),
    is_guest: bool = False,
    is_verified: bool = False,
) -> User:
    """The account with everything that belongs to a new one; the very first becomes the system's admin.

    password: the hash; empty for accounts of a sign-in service.
    Raises:   Invalid for a name or address that is malformed, taken or not allowed.
    """
    user = _new(tx, wanted, is_guest=is_guest, is_verified=is_verified)
    _require_domain(tx, user, is_guest=is_guest)
    if await _is_first(tx):
        user = replace(user, roles="system_admin system_user")
    user = await users.add(tx, user, password, team_id=team_id, channels=channels)
    await preferences.upsert(tx, user.id, _first_preferences(user.id), silently=True)
    must_verify = tx.settings.EmailSettings.RequireEmailVerification and not user.email_verified
    token = await addresses.proof(tx, user, user.email) if must_verify else ""
    if token or not wanted.disable_welcome_email:
        await notices.welcome(tx, user, token)
    return user


async def adopt(tx: Tx, wanted: NewUser, password: str, *, is_guest: bool) -> User:
    """An account that was one elsewhere: its address counts, no mail greets it, and it never becomes the first admin.

    Raises: Invalid for a name or address that is malformed or taken.
    """
    user = await users.add(tx, _new(tx, wanted, is_guest=is_guest, is_verified=True), password, is_announced=False)
    await preferences.upsert(tx, user.id, _first_preferences(user.id), silently=True)
    return user


async def verify(tx: Tx, token: str) -> User:
    """Takes the secret of a verification mail. Raises: Invalid when it is unknown, used or expired."""
    secret = await onetime.find(tx, token, onetime.Purpose.VERIFY_EMAIL)
    if secret is None:
        raise Invalid("api.user.verify_email.bad_link.app_error")
    if secret.is_expired(now_ms()) or not await onetime.use(tx, secret):
        raise Invalid("api.user.verify_email.link_expired.app_error")
    proved = _read(secret.extra)
    before = await users.locked(tx, str(proved.get("UserId", "")))
    user = await users.verify_email(tx, before.id, str(proved.get("Email", "")))
    if before.email != user.email:
        await notices.email_changed(tx, user, before.email)
    return user


async def _is_first(tx: Tx) -> bool:
    """Two people who sign up at once on an empty server: one of them is the first."""
    if not await store.nobody_yet(tx):
        return False
    await store.lock_first_account(tx)
    return await store.nobody_yet(tx)


def _new(tx: Tx, wanted: NewUser, *, is_guest: bool, is_verified: bool) -> User:
    now = now_ms()
    user_id = new_id()
    return User(
        id=user_id,
        create_at=now,
        update_at=now,
        delete_at=0,
        username=wanted.username or user_id,
        auth_data=wanted.auth_data or None,
        auth_service=wanted.auth_service,
        email=wanted.email,
        email_verified=is_verified,
        nickname=wanted.nickname,
        first_name=wanted.first_name,
        last_name=wanted.last_name,
        position=wanted.position,
        roles="system_guest" if is_guest else "system_user",
        allow_marketing=wanted.allow_marketing,
        props=wanted.props or {},
        notify_props=wanted.notify_props or {},
        last_password_update=now,
        last_picture_update=0,
        failed_attempts=0,
        locale=users.locale_or_default(wanted.locale, tx.settings),
        timezone=wanted.timezone or dict(DEFAULT_TIMEZONE),
        mfa_active=False,
        remote_id=None,
        last_login=0,
        is_bot=False,
        bot_description="",
        bot_last_icon_update=0,
        terms_of_service_id="",
        terms_of_service_create_at=0,
    )


def _require_open(tx: Tx) -> None:
    """Raises: Unsupported where accounts come only from sign-in services."""
    if not (tx.settings.EmailSettings.EnableSignUpWithEmail and tx.settings.TeamSettings.EnableUserCreation):
        raise Unsupported("api.user.create_user.signup_email_disabled.app_error")


def _require_domain(tx: Tx, user: User, *, is_guest: bool) -> None:
    section = tx.settings.GuestAccountsSettings if is_guest else tx.settings.TeamSettings
    if not users.in_domains(user.email, section.RestrictCreationToDomains):
        raise Invalid("api.user.create_user.accepted_domain.app_error")


def _first_preferences(user_id: str) -> list[Preference]:
    return [
        Preference(user_id, "recommended_next_steps", "hide", "false"),
        Preference(user_id, "tutorial_step", user_id, "0"),
        Preference(user_id, "system_notice", "GMasDM", "true"),
    ]


def _read(extra: str) -> dict[str, Any]:
    try:
        found: Any = loads(extra)
    except JsonError:
        return {}
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType] - JSON edge


async def hashed(db: Db, wanted: NewUser) -> str:
    """The hash of the chosen password; empty for accounts of a sign-in service. Raises: Invalid by the policy."""
    if wanted.auth_service and wanted.auth_data:
        return ""
    return await passwords.hashed(db, wanted.password)
