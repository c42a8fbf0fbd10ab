"""Guests who come in by a link of a mail instead of a password."""

import re
from secrets import randbelow
from typing import Any

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.access.onetime.service import Purpose
from mattermost_py.features.identity.accounts import service as accounts
from mattermost_py.features.identity.accounts.models import NewUser
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.stays import service as stays
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.events import InvitationAccepted
from mattermost_py.features.identity.users.models import MAGIC_LINK, User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.mail import allowances
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid, TooLarge, Unauthenticated
from mattermost_py.kernel.json import JsonError, dumps_text, loads

PER_HOUR = 20  # links to one guest
NAME_TRIES, NAME_MOST = 20, 50
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


def is_possible(db: Db) -> bool:
    """Whether the site lets guests in by links."""
    guests = db.settings.GuestAccountsSettings
    return guests.Enable and guests.EnableGuestMagicLink


async def by_link(tx: Tx, token: str) -> User:
    """Who comes in by this link, which is used up; an invitation makes the account and leads to its places.

    Raises: Unauthenticated where links or guests are switched off, or for a deactivated account; Invalid.
    """
    if not tx.settings.GuestAccountsSettings.EnableGuestMagicLink:
        raise Unauthenticated("api.user.login.guest_magic_link.disabled.error")
    if not tx.settings.GuestAccountsSettings.Enable:
        raise Unauthenticated("api.user.login.guest_accounts.disabled.error")
    secret = await onetime.find(tx, token, Purpose.GUEST_MAGIC_LINK_INVITATION, Purpose.GUEST_MAGIC_LINK)
    if secret is None:
        raise _invalid()
    if secret.is_expired(now_ms()):
        raise Invalid("api.user.guest_magic_link.expired_token.app_error")
    if not await onetime.use(tx, secret):
        raise _invalid()
    allowed = _read(secret.extra)
    user = await users.by_email(tx, str(allowed.get("email", "")))
    if secret.type == Purpose.GUEST_MAGIC_LINK_INVITATION:
        guest = await _invited(tx, user, allowed)
        await stays.begin_as_invited(tx, guest, allowed)
        return guest
    if user is None:
        raise _invalid()
    return _admitted(user)


async def _invited(tx: Tx, user: User | None, allowed: dict[str, Any]) -> User:
    team_id = str(allowed.get("teamId", ""))
    channels = tuple(str(allowed.get("channels", "")).split())
    if user is None:
        return await _new(tx, str(allowed.get("email", "")), team_id, channels)
    _admitted(user)
    tx.publish(InvitationAccepted(user.id, team_id, channels))
    return user


async def _new(tx: Tx, email: str, team_id: str, channels: tuple[str, ...]) -> User:
    wanted = NewUser(
        email=email, username=await _free_name(tx, email), auth_service=MAGIC_LINK, disable_welcome_email=True
    )
    return await accounts.create(tx, wanted, "", team_id=team_id, channels=channels, is_guest=True, is_verified=True)


async def _free_name(tx: Tx, email: str) -> str:
    """A username like the address, which nobody has. Raises: AppError when none can be found."""
    base = _NOT_IN_NAMES.sub("", email.partition("@")[0].lower())[:NAME_MOST] or "guest"
    names = [base, *(f"{base}{10 ** (2 + step // 4) + randbelow(10 ** (2 + step // 4))}" for step in range(NAME_TRIES))]
    taken = {each.username for each in await users.by_usernames(tx, names)}
    for name in names:
        if name not in taken and users.is_valid_username(name):
            return name
    raise AppError("api.user.guest_magic_link.username_generation_failed.app_error")


def _admitted(user: User) -> User:
    """A link must not open the account of somebody who has a password, or of one who was shut out."""
    if not (user.is_guest and user.is_magic_link):
        raise _invalid()
    if not user.is_active:
        raise Unauthenticated("api.user.login.inactive.app_error")
    return user


async def send_link(tx: Tx, user: User) -> None:
    """Mails a guest the link that signs them in; earlier ones end. Raises: TooLarge for too many in an hour."""
    if not await allowances.spend(tx, f"magic link:{user.id}", 1, per_hour=PER_HOUR):
        raise TooLarge("app.email.rate_limit_exceeded.app_error")
    await onetime.revoke_of_user(tx, Purpose.GUEST_MAGIC_LINK, user.id)
    extra = dumps_text({"UserId": user.id, "email": user.email})
    secret = await onetime.issue(tx, Purpose.GUEST_MAGIC_LINK, extra)
    await notices.magic_link(tx, user, secret.token)


def _invalid() -> Invalid:
    return Invalid("api.user.guest_magic_link.invalid_token.app_error")


def _read(extra: str) -> dict[str, Any]:
    try:
        found: Any = loads(extra)
    except JsonError:
        return {}
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType] - JSON edge
