"""Password hashes: Argon2id and PBKDF2 for new ones, bcrypt too for those that came from elsewhere.

Every function here costs tens of milliseconds of CPU and releases the interpreter lock meanwhile; callers run it in a
thread, never on the event loop.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass
from os import urandom
from typing import Literal

import bcrypt
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

Kind = Literal["argon2id", "pbkdf2"]

MAX_BYTES = 72  # what bcrypt can take, and therefore the official limit

_LENGTH, _LANES = 32, 1

# Mattermost's own form, so that it can read the database again.
_ROUNDS = 600_000
_PBKDF2 = f"$pbkdf2$f=SHA256,w={_ROUNDS},l={_LENGTH}$"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one Argon2id hash takes; as it stands, OWASP's first choice."""

    memory_kib: int = 19 * 1024
    passes: int = 2

    @property
    def form(self) -> str:
        """How a stored hash of this cost begins."""
        return f"$argon2id$v=19$m={self.memory_kib},t={self.passes},p={_LANES}$"


cost = Cost()  # of new hashes; no setting changes it


def hash_password(password: str, kind: Kind) -> str:
    """A salted hash as text of at most 128 characters."""
    if kind == "argon2id":
        return _argon2id(urandom(16)).derive_phc_encoded(password.encode())
    salt = urandom(16)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, _ROUNDS, _LENGTH)
    return f"{_PBKDF2}{_text(salt)}${_text(key)}"


def verify_password(password: str, stored: str) -> bool:
    """Whether this is the password behind a stored hash of any known form; unknown forms match nothing."""
    secret = password.encode()
    if not stored or len(secret) > MAX_BYTES:
        return False
    try:
        if stored.startswith("$argon2id$"):
            Argon2id.verify_phc_encoded(secret, stored)
            return True
        if stored.startswith("$pbkdf2$"):
            return _verify_pbkdf2(secret, stored)
        return stored.startswith("$2") and bcrypt.checkpw(secret, stored.encode())
    except (InvalidKey, ValueError, KeyError):
        return False


def is_current(stored: str, kind: Kind) -> bool:
    """Whether a hash has the form and the cost that a new one of this kind would have."""
    return stored.startswith(cost.form if kind == "argon2id" else _PBKDF2)


def burn_time(password: str, kind: Kind) -> None:
    """Costs what a check costs, so that a stranger cannot tell by the clock whether an account exists."""
    if kind == "argon2id":
        _argon2id(bytes(16)).derive(password.encode())
    else:
        hashlib.pbkdf2_hmac("sha256", password.encode(), bytes(16), _ROUNDS, _LENGTH)


def _argon2id(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=_LENGTH, iterations=cost.passes, lanes=_LANES, memory_cost=cost.memory_kib)


def _verify_pbkdf2(secret: bytes, stored: str) -> bool:
    """Source: the stored form `$pbkdf2$f=SHA256,w=600000,l=32$salt$hash`, base64 without padding."""
    _, _, params, salt, wanted = stored.split("$")
    values = dict(part.split("=", 1) for part in params.split(","))
    name = {"SHA256": "sha256", "SHA512": "sha512"}[values["f"]]
    key = hashlib.pbkdf2_hmac(name, secret, _bytes(salt), int(values["w"]), int(values["l"]))
    return hmac.compare_digest(key, _bytes(wanted))


def _text(value: bytes) -> str:
    return b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return b64decode(text + "=" * (-len(text) % 4))
