"""From a password to a sign-in service and back; without such services here, only the way back works."""

from mattermost_py.features.access.sessions import service as sessions
from mattermost_py.features.identity.logins import service as logins
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.passwords import service as passwords
from mattermost_py.features.identity.switching.models import AuthInput, SwitchRequest, UserAuth
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users import signing_in, standing
from mattermost_py.features.identity.users.models import User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.actor import Actor
from mattermost_py.kernel.errors import Forbidden, Invalid, Unsupported, invalid_body

EMAIL, LDAP = "email", "ldap"
SIGN_IN_SERVICES = frozenset({"gitlab", "google", "office365", "openid", "saml"})
AFTERWARDS = "/login?extra=signin_change"  # where clients go next


async def away_from_password(db: Db, wanted: SwitchRequest) -> str:
    """Proves the owner, then refuses: the services belong to a part that is not there.

    Raises: Forbidden where switching is off, Unauthenticated, Invalid, Unsupported.
    """
    to_ldap = wanted.new_service == LDAP
    _require_transfer(db, "email_to_ldap" if to_ldap else "email_to_oauth")
    user = await _by_email(db, wanted.email)
    logins.require_human(user)
    await logins.check(db, user, wanted.password, wanted.mfa_code)
    await signing_in.reset_attempts(db, user.id)
    if to_ldap:
        raise Unsupported("api.user.email_to_ldap.not_available.app_error")
    raise Unsupported("api.user.authorize_oauth_user.unsupported.app_error")


async def ldap_to_password(db: Db, wanted: SwitchRequest) -> str:
    """Raises: Forbidden where switching is off, Invalid for other accounts, Unsupported without a directory."""
    _require_transfer(db, "ldap_to_email")
    _require_passwords(db)
    if (await _by_email(db, wanted.email)).auth_service != LDAP:
        raise Invalid("api.user.ldap_to_email.not_ldap_account.app_error")
    raise Unsupported("api.user.ldap_to_email.not_available.app_error")


async def prepare_password(db: Db, actor: Actor, wanted: SwitchRequest) -> tuple[User, str]:
    """The caller's account, and the hash of the password it is to sign in with from now on. Raises: see `checks`."""
    _require_transfer(db, "oauth_to_email")
    _require_passwords(db)
    user = await _by_email(db, wanted.email)
    if user.is_magic_link:
        raise Invalid("api.user.oauth_to_email.magic_link.app_error")
    if user.auth_service not in SIGN_IN_SERVICES:
        raise Invalid("api.user.oauth_to_email.not_oauth_user.app_error")
    if user.id != actor.user_id:
        raise Forbidden("api.user.oauth_to_email.context.app_error")
    return user, await passwords.hashed(db, wanted.new_password or wanted.password)


async def to_password(tx: Tx, user: User, password: str) -> str:
    """From now on the account signs in with this password (a hash); every session of the old way ends."""
    await signing_in.set_password_hash(tx, user.id, password)
    await users.announced(tx, user.id)
    await sessions.revoke_all(tx, user.id)
    await notices.sign_in_changed(tx, user, "e-mail")
    return AFTERWARDS


def is_to_password(wanted: SwitchRequest) -> bool:
    return wanted.current_service in SIGN_IN_SERVICES and wanted.new_service == EMAIL


def is_from_ldap(wanted: SwitchRequest) -> bool:
    return wanted.current_service == LDAP and wanted.new_service == EMAIL


def is_from_password(wanted: SwitchRequest) -> bool:
    return wanted.current_service == EMAIL and wanted.new_service in (*SIGN_IN_SERVICES, LDAP)


async def set_auth(tx: Tx, user: User, wanted: AuthInput) -> UserAuth:
    """An admin says where the account is proved from now on. Raises: Invalid for half of an answer."""
    if bool(wanted.auth_data) != bool(wanted.auth_service):
        raise Invalid("api.user.update_user_auth.invalid_request")
    if wanted.auth_service and wanted.auth_service not in (*SIGN_IN_SERVICES, LDAP):
        raise Invalid("api.user.update_user_auth.invalid_request")
    await standing.set_auth(tx, user.id, wanted.auth_service, wanted.auth_data or None)
    return UserAuth(wanted.auth_data or None, wanted.auth_service)


async def _by_email(db: Db, email: str) -> User:
    if not email:
        raise invalid_body("email")
    user = await users.by_email(db, email.strip().lower())
    if user is None:
        raise users.missing()
    return user


def _require_transfer(db: Db, way: str) -> None:
    if not db.settings.ServiceSettings.ExperimentalEnableAuthenticationTransfer:
        raise Forbidden(f"api.user.{way}.not_available.app_error")


def _require_passwords(db: Db) -> None:
    email = db.settings.EmailSettings
    if not email.EnableSignUpWithEmail:
        raise Forbidden("api.user.auth_switch.not_available.email_signup_disabled.app_error")
    if not (email.EnableSignInWithEmail or email.EnableSignInWithUsername):
        raise Forbidden("api.user.auth_switch.not_available.login_disabled.app_error")
