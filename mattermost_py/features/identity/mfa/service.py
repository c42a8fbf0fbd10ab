"""Second factors: time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 s)."""

import hmac
import io
import re
import time
from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote, urlencode, urlsplit

from pyotp import random_base32
from pyotp.totp import TOTP

from mattermost_py.config import Settings
from mattermost_py.features.identity.mfa import store
from mattermost_py.features.identity.mfa.models import MfaSecret
from mattermost_py.features.identity.notices import service as notices
from mattermost_py.features.identity.users import signing_in
from mattermost_py.features.identity.users.models import Secrets, User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.infra.runtime import Runtime
from mattermost_py.kernel.errors import Invalid, Unauthenticated, Unsupported
from mattermost_py.kernel.events import SecondFactorSet
from mattermost_py.kernel.ids import new_token

STEP_S = 30
DRIFT_STEPS = (0, -1, 1)  # clocks of phones differ
KEPT_STEPS = 4  # used codes worth remembering: older ones are refused anyway
RECOVERY_CODES, RECOVERY_LENGTH = 10, 16  # 80 bits each, so that their digests need no salt and no slow hash


def prepare(runtime: Runtime) -> None:
    """Watches the settings: where factors become a must, sockets open anew, so that nobody without one hears more."""

    def changed(old: Settings, new: Settings) -> None:
        if _demands(new) > _demands(old):
            runtime.hub.start_over()

    runtime.config.subscribe(changed)


def _demands(settings: Settings) -> int:
    """Of how many kinds of people the site wants a second factor."""
    service, guests = settings.ServiceSettings, settings.GuestAccountsSettings
    if not (service.EnableMultifactorAuthentication and service.EnforceMultifactorAuthentication):
        return 0
    return 2 if guests.EnforceMultifactorAuthentication else 1


async def generate(tx: Tx, user: User) -> MfaSecret:
    """A fresh secret, not active yet. Raises: Unsupported where second factors are switched off."""
    import segno  # rarely needed

    _require_enabled(tx)
    secret = random_base32()
    await signing_in.set_mfa(tx, user.id, active=user.mfa_active, secret=secret)
    issuer = urlsplit(tx.settings.ServiceSettings.SiteURL).netloc or "mattermost"
    image = io.BytesIO()
    segno.make(_uri(secret, issuer, user.email), error="m").save(image, kind="png", scale=5, border=4)
    return MfaSecret(secret, b64encode(image.getvalue()).decode())


def _uri(secret: str, issuer: str, account: str) -> str:
    """What authenticator apps scan. Source: the otpauth key URI format."""
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{urlencode({'secret': secret, 'issuer': issuer})}"


async def activate(tx: Tx, user: User, code: str) -> None:
    """Switches the factor on; the code proves that the app works. Raises: Unauthenticated for a wrong one."""
    _require_enabled(tx)
    if user.auth_service not in ("", "email", "ldap"):
        raise Invalid("api.user.activate_mfa.email_and_ldap_only.app_error")
    secrets = await signing_in.secrets(tx, user.id)
    if not secrets.mfa_secret or _matching_step(secrets.mfa_secret, code) is None:
        raise Unauthenticated("mfa.activate.bad_token.app_error")
    await signing_in.set_mfa(tx, user.id, active=True, secret=secrets.mfa_secret)
    await store.replace_codes(tx, user.id, [])
    await notices.mfa_switched(tx, user, is_on=True)
    tx.publish(SecondFactorSet(user.id))


async def deactivate(tx: Tx, user: User) -> None:
    await signing_in.set_mfa(tx, user.id, active=False, secret="")
    await store.replace_codes(tx, user.id, [])
    if user.mfa_active:
        await notices.mfa_switched(tx, user, is_on=False)


async def make_recovery_codes(tx: Tx, user: User) -> list[str]:
    """Ten codes that sign in once each when the app is lost; only this answer ever shows them. Earlier ones end."""
    codes = [new_token(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]
    await store.replace_codes(tx, user.id, [_digest(user.id, code) for code in codes])
    return ["-".join(re.findall("....", code)) for code in codes]


async def require_code(db: Db, user: User, code: str) -> None:
    """Asks a signed-in user for a code of their app; wrong ones count like wrong passwords.

    Raises: Unauthenticated; Invalid without a second factor.
    """
    if not user.mfa_active:
        raise Invalid("api.user.recovery_codes.no_mfa.app_error")
    if not await signing_in.claim_attempt(db, user.id, db.settings.ServiceSettings.MaximumLoginAttempts):
        raise Unauthenticated("api.user.check_user_login_attempts.too_many.app_error")
    if not await accepts(db, await signing_in.secrets(db, user.id), code):
        raise Unauthenticated("api.user.check_user_mfa.bad_code.app_error")
    await signing_in.reset_attempts(db, user.id)


async def renew_recovery_codes(tx: Tx, user: User) -> list[str]:
    """Ten new codes; the user is told by mail."""
    codes = await make_recovery_codes(tx, user)
    await notices.recovery_codes_made(tx, user)
    return codes


async def recovery_codes_left(db: Db, user_id: str) -> int:
    return await store.count_codes(db, user_id)


async def takes_recovery_code(db: Db, user: User, code: str) -> bool:
    """Whether this is an unused recovery code of the user; it is used up by that, and the user is told."""
    if len(_plain(code)) != RECOVERY_LENGTH:
        return False
    left = await store.use_code(db, user.id, _digest(user.id, code))
    if left is None:
        return False
    await notices.recovery_code_used(db, user, left)
    return True


async def forget_user(tx: Tx, user_id: str) -> None:
    await store.replace_codes(tx, user_id, [])


def _plain(code: str) -> str:
    """As people type it: blanks, hyphens and capitals do not matter."""
    return re.sub(r"[\s-]+", "", code).lower()


def _digest(user_id: str, code: str) -> bytes:
    return sha256(f"{user_id}:{_plain(code)}".encode()).digest()


async def accepts(db: Db, secrets: Secrets, code: str) -> bool:
    """Whether the code is right and was not used before."""
    step = _matching_step(secrets.mfa_secret, code) if secrets.mfa_secret else None
    if step is None:
        return False
    kept = secrets.mfa_used_timestamps[-KEPT_STEPS:]
    return await signing_in.use_mfa_step(db, secrets.id, str(step), kept)


def _matching_step(secret: str, code: str) -> int | None:
    """The time step whose code this is, among those near now."""
    totp = TOTP(secret)
    now = int(time.time()) // STEP_S
    for drift in DRIFT_STEPS:
        if hmac.compare_digest(totp.generate_otp(now + drift), code.strip()):
            return now + drift
    return None


def _require_enabled(db: Db) -> None:
    if not db.settings.ServiceSettings.EnableMultifactorAuthentication:
        raise Unsupported("mfa.mfa_disabled.app_error")
