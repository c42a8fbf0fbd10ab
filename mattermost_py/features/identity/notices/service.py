"""What people are written about their own account. Every letter leaves with the commit of its cause."""

from urllib.parse import quote, urlencode

from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.mail import outbox
from mattermost_py.infra.mail.letters import site_url


async def welcome(tx: Tx, user: User, token: str = "") -> None:
    """Greets a new account; with a token it also asks to confirm the address, which must happen first then."""
    email = tx.settings.EmailSettings
    if not (email.SendEmailNotifications or email.RequireEmailVerification):
        return
    if token:
        await _write(tx, "welcome_verify", user, link=_verification(tx, user.email, token))
    else:
        await _write(tx, "welcome", user, link=site_url(tx.settings))


async def verification(tx: Tx, user: User, email: str, token: str) -> None:
    """Asks to confirm an address: the present one, or the one that is to replace it."""
    name = "verify" if email == user.email else "verify_change"
    await _write(tx, name, user, to=email, link=_verification(tx, email, token), email=email)


async def email_changed(tx: Tx, user: User, before: str) -> None:
    """To the old address: whoever took the account over can read the new one."""
    await _write(tx, "email_changed", user, to=before, email=user.email)


async def username_changed(tx: Tx, user: User, before: str) -> None:
    await _write(tx, "username_changed", user, before=before)


async def password_changed(tx: Tx, user: User) -> None:
    await _write(tx, "password_changed", user, link=site_url(tx.settings))


async def password_reset(tx: Tx, user: User, token: str) -> None:
    link = f"{site_url(tx.settings)}/reset_password_complete?{urlencode({'token': token})}"
    await _write(tx, "password_reset", user, link=link)


async def password_elsewhere(tx: Tx, user: User) -> None:
    """To somebody who forgot that they have no password here."""
    await _write(tx, "password_elsewhere", user, link=site_url(tx.settings), service=user.auth_service)


async def mfa_switched(tx: Tx, user: User, *, is_on: bool) -> None:
    await _write(tx, "mfa_on" if is_on else "mfa_off", user)


async def recovery_code_used(db: Db, user: User, left: int) -> None:
    await _write(db, "recovery_code_used", user, left=str(left))


async def recovery_codes_made(tx: Tx, user: User) -> None:
    await _write(tx, "recovery_codes_made", user)


async def token_created(tx: Tx, user: User) -> None:
    if not user.is_bot:
        await _write(tx, "token_created", user)


async def deactivated(tx: Tx, user: User) -> None:
    await _write(tx, "deactivated", user)


async def sign_in_changed(tx: Tx, user: User, method: str) -> None:
    await _write(tx, "sign_in_changed", user, method=method)


async def magic_link(tx: Tx, user: User, token: str) -> None:
    await _write(tx, "magic_link", user, link=one_time_link(tx, token))


def one_time_link(db: Db, token: str) -> str:
    """The address that signs a guest in without a password."""
    return f"{site_url(db.settings)}/login/one_time_link?{urlencode({'t': token})}"


def _verification(db: Db, email: str, token: str) -> str:
    return f"{site_url(db.settings)}/do_verify_email?{urlencode({'token': token, 'email': email}, quote_via=quote)}"


async def _write(db: Db, name: str, user: User, *, to: str = "", link: str = "", **values: str) -> None:
    """Nobody reads mail for bots or for people of other servers."""
    if user.is_bot or user.remote_id:
        return
    address = to or user.email
    await outbox.put(db, name, to=address, locale=user.locale, link=link, username=user.username, **values)
