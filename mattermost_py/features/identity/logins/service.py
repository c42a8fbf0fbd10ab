"""Who may come in, and what a failed attempt costs."""

from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.access.sessions.models import Session
from mattermost_py.features.identity.logins.devices import Device
from mattermost_py.features.identity.logins.models import Credentials
from mattermost_py.features.identity.mfa import service as mfa
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import signing_in
from mattermost_py.features.identity.users.models import Secrets, User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.clock import HOUR_MS, now_ms
from mattermost_py.kernel.errors import AppError, Invalid, Unauthenticated

INVALID_PASSWORD = "api.user.check_user_password.invalid.app_error"
MFA_WANTED = "mfa.validate_token.authenticate.app_error"

# What a stranger may learn; any other reason looks like a wrong name or password.
_TOLD = frozenset(
    {
        MFA_WANTED,
        "api.user.check_user_mfa.bad_code.app_error",
        "api.user.login.blank_pwd.app_error",
        "api.user.login.bot_login_forbidden.app_error",
        "api.user.login.remote_users.login.error",
        "api.user.login.guest_accounts.disabled.error",
        "api.user.login.inactive.app_error",
        "api.user.login.not_verified.app_error",
        "api.user.check_user_login_attempts.too_many.app_error",
    }
)


async def authenticate(db: Db, shown: Credentials) -> User:
    """Whose credentials these are. Each failure is counted at once, whatever becomes of the request.

    Raises: Unauthenticated or Invalid with an id that tells strangers no more than they may know.
    """
    try:
        return await _authenticate(db, shown)
    except AppError as exc:
        if exc.id in _TOLD:
            raise
        raise _masked(db) from exc


async def _authenticate(db: Db, shown: Credentials) -> User:
    if not shown.password:
        raise Invalid("api.user.login.blank_pwd.app_error")
    user = await _wanted(db, shown)
    if user is None:
        await passwords.pretend(db, shown.password)
        raise users.missing()
    require_human(user)
    _require_password(user)
    await check(db, user, shown.password, shown.mfa_code)
    _require_allowed(db, user)
    return user


async def _wanted(db: Db, shown: Credentials) -> User | None:
    email = db.settings.EmailSettings
    if shown.id:
        return await users.fresh(db, shown.id)
    if not shown.login_id:
        return None
    return await users.by_login(
        db, shown.login_id, by_username=email.EnableSignInWithUsername, by_email=email.EnableSignInWithEmail
    )


async def find(db: Db, *, user_id: str, login_id: str) -> User | None:
    """The account of an id, name or address, for the page that asks how it signs in."""
    if user_id:
        found = await users.by_ids(db, [user_id])
        return found[0] if found else None
    return await users.by_login(db, login_id, by_username=True, by_email=True)


def require_human(user: User) -> None:
    """Raises: Unauthenticated for bots and for people of other servers."""
    if user.is_bot:
        raise Unauthenticated("api.user.login.bot_login_forbidden.app_error")
    if user.remote_id:
        raise Unauthenticated("api.user.login.remote_users.login.error")


def _require_password(user: User) -> None:
    if user.auth_service not in ("", "email"):
        raise Invalid("api.user.login.use_auth_service.app_error", AuthService=user.auth_service)


def _require_allowed(db: Db, user: User) -> None:
    """What the account must be once its owner is known."""
    if user.is_guest and not db.settings.GuestAccountsSettings.Enable:
        raise Unauthenticated("api.user.login.guest_accounts.disabled.error")
    if db.settings.EmailSettings.RequireEmailVerification and not user.email_verified:
        raise Unauthenticated("api.user.login.not_verified.app_error")


async def check(db: Db, user: User, password: str, mfa_code: str) -> None:
    """Password and second factor of an active account; wrong ones count, a missing code does not.

    Raises: Unauthenticated.
    """
    if not user.is_active:
        raise Unauthenticated("api.user.login.inactive.app_error")
    secrets = await _check_password(db, user, password)
    if user.mfa_active and db.settings.ServiceSettings.EnableMultifactorAuthentication:
        if not mfa_code:
            await signing_in.give_attempt_back(db, user.id)
            raise Unauthenticated(MFA_WANTED)
        if not (await mfa.accepts(db, secrets, mfa_code) or await mfa.takes_recovery_code(db, user, mfa_code)):
            raise Unauthenticated("api.user.check_user_mfa.bad_code.app_error")


async def recheck(db: Db, user: User, password: str) -> None:
    """Asks a signed-in user for their password again. Raises: Unauthenticated."""
    await _check_password(db, user, password)
    await signing_in.reset_attempts(db, user.id)


async def _check_password(db: Db, user: User, password: str) -> Secrets:
    """Raises: Unauthenticated for a wrong password, or when there were too many."""
    if not await signing_in.claim_attempt(db, user.id, db.settings.ServiceSettings.MaximumLoginAttempts):
        raise Unauthenticated("api.user.check_user_login_attempts.too_many.app_error")
    secrets = await signing_in.secrets(db, user.id)
    if not await passwords.matches(db, password, secrets.password):
        users.forget(db, user.id)
        raise Unauthenticated(INVALID_PASSWORD)
    if better := await passwords.refreshed(db, password, secrets.password):
        await signing_in.rehash(db, user.id, better, old=secrets.password)
    return secrets


async def sign_in(tx: Tx, user: User, device: Device, *, device_id: str = "", is_sso: bool = False) -> Session:
    """Opens the session of a user who has proved who they are, here or at a sign-in service."""
    service = tx.settings.ServiceSettings
    is_mobile = bool(device_id) or device.is_mobile
    hours = service.SessionLengthSSOInHours if is_sso else service.SessionLengthWebInHours
    if is_mobile:
        hours = service.SessionLengthMobileInHours
    props = device.props()
    if is_sso:
        props["isSaml" if user.auth_service == "saml" else "isOAuthUser"] = "true"
    if user.is_guest:
        props["is_guest"] = "true"
    await signing_in.signed_in(tx, user.id, now_ms())
    return await sessions.open_session(
        tx,
        user_id=user.id,
        roles=user.roles,
        props=props,
        device_id=device_id,
        length_ms=hours * HOUR_MS,
    )


def _masked(db: Db) -> Unauthenticated:
    """One answer for every reason, in words that name the ways to sign in here."""
    email = db.settings.EmailSettings
    if email.EnableSignInWithUsername and email.EnableSignInWithEmail:
        way = "email_username"
    elif email.EnableSignInWithUsername:
        way = "username"
    else:
        way = "email" if email.EnableSignInWithEmail else "sso"
    return Unauthenticated(f"api.user.login.invalid_credentials_{way}")
