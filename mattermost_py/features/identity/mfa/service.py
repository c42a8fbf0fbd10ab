"""Second factors: time-based one-time codes (RFC 6238: SHA-1, 6 digits, 30 s)."""

import hmac
import io
import time
from base64 import b64encode
from urllib.parse import quote, urlencode, urlsplit

import segno
from pyotp import random_base32
from pyotp.totp import TOTP

from mattermost_py.features.identity.mfa.models import MfaSecret
from mattermost_py.features.identity.users import service as users
from mattermost_py.features.identity.users.models import Secrets, User
from mattermost_py.infra.db import Db, Tx
from mattermost_py.kernel.errors import Invalid, Unauthenticated, Unsupported

STEP_S = 30
DRIFT_STEPS = (0, -1, 1)  # clocks of phones differ
KEPT_STEPS = 4  # used codes worth remembering: older ones are refused anyway


async def generate(tx: Tx, user: User) -> MfaSecret:
    """A fresh secret, not active yet. Raises: Unsupported where second factors are switched off."""
    _require_enabled(tx)
    secret = random_base32()
    await users.set_mfa(tx, user.id, active=user.mfa_active, secret=secret)
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
    secrets = await users.secrets(tx, user.id)
    if not secrets.mfa_secret or _matching_step(secrets.mfa_secret, code) is None:
        raise Unauthenticated("mfa.activate.bad_token.app_error")
    await users.set_mfa(tx, user.id, active=True, secret=secrets.mfa_secret)


async def deactivate(tx: Tx, user: User) -> None:
    await users.set_mfa(tx, user.id, active=False, secret="")


async def accepts(db: Db, secrets: Secrets, code: str) -> bool:
    """Whether the code is right and was not used before."""
    step = _matching_step(secrets.mfa_secret, code) if secrets.mfa_secret else None
    if step is None:
        return False
    kept = secrets.mfa_used_timestamps[-KEPT_STEPS:]
    return await users.use_mfa_step(db, secrets.id, str(step), kept)


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
