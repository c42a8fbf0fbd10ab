"""Changing one's password, setting somebody's, and choosing a new one with the link of a mail."""

from typing import Any

from mattermost_py.features.access.onetime import service as onetime
from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.logins import service as logins
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import signing_in
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import now_ms
from mattermost_py.kernel.errors import AppError, Invalid
from mattermost_py.kernel.json import JsonError, loads

TOKEN_LENGTH = onetime.LENGTH


async def require_own(db: Db, user: User, current: str) -> None:
    """The user must know the present password. Raises: Invalid when it is wrong or kept elsewhere, Unauthenticated."""
    require_no_magic_link(user)
    require_password(user, "api.user.update_password.oauth.app_error")
    try:
        await logins.recheck(db, user, current)
    except AppError as exc:
        if exc.id == logins.INVALID_PASSWORD:
            raise Invalid("api.user.update_password.incorrect.app_error") from exc
        raise


async def change(tx: Tx, user: User, password: str, *, keep_session: str = "") -> None:
    """Replaces the password by this hash; other sessions end where the admin wants that."""
    require_no_magic_link(user)
    await signing_in.set_password_hash(tx, user.id, password)
    await onetime.revoke_of_user(tx, onetime.Purpose.PASSWORD_RECOVERY, user.id)
    if tx.settings.ServiceSettings.TerminateSessionsOnPasswordChange:
        await sessions.revoke_all(tx, user.id, keep=keep_session)
    await notices.password_changed(tx, user)


async def prepare_recovery(db: Db, token: str) -> None:
    """Refuses a link early, before the costly hash. Raises: Invalid."""
    await _recovery(db, token)


async def recover(tx: Tx, token: str, password: str) -> None:
    """Uses up a recovery link. Raises: Invalid when it is unknown, used or expired."""
    secret, user = await _recovery(tx, token)
    if not await onetime.use(tx, secret):
        raise Invalid("api.user.reset_password.invalid_link.app_error")
    await change(tx, user, password)


async def _recovery(db: Db, token: str) -> tuple[onetime.OneTime, User]:
    secret = await onetime.find(db, token, onetime.Purpose.PASSWORD_RECOVERY)
    if secret is None:
        raise Invalid("api.user.reset_password.invalid_link.app_error")
    if secret.is_expired(now_ms()):
        raise Invalid("api.user.reset_password.link_expired.app_error")
    meant = _read(secret.extra)
    user = await users.fresh(db, str(meant.get("UserId", "")))
    if user.email != meant.get("Email"):  # the address changed since the mail was sent
        raise Invalid("api.user.reset_password.link_expired.app_error")
    if user.is_magic_link:
        raise Invalid("api.user.send_password_reset.guest_magic_link.app_error")
    require_password(user, "api.user.reset_password.sso.app_error")
    return secret, user


def require_password(user: User, refusal: str) -> None:
    """Raises: Invalid for accounts of a sign-in service."""
    if user.auth_data:
        raise Invalid(refusal)


def require_no_magic_link(user: User) -> None:
    """Raises: Invalid for guests who sign in by mailed links; they have no password."""
    if user.is_magic_link:
        raise Invalid("api.user.update_password.magic_link.app_error")


async def hashed(db: Db, password: str) -> str:
    """Raises: Invalid when the policy refuses the password."""
    return await passwords.hashed(db, password)


def _read(extra: str) -> dict[str, Any]:
    try:
        found: Any = loads(extra)
    except JsonError as exc:
        raise Invalid("api.user.reset_password.invalid_link.app_error") from exc
    return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType] - JSON edge
